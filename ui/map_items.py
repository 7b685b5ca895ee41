"""What is drawn lightly on the map over its layers: a place with its uncertainty, an arrow, candidates by letters."""

from typing import List

from qgis.core import QgsGeometry, QgsPointXY, QgsSymbol, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsRubberBand, QgsVertexMarker
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPen

from ..layers.colours import LIGHT
from ..model.location import Candidate

COLOUR = "#0b5fa5"
"""Of no actor: what is only typed is no record yet."""

LETTER_PX = 10
"""Radius of a letter's disc; half as much again around it is still a click on it."""


def shape_item(canvas: QgsMapCanvas, shape: QgsGeometry) -> QgsRubberBand:
    """An area in map units, as a light tint."""
    band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
    band.setStrokeColor(_with_alpha(200))
    band.setFillColor(_with_alpha(45))
    band.setWidth(1)
    band.setToGeometry(shape)
    return band


def point_item(canvas: QgsMapCanvas, point: QgsPointXY) -> QgsVertexMarker:
    """A point in map units."""
    marker = QgsVertexMarker(canvas)
    marker.setIconType(QgsVertexMarker.IconType.ICON_CIRCLE)
    marker.setColor(QColor(COLOUR))
    marker.setFillColor(QColor(LIGHT))
    marker.setIconSize(10)
    marker.setPenWidth(2)
    marker.setCenter(point)
    return marker


def cross_item(canvas: QgsMapCanvas, point: QgsPointXY) -> QgsVertexMarker:
    """The cross that keys move, over all else."""
    marker = QgsVertexMarker(canvas)
    marker.setIconType(QgsVertexMarker.IconType.ICON_CROSS)
    marker.setColor(QColor(COLOUR))
    marker.setIconSize(26)
    marker.setPenWidth(3)
    marker.setZValue(20)
    marker.setCenter(point)
    return marker


def line_item(canvas: QgsMapCanvas, line: QgsGeometry, symbol: QgsSymbol) -> QgsRubberBand:
    """A line in map units, drawn by a symbol."""
    band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.LineGeometry)
    # As wide as an arrow's head: the band is drawn anew within that distance of its line.
    band.setWidth(40)
    band.setSymbol(symbol)
    band.setToGeometry(line)
    return band


def remove_items(canvas: QgsMapCanvas, items: List[QgsMapCanvasItem]) -> None:
    """Take items off the map, and forget them."""
    while items:
        canvas.scene().removeItem(items.pop())


class LetterMarker(QgsMapCanvasItem):
    """A letter in a disc for a candidate; `light_up` makes it stronger."""

    def __init__(self, canvas: QgsMapCanvas, point: QgsPointXY, letter: str, candidate: Candidate) -> None:
        super().__init__(canvas)
        self.candidate = candidate
        self._point, self._letter, self._is_lit = point, letter, False
        self.updatePosition()

    def light_up(self, is_lit: bool) -> None:
        """Stand out from the others, or not."""
        self._is_lit = is_lit
        self.setZValue(11 if is_lit else 10)
        self.update()

    def distance_to(self, spot: QPointF) -> float:
        """From a spot on the canvas, in pixels."""
        away = self.pos() - spot
        return float((away.x() ** 2 + away.y() ** 2) ** 0.5)

    def updatePosition(self) -> None:  # noqa: N802 (QGIS's name)
        self.setPos(self.toCanvasCoordinates(self._point))

    def boundingRect(self) -> QRectF:  # noqa: N802 (Qt's name)
        half = LETTER_PX + 2
        return QRectF(-half, -half, 2 * half, 2 * half)

    def paint(self, painter: QPainter, *_: object) -> None:
        colour, ground = QColor(COLOUR), QColor(LIGHT)
        ink, fill = (ground, colour) if self._is_lit else (colour, ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(fill)
        painter.drawEllipse(QPointF(0, 0), LETTER_PX, LETTER_PX)
        font = painter.font()
        font.setBold(True)
        font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(self.boundingRect(), Qt.AlignmentFlag.AlignCenter, self._letter)


def _with_alpha(alpha: int) -> QColor:
    colour = QColor(COLOUR)
    colour.setAlpha(alpha)
    return colour
