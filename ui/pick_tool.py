"""A click on the map becomes a point with a radius; Esc leaves everything as it was."""

from typing import Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
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
        spot = spot_on_ground(self.canvas(), event)
        if spot is None:
            self.cancelled.emit()
        else:
            self.picked.emit(*spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (QGIS's name)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            event.accept()
        else:
            event.ignore()


def spot_on_ground(canvas: QgsMapCanvas, event: QgsMapMouseEvent) -> Optional[Tuple[float, float, float]]:
    """Latitude, longitude (WGS84) and radius in metres of what was pointed at; None for a point off the earth."""
    beside = canvas.getCoordinateTransform().toMapCoordinates(event.pos() + QPoint(POINTING_ERROR_PX, 0))
    crs, wgs84 = canvas.mapSettings().destinationCrs(), QgsCoordinateReferenceSystem("EPSG:4326")
    to_wgs84 = QgsCoordinateTransform(crs, wgs84, QgsProject.instance())
    try:
        point, other = to_wgs84.transform(event.mapPoint()), to_wgs84.transform(beside)
    except QgsCsException:
        # Outside the world that the map's projection can show.
        return None
    ruler = QgsDistanceArea()
    ruler.setEllipsoid("WGS84")
    radius = max(SMALLEST_RADIUS_M, ruler.measureLine(point, other))
    return point.y(), point.x(), float(f"{radius:.2g}")
