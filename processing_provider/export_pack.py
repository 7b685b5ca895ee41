"""Algorithm *Export pack*: a casefile in, a folder with everything that goes out together."""

from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from typing import List, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from ..qgis_support.translation import tr
from .algorithm import Parameters, stop_if_cancelled
from .sheet_algorithm import SheetAlgorithm


class ExportPack(SheetAlgorithm):
    """`exportpack`."""

    PREVIOUS = "PREVIOUS"

    def name(self) -> str:
        return "exportpack"

    def displayName(self) -> str:
        return tr("Export pack")

    def shortDescription(self) -> str:
        return tr("Writes sheets, report, tables, data annex and changes of a casefile into a folder.")

    def tags(self) -> List[str]:
        return tr("casefile,report,pack,pdf,odt,html,csv,xlsx,geopackage,changes,redact").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Writes in one go what a weekly report needs: the sheet as PDF, PNG and SVG; a report with the map in it "
            "(ODT, HTML); the records, stops and claims as tables (CSV, XLSX) that can be read in again; a data annex "
            "(GeoPackage) that opens styled; and, beside an earlier pack, what is new, moved, re-graded, corrected or "
            "withdrawn. The folder is new, empty or holds an earlier pack, which is replaced only by a whole one. "
            "What is redacted is in none of the files and said on the sheet."
        )

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add_records()
        self.add(
            QgsProcessingParameterFile(
                self.PREVIOUS, tr("Pack before"), QgsProcessingParameterFile.Behavior.Folder, optional=True
            ),
            tr("The folder of the pack that this one is compared with; empty leaves the changes out."),
        )
        self.add_looks()
        self.add_redaction()
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Pack")),
            tr("The folder to write; it holds nothing else."),
        )

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..layouts.pack import write_pack
        from ..layouts.pack_spec import PackSpec
        from .case_project import case_project

        casefile = self.casefile(parameters, context)
        previous = self.parameterAsFile(parameters, self.PREVIOUS, context)
        folder = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        spec = PackSpec(
            folder, self.spec(parameters, context, casefile), datetime.now(timezone.utc),
            self.redaction(parameters, context), Path(previous) if previous else None,
        )
        with case_project(casefile) as project, closing(write_pack(project, casefile, spec)) as steps:
            for step in steps:
                feedback.setProgress(step.percent)
                feedback.setProgressText(step.words)
                stop_if_cancelled(feedback)
        feedback.setProgress(100)
        feedback.pushInfo(tr("Pack: {path}").format(path=folder))
        return {self.OUTPUT: str(folder)}
