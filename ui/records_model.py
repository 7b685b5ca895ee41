"""The records as a table model that filters and sorts them."""

from typing import AbstractSet, Dict, FrozenSet, Iterable, List, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt, pyqtSignal

from ..model.direction import isolated
from ..model.record_filter import EVERYTHING, RecordFilter
from ..qgis_support.translation import tr
from .case_tally import CaseTally
from .record_rows import Gap, Key, RecordRow
from .state_icon import state_icon

ROW = Qt.ItemDataRole.UserRole
FIELDS = ("date", "what", "who", "where")
FEW = 20
"""Changed records that are put in their places one by one; of more, all lines are made anew."""


class RecordsModel(QAbstractTableModel):
    """One line for each record that the filter bar shows, that has one of the gaps asked for, and all words typed.

    `records_changed` tells of other records; `modelReset` also of others among them being shown, or in another order.
    QSortFilterProxyModel asks Python twice for every comparison of a sort: 12 s for 100,000 records (Qt 5.15), where
    all of this takes a fifth of a second.
    """

    records_changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: Dict[Key, RecordRow] = {}
        self.tally = CaseTally()
        self._shown: List[RecordRow] = []
        self._words: Tuple[str, ...] = ()
        self._wanted = EVERYTHING
        self._gaps: FrozenSet[Gap] = frozenset()
        self._column, self._is_reversed = 0, True

    def replace_all(self, rows: Iterable[RecordRow]) -> None:
        """Hold other records."""
        self._rows = {(row.table, row.uid): row for row in rows}
        self.tally = CaseTally(self._rows.values())
        self._show()
        self.records_changed.emit()

    def update(self, rows: Mapping[Key, Optional[RecordRow]]) -> None:
        """Hold some records as they are now: added, changed, or gone for None."""
        for key, row in rows.items():
            if key in self._rows:
                self.tally.count(self._rows[key], -1)
            if row is not None:
                self.tally.count(row)
        if len(rows) > FEW:
            self._rows.update(rows)
            self._rows = {key: row for key, row in self._rows.items() if row is not None}
            self._show()
        else:
            for key, row in rows.items():
                self._put(key, row)
        self.records_changed.emit()

    def number(self) -> int:
        """How many records there are, shown or not."""
        return len(self._rows)

    def rows(self) -> Tuple[RecordRow, ...]:
        """All records, shown or not."""
        return tuple(self._rows.values())

    def shown(self) -> Tuple[RecordRow, ...]:
        """Those that have a line now."""
        return tuple(self._shown)

    def set_text(self, text: str) -> None:
        """Filter by words."""
        self._words = tuple(text.casefold().split())
        self._show()

    def set_filter(self, wanted: RecordFilter) -> None:
        """Filter by what the records are."""
        self._wanted = wanted
        self._show()

    def set_gaps(self, gaps: FrozenSet[Gap]) -> None:
        """Filter by what the records lack: one of these things; none of them lets all pass."""
        self._gaps = gaps
        self._show()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; among equals by day, then by uid."""
        self._column, self._is_reversed = column, order == Qt.SortOrder.DescendingOrder
        self._show()

    def lines_of(self, wanted: Mapping[str, AbstractSet[int]]) -> List[int]:
        """The lines of these records, table → row numbers in it, as far as they are shown."""
        if not any(wanted.values()):
            return []
        return [line for line, row in enumerate(self._shown) if row.fid in wanted.get(row.table, ())]

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = [row for row in self._rows.values() if self._admits(row)]
        self._shown.sort(key=self._rank, reverse=self._is_reversed)
        self.endResetModel()

    def _rank(self, row: RecordRow) -> Tuple[str, str, str]:
        """What the lines are sorted by."""
        return getattr(row, FIELDS[self._column]).casefold() if self._column else "", row.sort_day, row.uid

    def _put(self, key: Key, row: Optional[RecordRow]) -> None:
        """One record as it is now; all other lines stay as they are, however many there are."""
        before = self._rows.pop(key, None)
        if row is not None:
            self._rows[key] = row
        line = self._line(before) if before is not None else None
        is_shown = row is not None and self._admits(row)
        if line is not None and is_shown and self._rank(row) == self._rank(before):
            self._shown[line] = row
            self.dataChanged.emit(self.index(line, 0), self.index(line, len(FIELDS) - 1))
            return
        if line is not None:
            self.beginRemoveRows(QModelIndex(), line, line)
            del self._shown[line]
            self.endRemoveRows()
        if is_shown:
            line = self._place(row)
            self.beginInsertRows(QModelIndex(), line, line)
            self._shown.insert(line, row)
            self.endInsertRows()

    def _line(self, row: RecordRow) -> Optional[int]:
        """Where a record is shown."""
        line = self._place(row)
        return line if line < len(self._shown) and self._shown[line] is row else None

    def _place(self, row: RecordRow) -> int:
        """Where a record stands, or would, among the lines; found by halving, as `bisect` takes no key before 3.10."""
        rank, low, high = self._rank(row), 0, len(self._shown)
        while low < high:
            middle = (low + high) // 2
            other = self._rank(self._shown[middle])
            if (other > rank) if self._is_reversed else (other < rank):
                low = middle + 1
            else:
                high = middle
        return low

    def _admits(self, row: RecordRow) -> bool:
        return (
            (self._wanted == EVERYTHING or row.is_wanted(self._wanted))
            and (not self._gaps or not self._gaps.isdisjoint(row.gaps))
            and all(word in row.all_words for word in self._words)
        )

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name and default)
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name and default)
        return 0 if parent.isValid() else len(FIELDS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Optional[str]:  # noqa: N802
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Date"), tr("Kind"), tr("Who"), tr("Where"))[section]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Optional[object]:
        row = self._shown[index.row()]
        text = getattr(row, FIELDS[index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            return isolated(text)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return state_icon(row.state)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            # A tooltip that looks like HTML would be shown as HTML (Qt.mightBeRichText).
            words = " · ".join(filter(None, (text, row.state_words))) if index.column() == 0 else text
            return _as_plain(words)
        return row if role == ROW else None


def _as_plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;") if Qt.mightBeRichText(text) else text
