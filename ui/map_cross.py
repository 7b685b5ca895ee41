"""A cross on the map that keys move: the arrow keys, farther with Shift; Enter and the space bar take its place."""

from typing import Optional

from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvas, QgsVertexMarker
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

from .map_items import cross_item, remove_items

STEP_PX, LONG_STEP_PX = 5, 50
EDGE_PX = 30
"""Nearer to the edge than this the map moves under the cross."""

_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0), Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1), Qt.Key.Key_Down: QPoint(0, 1),
}
_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MapCross(QObject):
    """`moved` and `taken` carry the pixel of the map; `finished` comes by Enter on the place that was taken just now.

    It sees the keys before the map does, which would move itself by the arrows and the space bar (QGIS 3.22 to 3.44).
    """

    moved = pyqtSignal(QPoint)
    taken = pyqtSignal(QPoint)
    finished = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._place: Optional[QgsPointXY] = None
        self._item: Optional[QgsVertexMarker] = None
        self._is_taken = False

    def start(self) -> None:
        """Stand in the middle of the map, and follow its keys."""
        self._canvas.installEventFilter(self)
        self._stand(self._middle())

    def stop(self) -> None:
        """Leave the map and its keys alone."""
        self._canvas.removeEventFilter(self)
        self.hide()

    def hide(self) -> None:
        """A hand is at the mouse; the next arrow key brings the cross back."""
        if self._item is not None:
            remove_items(self._canvas, [self._item])
            self._item = None

    def let_go(self) -> None:
        """The place taken last was taken back."""
        self._is_taken = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        key = event.key()
        if key not in _ARROWS and not (key in _TAKING and self._item is not None):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._follow(event)
        return True

    def _follow(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ARROWS:
            is_far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(_ARROWS[key] * (LONG_STEP_PX if is_far else STEP_PX))
        elif not self._is_taken:
            self._is_taken = True
            self.taken.emit(self._pixel())
        elif key != Qt.Key.Key_Space:
            self.finished.emit()

    def _move(self, step: QPoint) -> None:
        before = self._pixel()
        if self._item is None or not self._canvas.rect().contains(before):
            before = self._middle()
        room = self._canvas.rect().adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        here = before + step
        over = here - QPoint(
            min(max(here.x(), room.left()), room.right()), min(max(here.y(), room.top()), room.bottom()),
        )
        place = self._map_point(here)
        if not over.isNull():
            self._canvas.setCenter(self._map_point(self._middle() + over))
            self._canvas.refresh()
        self._stand(self._pixel_of(place))
        self.moved.emit(self._pixel())

    def _stand(self, pixel: QPoint) -> None:
        self.hide()
        self._is_taken = False
        self._place = self._map_point(pixel)
        self._item = cross_item(self._canvas, self._place)

    def _middle(self) -> QPoint:
        return self._canvas.rect().center()

    def _map_point(self, pixel: QPoint) -> QgsPointXY:
        return self._canvas.getCoordinateTransform().toMapCoordinates(pixel)

    def _pixel(self) -> QPoint:
        return self._pixel_of(self._place) if self._place is not None else self._middle()

    def _pixel_of(self, place: QgsPointXY) -> QPoint:
        spot = self._canvas.getCoordinateTransform().transform(place)
        return QPoint(round(spot.x()), round(spot.y()))
