"""Places while they are typed, on the map of a real window: a candidate taken by its letter, a movement by clicks."""

import qgis.utils
from keyboard import enter
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget

PACKAGE = "libya_incident_mapper"
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def steps(window):
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    yield from enter((Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.AltModifier))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    desk = qgis.utils.plugins[PACKAGE].desk
    desk.create(window.arguments["casefile"])
    yield window.until(lambda: dock.pages.currentWidget() is dock.desk)
    yield 1500
    canvas = window.iface.mapCanvas()
    canvas.setExtent(to_map(canvas).transformBoundingBox(QgsRectangle(9, 19, 26, 34)))
    yield 1500
    said = {}
    box = dock.incident.place
    box.line.setFocus()
    yield from enter("jufra")
    letters = yield window.until(lambda: desk.preview._letters)
    yield from enter(Qt.Key.Key_Down)
    yield 400
    window.shot("preview-1-candidates")
    said["first"], wanted = box.resolved.name, letters[2].candidate
    # To the window, as a hand's click comes: it closes the list first, and is then sent on to the map.
    spot = canvas.viewport().mapTo(window.main, letters[2].pos().toPoint())
    QTest.mouseClick(window.main.windowHandle(), LEFT, Qt.KeyboardModifier.NoModifier, spot)
    yield window.until(lambda: not box.popup.is_open)
    yield window.until(lambda: not desk.preview._letters)
    yield 400
    window.shot("preview-2-chosen")
    said["wanted"], said["chosen"], said["has_focus"] = wanted.place_id, box.resolved.place_id, box.line.hasFocus()
    said["movement"] = yield from click_movement(window, desk, canvas)
    said["by_keys"] = yield from pick_by_keys(window, desk, canvas)
    dock.close()
    yield 300
    said["left"] = len(desk.preview._items)
    QgsProject.instance().setDirty(False)
    return said


def click_movement(window, desk, canvas):
    form = desk.dock.movement
    desk.dock.incident.clear()
    desk.dock.tabs.setCurrentWidget(form)
    yield 300
    QTest.mouseClick(form.stops.by_clicks, LEFT)
    for place in window.arguments["stops"]:
        QTest.mouseMove(canvas.viewport(), pixel(canvas, *place))
        yield 300
        QTest.mouseClick(canvas.viewport(), LEFT, pos=pixel(canvas, *place))
        yield 300
    QTest.mouseMove(canvas.viewport(), pixel(canvas, 24, 24))
    yield 300
    window.shot("preview-3-arrow")
    yield from enter(Qt.Key.Key_Return)
    yield 300
    window.shot("preview-4-movement")
    return [[stop.role, stop.location.lat, stop.location.lon] for stop in form.draft().record.waypoints]


def pick_by_keys(window, desk, canvas):
    """A movement without the mouse: from the actor by Tab to the button, then on the map, and on by Tab."""
    form = desk.dock.movement
    form.clear()
    desk.dock.show_form(form)
    yield 300
    for _ in range(30):
        if form.stops.by_clicks.hasFocus():
            break
        yield from enter(Qt.Key.Key_Tab)
    far = Qt.KeyboardModifier.ShiftModifier
    yield from enter(Qt.Key.Key_Space, Qt.Key.Key_Return)
    yield from enter((Qt.Key.Key_Down, far), (Qt.Key.Key_Right, far), Qt.Key.Key_Return)
    window.shot("preview-5-cross")
    yield from enter((Qt.Key.Key_Left, far), Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Space)
    told = desk.dock.asked.text()
    yield from enter(Qt.Key.Key_Return)
    yield 300
    window.shot("preview-6-by-keys")
    stops = [[stop.role, stop.location.lat, stop.location.lon] for stop in form.draft().record.waypoints]
    has_focus = form.stops.by_clicks.hasFocus()
    return {"stops": stops, "has_focus": has_focus, "told": told, "tool": canvas.mapTool() is desk.picking.tool}


def to_map(canvas):
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    return QgsCoordinateTransform(wgs84, canvas.mapSettings().destinationCrs(), QgsProject.instance())


def pixel(canvas, lat, lon):
    """Where on the map a point is drawn."""
    point = canvas.getCoordinateTransform().transform(to_map(canvas).transform(QgsPointXY(lon, lat)))
    return QPoint(round(point.x()), round(point.y()))
