"""QGIS has started: is the plugin there, and does the window have the keyboard?"""

import sys

import qgis.utils
from qgis.core import QgsApplication, QgsGeocoderContext, QgsProject


def steps(window):
    yield window.until(window.main.isActiveWindow)
    yield 300
    window.shot("start")
    provider = QgsApplication.processingRegistry().providerById("libyaincidents")
    heavy = (f"libya_incident_mapper.geocoding.{name}" for name in ("geocoder", "search", "index", "gazetteer"))
    searches = [name for name in heavy if name in sys.modules]
    context = QgsGeocoderContext(QgsProject.instance().transformContext())
    results = qgis.utils.plugins["libya_incident_mapper"].geocoder.geocodeString("Uqaylah", context)
    return {
        "active": "libya_incident_mapper" in qgis.utils.active_plugins,
        "searches": searches,
        "geocoded": [result.identifier() for result in results],
        "algorithms": sorted(algorithm.name() for algorithm in provider.algorithms()) if provider else [],
    }
