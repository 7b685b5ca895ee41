"""A map on paper: millimetres, metres of the sheet's projection, and degrees."""

from typing import List

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsLayoutItemMap,
    QgsPointXY,
    QgsProject,
)

from ..layers.map_board import Frame, Line
from .framing import GEOGRAPHIC, projection


class Paper:
    """A map on paper: millimetres from its upper left corner, and back to degrees."""

    def __init__(self, item: QgsLayoutItemMap, project: QgsProject) -> None:
        self.extent, size = item.extent(), item.rect()
        self.metres_per_mm = self.extent.width() / size.width()
        self.frame = Frame(0.0, 0.0, size.width(), size.height())
        degrees = QgsCoordinateReferenceSystem(GEOGRAPHIC)
        self._transform = QgsCoordinateTransform(degrees, projection(), project)
        self._back = QgsCoordinateTransform(projection(), degrees, project)

    def metres(self, degrees: QgsPointXY) -> QgsPointXY:
        """In the sheet's projection."""
        return self._transform.transform(degrees)

    def point(self, metres: QgsPointXY) -> QgsPointXY:
        """Millimetres to the right and down."""
        return QgsPointXY(
            (metres.x() - self.extent.xMinimum()) / self.metres_per_mm,
            (self.extent.yMaximum() - metres.y()) / self.metres_per_mm,
        )

    def degrees(self, x: float, y: float) -> QgsPointXY:
        """The longitude and latitude of a point on paper."""
        metres = QgsPointXY(
            self.extent.xMinimum() + x * self.metres_per_mm, self.extent.yMaximum() - y * self.metres_per_mm
        )
        return self._back.transform(metres)

    def lines(self, shape: QgsGeometry) -> List[Line]:
        """The pieces of a line given in degrees."""
        ends = [self.point(self.metres(one)) for one in shape.asPolyline()]
        return [((one.x(), one.y()), (two.x(), two.y())) for one, two in zip(ends, ends[1:])]
