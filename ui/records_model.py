"""The records as a table model, and its filter."""

from typing import Dict, List, Optional, Tuple

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt

from ..model.record_filter import EVERYTHING, RecordFilter
from ..qgis_support.translation import tr
from .record_rows import RecordRow
from .state_icon import state_icon

ROW = Qt.ItemDataRole.UserRole
SORT = Qt.ItemDataRole.UserRole + 1
FILTER = Qt.ItemDataRole.UserRole + 2
FIELDS = ("date", "what", "who", "where")


class RecordsModel(QAbstractTableModel):
    """One line a record; a changed record changes its own line only."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: List[RecordRow] = []
        self._places: Dict[Tuple[str, str], int] = {}

    def replace_all(self, rows: List[RecordRow]) -> None:
        """Show other records."""
        self.beginResetModel()
        self._rows = list(rows)
        self._number()
        self.endResetModel()

    def rows(self) -> Tuple[RecordRow, ...]:
        """All of them, shown or not."""
        return tuple(self._rows)

    def update(self, table: str, uid: str, row: Optional[RecordRow]) -> None:
        """Show a record as it is now: added, changed, or gone for None."""
        place = self._places.get((table, uid))
        if place is None and row is not None:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._rows.insert(0, row)
            self._number()
            self.endInsertRows()
        elif place is not None and row is not None:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(FIELDS) - 1))
        elif place is not None:
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._rows[place]
            self._number()
            self.endRemoveRows()

    def _number(self) -> None:
        self._places = {(row.table, row.uid): place for place, row in enumerate(self._rows)}

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name and default)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name and default)
        return 0 if parent.isValid() else len(FIELDS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Optional[str]:  # noqa: N802
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Date"), tr("What"), tr("Who"), tr("Where"))[section]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Optional[object]:
        row = self._rows[index.row()]
        text = getattr(row, FIELDS[index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return state_icon(row.state)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            # A tooltip that looks like HTML would be shown as HTML (Qt.mightBeRichText).
            words = " · ".join(filter(None, (text, row.state_words))) if index.column() == 0 else text
            return _as_plain(words)
        if role == SORT:
            return (row.sort_day + row.uid) if index.column() == 0 else text.casefold()
        if role == FILTER:
            return " ".join((row.date, row.what, row.who, row.where, row.state_words))
        return row if role == ROW else None


def _as_plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;") if Qt.mightBeRichText(text) else text


class RecordsFilter(QSortFilterProxyModel):
    """Records that the filter bar shows and that hold all words typed, in any column and case."""

    def __init__(self, model: RecordsModel) -> None:
        super().__init__()
        self._words: Tuple[str, ...] = ()
        self._wanted = EVERYTHING
        self.setSourceModel(model)
        self.setSortRole(SORT)
        self.setDynamicSortFilter(True)

    def set_text(self, text: str) -> None:
        """Filter by words."""
        self._words = tuple(text.casefold().split())
        self.invalidateFilter()

    def set_filter(self, wanted: RecordFilter) -> None:
        """Filter by what the records are."""
        self._wanted = wanted
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:  # noqa: N802 (Qt's name)
        if self._wanted != EVERYTHING:
            line = self.sourceModel().index(row, 0, parent).data(ROW)
            if not line.is_wanted(self._wanted):
                return False
        if not self._words:
            return True
        text = str(self.sourceModel().index(row, 0, parent).data(FILTER)).casefold()
        return all(word in text for word in self._words)
