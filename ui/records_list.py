"""The records of the casefile: found, opened, shown on the map, deleted."""

from typing import Dict, List, Optional, Set

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ..model.record_filter import RecordFilter
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .buttons import flat_button
from .editors import TextLine
from .field import SmallLabel
from .filter_bar import FilterBar
from .gap_button import GapButton
from .record_actions import RecordActions
from .record_rows import RecordRow
from .records_model import ROW, RecordsModel
from .records_view import RecordsView

WIDTHS = (128, 88, 92)


class RecordsList(QWidget):
    """`open_asked` carries the `RecordRow` in front, the others those that are selected, `status_asked` a status, too.

    `selection_changed` tells that other records may be selected.
    """

    open_asked = pyqtSignal(object)
    zoom_asked = pyqtSignal(object)
    delete_asked = pyqtSignal(object)
    change_asked = pyqtSignal(object)
    status_asked = pyqtSignal(object, str)
    duplicates_asked = pyqtSignal()
    selection_changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.model = RecordsModel()
        self.bar = FilterBar()
        self.search = TextLine()
        self.search.setPlaceholderText(tr("Find records by any words"))
        self.search.setToolTip(tr("Shows the records with all these words: kind, actor, place, date, 'not placed'."))
        self.search.setAccessibleName(tr("Find records"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.model.set_text)
        self.gaps = GapButton()
        self.gaps.changed.connect(self.model.set_gaps)
        words = tr("Find likely duplicates among the records shown, and merge them…")
        self.duplicates = flat_button("/mActionMergeFeatures.svg", words)
        self.duplicates.clicked.connect(self.duplicates_asked)
        self.bar.clear.clicked.connect(self.gaps.clear)
        self.bar.clear.clicked.connect(self.search.clear)
        self.view = self._make_view()
        self.acts = RecordActions(self.view)
        self.count = SmallLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.bar)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.gaps)
        line.addWidget(self.duplicates)
        column.addLayout(line)
        column.addWidget(self.view, 1)
        column.addWidget(self.count)
        column.addLayout(self.acts.buttons())
        # From the words straight to the lines found; the buttons beside them come before.
        QWidget.setTabOrder(self.duplicates, self.search)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._recall)
        self.model.records_changed.connect(self._count)
        self.model.read_on.connect(self._tell_reading)
        self.view.selectionModel().selectionChanged.connect(self._tell_selection)
        self._connect_actions()
        self._count()

    def set_filter(self, wanted: RecordFilter) -> None:
        """Show the records that the filter lets pass."""
        self.model.set_filter(wanted)

    def current(self) -> Optional[RecordRow]:
        """The row in front."""
        index = self.view.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def selected(self) -> List[RecordRow]:
        """The rows that are selected, from the top of the list."""
        return [self.model.index(line, 0).data(ROW) for line in self.view.selected_lines()]

    def select(self, wanted: Dict[str, Set[int]]) -> None:
        """Select the lines of these records, table → row numbers, as far as they are shown, and no others."""
        self.view.select_lines(self.model.lines_of(wanted))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        header = self.view.horizontalHeader()
        remember(columns=",".join(str(header.sectionSize(section)) for section in range(len(WIDTHS))))
        super().hideEvent(event)

    def _make_view(self) -> RecordsView:
        view = RecordsView()
        view.setModel(self.model)
        view.setSortingEnabled(True)
        view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setAccessibleName(tr("Records"))
        view.setToolTip(tr("Enter opens a record, Delete deletes those selected; a deletion can be undone."))
        header = view.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        stored = [int(width) for width in Settings.load().columns.split(",") if width.isdigit()]
        for section, width in enumerate(stored if len(stored) == len(WIDTHS) else WIDTHS):
            header.resizeSection(section, width)
        header.setMinimumSectionSize(40)
        header.resizeSection(len(WIDTHS), 40)
        return view

    def _connect_actions(self) -> None:
        actions = self.acts
        actions.open.triggered.connect(self._ask_open)
        actions.zoom.triggered.connect(lambda: self._ask(self.zoom_asked))
        actions.delete.triggered.connect(lambda: self._ask(self.delete_asked))
        actions.change.triggered.connect(lambda: self._ask(self.change_asked))
        for action, code in actions.statuses():
            action.triggered.connect(lambda _=False, code=code: self._ask(self.status_asked, code))
        self.view.opened.connect(self._ask_open)
        self.view.doubleClicked.connect(self._ask_open)
        self.view.deleted.connect(lambda: self._ask(self.delete_asked))

    def _ask_open(self) -> None:
        row = self.current()
        if row is not None:
            self.open_asked.emit(row)

    def _ask(self, signal: pyqtSignal, *more: str) -> None:
        rows = self.selected()
        if rows:
            signal.emit(rows, *more)

    def _remember(self) -> None:
        """What is selected and in sight before other lines are shown."""
        self._kept = self.selected(), self.view.verticalScrollBar().value()

    def _recall(self) -> None:
        """Select again what was selected and is still shown."""
        rows, height = self._kept
        wanted: Dict[str, Set[int]] = {}
        for row in rows:
            wanted.setdefault(row.table, set()).add(row.fid)
        self.view.verticalScrollBar().setValue(height)
        self.select(wanted)
        self.acts.follow()
        self._tell_selection()

    def _tell_selection(self) -> None:
        self._count()
        self.selection_changed.emit()

    def _tell_reading(self, number: int) -> None:
        self.count.setText(tr("Reading records: {number}").format(number=number))

    def _count(self) -> None:
        shown, all_records = self.model.rowCount(), self.model.number()
        words = tr("Records: {number}") if shown == all_records else tr("Records: {shown} of {number}")
        selected = len(self.view.selected_lines())
        if selected > 1:
            words = f"{words} · {tr('selected: {selected}')}"
        self.count.setText(words.format(number=all_records, shown=shown, selected=selected))
