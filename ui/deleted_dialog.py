"""The records that were deleted, with their history, to be put back."""

from typing import List, Optional, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QDialogButtonBox,
    QListWidget,
    QShortcut,
    QVBoxLayout,
    QWidget,
)

from ..model.records import Record
from ..qgis_support.translation import tr
from .buttons import dialog_buttons, icon_button
from .field import SmallLabel
from .help import offer_help
from .history_text import HistoryText
from .mnemonics import LetteredDialog


class DeletedDialog(LetteredDialog):
    """A view that tells by signals what was asked for; undo and redo are those of the dock.

    turned: to which record the list was turned. put_back_asked: the record in front.
    """

    turned = pyqtSignal(object)
    put_back_asked = pyqtSignal(object)
    undo_asked = pyqtSignal()
    redo_asked = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        offer_help(self, "desk.md#History")
        self.setObjectName("LibyaIncidentDeleted")
        self.setWindowTitle(tr("Deleted records"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._records: List[Record] = []
        self.list = QListWidget()
        self.list.setAlternatingRowColors(True)
        self.list.setAccessibleName(tr("Deleted records"))
        self.list.setToolTip(tr("The deleted records, the last deleted one first."))
        self.list.currentRowChanged.connect(self._follow)
        self.history = HistoryText()
        self.words = SmallLabel()
        box = dialog_buttons(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        self.put_back = icon_button(QgsApplication.getThemeIcon("/mActionUndo.svg"), tr("&Put back"))
        self.put_back.setToolTip(tr("The record as it was when it was deleted; can be undone."))
        self.put_back.setAutoDefault(False)
        self.put_back.clicked.connect(lambda _=False: self.put_back_asked.emit(self.current()))
        box.addButton(self.put_back, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        for widget in (self.list, self.history, self.words, box):
            column.addWidget(widget)
        for key, asked in (
            (QKeySequence.StandardKey.Undo, self.undo_asked), (QKeySequence.StandardKey.Redo, self.redo_asked),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(asked)
        self.resize(560, 480)

    def show_records(self, records: Sequence[Record], names: Sequence[str]) -> None:
        """Fill the list, a name for each record; the line in front stays in front."""
        line = max(0, self.list.currentRow())
        self._records = list(records)
        self.list.clear()
        self.list.addItems(names)
        self.list.setCurrentRow(min(line, len(names) - 1))
        self._follow()

    def current(self) -> Optional[Record]:
        """The record in front."""
        line = self.list.currentRow()
        return self._records[line] if 0 <= line < len(self._records) else None

    def say(self, words: str) -> None:
        """What became of what was asked for."""
        self.words.setText(words)

    def _follow(self) -> None:
        record = self.current()
        self.put_back.setEnabled(record is not None)
        self.history.clear()
        if record is not None:
            self.turned.emit(record)
