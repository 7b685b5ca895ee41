"""Algorithm *Teach places*: a table of places and spellings in, known to a casefile from then on."""

from pathlib import Path
from typing import TYPE_CHECKING, Iterator, List, Optional, Tuple

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProcessingParameterBoolean,
)

from ..exchange.columns import PLACES, columns_of
from ..qgis_support.translation import tr
from .algorithm import Parameters, stop_if_cancelled
from .casefile_table import REJECTED, CasefileTableAlgorithm
from .text_file import text_file

if TYPE_CHECKING:
    from ..casefile.repository import Casefile
    from ..exchange.csv_table import Row
    from ..exchange.rejects import RejectsFile
    from ..exchange.taught_import import Lessons
    from .casefile_import import Table


class TeachPlaces(CasefileTableAlgorithm):
    """`teachplaces`."""

    REPLACE, PLACE_RECORDS = "REPLACE", "PLACE_RECORDS"

    def name(self) -> str:
        return "teachplaces"

    def displayName(self) -> str:
        return tr("Teach places")

    def shortDescription(self) -> str:
        return tr("Teaches a casefile places and spellings that no gazetteer has, from a table or a layer of points.")

    def tags(self) -> List[str]:
        return tr("casefile,place,name,spelling,gazetteer,import,csv,teach").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Reads a table of places, such as 'Export' in the list of taught places writes it, into a casefile. From "
            "then on their names are found before those of every gazetteer, alone and in phrases, and every answer "
            "says who taught it and why.\n\n"
            "A row with a 'place_id' teaches only its 'aliases', as further spellings of that known place. A layer of "
            "points needs no columns 'lat' and 'lon'.\n\n"
            "Rows that say what the casefile knows already are passed over. Rows that cannot be read, or whose name is "
            "taught already for something else, go to the rejects file with row, column, reason and all their cells; "
            "the other rows are taken. With PLACE_RECORDS the records of the casefile that could not be placed, and "
            "whose words stand on a taught place, are placed.\n\n"
            "Columns (needed ones with an asterisk): {columns}."
        ).format(columns=", ".join(
            f"{column.name}{'*' if column.is_required else ''}" for column in columns_of(PLACES).values()
        ))

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add_table(
            tr("Places"), tr("A CSV file, or any table or layer of points; one row is one place."),
            tr("The casefile that is taught."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.REPLACE, tr("Replace what is taught under the same uid"), False),
            tr("Unticked, a row that differs from what is known under its uid is rejected."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.PLACE_RECORDS, tr("Place the records that name taught places"), False),
            tr("Ticked, records that were unplaced and stand on a taught place get their points."),
        )
        self.add_rejects()

    def numbers(self) -> Tuple[Tuple[str, str], ...]:
        return (
            ("TAUGHT", tr("Places taught")), ("REPLACED", tr("Places replaced")), ("KNOWN", tr("Places known before")),
            (REJECTED, tr("Rows rejected")), ("PLACED", tr("Records placed")),
        )

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..casefile.repository import Casefile
        from .input_table import warn_of_unused

        path = Path(self.parameterAsFile(parameters, self.CASEFILE, context))
        table = self._table(parameters, context)
        casefile = Casefile.open(path)
        warn_of_unused(table, PLACES, feedback)
        steps = QgsProcessingMultiStepFeedback(2, feedback)
        steps.setCurrentStep(0)
        rejects = self.rejects(parameters, context, path, table)
        try:
            lessons = self._sort_out(table, casefile, rejects, parameters, context, steps)
        finally:
            rejects_path, rejected = rejects.close()
        stop_if_cancelled(feedback)
        steps.setCurrentStep(1)
        if lessons.after:
            casefile.change_taught(lessons.before, lessons.after)
        self._taught_in = str(path)
        is_asked = self.parameterAsBool(parameters, self.PLACE_RECORDS, context)
        placed = _place_records(casefile, steps) if is_asked else 0
        for doubt in lessons.doubts:
            feedback.pushWarning(doubt)
        result = (lessons.new, len(lessons.before), lessons.known, rejected, placed)
        return self.told(path, rejects_path, result, feedback)

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Parameters:
        """In the main thread: a window that has this casefile open shall find the new names, too."""
        from ..qgis_support.place_names import place_names

        place_names().taught_in.emit(self._taught_in)
        return {}

    def _sort_out(
        self, table: "Table", casefile: "Casefile", rejects: "RejectsFile", parameters: Parameters,
        context: QgsProcessingContext, feedback: QgsProcessingFeedback,
    ) -> "Lessons":
        from ..exchange.taught_import import sort_out

        may_replace = self.parameterAsBool(parameters, self.REPLACE, context)
        rows = _watched(table, feedback)
        return sort_out(table.name, table.headers, rows, casefile.taught_places(), rejects, may_replace)

    def _table(self, parameters: Parameters, context: QgsProcessingContext) -> "Table":
        from .input_table import input_table
        from .point_table import PointTable, has_points_only

        if text_file(parameters.get(self.INPUT)) is None:
            source = self.parameterAsSource(parameters, self.INPUT, context)
            if source is not None and has_points_only(source):
                return PointTable(source, context.transformContext())
        return input_table(self, self.INPUT, PLACES, parameters, context)


def _watched(table: "Table", feedback: QgsProcessingFeedback) -> "Iterator[Row]":
    """The rows, until the user cancels."""
    total = table.expected_rows()
    for number, row in enumerate(table.rows(), start=1):
        stop_if_cancelled(feedback)
        yield row
        if total:
            feedback.setProgress(min(100, 100 * number / total))


def _place_records(casefile: "Casefile", feedback: QgsProcessingFeedback) -> int:
    """Place the records that stand on anything the casefile was taught, now or before, and return how many."""
    from ..casefile.placing import Placing
    from ..geocoding.taught import taught_rows
    from ..qgis_support.place_names import place_names

    taught = taught_rows(casefile.taught_places())
    ids = [row.place_id for row in taught]
    records = Placing(casefile, place_names().geocoder_with(taught), ids).search(feedback).records()
    if records:
        casefile.save_many(records)
    return len(records)
