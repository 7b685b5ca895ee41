"""A list to choose from by typing: any spelling of a choice finds it, and what is picked stands by its key."""

from dataclasses import dataclass
from typing import Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import QComboBox, QCompleter

from .editors import TextLine

KEY = Qt.ItemDataRole.UserRole
SPELLING = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Choice:
    """One entry: what is stored, what is read, its picture, and the other words that find it."""

    key: str
    label: str
    icon: Optional[QIcon] = None
    spellings: Tuple[str, ...] = ()


class SearchCombo(QComboBox):
    """An editable combo box that never loses or changes what was typed.

    `picked` is the key of a choice made from the list; typing on forgets it, and the text speaks again.
    """

    changed = pyqtSignal()

    def __init__(self, tooltip: str) -> None:
        super().__init__()
        self.picked = ""
        self.setEditable(True)
        self.line = TextLine()
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setToolTip(tooltip)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._spellings = QStandardItemModel(self)
        completer = QCompleter(self._spellings, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionRole(SPELLING)
        completer.setMaxVisibleItems(10)
        # On the line, not on the combo box, which looks for the alias among the labels and clears the text (Qt 5.15).
        self.line.setCompleter(completer)
        completer.activated[QModelIndex].connect(lambda index: self._pick(index.data(KEY)))
        self.activated.connect(lambda row: self._pick(self.itemData(row)))
        self.line.textEdited.connect(self._typed)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; what stands in the box stays."""
        text, picked = self.currentText(), self.picked
        self.blockSignals(True)
        self.clear()
        self._spellings.clear()
        for choice in choices:
            icon = choice.icon or QIcon()
            self.addItem(icon, choice.label, choice.key)
            for spelling in dict.fromkeys((choice.label, *choice.spellings)):
                self._spellings.appendRow(_spelling_row(spelling, choice, icon))
        self.setCurrentIndex(-1)
        self.blockSignals(False)
        self.picked = picked if self.findData(picked) >= 0 else ""
        self.setEditText(text)
        self.refresh()

    def set_key(self, key: str) -> None:
        """Show a stored choice; a key that the list does not hold is shown as it is."""
        row = self.findData(key) if key else -1
        self.picked = key if row >= 0 else ""
        self.setEditText(self.itemText(row) if row >= 0 else key)
        self.refresh()

    def kept(self) -> object:
        """As `TextLine.kept`."""
        return [self.currentText(), self.picked]

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        text, picked = kept
        self.picked = picked if self.findData(picked) >= 0 else ""
        self.setEditText(text)
        self.refresh()

    def text(self) -> str:
        """What stands in the box, without blanks around it."""
        return self.currentText().strip()

    def refresh(self) -> None:
        """For subclasses: what the box stands for has changed."""
        self.changed.emit()

    def _pick(self, key: object) -> None:
        self.set_key(str(key or ""))

    def _typed(self) -> None:
        self.picked = ""
        self.refresh()


def _spelling_row(spelling: str, choice: Choice, icon: QIcon) -> QStandardItem:
    """A row of the completer, 'alias – label', found by the alias alone."""
    item = QStandardItem(icon, spelling if spelling == choice.label else f"{spelling} – {choice.label}")
    item.setData(choice.key, KEY)
    item.setData(spelling, SPELLING)
    return item
