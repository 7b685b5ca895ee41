"""The example's records selected by keys in the list and by QGIS's own tool on the map; several approved at once."""

from example import open_example
from keyboard import enter
from qgis.core import QgsCoordinateTransform, QgsPointXY, QgsProject
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QPushButton

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def steps(window):
    dock, desk = yield from open_example(window)
    yield from enter((Qt.Key.Key_F, CTRL))
    yield 500
    records, canvas = dock.records, window.iface.mapCanvas()
    incidents = QgsProject.instance().mapLayersByName("Incidents")[0]
    movements = QgsProject.instance().mapLayersByName("Movements")[0]
    told = {}

    records.view.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter(Qt.Key.Key_Home, (Qt.Key.Key_Down, SHIFT), (Qt.Key.Key_Down, SHIFT))
    yield window.until(lambda: incidents.selectedFeatureCount() + movements.selectedFeatureCount() == 3)
    told["keys"] = on_map(incidents, movements) == in_list(records)
    told["count"] = records.count.text()
    window.shot("records-1-keys")

    movements.removeSelection()
    window.iface.setActiveLayer(incidents)
    window.iface.actionSelectRectangle().trigger()
    yield 300
    placed = [row for row in incidents.getFeatures() if row.hasGeometry()]
    corners = [pixel(canvas, incidents, row.geometry().asPoint()) for row in placed]
    begin = QPoint(min(x for x, _ in corners) - 8, min(y for _, y in corners) - 8)
    end = QPoint(max(x for x, _ in corners) + 8, max(y for _, y in corners) + 8)
    view = canvas.viewport()
    QTest.mousePress(view, LEFT, pos=begin)
    for spot in (QPoint((begin.x() + end.x()) // 2, (begin.y() + end.y()) // 2), end):
        drag(view, spot)
        yield 100
    QTest.mouseRelease(view, LEFT, pos=end)
    yield window.until(lambda: incidents.selectedFeatureCount() == len(placed))
    yield 300
    told["dragged"] = on_map(incidents, movements) == in_list(records)
    told["incidents"] = len(placed)
    window.shot("records-2-map")

    before = statuses(desk)
    wanted = in_list(records)
    # Which letter is underlined is settled by what QGIS's menus leave over.
    caption = records.acts.approve.text().replace("&", "")
    buttons = records.findChildren(QPushButton)
    approve = next(button for button in buttons if button.text().replace("&", "") == caption)
    QTest.mouseClick(approve, LEFT)
    yield window.until(lambda: desk.session.stack.count() == 1)
    yield 800
    after = statuses(desk)
    told["approved"] = sorted(uid for uid, status in after.items() if status == "approved") == wanted
    told["said"] = dock.banner.text.text()
    window.shot("records-3-approved")
    records.view.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter((Qt.Key.Key_Z, CTRL))
    yield 500
    told["undone"] = statuses(desk) == before
    QgsProject.instance().setDirty(False)
    return told


def drag(widget, spot):
    """Move with the left button down, which QTest's own move leaves out."""
    way = QEvent.Type.MouseMove, QPointF(spot), QPointF(widget.mapToGlobal(spot))
    QApplication.sendEvent(widget, QMouseEvent(*way, Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier))


def pixel(canvas, layer, point):
    transform = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
    there = canvas.getCoordinateTransform().transform(transform.transform(QgsPointXY(point)))
    return round(there.x()), round(there.y())


def on_map(*layers):
    return sorted(row["uid"] for layer in layers for row in layer.selectedFeatures())


def in_list(records):
    return sorted(row.uid for row in records.selected())


def statuses(desk):
    casefile = desk.session.casefile
    return {record.uid: record.status for record in (*casefile.incidents(), *casefile.movements())}
