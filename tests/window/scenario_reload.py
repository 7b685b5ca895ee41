"""Load, work, unload, ten times over; count what is left behind each time."""

import gc

import qgis.utils
from keyboard import enter
from qgis.core import QgsApplication, QgsExpression, QgsProject
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QToolBar, QWidget

PACKAGE = "libya_incident_mapper"
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier


def steps(window):
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    counts, entries = [], []
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
        yield window.until(lambda dock=dock: dock.pages.currentWidget() is dock.desk)
        entries.append(own_entries(window))
        desk.sheets.ask()
        desk.teacher.show_list()
        desk.teacher.teach("103 line")
        dock.incident.place.button.click()
        # A search of the search bar and an expression, so that all that they load is there to be left behind.
        QgsExpression("lby_describe(30, 20)").evaluate()
        yield from enter((Qt.Key.Key_K, CTRL), "lby uqaylah")
        yield 400
        yield from enter(Qt.Key.Key_Return)
        yield 200
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
    return {"counts": counts, "ours": counts[-1]["ours"], "entries": entries}


def own_entries(window):
    """Layer → how many entries of ours its context menu has."""
    view, found = window.iface.layerTreeView(), {}
    for layer in QgsProject.instance().mapLayers().values():
        view.setCurrentLayer(layer)
        menu = view.menuProvider().createContextMenu()
        found[layer.name()] = sum("own style" in action.text() for action in menu.actions())
        menu.deleteLater()
    return found


def leftovers(window):
    main = window.main
    ours = [
        f"{type(thing).__name__} {thing.objectName()}" for thing in main.findChildren(QObject)
        if thing.objectName().startswith("LibyaIncident")
    ]
    ours += [name for name in ("lby_place", "lby_describe", "lby_grid") if QgsExpression.isFunctionName(name)]
    ours += [
        type(thing).__name__ for thing in main.findChildren(QObject)
        if thing.inherits("QgsLocatorFilter") and type(thing).__module__.startswith(PACKAGE)
    ]
    ours += [one.id() for one in QgsApplication.processingRegistry().algorithms() if "libyaincidents" in one.id()]
    return {
        "ours": ours,
        "widgets": len(QApplication.allWidgets()),
        "children": len(main.findChildren(QWidget)),
        "docks": len(main.findChildren(QDockWidget)),
        "toolbars": len(main.findChildren(QToolBar)),
        "actions": len(main.findChildren(QAction)),
        "timers": len(main.findChildren(QTimer)),
        "providers": len(QgsApplication.processingRegistry().providers()),
        "algorithms": len(QgsApplication.processingRegistry().algorithms()),
        "functions": len(QgsExpression.Functions()),
        "filters": sum(thing.inherits("QgsLocatorFilter") for thing in main.findChildren(QObject)),
    }
