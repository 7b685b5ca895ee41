"""Taught places from and to files, beside the list of them."""

from pathlib import Path
from typing import Iterable, NamedTuple

from ..exchange.columns import PLACES
from ..exchange.csv_table import CsvTable
from ..exchange.rejects import RejectsFile
from ..exchange.taught_import import Lessons, sort_out
from ..model.taught import TaughtPlace
from ..processing_provider.casefile_import import free_path
from ..qgis_support.translation import tr


class FileRead(NamedTuple):
    """What a file holds beside what is known, and the rows that were refused; `rejects` is there only if any were."""

    lessons: Lessons
    rejected: int
    rejects: Path

    def in_words(self) -> str:
        """How many were taught, known before and rejected."""
        words = [tr("Taught: {number}.").format(number=len(self.lessons.after))]
        if self.lessons.known:
            words.append(tr("Known before: {number}.").format(number=self.lessons.known))
        if self.rejected:
            rejected = tr("Rejected: {number}; the reasons are in {path}.")
            words.append(rejected.format(number=self.rejected, path=self.rejects))
        return " ".join([*words, *self.lessons.doubts[:3]])


def read_file(path: Path, known: Iterable[TaughtPlace]) -> FileRead:
    """Read a table of taught places; may run in a task. Raises UnusableTable."""
    table = CsvTable(path, PLACES)
    rejects = RejectsFile(free_path(path.with_name(f"{path.stem}-rejects.csv")), [table.headers])
    try:
        lessons = sort_out(table.name, table.headers, table.rows(), known, rejects, may_replace=False)
    finally:
        rejects_path, rejected = rejects.close()
    return FileRead(lessons, rejected, rejects_path)
