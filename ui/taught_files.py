"""Taught places from files, beside the list of them."""

from pathlib import Path
from typing import Iterable, NamedTuple

from ..exchange.columns import PLACES
from ..exchange.taught_import import Lessons, sort_out
from ..model.taught import TaughtPlace
from ..qgis_support.translation import tr
from .table_files import Rejected, read_table_file


class FileRead(NamedTuple):
    """What a file holds beside what is known, and the rows that were refused."""

    lessons: Lessons
    rejected: Rejected

    def in_words(self) -> str:
        """How many were taught, known before and rejected."""
        words = [tr("Taught: {number}.").format(number=len(self.lessons.after))]
        if self.lessons.known:
            words.append(tr("Known before: {number}.").format(number=self.lessons.known))
        return " ".join(filter(None, [*words, self.rejected.in_words(), *self.lessons.doubts[:3]]))


def read_file(path: Path, known: Iterable[TaughtPlace]) -> FileRead:
    """Read a table of taught places; may run in a task. Raises UnusableTable."""
    return FileRead(*read_table_file(
        path, PLACES,
        lambda table, rejects: sort_out(
            table.name, table.headers, table.rows(), known, rejects, may_replace=False
        ),
    ))
