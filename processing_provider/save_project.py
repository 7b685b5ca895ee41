"""Algorithm *Save project*: a casefile in, a QGIS project with its styled layers over the basemap out."""

from pathlib import Path
from typing import List, Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsRectangle,
    QgsReferencedRectangle,
)

from ..qgis_support.translation import tr
from .algorithm import IncidentAlgorithm, Parameters

ENDINGS = (".qgz", ".qgs")
MAP_CRS = "EPSG:3857"
"""The projection of online basemaps, so that one can be put below without being warped."""
LIBYA = QgsRectangle(9.2, 19.4, 25.3, 33.3)
"""Degrees; the view of a casefile without any place."""
MARGIN = 1.2


class SaveProject(IncidentAlgorithm):
    """`saveproject`."""

    CASEFILE, OUTPUT = "CASEFILE", "OUTPUT"

    def name(self) -> str:
        return "saveproject"

    def displayName(self) -> str:
        return tr("Save project")

    def shortDescription(self) -> str:
        return tr("Saves a QGIS project that shows a casefile with its styles over the offline basemap.")

    def tags(self) -> List[str]:
        return tr("casefile,project,qgz,map,style").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Saves a QGIS project with the layers of a casefile, styled by actor and kind of event, over the basemap "
            "that needs no network. The project keeps the path to the casefile relative to its own folder, so that "
            "both can be moved together. A project that exists under the name is replaced."
        )

    def flags(self) -> QgsProcessingAlgorithm.Flag:
        # A project and its layer tree belong to the main thread.
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add(
            QgsProcessingParameterFile(self.CASEFILE, tr("Casefile"), fileFilter=tr("Casefiles (*.gpkg)")),
            tr("The casefile to show."),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Project"), tr("QGIS projects (*.qgz *.qgs)")),
            tr("The project to write; it must end in .qgz or .qgs."),
        )

    def checkParameterValues(self, parameters: Parameters, context: QgsProcessingContext) -> Tuple[bool, str]:
        good, reason = super().checkParameterValues(parameters, context)
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        if good and not output.casefold().endswith(ENDINGS):
            return False, tr("The project '{path}' must end in .qgz or .qgs.").format(path=output)
        return good, reason

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..casefile.repository import Casefile
        from ..layers.group import load_casefile
        from .case_project import case_project

        casefile = Casefile.open(Path(self.parameterAsFile(parameters, self.CASEFILE, context)))
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        with case_project(casefile) as project:
            project.setCrs(QgsCoordinateReferenceSystem(MAP_CRS))
            project.setTitle(casefile.title)
            project.viewSettings().setDefaultViewExtent(_view(load_casefile(casefile, project)))
            feedback.setProgress(80)
            if not project.write(output):
                raise QgsProcessingException(
                    tr("{path} cannot be written ({reason}); choose another folder or free some space.").format(
                        path=output, reason=project.error()
                    )
                )
        feedback.pushInfo(tr("Project: {path}").format(path=output))
        return {self.OUTPUT: output}


def _view(group: QgsLayerTreeGroup) -> QgsReferencedRectangle:
    """All that the layers of the group draw, with a margin."""
    view = QgsRectangle()
    for node in group.findLayers():
        if node.layer().isSpatial() and not node.layer().extent().isNull():
            view.combineExtentWith(node.layer().extent())
    if view.isNull() or view.isEmpty():
        view = QgsRectangle(LIBYA)
    view.scale(MARGIN)
    return QgsReferencedRectangle(view, QgsCoordinateReferenceSystem("EPSG:4326"))
