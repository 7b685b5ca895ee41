"""Qt's editors, made to pass on to the dock the keys that mean something there: undo, redo and the like."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit


class TextLine(QLineEdit):
    """QLineEdit swallows both keys even when there is nothing to undo; the dock then never sees them (Qt 5.15)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        undone = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        redone = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
        if undone or redone:
            event.ignore()
        else:
            super().keyPressEvent(event)


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it, for no text of a record holds tabs."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        document = self.document()
        undone = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
        redone = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
        if undone or redone:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PlainCombo(QComboBox):
    """A list without text; Qt's own takes Ctrl+Z for a letter to search by (Qt 5.15)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)
