"""The action that shows and hides the dock."""

from typing import Callable

from qgis.PyQt.QtCore import QEvent, QObject, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction


class DockAction(QAction):
    """Checked while the dock is open. Its key hides the dock only from inside; from elsewhere it asks to go there.

    Who works by keyboard would otherwise lose the dock by the key that leads to it. A click means what it says.
    """

    entered = pyqtSignal()

    def __init__(self, icon: QIcon, text: str, parent: QObject, has_keyboard: Callable[[], bool]) -> None:
        super().__init__(icon, text, parent)
        self._has_keyboard = has_keyboard
        self.setCheckable(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Shortcut and self.isChecked() and not self._has_keyboard():
            self.entered.emit()
            return True
        return bool(super().event(event))
