"""The sources of a record as tabs, with buttons to add one, take one away, and let one come first."""

from typing import Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from ..qgis_support.translation import tr
from .buttons import flat_button
from .field import SmallLabel

LONGEST = 18


class ClaimBar(QWidget):
    """Tells by signals what was asked for; of a single source there are no tabs."""

    turned = pyqtSignal(int)
    tabs_changed = pyqtSignal()
    add_asked = pyqtSignal()
    remove_asked = pyqtSignal()
    prefer_asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(tr("Sources of this record"))
        self.tabs.setToolTip(tr("The sources of this record, the one that stands first."))
        self.tabs.currentChanged.connect(self.turned)
        self.add = flat_button("/mActionAdd.svg", tr("Add another source: what it says may contradict the first"))
        self.remove = flat_button("/mActionRemove.svg", tr("Remove this source from the record"))
        self.prefer = flat_button("/mActionArrowUp.svg", tr("Let this source come first: the one that stands"))
        self.words = SmallLabel()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tabs, 1)
        row.addStretch()
        for button, asked in (
            (self.prefer, self.prefer_asked), (self.add, self.add_asked), (self.remove, self.remove_asked)
        ):
            button.clicked.connect(asked)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.words)

    def show_claims(self, names: Sequence[str], at: int) -> None:
        """One tab for each."""
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for number, name in enumerate(names):
            self.tabs.addTab(_title(number, name))
        self.tabs.setCurrentIndex(at)
        self.tabs.blockSignals(False)
        is_several = len(names) > 1
        self.tabs.setVisible(is_several)
        self.remove.setVisible(is_several)
        self.prefer.setVisible(is_several)
        self.prefer.setEnabled(at > 0)
        self.tabs_changed.emit()

    def name(self, number: int, name: str) -> None:
        """A source has another name now."""
        if number < self.tabs.count():
            self.tabs.setTabText(number, _title(number, name))

    def say(self, words: str) -> None:
        """Where the sources differ, below the tabs."""
        self.words.setText(words)
        self.words.setVisible(bool(words))


def _title(number: int, name: str) -> str:
    short = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    return short.replace("&", "&&") or tr("Source {number}").format(number=number + 1)
