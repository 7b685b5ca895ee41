"""A sheet for each day, actor or district, one after the other in one PDF."""

import os
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Callable, Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from qgis.core import QgsAbstractLayoutIterator, QgsFeedback, QgsLayoutExporter, QgsPrintLayout

from ..casefile.extract import extract
from ..model.actors import ActorRegistry
from ..model.dates import DateRange
from ..model.district_names import told_district
from ..model.language import speaking
from ..model.reason_words import reason_of
from ..model.records import Record
from ..qgis_support.translation import tr
from . import wording
from .export import SheetError, is_whole, pdf_settings
from .sheet import build_sheet
from .spec import BY_ACTOR, BY_DAY, SheetSpec
from .telling import Told, project_with


class Part(NamedTuple):
    """One sheet: what it is called beside the title, its records, and its day where it is one."""

    title: str
    records: Tuple[Record, ...]
    day: Optional[DateRange] = None


def parts_of(records: Sequence[Record], way: str, actors: ActorRegistry) -> List[Part]:
    """The sheets of an atlas, in order: days by date, actors and districts by name, what has no district last.

    A record is on the sheet of every day on which a record begins and on which it may have happened, of each of its
    sides, and of the district of each of its places.
    """
    if way == BY_DAY:
        days = [DateRange.day(start) for start in sorted({record.dates.start for record in records})]
        return [
            Part(day.display(), tuple(one for one in records if one.dates.overlaps(day)), day) for day in days
        ]
    sorted_out: Dict[str, List[Record]] = {}
    for record in records:
        for key in dict.fromkeys(record.sides) if way == BY_ACTOR else _districts(record):
            sorted_out.setdefault(key, []).append(record)
    name: Callable[[str], str] = (
        (lambda key: wording.actor_name(key, actors)) if way == BY_ACTOR else _district_name
    )
    keys = sorted(sorted_out, key=lambda key: (not key, name(key).casefold()))
    return [Part(name(key), tuple(sorted_out[key])) for key in keys]


def export_atlas(told: Told, way: str, path: Path, feedback: QgsFeedback) -> int:
    """Write the atlas of what is told and return how many sheets it has; whole or not at all.

    Must run in the main thread. Raises SheetError for another ending than .pdf, where there is nothing to print, when
    cancelled, and where the file cannot be written.
    """
    if path.suffix.lower() != ".pdf":
        raise SheetError(tr("An atlas is a PDF; let '{name}' end in .pdf.").format(name=path.name))
    with speaking(told.sheet.language, told.sheet.numerals):
        parts = parts_of(told.records, way, told.casefile.actors())
    if not parts:
        raise SheetError(tr("There are no records in this period, and so no sheets; choose other days."))
    try:
        with tempfile.TemporaryDirectory(prefix=".atlas-", dir=path.parent) as scratch, ExitStack() as stack:
            sheets = _Sheets(told, parts, Path(scratch), stack, feedback)
            written = Path(scratch) / path.name
            result, _ = QgsLayoutExporter.exportToPdf(sheets, str(written), pdf_settings(), feedback)
            if sheets.error is not None:
                raise sheets.error
            if feedback.isCanceled():
                raise SheetError(tr("Cancelled; nothing was written."))
            if result != QgsLayoutExporter.ExportResult.Success or not is_whole(written):
                words = tr("The atlas '{path}' could not be written in full; free some space and export it again.")
                raise SheetError(words.format(path=path))
            os.replace(written, path)
    except OSError as error:
        words = tr("The atlas cannot be written to '{path}': {reason}; choose another folder or free some space.")
        raise SheetError(words.format(path=path, reason=reason_of(error))) from error
    return len(parts)


def _districts(record: Record) -> Iterator[str]:
    """Each district once; an empty text where a record has none."""
    named = dict.fromkeys(place.district for place in record.places if place.is_placed and place.district)
    return iter(named or ("",))


def _district_name(name: str) -> str:
    return told_district(name) or tr("No district")


class _Sheets(QgsAbstractLayoutIterator):
    """Hands QGIS one layout after the other; each is made when its turn comes, from a case of its own records.

    An error cannot leave a method that QGIS calls; it is kept in `error`, and the iteration ends.
    """

    def __init__(
        self, told: Told, parts: Sequence[Part], folder: Path, stack: ExitStack, feedback: QgsFeedback
    ) -> None:
        super().__init__()
        self._told, self._parts, self._folder, self._feedback = told, parts, folder, feedback
        self._place = -1
        self._layout: Optional[QgsPrintLayout] = None
        # The sheet in print, and what it is drawn from; it goes when the next one comes, the last one with `stack`.
        self._printed = stack.enter_context(ExitStack())
        self.error: Optional[Exception] = None

    def layout(self) -> Optional[QgsPrintLayout]:
        return self._layout

    def beginRender(self) -> bool:  # noqa: N802 (QGIS's name)
        return True

    def endRender(self) -> bool:  # noqa: N802 (QGIS's name)
        return True

    def count(self) -> int:
        return len(self._parts)

    def filePath(self, base: str, extension: str) -> str:  # noqa: N802 (QGIS's name)
        return f"{base}_{self._place + 1}.{extension}"

    def next(self) -> bool:
        self._place += 1
        if self._place >= len(self._parts) or self._feedback.isCanceled():
            return False
        try:
            self._printed.close()
            self._layout = self._built(self._parts[self._place])
        except Exception as error:  # handed on by whoever asked for the atlas
            self.error = error
            return False
        return True

    def _built(self, part: Part) -> QgsPrintLayout:
        told = self._told
        case = extract(told.casefile, self._folder / f"{self._place}.gpkg", part.records, told.sources.values())
        project = self._printed.enter_context(project_with(case, told.project, told.casefile))
        return build_sheet(project, case, _spec(told.sheet, part))


def _spec(sheet: SheetSpec, part: Part) -> SheetSpec:
    with speaking(sheet.language, sheet.numerals):
        title = sheet.title or tr("Libya: incidents and movements")
    period = part.day or sheet.wanted.period
    return replace(sheet, title=f"{title} – {part.title}", wanted=replace(sheet.wanted, period=period))
