"""The work of *Build casefile*, once its tables are known: all good rows in one transaction, or nothing."""

from itertools import chain, count
from pathlib import Path
from typing import Iterator, Mapping, Optional, Protocol, Sequence, Set

from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProcessingMultiStepFeedback

from ..casefile.new_file import remove_file
from ..casefile.repository import Casefile
from ..exchange.columns import TABLES
from ..exchange.context import Context
from ..exchange.csv_table import Row
from ..exchange.records import read_records
from ..exchange.rejects import RejectsFile
from ..exchange.reports import Reports
from ..exchange.rows import Record, RowReader
from ..exchange.tally import Tally
from ..geocoding.geocoder import Geocoder
from ..geocoding.taught import taught_rows
from ..model.actors import default_actors
from ..model.steps import Steps, at_once
from ..qgis_support.place_names import place_names
from ..qgis_support.translation import tr
from .algorithm import stop_if_cancelled
from .import_log import Result
from .input_table import warn_of_unused

ROWS_BETWEEN_LOOKS = 100
"""How often a row asks whether the user has cancelled; the search for a place may take some milliseconds."""

class Table(Protocol):
    """A table that also knows about how long it is."""

    name: str
    headers: Sequence[str]

    def expected_rows(self) -> int:
        """How many rows there are, about."""

    def rows(self) -> Iterator[Row]:
        """The rows below the header."""


class CasefileImport:
    """One import. tables: 'incidents' and/or 'movements' → the table of that kind.

    rejects: where refused rows go; None is beside the casefile, and only if there are any.
    """

    def __init__(self, tables: Mapping[str, Table], path: Path, rejects: Optional[Path], may_exist: bool) -> None:
        self._tables, self._path, self._may_exist = tables, path, may_exist
        self._tally, self._written = Tally(), dict.fromkeys(TABLES, 0)
        self._rejects = RejectsFile(
            rejects or free_path(path.with_name(f"{path.stem}-rejects.csv")),
            [table.headers for table in tables.values()],
            always=rejects is not None,
        )

    def run(self, feedback: QgsProcessingFeedback) -> Result:
        """Write the casefile; it is as it was before, or does not exist, if anything goes wrong."""
        return at_once(self.running(feedback))

    def running(self, feedback: QgsProcessingFeedback) -> Steps[Result]:
        """As `run`, in steps; to be given up is to go wrong."""
        if self._path.suffix.casefold() != ".gpkg":
            raise QgsProcessingException(tr("A casefile is a GeoPackage; let the name end in .gpkg."))
        if self._path.exists() and not self._may_exist:
            raise QgsProcessingException(
                tr("{path} exists already; choose another name, or tick APPEND to add to it.").format(path=self._path)
            )
        is_new = not self._path.exists()
        for table, found in self._tables.items():
            warn_of_unused(found, table, feedback)
        try:
            yield from self._writing(is_new, feedback)
        except BaseException:
            if is_new:
                remove_file(self._path)
            raise
        finally:
            path, rejected = self._rejects.close()
        return Result(self._path, self._written, self._tally, rejected, path if path.exists() else None)

    def _writing(self, is_new: bool, feedback: QgsProcessingFeedback) -> Steps[None]:
        # The headers are checked before a file is made.
        casefile = None if is_new else Casefile.open(self._path)
        context = Context(
            casefile.actors() if casefile else default_actors(), _geocoder(casefile),
            casefile.sources() if casefile else (),
            {table: _uids(casefile, table) for table in TABLES} if casefile else None,
        )
        yield
        readers = {
            kind: RowReader(kind, table.headers, context, table.name) for kind, table in self._tables.items()
        }
        if any(reader.names_reports for reader in readers.values()):
            steps = QgsProcessingMultiStepFeedback(2, feedback)
            steps.setCurrentStep(0)
            context.reports = self._reports(readers, steps)
            steps.setCurrentStep(1)
            feedback = steps
        yield
        casefile = casefile or (yield from Casefile.creating(self._path))
        yield
        # The casefile keeps them; what is written is written in one piece.
        casefile.actors()
        yield
        incidents, movements = (self._records(kind, readers, feedback) for kind in TABLES)
        casefile.add_many(
            incidents, movements, feedback, sources=context.new_sources,
            expected=self._expected_rows(),
        )

    def _expected_rows(self) -> int:
        return sum(table.expected_rows() for table in self._tables.values())

    def _reports(self, readers: Mapping[str, RowReader], feedback: QgsProcessingFeedback) -> Reports:
        """Where each report plays; the rows are read once for it before they are read for good.

        Only points are kept, and the order of the rows does not matter; the places looked up here are remembered.
        """
        reports, share = Reports(), 100 / max(1, self._expected_rows())
        rows = ((reader, row) for kind, reader in readers.items() if reader.names_reports
                for row in self._tables[kind].rows())
        for number, (reader, row) in enumerate(rows):
            if number % ROWS_BETWEEN_LOOKS == 0:
                stop_if_cancelled(feedback)
                feedback.setProgress(min(100.0, number * share))
            if not row.trouble:
                reader.note_places(row.cells, reports)
        return reports

    def _records(
        self, kind: str, readers: Mapping[str, RowReader], feedback: QgsProcessingFeedback
    ) -> Iterator[Record]:
        """The records of one table, if it was given, until the user cancels."""
        if kind not in self._tables:
            return
        for record in read_records(kind, self._tables[kind], readers[kind], self._rejects, self._tally):
            self._written[kind] += 1
            if self._written[kind] % ROWS_BETWEEN_LOOKS == 0:
                stop_if_cancelled(feedback)
            yield record


def _geocoder(casefile: Optional[Casefile]) -> Geocoder:
    """What was taught in the casefile that is added to counts, whichever one is open in the window."""
    if casefile is None:
        return place_names().geocoder
    return place_names().geocoder_with(taught_rows(casefile.taught_places()))


def free_path(path: Path) -> Path:
    """The path, or the next one with a number that no file has; earlier rejects may be being mended."""
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(one for one in chain((path,), numbered) if not one.exists())


def _uids(casefile: Casefile, table: str) -> Set[str]:
    records = casefile.incidents() if table == "incidents" else casefile.movements()
    return {record.uid for record in records}
