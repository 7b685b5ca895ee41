"""An analyst chooses a layer of roads by keys, and a place counted in kilometres comes to lie on its road."""

from file_dialog import give_casefile
from keyboard import enter, target
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
TAB, RETURN, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space
TEXT = "12 km from Ajdabiya on the Ajdabiya-Jalu road"


def steps(window):
    yield window.until(window.main.isActiveWindow)
    yield from enter((Qt.Key.Key_L, CTRL_ALT))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield window.until(dock.isVisible)
    yield 300
    yield from enter(SPACE)
    yield from give_casefile(window, dock, window.arguments["casefile"])
    roads = add_roads()
    box = dock.incident.place
    box.line.setFocus()
    yield from enter(TEXT)
    yield window.until(lambda: box.location("place", []).is_placed)
    yield from enter(Qt.Key.Key_Escape)
    before = box.location("place", []).rule
    yield from choose_roads(window, dock)
    yield window.until(lambda: "my roads" in dock.banner.text.text())
    yield 500
    window.shot("roads-2-known")
    location = box.location("place", [])
    point = QgsGeometry.fromPointXY(QgsPointXY(location.lon, location.lat))
    QgsProject.instance().setDirty(False)
    return {
        "before": before, "rule": location.rule, "remark": location.remark, "shown": box.state.text(),
        "off_road": roads.getFeature(1).geometry().distance(point),
    }


def add_roads():
    layer = QgsVectorLayer("LineString?crs=EPSG:4326&field=code:int&field=name:string", "my roads", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes([7, "Ajdabiya-Jalu road"])
    feature.setGeometry(QgsGeometry.fromWkt("LINESTRING (20.22 30.76, 20.9 29.9, 21.55 29.03)"))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    return layer


def choose_roads(window, dock):
    """By the menu of the casefile button, then keys alone: the layer by its first letters, the column proposed, OK."""
    # The menu has an event loop of its own; the key of the entry comes while it is open.
    QTimer.singleShot(500, lambda: QTest.keyClick(target(), Qt.Key.Key_R))
    QTest.mouseClick(dock.bar.casefile, Qt.MouseButton.LeftButton)
    dialog = yield window.until(lambda: window.main.findChild(QDialog, "LibyaIncidentRoads"))
    yield window.until(dialog.isVisible)
    dialog.activateWindow()
    yield window.until(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(QApplication.focusWidget()))
    yield 200
    yield from enter("my")
    yield window.until(lambda: dialog.layer.currentLayer() is not None)
    yield 200
    window.shot("roads-1-dialogue")
    yield from enter(TAB)
    yield from enter(RETURN)
    yield window.until(lambda: window.main.findChild(QDialog, "LibyaIncidentRoads") is None)
    window.main.activateWindow()
    yield window.until(window.main.isActiveWindow)
