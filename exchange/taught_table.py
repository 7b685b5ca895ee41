"""The table of taught places: one row is one lesson; written and read back without loss."""

from decimal import Decimal
from pathlib import Path
from typing import Iterable, Mapping, Sequence

from ..geocoding.gazetteer import place_kinds
from ..geocoding.taught import completed
from ..model.records import new_uid
from ..model.taught import DEFAULT_KIND, TaughtPlace
from .cells_reader import CellsReader
from .columns import PLACES, columns_of
from .csv_file import write_table


class TaughtReader:
    """Reads the rows under one header, as `CellsReader`."""

    def __init__(self, headers: Sequence[str], name: str) -> None:
        self._cells = CellsReader(PLACES, headers, name)

    def read(self, cells: Sequence[str], line: int) -> TaughtPlace:
        """The lesson of a row, not yet compared with others; raises RowRejected with all faults."""
        return _built(self._cells.read(cells, line))


def write_taught(path: Path, taught: Iterable[TaughtPlace]) -> int:
    """Write all lessons, safe to open in a spreadsheet, and return how many; raises UnusableTable where that fails."""
    columns = tuple(columns_of(PLACES))
    rows = ([_cell(getattr(place, name)) for name in columns] for place in taught)
    return write_table(path, columns, rows)


def _built(values: Mapping[str, object]) -> TaughtPlace:
    kind = values.get("kind", DEFAULT_KIND)
    given = {
        "uid": new_uid(), "radius_m": place_kinds()[kind].extent_m, **values,
        "kind": kind, "lat": float(values["lat"]), "lon": float(values["lon"]),
    }
    return completed(TaughtPlace(**given))


def _cell(value: object) -> str:
    """Numbers as decimals without exponent, and with every digit that tells them apart."""
    if isinstance(value, tuple):
        return ";".join(value)
    return format(Decimal(repr(value)), "f") if isinstance(value, float) else str(value)
