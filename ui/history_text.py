"""Text that tells what became of a record: as it is, never as markup, to be read, selected and copied by keys."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPlainTextEdit

from ..qgis_support.translation import tr
from .editors import begin_lines_at_the_start

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
        begin_lines_at_the_start(self)
        self.setAccessibleName(tr("History"))
        self.setToolTip(tr("Who changed what in this record, when and why, the newest first."))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES)
