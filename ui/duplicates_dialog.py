"""The likely duplicates, one pair after the other."""

from typing import List, Optional, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QShortcut,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..model.actors import ActorRegistry
from ..model.duplicates import Pair
from ..qgis_support.translation import tr
from .buttons import dialog_buttons, icon_button
from .editors import TextLine
from .field import SmallLabel
from .field_words import FieldWords
from .help import offer_help
from .mnemonics import LetteredDialog
from .pair_view import PairView
from .pair_words import reasons
from .record_words import record_in_words


class DuplicatesDialog(LetteredDialog):
    """A view that tells by signals what was asked for; undo and redo are those of the dock.

    merge_asked: the pair, the fields for which the second record's value stands, and why, if that is told.
    """

    merge_asked = pyqtSignal(object, object, str)
    distinct_asked = pyqtSignal(object)
    zoom_asked = pyqtSignal(object)
    undo_asked = pyqtSignal()
    redo_asked = pyqtSignal()

    def __init__(self, parent: QWidget, registry: ActorRegistry, field_words: FieldWords) -> None:
        super().__init__(parent)
        offer_help(self, "desk.md#Likely duplicates")
        self.setObjectName("LibyaIncidentDuplicates")
        self.setWindowTitle(tr("Likely duplicates"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._registry, self._field_words = registry, field_words
        self._pairs: List[Pair] = []
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("First record"), tr("Second record"), tr("Why")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(tr("Likely duplicates"))
        self.list.setToolTip(tr("Pairs that may be one event, the likeliest first, with the reasons."))
        self.list.currentItemChanged.connect(self._follow)
        self.why = SmallLabel()
        self.view = PairView()
        self.reason = TextLine()
        self.reason.setPlaceholderText(tr("Why changed"))
        self.reason.setToolTip(tr("Why they are merged, for whoever reads the history; it may be left empty."))
        self.reason.setAccessibleName(tr("Why changed"))
        self.words = SmallLabel()
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.list)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(self.why)
        lower.addWidget(self.view, 1)
        lower.addWidget(self.reason)
        parts.addWidget(below)
        column = QVBoxLayout(self)
        column.addWidget(parts, 1)
        column.addWidget(self.words)
        column.addWidget(self._buttons())
        for key, asked in (
            (QKeySequence.StandardKey.Undo, self.undo_asked), (QKeySequence.StandardKey.Redo, self.redo_asked),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(asked)
        self.resize(820, 620)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Fill the list; the line in front stays in front."""
        line = max(0, self.list.indexOfTopLevelItem(self.list.currentItem()))
        self._pairs = list(pairs)
        self.list.clear()
        for pair in pairs:
            names = [record_in_words(record, self._registry) for record in (pair.one, pair.other)]
            self.list.addTopLevelItem(QTreeWidgetItem([*names, reasons(pair)]))
        for section in (0, 1):
            self.list.setColumnWidth(section, 230)
        if pairs:
            self.list.setCurrentItem(self.list.topLevelItem(min(line, len(pairs) - 1)))
        self._follow()

    def say(self, words: str) -> None:
        """What became of what was asked for."""
        self.words.setText(words)

    def current(self) -> Optional[Pair]:
        """The pair in front."""
        item = self.list.currentItem()
        return self._pairs[self.list.indexOfTopLevelItem(item)] if item is not None else None

    def _buttons(self) -> QDialogButtonBox:
        box = dialog_buttons(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        made = []
        for icon, text, tooltip, act in (
            ("/mActionMergeFeatures.svg", tr("&Merge"), tr(
                "One record with the values picked, and the claims and notes of both; the other values stay in a claim."
            ), lambda pair: self.merge_asked.emit(pair, self.view.from_other(), self.reason.text().strip())),
            ("/mActionRemove.svg", tr("&Not the same"), tr("The casefile remembers it."), self.distinct_asked.emit),
            ("/mActionZoomToSelected.svg", tr("&Zoom to"), tr("Show both on the map."), self.zoom_asked.emit),
        ):
            button = icon_button(QgsApplication.getThemeIcon(icon), text)
            button.setToolTip(tooltip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act(self.current()))
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            made.append(button)
        self.merge, self.distinct, self.zoom = made
        return box

    def _follow(self) -> None:
        pair = self.current()
        for button in (self.merge, self.distinct, self.zoom):
            button.setEnabled(pair is not None)
        self.view.setVisible(pair is not None)
        self.reason.setVisible(pair is not None)
        self.why.setText(reasons(pair) if pair is not None else tr("No likely duplicates are left."))
        if pair is not None:
            self.reason.clear()
            self.view.show_pair(pair, self._field_words)
