"""Algorithm *Export sheet*: a casefile in, a printed sheet out."""

from typing import List, Optional

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterFileDestination

from ..qgis_support.translation import tr
from .algorithm import Parameters, stop_if_cancelled
from .sheet_algorithm import SheetAlgorithm


class ExportSheet(SheetAlgorithm):
    """`exportsheet`."""

    endings = (".pdf", ".png", ".svg")

    def name(self) -> str:
        return "exportsheet"

    def displayName(self) -> str:
        return tr("Export sheet")

    def shortDescription(self) -> str:
        return tr("Prints a casefile as a sheet: PDF, PNG or SVG.")

    def tags(self) -> List[str]:
        return tr("casefile,map,layout,print,pdf,png,svg,redact").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Lays out the records of a casefile as a sheet with map, locator, legend, numbered tables, sources "
            "and grading key, and writes it. The ending of the file decides what it becomes: PDF (vectors, "
            "georeferenced), PNG (300 dpi) or SVG. A record belongs to a period if any of its possible days does; "
            "what the period leaves out is not on the sheet. What is redacted is said on the sheet; the casefile "
            "stays as it is."
        )

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add_records()
        self.add_looks()
        self.add_redaction()
        self.add(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, tr("Sheet"), "PDF (*.pdf);;PNG (*.png);;SVG (*.svg)", defaultValue=None
            ),
            tr("The file to write; it must end in .pdf, .png or .svg."),
        )

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..layouts.export import export_sheet
        from ..layouts.sheet import build_sheet

        with self.told(parameters, context) as told:
            feedback.setProgress(20)
            stop_if_cancelled(feedback)
            layout = build_sheet(told.project, told.casefile, told.sheet, told.content())
            feedback.setProgress(50)
            stop_if_cancelled(feedback)
            files = export_sheet(layout, self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        feedback.setProgress(100)
        for file in files:
            feedback.pushInfo(tr("Sheet: {path}").format(path=file))
        return {self.OUTPUT: str(files[0])}
