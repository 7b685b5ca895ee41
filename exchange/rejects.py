"""The file of rejected rows: where each stood, why it is no record, and its cells, safe to open in a spreadsheet."""

import csv
from pathlib import Path
from typing import Dict, List, Optional, Sequence, TextIO, Tuple

from ..model.validation import Fault
from .safe_cells import safe_cell

REASON_COLUMNS = ("table", "row", "column", "reason")

YIELDING = "reject_"

SURPLUS_COLUMN = "further cells"


class RejectsFile:
    """Written row by row; the file is made with its header at the first row, or on `close` if `always`.

    headers: the headers of all tables; a header that several share is one column. Where one of them is called as a
    column of ours, ours gives way ('reject_reason'), so that a corrected file can be read as it is.
    `count` is the number of rows rejected.
    """

    def __init__(self, path: Path, headers: Sequence[Sequence[str]], always: bool = False) -> None:
        self.path, self.count = path, 0
        self._always = always
        named = dict.fromkeys(header for table in headers for header in table if header)
        theirs = {header.casefold() for header in named}
        self._ours = [f"{YIELDING}{name}" if name in theirs else name for name in REASON_COLUMNS]
        self._columns = (*self._ours, *named, SURPLUS_COLUMN)
        self._stream: Optional[TextIO] = None

    def add(self, table: str, line: int, faults: Sequence[Fault], headers: Sequence[str], cells: Sequence[str]) -> None:
        """Write one row; all its faults stand in one line."""
        columns = "; ".join(dict.fromkeys(fault.field for fault in faults if fault.field))
        written: Dict[str, str] = dict(zip(self._ours, (table, str(line), columns, _reasons(faults))))
        surplus: List[str] = list(cells[len(headers) :])
        for header, cell in zip(headers, cells):
            if header and header not in written:
                written[header] = cell
            elif cell:
                surplus.append(cell)
        written[SURPLUS_COLUMN] = " | ".join(surplus)
        self._writer().writerow([safe_cell(written.get(column, "")) for column in self._columns])
        self.count += 1

    def close(self) -> Tuple[Path, int]:
        """End writing; the path and the number of rows."""
        if self._always:
            self._writer()
        if self._stream is not None:
            self._stream.close()
        return self.path, self.count

    def _writer(self):  # noqa: ANN202 (csv names no type for its writers)
        if self._stream is None:
            # With a mark, because spreadsheets take a file without one for the machine's own code page.
            self._stream = self.path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="")
            self._csv = csv.writer(self._stream)
            self._csv.writerow([safe_cell(column) for column in self._columns])
        return self._csv


def _reasons(faults: Sequence[Fault]) -> str:
    several = len({fault.field for fault in faults}) > 1
    return " ".join(f"{fault.field}: {fault.sentence}" if several else fault.sentence for fault in faults)
