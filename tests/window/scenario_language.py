"""QGIS runs in a language of its own: the dock speaks it, and runs from the side that QGIS runs from."""

import qgis.utils
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QDockWidget, QLabel


def steps(window):
    yield window.until(window.main.isActiveWindow)
    plugin = qgis.utils.plugins["libya_incident_mapper"]
    plugin.action.trigger()
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    # The dock is seen before its forms are made, and before the place search is made ready.
    plugin.desk.furnish()
    # QGIS asks before it ends while a task runs: the lists of names are being read.
    yield window.until(lambda: not QgsApplication.taskManager().countActiveTasks(), seconds=40)
    window.shot("language-" + QgsApplication.locale()[:2])
    algorithm = QgsApplication.processingRegistry().algorithmById("libyaincidents:exportsheet")
    return {
        "title": dock.windowTitle(),
        "labels": [label.text() for label in dock.findChildren(QLabel)],
        "runs_with_the_window": dock.isRightToLeft() == window.main.isRightToLeft(),
        "algorithm": algorithm.displayName(),
    }
