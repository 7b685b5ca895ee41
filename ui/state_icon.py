"""Small signs for how a place stands: found, ambiguous, unknown; told apart by shape as well as by colour."""

from functools import lru_cache

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

SIDE = 16
FOUND, AMBIGUOUS, UNKNOWN, DENIED, NONE = "found", "ambiguous", "unknown", "denied", ""
_COLOURS = {FOUND: "#2e8b57", AMBIGUOUS: "#d98200", UNKNOWN: "#8a8a8a", DENIED: "#8a8a8a", NONE: "#b5b5b5"}


@lru_cache(maxsize=8)
def state_icon(state: str) -> QIcon:
    """A full disc (found), a triangle (ambiguous), a ring (unknown or nothing), a barred ring (denied, never drawn)."""
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(_COLOURS[state])
    painter.setPen(QPen(colour, 2))
    if state == FOUND:
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(4, 4, 8, 8))
    elif state == AMBIGUOUS:
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(8, 4), QPointF(12.5, 12), QPointF(3.5, 12)]))
    else:
        painter.drawEllipse(QRectF(3.5, 3.5, 9, 9))
        if state == DENIED:
            painter.drawLine(QPointF(5, 11), QPointF(11, 5))
    painter.end()
    return QIcon(pixmap)
