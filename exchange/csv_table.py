"""A table in a text file with separators: read row by row, in bounded memory, whatever single rows look like."""

import csv
import re
from pathlib import Path
from typing import Iterator, List, NamedTuple, Sequence, TextIO, Tuple

from ..model.language import counted, tr
from ..model.reason_words import reason_of
from .columns import UnusableTable, columns_of, count_known
from .encoding import detect_encoding

SEPARATORS = (",", ";", "\t")

LINE_LIMIT = 2_000_000
"""Most characters of one line that are read; the rest of a longer one is passed over, so that memory stays bounded."""

SHOWN_LIMIT = 1_000
"""Most characters of a line that is no row which are handed on for the list of rejects."""

_DAMAGED = re.compile("[\ud800-\udfff\ufffd]")


class Row(NamedTuple):
    """One row: the line it begins in (the header's is 1), its cells as text, and why they are no row, if so."""

    line: int
    cells: Sequence[str]
    trouble: str = ""


class CsvTable:
    """A file of rows parted by commas, semicolons or tabs; `headers` are the cells of its first row.

    table: 'incidents', 'movements', 'places' or 'actors', whose columns tell which separator is the right one.
    Raises UnusableTable, in one sentence, for a file that is missing, empty or in no known encoding.
    """

    def __init__(self, path: Path, table: str) -> None:
        self.name = path.name
        self._path = path
        try:
            self._encoding, self._may_be_damaged = detect_encoding(path)
            with self._open() as stream:
                top = next((line for line in _Lines(stream, self._may_be_damaged) if line.strip()), "")
        except OSError as error:
            raise UnusableTable(tr("{path} cannot be read ({strerror}); check the path.").format(
                path=path, strerror=reason_of(error)
            )) from error
        if not top:
            required = ", ".join(column.name for column in columns_of(table).values() if column.is_required)
            raise UnusableTable(tr(
                "{path} is empty; its first line must name the columns, at least {required}."
            ).format(path=path.name, required=required))
        self._separator = _separator(top[:SHOWN_LIMIT], table)
        self.headers: Tuple[str, ...] = ()
        header = next(self._records())
        if header.trouble:
            raise UnusableTable(tr("{path}: the header cannot be read, {trouble}.").format(
                path=path.name, trouble=header.trouble
            ))
        self.headers = tuple(cell.strip() for cell in header.cells)

    def rows(self) -> Iterator[Row]:
        """Every row below the header; blank lines are left out, empty cells too many at a row's end cut off."""
        records = self._records()
        next(records)
        width = len(self.headers)
        for row in records:
            if len(row.cells) == width or row.trouble:
                yield row
            elif any(row.cells[width:]) or len(row.cells) < width:
                yield row._replace(
                    trouble=counted(
                        "the row has {number} cell where the header has {width}; put a cell that contains the "
                        "separator in quotation marks",
                        "the row has {number} cells where the header has {width}; put a cell that contains the "
                        "separator in quotation marks",
                        len(row.cells), width=width,
                    )
                )
            else:
                yield row._replace(cells=row.cells[:width])

    def expected_rows(self) -> int:
        """How many rows there are at most, for the progress of an import; lines within cells are counted too."""
        with self._open() as stream:
            return sum(chunk.count("\n") for chunk in iter(lambda: stream.read(LINE_LIMIT), ""))

    def _open(self) -> TextIO:
        # Universal line ends: CR alone, as old spreadsheets wrote it, parts lines too.
        errors = "surrogateescape" if self._encoding.startswith("utf-8") else "replace"
        return self._path.open(encoding=self._encoding, errors=errors)

    def _records(self) -> Iterator[Row]:
        """The header and every row; one that the csv module refuses costs its first line only."""
        with self._open() as stream:
            lines = _Lines(stream, self._may_be_damaged)
            reader = csv.reader(lines, delimiter=self._separator, strict=True)
            while True:
                lines.begin_record()
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    if _is_too_long(error) and not self._looks_like_row(lines.second):
                        lines.leave_quotes()
                    else:
                        lines.give_back()
                    yield Row(lines.first, (lines.text[:SHOWN_LIMIT],), lines.trouble or _reason(error))
                    continue
                if cells:
                    yield Row(lines.first, cells, lines.trouble)

    def _looks_like_row(self, line: str) -> bool:
        """Whether the line has as many cells as the header; then the quotation mark above it was never closed."""
        return len(next(csv.reader([line[:SHOWN_LIMIT]], delimiter=self._separator), ())) == len(self.headers)


def _separator(top: str, table: str) -> str:
    """The one under which the most headers are columns of the table; a comma where none is."""
    return max(SEPARATORS, key=lambda mark: count_known(table, next(csv.reader([top], delimiter=mark))))


def _is_too_long(error: csv.Error) -> bool:
    return "field limit" in str(error)


def _reason(error: csv.Error) -> str:
    if _is_too_long(error):
        return tr("a cell is longer than {most} characters; shorten it").format(most=csv.field_size_limit())
    return tr("a quotation mark is never closed, or stands inside a cell; write it twice or take it out")


class _Lines:
    """The lines of a file for the csv module, with what belongs to the current record kept until it is read."""

    def __init__(self, stream: TextIO, look_for_damage: bool) -> None:
        self._stream, self._look_for_damage = stream, look_for_damage
        self._given_back: List[str] = []
        self._record: List[str] = []
        self._number = self._quotes_passed_over = 0
        self.first, self.trouble = 1, ""

    def begin_record(self) -> None:
        """Forget the record before; the next line is the first of a new one."""
        self._record.clear()
        self.first, self.trouble = self._number + 1, ""

    @property
    def text(self) -> str:
        """The record's first line."""
        return self._record[0]

    @property
    def second(self) -> str:
        """The record's second line, or nothing."""
        return self._record[1] if len(self._record) > 1 else ""

    def give_back(self) -> None:
        """Read the record's lines again, all but the first, which is no row.

        A lone quotation mark would otherwise swallow the good rows below it.
        """
        self._given_back += reversed(self._record[1:])
        self._number -= len(self._record) - 1

    def leave_quotes(self) -> None:
        """Pass over the rest of a quoted cell, to the end of the line that closes it."""
        quotes = sum(line.count('"') for line in self._record) + self._quotes_passed_over
        while quotes % 2:
            line = self._next_line()
            if not line:
                return
            quotes += line.count('"') + self._quotes_passed_over

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._next_line()
        if not line:
            raise StopIteration
        self._record.append(line)
        if "\0" in line:
            # Before Python 3.11 the csv module stops at a NUL.
            line = line.replace("\0", "\ufffd")
            self.trouble = tr("the row contains a NUL character; type its cells again without")
        elif len(line) >= LINE_LIMIT:
            self.trouble = tr("the row is longer than {line_limit} characters; shorten it").format(
                line_limit=LINE_LIMIT
            )
        elif self._look_for_damage and _DAMAGED.search(line):
            self.trouble = tr("some characters of the row are damaged; save the table as UTF-8 again")
        return line

    def _next_line(self) -> str:
        """The next line, cut at LINE_LIMIT; nothing at the end of the file."""
        line = self._given_back.pop() if self._given_back else self._stream.readline(LINE_LIMIT)
        self._number += bool(line)
        self._quotes_passed_over = 0
        rest = line
        while len(rest) == LINE_LIMIT and not rest.endswith("\n"):
            rest = self._stream.readline(LINE_LIMIT)
            self._quotes_passed_over += rest.count('"')
        return line
