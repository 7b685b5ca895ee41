"""A small square in an actor's colour, outlined so that pale ones are seen on white and dark ones on black."""

from functools import lru_cache

from qgis.PyQt.QtCore import QRect, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPixmap

SIDE = 14


@lru_cache(maxsize=512)
def swatch(colour: str) -> QIcon:
    """The icon for a colour '#rrggbb'; an empty square for an empty text."""
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(QColor("#8a8a8a"))
    painter.setBrush(QColor(colour) if colour else Qt.BrushStyle.NoBrush)
    painter.drawRect(QRect(1, 1, SIDE - 3, SIDE - 3))
    painter.end()
    return QIcon(pixmap)
