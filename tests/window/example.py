"""The example of the repository as a casefile, made in the window by our own algorithm."""

import processing
import qgis.utils
from keyboard import enter
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget

PACKAGE = "libya_incident_mapper"


def build_example(window):
    """To be yielded from when QGIS comes up: the casefile at the scenario's argument `casefile`; gives its path."""
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    path = window.arguments["casefile"]
    rows = {name.upper(): f"{window.arguments['example']}-{name}.csv" for name in ("incidents", "movements")}
    processing.run("libyaincidents:buildcasefile", {**rows, "OUTPUT": path})
    return path


def open_example(window):
    """To be yielded from: the example in the dock, which its shortcut brings up; gives dock and desk."""
    path = yield from build_example(window)
    yield from enter((Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    desk = qgis.utils.plugins[PACKAGE].desk
    desk.open(path)
    yield window.until(lambda: dock.pages.currentWidget() is dock.desk)
    return dock, desk
