"""A list to choose from by typing: any spelling of a choice finds it, and what is picked stands by its key."""

import re
from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import QComboBox, QCompleter, QStyledItemDelegate, QStyleOptionViewItem

from .editors import TextLine

KEY = Qt.ItemDataRole.UserRole
SPELLING = Qt.ItemDataRole.UserRole + 1
PICTURE = Qt.ItemDataRole.UserRole + 2
SAME, START, WORD, INSIDE, NOWHERE = range(5)
SHORT = 2
_WORDS = re.compile(r"[^\w']+")


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
        self.setItemDelegate(_PicturedDelegate(self))
        self._choices: Tuple[Choice, ...] = ()
        self._offers = QStandardItemModel(self)
        completer = QCompleter(self._offers, self)
        # By it the combo box knows a label that was typed to its end, in whichever case (Qt 5.15).
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
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
        self._choices = tuple(choices)
        for row, choice in enumerate(choices):
            self.addItem(choice.label, choice.key)
            self.setItemData(row, choice.icon, PICTURE)
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

    def _typed(self, text: str) -> None:
        self.picked = ""
        # Before the completer of the line, which looks when the text has been edited (Qt 5.15).
        self._offers.clear()
        for spelling, choice in _likeliest_first(text, self._choices):
            self._offers.appendRow(_offer(spelling, choice))
        self.refresh()


class _PicturedDelegate(QStyledItemDelegate):
    """Draws the pictures of the list; as icons of its entries Qt would put that of the last one picked into the box."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # noqa: N802 (Qt's name)
        super().initStyleOption(option, index)
        picture = index.data(PICTURE)
        if picture is not None:
            option.icon = picture
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration


def _likeliest_first(text: str, choices: Sequence[Choice]) -> List[Tuple[str, Choice]]:
    """Each choice that the text may mean, once, by the spelling that is likest.

    That is the very text, its beginning, the beginning of another word, and, from three letters on, anything inside.
    """
    wanted = text.strip().casefold()
    found = []
    for place, choice in enumerate(choices):
        ranks = [(_rank(wanted, spelling.casefold()), spelling) for spelling in (choice.label, *choice.spellings)]
        rank, spelling = min(ranks, key=lambda ranked: ranked[0])
        if rank <= (INSIDE if len(wanted) > SHORT else WORD):
            found.append((rank, place, spelling, choice))
    return [(spelling, choice) for _, _, spelling, choice in sorted(found, key=lambda one: one[:2])]


def _rank(wanted: str, spelling: str) -> int:
    if not wanted or wanted not in spelling:
        return NOWHERE
    if spelling.startswith(wanted):
        return SAME if spelling == wanted else START
    return WORD if any(word.startswith(wanted) for word in _WORDS.split(spelling)) else INSIDE


def _offer(spelling: str, choice: Choice) -> QStandardItem:
    """A row of the completer, 'alias – label'."""
    words = spelling if spelling == choice.label else f"{spelling} – {choice.label}"
    item = QStandardItem(choice.icon or QIcon(), words)
    item.setData(choice.key, KEY)
    item.setData(spelling, SPELLING)
    return item
