"""A CSV file as every spreadsheet and our own reader take it."""

import csv
from pathlib import Path
from typing import Iterable, Sequence

from ..model.language import tr
from ..model.reason_words import reason_of
from .columns import UnusableTable
from .safe_cells import safe_cell


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write the rows, safe to open in a spreadsheet, and return how many; raises OSError where that fails."""
    written = 0
    # With a mark, because spreadsheets take a file without one for the machine's own code page.
    with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headers)
        for row in rows:
            writer.writerow(map(safe_cell, row))
            written += 1
    return written


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """As `write_csv`; raises UnusableTable, in one sentence, where that fails."""
    try:
        return write_csv(path, headers, rows)
    except OSError as error:
        raise UnusableTable(tr("{path} cannot be written ({strerror}); choose another folder or name.").format(
            path=path, strerror=reason_of(error)
        )) from error
