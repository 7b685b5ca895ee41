"""Algorithm *Export atlas*: a casefile in, a PDF with a sheet for each day, actor or district out."""

from pathlib import Path
from typing import List, Optional

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterFileDestination

from ..layouts.spec import BY_ACTOR, BY_DAY, BY_DISTRICT
from ..qgis_support.translation import counted, tr
from .algorithm import Parameters
from .sheet_algorithm import SheetAlgorithm


class ExportAtlas(SheetAlgorithm):
    """`exportatlas`."""

    endings = (".pdf",)
    BY = "BY"

    def name(self) -> str:
        return "exportatlas"

    def displayName(self) -> str:
        return tr("Export atlas")

    def shortDescription(self) -> str:
        return tr("Prints a casefile as a PDF with a sheet for each day, actor or district.")

    def tags(self) -> List[str]:
        return tr("casefile,atlas,map,layout,print,pdf,series").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Prints one sheet after the other into one PDF: by day, each with what may have happened on it; by actor, "
            "each with what it took part in; or by district, each with what lies in it, and what lies in none at the "
            "end. A record stands on every sheet that it belongs to. Otherwise as Export sheet."
        )

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add_records()
        ways = {BY_DAY: tr("Day"), BY_ACTOR: tr("Actor"), BY_DISTRICT: tr("District")}
        self.add_choice(self.BY, tr("A sheet for each"), ways, tr("day, actor or district."))
        self.add_looks()
        self.add_redaction()
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Atlas"), "PDF (*.pdf)", defaultValue=None),
            tr("The file to write; it must end in .pdf."),
        )

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..layouts.atlas import export_atlas

        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        way = self.parameterAsEnumString(parameters, self.BY, context) or BY_DAY
        with self.told(parameters, context) as told:
            sheets = export_atlas(told, way, Path(path), feedback)
        feedback.pushInfo(counted(
            "Atlas: {path} ({number} sheet)", "Atlas: {path} ({number} sheets)", sheets, path=path
        ))
        return {self.OUTPUT: path}
