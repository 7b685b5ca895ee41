"""Algorithm *Export actors*: the registry of a casefile, or the one that comes with the plugin, as a table."""

from pathlib import Path
from typing import List, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ..qgis_support.translation import tr
from .algorithm import IncidentAlgorithm, Parameters


class ExportActors(IncidentAlgorithm):
    """`exportactors`."""

    CASEFILE, OUTPUT, WRITTEN = "CASEFILE", "OUTPUT", "WRITTEN"

    def name(self) -> str:
        return "exportactors"

    def displayName(self) -> str:
        return tr("Export actors")

    def shortDescription(self) -> str:
        return tr("Writes the registry of actors of a casefile, or the bundled one, as a CSV file.")

    def tags(self) -> List[str]:
        return tr("casefile,actor,registry,colour,alias,export,csv").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Writes every actor of a casefile with its names, type, bloc, parent, days and colour into a CSV file: one "
            "row is one actor. 'Import actors' reads it again, into this casefile or another one. Without a casefile "
            "it writes the registry that comes with the plugin, and that every new casefile begins with."
        )

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add(
            QgsProcessingParameterFile(
                self.CASEFILE, tr("Casefile"), fileFilter=tr("Casefiles (*.gpkg)"), optional=True
            ),
            tr("The casefile whose actors are written; left empty, those that come with the plugin."),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Actors"), tr("CSV files (*.csv)")),
            tr("The table to write; a file that exists under the name is replaced."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.WRITTEN, tr("Actors written")))

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..casefile.repository import Casefile
        from ..exchange.actor_table import write_actors
        from ..model.actors import default_actors

        casefile = self.parameterAsFile(parameters, self.CASEFILE, context)
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        if casefile and Path(casefile).resolve() == Path(output).resolve():
            raise QgsProcessingException(
                tr("OUTPUT would replace {path}, which is read; choose another name.").format(path=output)
            )
        number = write_actors(Path(output), Casefile.open(casefile).actors() if casefile else default_actors())
        feedback.pushInfo(f"{tr('Actors written')}: {number}")
        return {self.OUTPUT: output, self.WRITTEN: number}
