"""A whole table into records: good rows come out, bad ones go to the rejects file, places are counted."""

from typing import Iterator, Protocol, Sequence

from ..model.validation import Fault
from .csv_table import Row
from .rejects import RejectsFile
from .rows import Record, RowReader, RowRejected
from .tally import Tally


class Table(Protocol):
    """Rows under headers, wherever they come from; `CsvTable` is one, a layer of QGIS another."""

    name: str
    headers: Sequence[str]

    def rows(self) -> Iterator[Row]:
        """The rows below the header."""


def read_records(kind: str, table: Table, reader: RowReader, rejects: RejectsFile, tally: Tally) -> Iterator[Record]:
    """Yield the record of every good row; `kind` is 'incidents' or 'movements', and `reader` made for its headers."""
    for row in table.rows():
        if row.trouble:
            faults: Sequence[Fault] = (trouble_of(row),)
        else:
            try:
                record = reader.read(row.cells, row.line)
            except RowRejected as rejected:
                faults = rejected.faults
            else:
                tally.add(record)
                yield record
                continue
        rejects.add(kind, row.line, faults, table.headers, row.cells)


def trouble_of(row: Row) -> Fault:
    """Why a row is none, as a sentence."""
    return Fault("", f"{row.trouble[:1].upper()}{row.trouble[1:]}.")
