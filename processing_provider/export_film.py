"""Algorithm *Export film*: a casefile in, a picture for each day, week or month out."""

from pathlib import Path
from typing import List, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
)

from ..model.dates import DatePrecision
from ..qgis_support.translation import counted, tr
from .algorithm import Parameters
from .sheet_algorithm import SheetAlgorithm

SECONDS = 1.0


class ExportFilm(SheetAlgorithm):
    """`exportfilm`."""

    STEP, SECONDS = "STEP", "SECONDS"

    def name(self) -> str:
        return "exportfilm"

    def displayName(self) -> str:
        return tr("Export film")

    def shortDescription(self) -> str:
        return tr("Draws a casefile as a film: a picture for each day, week or month.")

    def tags(self) -> List[str]:
        return tr("casefile,film,animation,time,frames,gif,png,series").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Draws the records as pictures of 1920 by 1080 pixels, one for each day, week or month, with date, counts "
            "and legend; map and legend stay the same in all of them. A record is seen as long as it may have "
            "happened. Where the library Pillow is at hand, which QGIS usually brings along, the pictures also become "
            "one file that moves (film.gif). Pictures of an earlier film in the folder are replaced, other files stay."
        )

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add_records()
        self.add_choice(self.STEP, tr("A picture for each"), {
            DatePrecision.DAY.value: tr("Day"), DatePrecision.WEEK.value: tr("Week"),
            DatePrecision.MONTH.value: tr("Month"),
        }, tr("day, week or month."))
        self.add(
            QgsProcessingParameterNumber(
                self.SECONDS, tr("Seconds a picture"), QgsProcessingParameterNumber.Type.Double, SECONDS, True, 0.1, 60
            ),
            tr("How long each picture stands in the file that moves."),
        )
        self.add_words()
        self.add_redaction()
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Film")),
            tr("The folder for frame-001.png and so on."),
        )

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..layouts.film import write_film

        folder = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        step = DatePrecision(self.parameterAsEnumString(parameters, self.STEP, context) or DatePrecision.DAY.value)
        seconds = self.parameterAsDouble(parameters, self.SECONDS, context)
        with self.told(parameters, context) as told:
            film = write_film(told, step, seconds, folder, feedback)
        feedback.setProgress(100)
        feedback.pushInfo(counted(
            "Film: {path} ({number} picture)", "Film: {path} ({number} pictures)", len(film.pictures), path=folder
        ))
        if film.moving is None:
            feedback.pushInfo(tr("There is no moving file: the library Pillow is missing from QGIS's Python."))
        return {self.OUTPUT: str(folder)}
