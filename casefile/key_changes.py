"""What a change of records does to the columns that their rows are drawn by."""

from collections import Counter
from typing import Dict, Iterable, Iterator

from qgis.PyQt.QtCore import QVariant

from .record_kinds import kind_of
from .record_writer import Change
from .rows import NewRow
from .schema import TABLES
from .style_keys import STYLE_KEY


def key_changes(changes: Iterable[Change]) -> Dict[str, Counter]:
    """Every table that the changes wrote to → style key → how many more rows of it have that key than before."""
    found: Dict[str, Counter] = {}
    for pair in changes:
        for record, times in zip(pair, (-1, 1)):
            if record is not None:
                kind = kind_of(record)
                rows = {kind.table: [kind.row(record, record.stamp)]}
                rows.update((part, make(record)) for part, make in kind.parts.items())
                for table, made in rows.items():
                    numbers = found.setdefault(table, Counter())
                    for key in _keys(table, made):
                        numbers[key] += times
    return found


def _keys(table: str, rows: Iterable[NewRow]) -> Iterator[str]:
    names = TABLES[table].names
    if STYLE_KEY in names:
        column = names.index(STYLE_KEY)
        for row in rows:
            key = QVariant(row.cells[column]).value()
            if key:
                yield key
