"""A click on the map, or a key at the cross, becomes a point with a radius; other keys and buttons say how to go on."""

from typing import Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsProject,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapToolEmitPoint
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

from .map_cross import MapCross

POINTING_ERROR_PX = 6
"""How far beside the right spot a hand puts a cursor; on the ground it grows as the map is zoomed out."""

SMALLEST_RADIUS_M = 10.0


class PickTool(QgsMapToolEmitPoint):
    """Emits `picked` with latitude, longitude (WGS84) and radius in metres, and `pointed` for where the cursor is.

    As in QGIS's own tools Esc is `cancelled`, the right button, a double click and Enter are `finished`, and Backspace
    and Delete are `taken_back`. As long as the cross stands on the map, Enter and the space bar pick its place instead;
    where that was picked just now, Enter is `finished`. QGIS's shortcuts by these keys wait: Delete would go to the
    features that are selected in a layer being edited.
    """

    picked = pyqtSignal(float, float, float)
    pointed = pyqtSignal(float, float, float)
    cancelled = pyqtSignal()
    finished = pyqtSignal()
    taken_back = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.cross = MapCross(canvas, self)
        self.cross.moved.connect(self._point)
        self.cross.taken.connect(self._pick)
        self.cross.finished.connect(self.finished)
        self.taken_back.connect(self.cross.let_go)
        self._by_key = {
            Qt.Key.Key_Escape: self.cancelled, Qt.Key.Key_Return: self.finished, Qt.Key.Key_Enter: self.finished,
            Qt.Key.Key_Backspace: self.taken_back, Qt.Key.Key_Delete: self.taken_back,
        }

    def activate(self) -> None:
        super().activate()
        self.canvas().installEventFilter(self)
        self.cross.start()

    def deactivate(self) -> None:
        self.cross.stop()
        self.canvas().removeEventFilter(self)
        super().deactivate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        is_ours = event.type() == QEvent.Type.ShortcutOverride and event.key() in self._by_key
        if is_ours:
            event.accept()
        return is_ours

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 (QGIS's name)
        self.cross.hide()
        self._point(event.pos())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 (QGIS's name)
        self.cross.hide()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(event.pos())
        else:
            self.finished.emit()

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 (QGIS's name)
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (QGIS's name)
        signal = self._by_key.get(event.key())
        if signal is None:
            event.ignore()
        else:
            signal.emit()
            event.accept()

    def _point(self, pixel: QPoint) -> None:
        spot = spot_on_ground(self.canvas(), pixel)
        if spot is not None:
            self.pointed.emit(*spot)

    def _pick(self, pixel: QPoint) -> None:
        spot = spot_on_ground(self.canvas(), pixel)
        if spot is None:
            self.cancelled.emit()
        else:
            self.picked.emit(*spot)


def spot_on_ground(canvas: QgsMapCanvas, pixel: QPoint) -> Optional[Tuple[float, float, float]]:
    """Latitude, longitude (WGS84) and radius in metres of a pixel of the map; None for a point off the earth."""
    to_map = canvas.getCoordinateTransform()
    here, beside = (to_map.toMapCoordinates(spot) for spot in (pixel, pixel + QPoint(POINTING_ERROR_PX, 0)))
    crs, wgs84 = canvas.mapSettings().destinationCrs(), QgsCoordinateReferenceSystem("EPSG:4326")
    to_wgs84 = QgsCoordinateTransform(crs, wgs84, QgsProject.instance())
    try:
        point, other = to_wgs84.transform(here), to_wgs84.transform(beside)
    except QgsCsException:
        # Outside the world that the map's projection can show.
        return None
    ruler = QgsDistanceArea()
    ruler.setEllipsoid("WGS84")
    radius = max(SMALLEST_RADIUS_M, ruler.measureLine(point, other))
    return point.y(), point.x(), float(f"{radius:.2g}")
