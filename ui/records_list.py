"""The records of the casefile: found, opened, shown on the map, deleted."""

from typing import Dict, List, Optional, Set

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..model.record_filter import RecordFilter
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .editors import TextLine
from .field import SmallLabel
from .filter_bar import FilterBar
from .gap_button import GapButton
from .record_rows import RecordRow
from .records_model import ROW, RecordsModel
from .records_view import RecordsView

WIDTHS = (128, 88, 92)


class RecordsList(QWidget):
    """Signals carry the `RecordRow` in front; `selection_changed` tells that other records may be selected."""

    open_asked = pyqtSignal(object)
    zoom_asked = pyqtSignal(object)
    delete_asked = pyqtSignal(object)
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
        self.bar.clear.clicked.connect(self.gaps.clear)
        self.bar.clear.clicked.connect(self.search.clear)
        self.view = self._make_view()
        self.count = SmallLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.bar)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.gaps)
        column.addLayout(line)
        column.addWidget(self.view, 1)
        column.addWidget(self.count)
        column.addLayout(self._buttons())
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._recall)
        self.model.modelReset.connect(self._count)
        self.view.selectionModel().selectionChanged.connect(self.selection_changed)
        self.view.selectionModel().currentChanged.connect(self._enable)
        self._enable()
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
        header = self.view.header()
        remember(columns=",".join(str(header.sectionSize(section)) for section in range(len(WIDTHS))))
        super().hideEvent(event)

    def _make_view(self) -> RecordsView:
        view = RecordsView()
        view.setModel(self.model)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAlternatingRowColors(True)
        view.setAllColumnsShowFocus(True)
        view.setSortingEnabled(True)
        view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(tr("Records"))
        view.setToolTip(tr("Enter opens a record, Delete deletes it; a deletion can be undone."))
        header = view.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        stored = [int(width) for width in Settings.load().columns.split(",") if width.isdigit()]
        for section, width in enumerate(stored if len(stored) == len(WIDTHS) else WIDTHS):
            header.resizeSection(section, width)
        header.setMinimumSectionSize(40)
        header.resizeSection(len(WIDTHS), 40)
        header.setStretchLastSection(True)
        view.opened.connect(lambda: self._ask(self.open_asked))
        view.deleted.connect(lambda: self._ask(self.delete_asked))
        view.doubleClicked.connect(lambda: self._ask(self.open_asked))
        return view

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.buttons = []
        for icon, text, tooltip, signal in (
            ("/mActionToggleEditing.svg", tr("O&pen"), tr("Open the record in its form (Enter)."), self.open_asked),
            ("/mActionZoomToSelected.svg", tr("&Zoom to"), tr("Show the record on the map."), self.zoom_asked),
            ("/mActionDeleteSelected.svg", tr("Delete"), tr("Delete the record; can be undone."), self.delete_asked),
        ):
            button = QPushButton(QgsApplication.getThemeIcon(icon), text)
            button.setToolTip(tooltip)
            button.clicked.connect(lambda _=False, signal=signal: self._ask(signal))
            row.addWidget(button)
            self.buttons.append(button)
        return row

    def _ask(self, signal: pyqtSignal) -> None:
        row = self.current()
        if row is not None:
            signal.emit(row)

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
        self.selection_changed.emit()

    def _enable(self) -> None:
        for button in self.buttons:
            button.setEnabled(self.current() is not None)

    def _count(self) -> None:
        shown, all_records = self.model.rowCount(), len(self.model.rows())
        if shown == all_records:
            self.count.setText(tr("Records: {number}").format(number=all_records))
        else:
            self.count.setText(tr("Records: {shown} of {number}").format(shown=shown, number=all_records))
