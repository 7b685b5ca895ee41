"""The line of a place box, and its keys."""

from typing import Optional

from qgis.PyQt.QtCore import QEvent, Qt, pyqtBoundSignal, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

from .editors import TextLine
from .online_search import asks_online

TEACH_KEY, ZOOM_KEY = "Ctrl+T", "Ctrl+J"
"""The second is QGIS's own for zooming to what is selected."""


class PlaceLine(TextLine):
    """Down asks for the candidates, other keys a service, for teaching, and for the place on the map.

    Keys with Ctrl are taken as an override, so that no shortcut of QGIS's window is in their way (as in
    `dock.KeyedPage`).
    """

    asked = pyqtSignal()
    online_asked = pyqtSignal()
    teach_asked = pyqtSignal()
    zoom_asked = pyqtSignal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._with_control(event) is not None:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        signal = self._with_control(event)
        if signal is not None:
            signal.emit()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.AltModifier,
        ):
            self.asked.emit()
        elif asks_online(event):
            self.online_asked.emit()
        else:
            super().keyPressEvent(event)

    def _with_control(self, event: QKeyEvent) -> Optional[pyqtBoundSignal]:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return None
        return {Qt.Key.Key_T: self.teach_asked, Qt.Key.Key_J: self.zoom_asked}.get(event.key())
