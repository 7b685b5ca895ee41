"""The records as a table model that filters and sorts them."""

import gc
from heapq import merge
from typing import AbstractSet, Dict, FrozenSet, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt, pyqtSignal

from ..model.direction import isolated
from ..model.record_filter import EVERYTHING, RecordFilter
from ..qgis_support.translation import tr
from .case_tally import CaseTally
from .record_rows import Gap, Key, RecordRow
from .slices import Slices
from .state_icon import state_icon

ROW = Qt.ItemDataRole.UserRole
FIELDS = ("date", "what", "who", "where")
FEW = 20
"""Changed records that are put in their places one by one; of more, all lines are made anew."""
PIECE = 500
"""Records that are read or looked at in one go; fewer are shown when the call returns, more in slices."""
BIT = 50
"""Of more records, those that are read between two looks at the clock."""


class RecordsModel(QAbstractTableModel):
    """One line for each record that the filter bar shows, that has one of the gaps asked for, and all words typed.

    `records_changed` tells of other records; `modelReset` also of others among them being shown, or in another order;
    `read_on` of the number of records read so far, `problem` of what cannot be read. Until other lines are ready, those
    that were shown stay.
    QSortFilterProxyModel asks Python twice for every comparison of a sort: 12 s for 100,000 records (Qt 5.15), where
    all of this takes a fifth of a second.
    """

    records_changed = pyqtSignal()
    read_on = pyqtSignal(int)
    problem = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tally = CaseTally()
        self._rows: Dict[Key, RecordRow] = {}
        self._ordered: Optional[List[RecordRow]] = []
        self._shown: List[RecordRow] = []
        self._gone: List[RecordRow] = []
        self._late: Dict[Key, Optional[RecordRow]] = {}
        self._reading, self._showing = Slices(self), Slices(self)
        self._has_news = False
        self._words: Tuple[str, ...] = ()
        self._wanted = EVERYTHING
        self._gaps: FrozenSet[Gap] = frozenset()
        self._column, self._is_reversed = 0, True
        self._reading.failed.connect(self.problem)

    def replace_all(self, rows: Iterable[RecordRow], soon: bool = False) -> None:
        """Hold other records, which are taken as they are read; soon: not before the event loop comes round."""
        self._late.clear()
        begin = self._reading.start_soon if soon else self._reading.start
        begin(self._read(rows))

    def is_busy(self) -> bool:
        """Whether records are still being read, filtered or sorted."""
        return self._reading.is_busy() or self._showing.is_busy()

    def stop(self) -> None:
        """Leave undone what is under way."""
        self._reading.stop()
        self._showing.stop()

    def _read(self, rows: Iterable[RecordRow]) -> Iterator[None]:
        # Else Python looks for cycles among all there is whenever that has grown by a quarter, which holds the window
        # up for 0.2 s with 100,000 records. Begun later, all its searches afterwards would take twice as long.
        gc.freeze()
        held: Dict[Key, RecordRow] = {}
        tally = CaseTally()
        try:
            for number, row in enumerate(rows, start=1):
                held[row.table, row.uid] = row
                tally.count(row)
                if number >= PIECE and number % BIT == 0:
                    gc.freeze()
                    yield
                    self.read_on.emit(number)
        finally:
            gc.unfreeze()
        _renew(held, tally, self._late)
        self._gone += self._rows.values()
        self._rows, self.tally, self._ordered = held, tally, None
        self._show(has_news=True)

    def update(self, rows: Mapping[Key, Optional[RecordRow]]) -> None:
        """Hold some records as they are now: added, changed, or gone for None."""
        if self._reading.is_busy():
            # What is being read may have been read before.
            self._late.update(rows)
        before = [self._rows.get(key) for key in rows]
        _renew(self._rows, self.tally, rows)
        if len(rows) > FEW or self._ordered is None:
            self._ordered = None
            self._show(has_news=True)
            return
        for old, new in zip(before, rows.values()):
            self._put(old, new)
        if self._showing.is_busy():
            self._show(has_news=True)
        else:
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
        self._column, self._is_reversed, self._ordered = column, order == Qt.SortOrder.DescendingOrder, None
        self._show()

    def lines_of(self, wanted: Mapping[str, AbstractSet[int]]) -> List[int]:
        """The lines of these records, table → row numbers in it, as far as they are shown."""
        if not any(wanted.values()):
            return []
        return [line for line, row in enumerate(self._shown) if row.fid in wanted.get(row.table, ())]

    def _show(self, has_news: bool = False) -> None:
        self._has_news = self._has_news or has_news
        self._showing.start(self._find())

    def _find(self) -> Iterator[None]:
        """Put the records in order, unless they are, and choose those that have a line."""
        if self._ordered is None:
            runs: List[List[RecordRow]] = []
            for piece in _pieces(list(self._rows.values())):
                if runs:
                    yield
                runs.append(sorted(piece, key=self._rank, reverse=self._is_reversed))
            ordered: List[RecordRow] = []
            for row in merge(*runs, key=self._rank, reverse=self._is_reversed):
                if ordered and len(ordered) % PIECE == 0:
                    yield
                ordered.append(row)
            self._ordered = ordered
        is_any = self._wanted == EVERYTHING and not self._gaps and not self._words
        shown: List[RecordRow] = []
        for number, piece in enumerate(_pieces(self._ordered)):
            if number:
                yield
            shown += piece if is_any else filter(self._admits, piece)
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
        if self._has_news:
            self._has_news = False
            self.records_changed.emit()
        yield from self._let_go()

    def _let_go(self) -> Iterator[None]:
        """Free what was held before, now that no line shows it: 100,000 records at once would take 0.1 s."""
        while self._gone:
            del self._gone[-PIECE:]
            if self._gone:
                yield

    def _rank(self, row: RecordRow) -> Tuple[str, str, str, str]:
        """What the lines are sorted by; no two have the same."""
        words = getattr(row, FIELDS[self._column]).casefold() if self._column else ""
        return words, row.sort_day, row.uid, row.table

    def _put(self, before: Optional[RecordRow], row: Optional[RecordRow]) -> None:
        """One record as it is now; all other lines stay as they are, however many there are."""
        if before is not None:
            del self._ordered[self._place(before, self._ordered)]
        if row is not None:
            self._ordered.insert(self._place(row, self._ordered), row)
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
            line = self._place(row, self._shown)
            self.beginInsertRows(QModelIndex(), line, line)
            self._shown.insert(line, row)
            self.endInsertRows()

    def _line(self, row: RecordRow) -> Optional[int]:
        """Where a record is shown."""
        line = self._place(row, self._shown)
        return line if line < len(self._shown) and self._shown[line] is row else None

    def _place(self, row: RecordRow, rows: Sequence[RecordRow]) -> int:
        """Where a record stands, or would, in a list; found by halving, as `bisect` takes no key before 3.10."""
        rank, low, high = self._rank(row), 0, len(rows)
        while low < high:
            middle = (low + high) // 2
            other = self._rank(rows[middle])
            if (other > rank) if self._is_reversed else (other < rank):
                low = middle + 1
            else:
                high = middle
        return low

    def _admits(self, row: RecordRow) -> bool:
        return (
            row.is_wanted(self._wanted)
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


def _renew(held: Dict[Key, RecordRow], tally: CaseTally, rows: Mapping[Key, Optional[RecordRow]]) -> None:
    """Put some records as they are now among those that are held and counted."""
    for key, row in rows.items():
        before = held.pop(key, None)
        if before is not None:
            tally.count(before, -1)
        if row is not None:
            held[key] = row
            tally.count(row)


def _pieces(rows: Sequence[RecordRow]) -> Iterator[Sequence[RecordRow]]:
    return (rows[start : start + PIECE] for start in range(0, len(rows), PIECE))


def _as_plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;") if Qt.mightBeRichText(text) else text
