"""Algorithm *Import actors*: a table of actors in, known to a casefile from then on."""

from pathlib import Path
from typing import List, Optional, Tuple

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..exchange.columns import ACTORS, columns_of
from ..qgis_support.translation import tr
from .algorithm import Parameters, stop_if_cancelled
from .casefile_table import REJECTED, CasefileTableAlgorithm


class ImportActors(CasefileTableAlgorithm):
    """`importactors`."""

    def name(self) -> str:
        return "importactors"

    def displayName(self) -> str:
        return tr("Import actors")

    def shortDescription(self) -> str:
        return tr("Adds actors to the registry of a casefile, and changes known ones, from a table.")

    def tags(self) -> List[str]:
        return tr("casefile,actor,registry,colour,alias,import,csv").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Reads a table of actors, such as 'Export actors' writes it, into the registry of a casefile. A row with "
            "the identifier of a known actor changes what its columns name and leaves the rest; others are new "
            "actors.\n\n"
            "Rows that say what the casefile knows already are passed over. Rows that are no actors, or do not fit the "
            "others, go to the rejects file with row, column, reason and all their cells; the other rows are taken, "
            "all in one step.\n\n"
            "Columns (needed ones with an asterisk): {columns}."
        ).format(columns=", ".join(
            f"{column.name}{'*' if column.is_required else ''}" for column in columns_of(ACTORS).values()
        ))

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add_table(
            tr("Actors"), tr("A CSV file, or any table; one row is one actor."),
            tr("The casefile whose registry is changed."),
        )
        self.add_rejects()

    def numbers(self) -> Tuple[Tuple[str, str], ...]:
        return (
            ("ADDED", tr("Actors added")), ("CHANGED", tr("Actors changed")), ("KNOWN", tr("Actors known before")),
            (REJECTED, tr("Rows rejected")),
        )

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..casefile.repository import Casefile
        from ..exchange.actor_table import read_actors
        from .input_table import input_table, warn_of_unused

        path = Path(self.parameterAsFile(parameters, self.CASEFILE, context))
        table = input_table(self, self.INPUT, ACTORS, parameters, context)
        casefile = Casefile.open(path)
        warn_of_unused(table, ACTORS, feedback)
        rejects = self.rejects(parameters, context, path, table)
        try:
            read = read_actors(table, casefile.actors(), rejects)
        finally:
            rejects_path, rejected = rejects.close()
        stop_if_cancelled(feedback)
        if read.after:
            casefile.change_actors(read.before, read.after)
        self._changed_in = str(path)
        changed = len(read.before)
        return self.told(path, rejects_path, (len(read.after) - changed, changed, read.known, rejected), feedback)

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Parameters:
        """In the main thread: a window that has this casefile open shall know the actors, too."""
        from ..casefile.notifier import REGISTRY_NEWS

        REGISTRY_NEWS.changed_in.emit(self._changed_in)
        return {}
