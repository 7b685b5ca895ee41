"""The example of the repository as a casefile, made in the window by our own algorithm."""

import processing
import qgis.utils

PACKAGE = "libya_incident_mapper"


def build_example(window):
    """To be yielded from when QGIS comes up: the casefile at the scenario's argument `casefile`; gives its path."""
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    path = window.arguments["casefile"]
    rows = {name.upper(): f"{window.arguments['example']}-{name}.csv" for name in ("incidents", "movements")}
    processing.run("libyaincidents:buildcasefile", {**rows, "OUTPUT": path})
    return path
