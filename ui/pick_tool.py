"""A click on the map becomes a point with a radius; Esc leaves everything as it was."""

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapToolEmitPoint
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

POINTING_ERROR_PX = 6
"""How far beside the right spot a hand puts a cursor; on the ground it grows as the map is zoomed out."""

SMALLEST_RADIUS_M = 10.0


class PickTool(QgsMapToolEmitPoint):
    """Emits `picked` with latitude, longitude (WGS84) and radius in metres, or `cancelled`."""

    picked = pyqtSignal(float, float, float)
    cancelled = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 (QGIS's name)
        if event.button() != Qt.MouseButton.LeftButton:
            self.cancelled.emit()
            return
        beside = self.toMapCoordinates(event.pos() + QPoint(POINTING_ERROR_PX, 0))
        try:
            point, other = self._to_wgs84(event.mapPoint()), self._to_wgs84(beside)
        except QgsCsException:
            # Outside the world that the map's projection can show: nothing was pointed at.
            self.cancelled.emit()
            return
        ruler = QgsDistanceArea()
        ruler.setEllipsoid("WGS84")
        radius = max(SMALLEST_RADIUS_M, ruler.measureLine(point, other))
        self.picked.emit(point.y(), point.x(), float(f"{radius:.2g}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (QGIS's name)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            event.accept()
        else:
            event.ignore()

    def _to_wgs84(self, point: QgsPointXY) -> QgsPointXY:
        to = QgsCoordinateReferenceSystem("EPSG:4326")
        crs = self.canvas().mapSettings().destinationCrs()
        return QgsCoordinateTransform(crs, to, QgsProject.instance()).transform(point)
