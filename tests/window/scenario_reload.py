"""Load, work, unload, ten times over; count what is left behind each time."""

import gc

import qgis.utils
from keyboard import enter
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QToolBar, QWidget

PACKAGE = "libya_incident_mapper"
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def steps(window):
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    counts = []
    for turn in range(window.arguments["turns"]):
        window.main.activateWindow()
        yield window.until(window.main.isActiveWindow)
        yield from enter((Qt.Key.Key_L, CTRL_ALT))
        dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
        desk = qgis.utils.plugins[PACKAGE].desk
        path = window.arguments["casefile"]
        if turn:
            desk.open(path)
        else:
            desk.create(path)
        desk.sheets.ask()
        desk.teacher.show_list()
        desk.teacher.teach("103 line")
        dock.incident.place.button.click()
        yield 100
        QgsProject.instance().clear()
        del desk, dock
        qgis.utils.unloadPlugin(PACKAGE)
        yield 300
        gc.collect()
        counts.append(leftovers(window))
        qgis.utils.loadPlugin(PACKAGE)
        qgis.utils.startPlugin(PACKAGE)
        yield 100
    QgsProject.instance().setDirty(False)
    return {"counts": counts, "ours": counts[-1]["ours"]}


def leftovers(window):
    main = window.main
    ours = [
        f"{type(thing).__name__} {thing.objectName()}" for thing in main.findChildren(QObject)
        if thing.objectName().startswith("LibyaIncident")
    ]
    return {
        "ours": ours,
        "widgets": len(QApplication.allWidgets()),
        "children": len(main.findChildren(QWidget)),
        "docks": len(main.findChildren(QDockWidget)),
        "toolbars": len(main.findChildren(QToolBar)),
        "actions": len(main.findChildren(QAction)),
        "timers": len(main.findChildren(QTimer)),
        "providers": len(QgsApplication.processingRegistry().providers()),
    }
