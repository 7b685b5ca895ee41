"""Install the zip as the plugin manager does and look a place up, if they are given; say what is loaded."""

import importlib

import qgis.utils
from qgis.core import QgsApplication

PACKAGE = "libya_incident_mapper"


def steps(window):
    if "zip" in window.arguments:
        import pyplugin_installer

        pyplugin_installer.instance().installFromZipFile(window.arguments["zip"])
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    provider = QgsApplication.processingRegistry().providerById("libyaincidents")
    seen = {
        "active": PACKAGE in qgis.utils.active_plugins,
        "file": importlib.import_module(PACKAGE).__file__,
        "algorithms": sorted(algorithm.name() for algorithm in provider.algorithms()),
        "shapely": _has("shapely"),
    }
    if "place" in window.arguments:
        geocoder = importlib.import_module(PACKAGE + ".geocoding.geocoder").default_geocoder()
        seen["state"] = geocoder.locate(window.arguments["place"]).state.name
    return seen


def _has(module):
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True
