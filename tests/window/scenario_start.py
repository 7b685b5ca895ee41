"""QGIS has started: is the plugin there, and does the window have the keyboard?"""

import qgis.utils
from qgis.core import QgsApplication


def steps(window):
    yield window.until(window.main.isActiveWindow)
    yield 300
    window.shot("start")
    provider = QgsApplication.processingRegistry().providerById("libyaincidents")
    return {
        "active": "libya_incident_mapper" in qgis.utils.active_plugins,
        "algorithms": sorted(algorithm.name() for algorithm in provider.algorithms()) if provider else [],
    }
