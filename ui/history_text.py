"""Text that tells what became of a record: as it is, never as markup, to be read, selected and copied by keys."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPlainTextEdit

from ..qgis_support.translation import tr

LINES = 12


class HistoryText(QPlainTextEdit):
    """Read-only, some lines high; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setTabChangesFocus(True)
        if self.isRightToLeft():
            # A plain text document, unlike a rich one, leaves lines on the left whichever way they run (Qt 5.15).
            lines = self.document().defaultTextOption()
            lines.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.document().setDefaultTextOption(lines)
        self.setAccessibleName(tr("History"))
        self.setToolTip(tr("Who changed what in this record, when and why, the newest first."))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES)
