"""Algorithm *Export sheet*: a casefile in, a printed sheet out."""

from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, List, Optional, Tuple

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..layouts.spec import LANDSCAPE, PAPERS, PORTRAIT
from ..model.dates import DatePrecision, DateRange
from ..model.record_filter import RecordFilter
from ..qgis_support.translation import tr
from .algorithm import IncidentAlgorithm, Parameters, stop_if_cancelled

if TYPE_CHECKING:
    from ..casefile.repository import Casefile
    from ..layouts.spec import SheetSpec

ENDINGS = (".pdf", ".png", ".svg")


class ExportSheet(IncidentAlgorithm):
    """`exportsheet`."""

    CASEFILE, FROM, TO, TITLE, OUTPUT = "CASEFILE", "FROM", "TO", "TITLE", "OUTPUT"
    PAPER, ORIENTATION, MAP_NUMBER = "PAPER", "ORIENTATION", "MAP_NUMBER"
    ORGANISATION, LOGO, DISCLAIMER = "ORGANISATION", "LOGO", "DISCLAIMER"

    def name(self) -> str:
        return "exportsheet"

    def displayName(self) -> str:
        return tr("Export sheet")

    def shortDescription(self) -> str:
        return tr("Prints a casefile as a sheet: PDF, PNG or SVG.")

    def tags(self) -> List[str]:
        return tr("casefile,map,layout,print,pdf,png,svg").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Lays out the records of a casefile as a sheet with map, locator, legend, numbered tables, sources "
            "and grading key, and writes it. The ending of the file decides what it becomes: PDF (vectors, "
            "georeferenced), PNG (300 dpi) or SVG. A record belongs to a period if any of its possible days does; "
            "what the period leaves out is not on the sheet."
        )

    def flags(self) -> QgsProcessingAlgorithm.Flag:
        # Layouts are drawn with fonts and layers of a project, which belong to the main thread.
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
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
        self._add_looks()
        self.add(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, tr("Sheet"), "PDF (*.pdf);;PNG (*.png);;SVG (*.svg)", defaultValue=None
            ),
            tr("The file to write; it must end in .pdf, .png or .svg."),
        )

    def _add_looks(self) -> None:
        """Paper, and what the publisher adds."""
        for name, words, choices, tip in (
            (self.PAPER, tr("Paper"), list(PAPERS), tr("A4 or A3.")),
            (self.ORIENTATION, tr("Orientation"), [LANDSCAPE, PORTRAIT], tr("Landscape or portrait.")),
        ):
            self.add(
                QgsProcessingParameterEnum(
                    name, words, choices, defaultValue=choices[0], optional=True, usesStaticStrings=True
                ),
                tip,
            )
        for name, words, tip in (
            (self.MAP_NUMBER, tr("Map number"), tr("As you count your maps; printed beside the title.")),
            (self.ORGANISATION, tr("Organisation"), tr("Who publishes the sheet; printed beside the title.")),
            (self.DISCLAIMER, tr("Disclaimer"), tr("Printed in the notes under every page.")),
        ):
            self.add(QgsProcessingParameterString(name, words, optional=True), tip)
        self.add(
            QgsProcessingParameterFile(self.LOGO, tr("Logo"), optional=True), tr("A picture: PNG, JPEG or SVG."),
        )

    def checkParameterValues(self, parameters: Parameters, context: QgsProcessingContext) -> Tuple[bool, str]:
        good, reason = super().checkParameterValues(parameters, context)
        if not good:
            return good, reason
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        if not output.casefold().endswith(ENDINGS):
            return False, tr("The sheet '{path}' must end in .pdf, .png or .svg.").format(path=output)
        first, last = self._day(parameters, self.FROM, context), self._day(parameters, self.TO, context)
        if first and last and last < first:
            return False, tr("The period ends ({last}) before it begins ({first}); swap FROM and TO.").format(
                first=first, last=last
            )
        return True, ""

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..casefile.repository import Casefile
        from ..layouts.export import export_sheet
        from ..layouts.sheet import build_sheet
        from .case_project import case_project

        casefile = Casefile.open(Path(self.parameterAsFile(parameters, self.CASEFILE, context)))
        period = _period(
            casefile, self._day(parameters, self.FROM, context), self._day(parameters, self.TO, context)
        )
        with case_project(casefile) as project:
            feedback.setProgress(20)
            stop_if_cancelled(feedback)
            layout = build_sheet(project, casefile, self._spec(parameters, context, period))
            feedback.setProgress(50)
            stop_if_cancelled(feedback)
            files = export_sheet(layout, self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        feedback.setProgress(100)
        for file in files:
            feedback.pushInfo(tr("Sheet: {path}").format(path=file))
        return {self.OUTPUT: str(files[0])}

    def _spec(
        self, parameters: Parameters, context: QgsProcessingContext, period: Optional[DateRange]
    ) -> "SheetSpec":
        from ..layouts.spec import SheetSpec

        return SheetSpec(
            RecordFilter(period),
            title=self.parameterAsString(parameters, self.TITLE, context),
            paper=self.parameterAsEnumString(parameters, self.PAPER, context) or next(iter(PAPERS)),
            is_upright=self.parameterAsEnumString(parameters, self.ORIENTATION, context) == PORTRAIT,
            organisation=self.parameterAsString(parameters, self.ORGANISATION, context),
            disclaimer=self.parameterAsString(parameters, self.DISCLAIMER, context),
            logo=self.parameterAsFile(parameters, self.LOGO, context),
            map_number=self.parameterAsString(parameters, self.MAP_NUMBER, context),
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
