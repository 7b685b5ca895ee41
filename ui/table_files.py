"""Tables read in by a dialogue, with the refused rows in a file beside the table."""

from pathlib import Path
from typing import Callable, NamedTuple, Tuple, TypeVar

from ..exchange.csv_table import CsvTable
from ..exchange.rejects import RejectsFile
from ..processing_provider.casefile_import import free_path
from ..qgis_support.translation import tr

Content = TypeVar("Content")


class Rejected(NamedTuple):
    """How many rows were refused; the file with the reasons is there only if any were."""

    number: int
    path: Path

    def in_words(self) -> str:
        """The sentence about them, empty where there are none."""
        if not self.number:
            return ""
        words = tr("Rejected: {number}; the reasons are in {path}.")
        return words.format(number=self.number, path=self.path)


def read_table_file(
    path: Path, columns: str, read: Callable[[CsvTable, RejectsFile], Content]
) -> Tuple[Content, Rejected]:
    """What `read` makes of the table, whose columns are those of `exchange.columns`; raises UnusableTable."""
    table = CsvTable(path, columns)
    rejects = RejectsFile(free_path(path.with_name(f"{path.stem}-rejects.csv")), [table.headers])
    try:
        content = read(table, rejects)
    finally:
        rejects_path, number = rejects.close()
    return content, Rejected(number, rejects_path)
