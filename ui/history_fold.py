"""What became of the record shown, folded away until somebody asks for it."""

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout

from ..qgis_support.translation import tr
from .fold import Fold
from .history_text import HistoryText


class HistoryFold(Fold):
    """Asks for its text whenever it is unfolded."""

    asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__(tr("History"))
        self.text = HistoryText()
        self.heading.setToolTip(self.text.toolTip())
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:
        super().set_open(is_open)
        if is_open:
            self.asked.emit()

    def follow(self, is_stored: bool) -> None:
        """Another record is shown, or the same as it is now: one that is stored, or a new one without a history."""
        self.setVisible(is_stored)
        self.set_open(is_stored and not self.body.isHidden())

    def say(self, words: str) -> None:
        """Show the text from its beginning."""
        self.text.setPlainText(words)
