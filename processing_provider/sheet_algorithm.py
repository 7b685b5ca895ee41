"""What the algorithms that print a casefile have in common: which records, on what paper, and what is withheld."""

from contextlib import contextmanager
from datetime import date, datetime, timezone
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Iterator, Optional, Tuple

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..layouts.spec import LANDSCAPE, PAPERS, PORTRAIT
from ..model.dates import DatePrecision, DateRange
from ..model.language import EASTERN, ENGLISH, LANGUAGES, WESTERN
from ..model.record_filter import RecordFilter
from ..model.redaction import GREATEST_GRID, LEAST_GRID, MOST_DELAY_HOURS, NOTHING, Places, Redaction
from ..qgis_support.translation import tr
from .algorithm import IncidentAlgorithm, Parameters

if TYPE_CHECKING:
    from ..casefile.repository import Casefile
    from ..layouts.spec import SheetSpec
    from ..layouts.telling import Told


class SheetAlgorithm(IncidentAlgorithm):
    """Base of *Export sheet*, *Export atlas*, *Export film* and *Export pack*."""

    endings: Tuple[str, ...] = ()
    """What the file to write may end in; empty for a folder."""

    CASEFILE, FROM, TO, TITLE, OUTPUT = "CASEFILE", "FROM", "TO", "TITLE", "OUTPUT"
    PAPER, ORIENTATION, MAP_NUMBER = "PAPER", "ORIENTATION", "MAP_NUMBER"
    ORGANISATION, LOGO, DISCLAIMER = "ORGANISATION", "LOGO", "DISCLAIMER"
    PLACES, GRID_DEGREES, DELAY_HOURS = "PLACES", "GRID_DEGREES", "DELAY_HOURS"
    HIDE_SOURCES, HIDE_TEXTS = "HIDE_SOURCES", "HIDE_TEXTS"
    LANGUAGE, NUMERALS, TEMPLATE = "LANGUAGE", "NUMERALS", "TEMPLATE"

    def flags(self) -> QgsProcessingAlgorithm.Flag:
        # Layouts are drawn with fonts and layers of a project, which belong to the main thread.
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def add_records(self) -> None:
        """Which casefile, which days, and what the sheet is called."""
        self.add(
            QgsProcessingParameterFile(self.CASEFILE, tr("Casefile"), fileFilter=tr("Casefiles (*.gpkg)")),
            tr("The casefile to print."),
        )
        kind = QgsProcessingParameterDateTime.Type.Date
        self.add(
            QgsProcessingParameterDateTime(self.FROM, tr("From"), kind, optional=True),
            tr("First day of the period; empty begins with the first record."),
        )
        self.add(
            QgsProcessingParameterDateTime(self.TO, tr("To"), kind, optional=True),
            tr("Last day of the period; empty ends with the last record."),
        )
        self.add(
            QgsProcessingParameterString(self.TITLE, tr("Title"), optional=True),
            tr("The title of the sheet; empty takes the usual one."),
        )

    def add_looks(self) -> None:
        """Paper, language, and what the publisher adds."""
        for name, words, choices, tip in (
            (self.PAPER, tr("Paper"), {paper: paper for paper in PAPERS}, tr("A4 or A3.")),
            (
                self.ORIENTATION, tr("Orientation"), {LANDSCAPE: tr("Landscape"), PORTRAIT: tr("Portrait")},
                tr("Landscape or portrait."),
            ),
        ):
            self.add_choice(name, words, choices, tip)
        for name, words, tip in (
            (self.MAP_NUMBER, tr("Map number"), tr("As you count your maps; printed beside the title.")),
            (self.ORGANISATION, tr("Organisation"), tr("Who publishes the sheet; printed beside the title.")),
        ):
            self.add(QgsProcessingParameterString(name, words, optional=True), tip)
        self.add(
            QgsProcessingParameterFile(self.LOGO, tr("Logo"), optional=True), tr("A picture: PNG, JPEG or SVG."),
        )
        self.add(
            QgsProcessingParameterFile(
                self.TEMPLATE, tr("Template"), optional=True, fileFilter=tr("Layout templates (*.qpt)")
            ),
            tr("A layout template of your own whose items have the ids of ours; empty takes our layout."),
        )
        self.add_words()

    def add_words(self) -> None:
        """The language, and the publisher's disclaimer."""
        for name, words, choices, tip in (
            (self.LANGUAGE, tr("Language"), LANGUAGES, tr("en, fr, or ar with the pages from right to left.")),
            (
                self.NUMERALS, tr("Numerals"), {WESTERN: "0123", EASTERN: "٠١٢٣"},
                tr("western (0123) or eastern (٠١٢٣)."),
            ),
        ):
            self.add_choice(name, words, choices, tip)
        self.add(
            QgsProcessingParameterString(self.DISCLAIMER, tr("Disclaimer"), optional=True),
            tr("Printed in the notes under every page."),
        )

    def add_redaction(self) -> None:
        """What is withheld; nothing unless asked for."""
        self.add_choice(
            self.PLACES, tr("Places"), {
                Places.KEPT.value: tr("as they are"), Places.GRID.value: tr("rounded to a grid"),
                Places.DISTRICT.value: tr("rounded to the district"),
            },
            tr("kept as they are, rounded to a grid, or to the district; rounded places take all free texts along."),
        )
        numbers = QgsProcessingParameterNumber.Type
        self.add(
            QgsProcessingParameterNumber(
                self.GRID_DEGREES, tr("Cell of the grid in degrees"), numbers.Double, NOTHING.grid_degrees, True,
                LEAST_GRID, GREATEST_GRID
            ),
            tr("For places on a grid: 0.25 degrees are about 25 km."), is_advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.DELAY_HOURS, tr("Delay in hours"), numbers.Integer, 0, True, 0, MOST_DELAY_HOURS
            ),
            tr("Records that may have happened within so many hours are left out."), is_advanced=True,
        )
        for name, words, tip in (
            (self.HIDE_SOURCES, tr("Do not name sources"), tr("Grades stay; sources, quotations and their days go.")),
            (self.HIDE_TEXTS, tr("Leave out free texts"), tr("Summaries, notes, quotations: they may name people.")),
        ):
            self.add(QgsProcessingParameterBoolean(name, words, False, True), tip, is_advanced=True)

    def checkParameterValues(self, parameters: Parameters, context: QgsProcessingContext) -> Tuple[bool, str]:
        good, reason = super().checkParameterValues(parameters, context)
        if not good:
            return good, reason
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        if self.endings and not output.casefold().endswith(self.endings):
            endings = f" {tr('or')} ".join(self.endings)
            return False, tr("The file '{path}' must end in {endings}.").format(path=output, endings=endings)
        first, last = self._day(parameters, self.FROM, context), self._day(parameters, self.TO, context)
        if first and last and last < first:
            return False, tr("The period ends ({last}) before it begins ({first}); swap FROM and TO.").format(
                first=first, last=last
            )
        return True, ""

    @contextmanager
    def told(self, parameters: Parameters, context: QgsProcessingContext) -> "Iterator[Told]":
        """The records to print and the project to print them from, as long as the context lasts."""
        from ..layouts.telling import told_case
        from .case_project import case_project

        casefile, now = self.casefile(parameters, context), datetime.now(timezone.utc)
        spec, redaction = self.spec(parameters, context, casefile), self.redaction(parameters, context)
        with case_project(casefile) as project, told_case(project, casefile, spec, redaction, now) as told:
            yield told

    def casefile(self, parameters: Parameters, context: QgsProcessingContext) -> "Casefile":
        """The casefile asked for."""
        from ..casefile.repository import Casefile

        return Casefile.open(Path(self.parameterAsFile(parameters, self.CASEFILE, context)))

    def spec(self, parameters: Parameters, context: QgsProcessingContext, casefile: "Casefile") -> "SheetSpec":
        """What is asked of the sheet."""
        from ..layouts.spec import SheetSpec

        period = _period(
            casefile, self._day(parameters, self.FROM, context), self._day(parameters, self.TO, context)
        )
        return SheetSpec(
            RecordFilter(period),
            title=self.parameterAsString(parameters, self.TITLE, context),
            paper=self.parameterAsEnumString(parameters, self.PAPER, context) or next(iter(PAPERS)),
            is_upright=self.parameterAsEnumString(parameters, self.ORIENTATION, context) == PORTRAIT,
            organisation=self.parameterAsString(parameters, self.ORGANISATION, context),
            disclaimer=self.parameterAsString(parameters, self.DISCLAIMER, context),
            logo=self.parameterAsFile(parameters, self.LOGO, context),
            map_number=self.parameterAsString(parameters, self.MAP_NUMBER, context),
            language=self.parameterAsEnumString(parameters, self.LANGUAGE, context) or ENGLISH,
            numerals=self.parameterAsEnumString(parameters, self.NUMERALS, context) or WESTERN,
            template=self.parameterAsFile(parameters, self.TEMPLATE, context),
        )

    def redaction(self, parameters: Parameters, context: QgsProcessingContext) -> Redaction:
        """What is withheld."""
        return Redaction(
            Places(self.parameterAsEnumString(parameters, self.PLACES, context) or Places.KEPT.value),
            self.parameterAsDouble(parameters, self.GRID_DEGREES, context),
            self.parameterAsInt(parameters, self.DELAY_HOURS, context),
            self.parameterAsBool(parameters, self.HIDE_SOURCES, context),
            self.parameterAsBool(parameters, self.HIDE_TEXTS, context),
        )

    def _day(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> Optional[date]:
        day = self.parameterAsDateTime(parameters, name, context).date()
        return date(day.year(), day.month(), day.day()) if day.isValid() else None


def _period(casefile: "Casefile", first: Optional[date], last: Optional[date]) -> Optional[DateRange]:
    """The period asked for, an open end filled in from the records; None where nothing was asked."""
    if first is None and last is None:
        return None
    if first is None or last is None:
        dates = [record.dates for record in chain(casefile.incidents(), casefile.movements())]
        first = first or min([last, *(one.start for one in dates)])
        last = last or max([first, *(one.end for one in dates)])
    return DateRange(first, last, DatePrecision.DAY if first == last else DatePrecision.RANGE)
