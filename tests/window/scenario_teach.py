"""The example's journey by way of a line that no list has: taught with keys and a click on the map, and placed."""

import qgis.utils
from example import PACKAGE, build_example
from file_dialog import give_casefile
from keyboard import enter, press, target
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QPushButton

TAB, RETURN, DOWN, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
JOURNEY = "M2"


def steps(window):
    path = yield from build_example(window)
    dock = yield from open_casefile(window, path)
    desk = qgis.utils.plugins[PACKAGE].desk
    before = journey(desk)
    yield from open_journey(window, dock)
    window.shot("teach-1-unplaced-stop")
    yield from teach(window, dock, desk)
    yield window.until(lambda: "One record names it" in dock.banner.text.text())
    yield 300
    window.shot("teach-4-offer")
    place = next(b for b in dock.banner.findChildren(QPushButton) if b.text().replace("&", "") == "Place it")
    QTest.mouseClick(place, LEFT)
    yield window.until(lambda: dock.banner.text.text().startswith("Placed"))
    yield 1500
    window.shot("teach-5-placed")
    after = journey(desk)
    yield from enter((Qt.Key.Key_F, CTRL))
    yield from enter(TAB, (Qt.Key.Key_Z, CTRL), (Qt.Key.Key_Z, CTRL))
    undone = journey(desk)
    redo = (Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    yield from enter(redo, redo)
    redone = journey(desk)
    yield from show_list(window, dock, desk)
    on_map = yield from ask_the_map(window, desk)
    QgsProject.instance().setDirty(False)
    return {
        "before": before, "after": after, "undone": undone, "redone": redone, "lesson": lesson(desk), "on_map": on_map,
    }


def open_casefile(window, path):
    yield from enter((Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.AltModifier))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield window.until(dock.isVisible)
    yield 300
    yield from enter(TAB, SPACE)
    yield from give_casefile(window, dock, path)
    yield 500
    return dock


def open_journey(window, dock):
    yield from enter((Qt.Key.Key_F, CTRL))
    yield from enter("103 line", TAB, DOWN, RETURN)
    yield window.until(lambda: dock.movement.record is not None)
    box = dock.movement.stops.rows[0].place
    yield from tab_to(box.line)
    yield 300


def tab_to(widget):
    """Press Tab until the keyboard is there."""
    for _ in range(30):
        if QApplication.focusWidget() is widget:
            return
        yield from enter(TAB)
    raise AssertionError(f"Tab does not lead to {widget}")


def teach(window, dock, desk):
    yield from enter((Qt.Key.Key_T, CTRL))
    dialog = yield window.until(lambda: window.find(QDialog, "LibyaIncidentTeach"))
    yield window.until(lambda: dialog.isActiveWindow() and dialog.where.line.hasFocus())
    yield 200
    window.shot("teach-2-dialog")
    canvas = window.iface.mapCanvas()
    show_east(canvas)
    yield 1500
    yield from tab_to(dialog.where.button)
    yield from enter(SPACE)
    yield window.until(lambda: canvas.mapTool() is desk.picking.tool)
    QTest.mouseClick(canvas.viewport(), LEFT, pos=pixel(canvas, *window.arguments["point"]))
    yield window.until(lambda: dialog.where.line.text() != "")
    yield window.until(dialog.isActiveWindow)
    yield from tab_to(dialog.reason)
    yield from enter("shown on a sketch")
    yield 200
    window.shot("teach-3-filled")
    yield from tab_to(dialog.teach)
    press(SPACE)
    yield window.until(lambda: desk.teacher.dialog is None)
    window.main.activateWindow()
    yield window.until(window.main.isActiveWindow)


def show_list(window, dock, desk):
    # A tool button's menu has an event loop of its own; the keys come while it is open.
    QTimer.singleShot(500, lambda: window.shot("teach-6-menu"))
    QTimer.singleShot(900, lambda: QTest.keyClick(target(), Qt.Key.Key_P))
    QTest.mouseClick(dock.bar.taught, LEFT)
    yield window.until(lambda: desk.teacher.list is not None and desk.teacher.list.isVisible())
    yield 400
    window.shot("teach-7-list")
    yield from enter(Qt.Key.Key_Escape)
    yield window.until(lambda: desk.teacher.list is None)


def to_map(canvas):
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    return QgsCoordinateTransform(wgs84, canvas.mapSettings().destinationCrs(), QgsProject.instance())


def ask_the_map(window, desk):
    """The entry in the map's own menu, which has an event loop of its own, too; Esc then teaches nothing."""

    def choose():
        menu = QApplication.activePopupWidget()
        window.shot("teach-8-map-menu")
        entry = next(action for action in menu.actions() if action.text().startswith("Teach a place here"))
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(entry).center())

    canvas = window.iface.mapCanvas()
    QTimer.singleShot(500, choose)
    spot = pixel(canvas, *window.arguments["point"])
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton, pos=spot)
    yield window.until(lambda: desk.teacher.dialog is not None and desk.teacher.dialog.isActiveWindow())
    yield 300
    window.shot("teach-9-here")
    location = desk.teacher.dialog.where.location("where", [])
    yield from enter(Qt.Key.Key_Escape)
    yield window.until(lambda: desk.teacher.dialog is None)
    return [location.lat, location.lon]


def show_east(canvas):
    """From the coast at Uqaylah to Kufra."""
    canvas.setExtent(to_map(canvas).transformBoundingBox(QgsRectangle(18, 23.5, 25, 31)))
    canvas.refresh()


def pixel(canvas, lat, lon):
    """Where on the map a point is drawn."""
    point = canvas.getCoordinateTransform().transform(to_map(canvas).transform(QgsPointXY(lon, lat)))
    return QPoint(round(point.x()), round(point.y()))


def journey(desk):
    """The movement as the casefile has it: its stop, and how far its line passes from where the stop is, in degrees."""
    casefile = desk.session.casefile
    movement = casefile.movement(JOURNEY)
    stop = movement.waypoints[1].location
    line = next(row.geometry() for row in casefile.layer("movements").getFeatures() if row["uid"] == JOURNEY)
    passes = None
    if stop.is_placed:
        passes = line.distance(QgsGeometry.fromPointXY(QgsPointXY(stop.lon, stop.lat)))
    return {
        "text": stop.phrase, "placed": stop.is_placed, "lat": stop.lat, "lon": stop.lon, "remark": stop.remark,
        "unplaced": movement.unplaced_stops, "passes": passes, "wkt": line.asWkt(3),
    }


def lesson(desk):
    (taught,) = desk.session.casefile.taught_places()
    return {"name": taught.name, "lat": taught.lat, "lon": taught.lon, "reason": taught.reason, "author": taught.author}
