"""Qt's editors, made to pass on to the dock the keys that mean something there: undo, redo and the like."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit


class TextLine(QLineEdit):
    """QLineEdit swallows both keys even when there is nothing to undo; the dock then never sees them (Qt 5.15)."""

    def kept(self) -> object:
        """What stands in it, such that JSON can hold it."""
        return self.text()

    def put_back(self, kept: object) -> None:
        """Let it stand there again."""
        self.setText(str(kept))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        undone = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        redone = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
        if undone or redone:
            event.ignore()
        else:
            super().keyPressEvent(event)


def begin_lines_at_the_start(edit: QPlainTextEdit) -> None:
    """Let lines begin at the right in a mirrored window.

    A plain text document, unlike a rich one, leaves them on the left whichever way they run (Qt 5.15).
    """
    if edit.isRightToLeft():
        lines = edit.document().defaultTextOption()
        lines.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.document().setDefaultTextOption(lines)


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it, for no text of a record holds tabs."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        begin_lines_at_the_start(self)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 12)

    def kept(self) -> object:
        """As `TextLine.kept`."""
        return self.toPlainText()

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        self.setPlainText(str(kept))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        document = self.document()
        undone = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
        redone = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
        if undone or redone:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Tick(QCheckBox):
    """A tick to set."""

    def kept(self) -> object:
        """As `TextLine.kept`."""
        return self.isChecked()

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        self.setChecked(bool(kept))


class PlainCombo(QComboBox):
    """A list without text; Qt's own takes Ctrl+Z for a letter to search by (Qt 5.15)."""

    def kept(self) -> object:
        """As `TextLine.kept`."""
        return self.currentData()

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`; what the list does not hold is passed over."""
        row = self.findData(kept)
        if row >= 0:
            self.setCurrentIndex(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)
