"""The example in three clicks, then another casefile dropped on QGIS's window, and QGIS's browser on it."""

import qgis.utils
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QDockWidget, QFileDialog, QToolBar

PACKAGE = "libya_incident_mapper"


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where, actions = QPointF(400, 300), Qt.DropAction.CopyAction
    QApplication.sendEvent(window.main, QDragEnterEvent(where.toPoint(), actions, data, *keys))
    QApplication.sendEvent(window.main, QDropEvent(where, actions, data, *keys))


def steps(window):
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    plugin = qgis.utils.plugins[PACKAGE]
    # The folder that the file dialogue begins in, as if a casefile had been opened there before.
    from libya_incident_mapper.qgis_support.settings import remember

    remember(last_folder=window.arguments["folder"])
    toolbar = window.find(QToolBar, "LibyaIncidentMapperToolBar")
    click(toolbar.widgetForAction(plugin.action))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield 300
    window.shot("opening-1-welcome")
    click(dock.welcome.example)
    dialog = yield window.until(lambda: window.find(QFileDialog, "LibyaIncidentCasefile"))
    yield 300
    click(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save))
    yield window.until(lambda: dock.pages.currentWidget() is dock.desk)
    yield 1500
    window.shot("opening-2-example")
    session = plugin.desk.session
    told = {"example": str(session.casefile.path), "incidents": session.casefile.counts()["incidents"]}
    other = window.arguments["other"]
    type(session.casefile).create(other)
    layers = len(QgsProject.instance().mapLayers())
    drop(window, other)
    yield window.until(lambda: str(session.casefile.path) == other)
    yield 500
    # QGIS itself would have added bare layers beside ours.
    told["bare"] = [
        layer.name() for layer in QgsProject.instance().mapLayers().values()
        if layer.source().startswith(other) and not layer.customProperty("libya_incident_mapper/table")
    ]
    told["more layers"] = len(QgsProject.instance().mapLayers()) > layers
    QgsProject.instance().setDirty(False)
    return told
