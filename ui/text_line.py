"""A line of text whose Ctrl+Z and Ctrl+Y go on to the dock when the line itself has nothing left to undo."""

from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QLineEdit, QPlainTextEdit


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
