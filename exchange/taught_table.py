"""The table of taught places: one row is one lesson; written and read back without loss."""

from decimal import Decimal
from pathlib import Path
from typing import Dict, Iterable, List, Mapping, Sequence

from ..geocoding.gazetteer import place_kinds
from ..geocoding.taught import completed
from ..model.actors import ActorRegistry
from ..model.errors import UnreadableValue
from ..model.language import tr
from ..model.records import new_uid
from ..model.taught import DEFAULT_KIND, TaughtPlace
from ..model.validation import Fault
from .columns import PLACES, UnusableTable, columns_of, match_headers
from .csv_file import write_csv
from .rows import RowRejected
from .safe_cells import bare_cell
from .values import reading


class TaughtReader:
    """Reads the rows under one header; raises UnusableTable for missing or double columns.

    name: what the table is called in sentences.
    """

    def __init__(self, headers: Sequence[str], name: str) -> None:
        columns = columns_of(PLACES)
        self._columns = [
            (columns[column], index, reading(columns[column].reads, ActorRegistry(())))
            for column, index in match_headers(PLACES, headers, name).items()
        ]

    def read(self, cells: Sequence[str], line: int) -> TaughtPlace:
        """The lesson of a row, not yet compared with others; raises RowRejected with all faults."""
        faults: List[Fault] = []
        values: Dict[str, object] = {}
        for column, index, read in self._columns:
            text = bare_cell(cells[index].strip())
            try:
                if text:
                    values[column.name] = read(text)
                elif column.is_required:
                    faults.append(Fault(column.name, tr("The cell is empty. {help}").format(help=column.help)))
            except UnreadableValue as error:
                faults.append(Fault(column.name, str(error)))
        if faults:
            raise RowRejected(line, faults)
        return _built(values)


def write_taught(path: Path, taught: Iterable[TaughtPlace]) -> int:
    """Write all lessons, safe to open in a spreadsheet, and return how many; raises UnusableTable where that fails."""
    columns = tuple(columns_of(PLACES))
    try:
        return write_csv(path, columns, ([_cell(getattr(place, name)) for name in columns] for place in taught))
    except OSError as error:
        raise UnusableTable(tr("{path} cannot be written ({strerror}); choose another folder or name.").format(
            path=path, strerror=error.strerror
        )) from error


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
