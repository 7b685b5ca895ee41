"""The records of the casefile: found, opened, shown on the map, deleted."""

from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QKeyEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ..model.record_filter import RecordFilter
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .editors import TextLine
from .field import SmallLabel
from .filter_bar import FilterBar
from .record_rows import RecordRow
from .records_model import ROW, RecordsFilter, RecordsModel

WIDTHS = (128, 88, 92)


class RecordsView(QTreeView):
    """A flat list in which Enter opens and Delete deletes."""

    opened = pyqtSignal()
    deleted = pyqtSignal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class RecordsList(QWidget):
    """Signals carry the `RecordRow` in front."""

    open_asked = pyqtSignal(object)
    zoom_asked = pyqtSignal(object)
    delete_asked = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = RecordsModel()
        self.filter = RecordsFilter(self.model)
        self.bar = FilterBar()
        self.search = TextLine()
        self.search.setPlaceholderText(tr("Find records by any words"))
        self.search.setToolTip(tr("Shows the records with all these words: kind, actor, place, date, 'not placed'."))
        self.search.setAccessibleName(tr("Find records"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.filter.set_text)
        self.search.textChanged.connect(self._count)
        self.view = self._make_view()
        self.count = SmallLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.bar)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addWidget(self.count)
        column.addLayout(self._buttons())
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(self._count)
        self.view.selectionModel().currentChanged.connect(self._enable)
        self._enable()
        self._count()

    def set_filter(self, wanted: RecordFilter) -> None:
        """Show the records that the filter lets pass."""
        self.filter.set_filter(wanted)
        self._count()

    def current(self) -> Optional[RecordRow]:
        """The row in front."""
        index = self.view.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        header = self.view.header()
        remember(columns=",".join(str(header.sectionSize(section)) for section in range(len(WIDTHS))))
        super().hideEvent(event)

    def _make_view(self) -> RecordsView:
        view = RecordsView()
        view.setModel(self.filter)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAlternatingRowColors(True)
        view.setAllColumnsShowFocus(True)
        view.setSortingEnabled(True)
        view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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

    def _enable(self) -> None:
        for button in self.buttons:
            button.setEnabled(self.current() is not None)

    def _count(self) -> None:
        shown, all_records = self.filter.rowCount(), self.model.rowCount()
        if shown == all_records:
            self.count.setText(tr("Records: {number}").format(number=all_records))
        else:
            self.count.setText(tr("Records: {shown} of {number}").format(shown=shown, number=all_records))
