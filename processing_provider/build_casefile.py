"""Algorithm *Build casefile*: tables of incidents and movements in, a casefile and the rows it refused out."""

from pathlib import Path
from typing import TYPE_CHECKING, List, Optional, Tuple

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
)

from ..exchange.columns import TABLES, columns_of
from ..model.location import PlaceState
from ..qgis_support.translation import tr
from .algorithm import IncidentAlgorithm, Parameters
from .text_file import text_file

if TYPE_CHECKING:
    from .import_log import Result


class BuildCasefile(IncidentAlgorithm):
    """`buildcasefile`."""

    INCIDENTS, MOVEMENTS, APPEND, OUTPUT, REJECTS = "INCIDENTS", "MOVEMENTS", "APPEND", "OUTPUT", "REJECTS"

    def name(self) -> str:
        return "buildcasefile"

    def displayName(self) -> str:
        return tr("Build casefile")

    def shortDescription(self) -> str:
        return tr("Reads tables of incidents and movements, finds their places offline and writes a casefile.")

    def tags(self) -> List[str]:
        return tr("casefile,import,csv,incidents,movements,geocode").split(",")

    def shortHelpString(self) -> str:
        incidents, movements = (", ".join(_described(table)) for table in TABLES)
        return tr(
            "Reads a table of incidents, a table of movements, or both, finds every place offline and writes a "
            "casefile: one GeoPackage with records, uncertainty shapes, sources and claims.\n\n"
            "A place that is ambiguous or unknown stays unplaced, with its candidates; the log lists them and says "
            "why. Rows that cannot be read go to the rejects file with row, column, reason and all their cells; "
            "the other rows are taken.\n\n"
            "Rows alike in 'source' and 'published', of either table, are one report: a place that is ambiguous by "
            "itself is weighed beside those found in the other rows of its report.\n\n"
            "A CSV file may be UTF-8, UTF-16 or Windows-1256, its cells parted by commas, semicolons or tabs.\n\n"
            "Columns of incidents (needed ones with an asterisk): {incidents}.\n\n"
            "Columns of movements: {movements}."
        ).format(incidents=incidents, movements=movements)

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        any_table = [QgsProcessing.SourceType.TypeVector]
        self.add(
            QgsProcessingParameterFeatureSource(self.INCIDENTS, tr("Incidents"), any_table),
            tr("A CSV file, or any table or layer; one row is one incident."),
            is_optional=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.MOVEMENTS, tr("Movements"), any_table),
            tr("A CSV file, or any table or layer; one row is one movement."),
            is_optional=True,
        )
        self.add(
            QgsProcessingParameterBoolean(self.APPEND, tr("Add to the casefile if it exists"), False),
            tr("Unticked, a casefile that exists is left alone and the algorithm stops."),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Casefile"), tr("Casefiles (*.gpkg)")),
            tr("The casefile, a GeoPackage."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.REJECTS, tr("Rejected rows"), tr("CSV files (*.csv)"), optional=True, createByDefault=False
            ),
            tr("The table of rows that were refused; left empty it stands beside the casefile, if there are any."),
            is_optional=True,
        )
        for name, label in _outputs():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def checkParameterValues(self, parameters: Parameters, context: QgsProcessingContext) -> Tuple[bool, str]:
        """QGIS would open CSV files in its own way, and fail at some that we read; they are left out of its check."""
        texts = {table.upper() for table in TABLES if text_file(parameters.get(table.upper())) is not None}
        given = [name for name in (self.INCIDENTS, self.MOVEMENTS) if parameters.get(name) not in (None, "")]
        if not given:
            return False, tr("Give a table of incidents, a table of movements, or both.")
        return super().checkParameterValues(
            {name: value for name, value in parameters.items() if name not in texts}, context
        )

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from .casefile_import import CasefileImport
        from .input_table import input_table

        output = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        wanted = self.parameterAsFileOutput(parameters, self.REJECTS, context)
        texts = [text_file(parameters.get(table.upper())) for table in TABLES]
        if wanted and Path(wanted).resolve() in [text.resolve() for text in texts if text is not None]:
            raise QgsProcessingException(
                tr("REJECTS would replace {path}, a table that is read; choose another name.").format(path=wanted)
            )
        tables = {
            table: input_table(self, table.upper(), table, parameters, context) for table in TABLES
            if parameters.get(table.upper()) not in (None, "")
        }
        work = CasefileImport(
            tables, output, Path(wanted) if wanted else None, self.parameterAsBool(parameters, self.APPEND, context)
        )
        result = work.run(feedback)
        self._written = output
        for line in result.lines():
            feedback.pushInfo(line)
        return {self.OUTPUT: str(output), self.REJECTS: str(result.rejects_path or ""), **_numbers(result)}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Parameters:
        """Symbols and fonts belong to the main thread, where QGIS runs this."""
        from ..casefile.errors import CasefileError
        from ..casefile.repository import Casefile
        from ..layers.default_styles import store_default_styles

        try:
            store_default_styles(Casefile.open(self._written))
        except CasefileError as error:
            feedback.pushWarning(str(error))
        return {}


def _described(table: str) -> List[str]:
    return [f"{column.name}{'*' if column.is_required else ''}" for column in columns_of(table).values()]


def _outputs() -> Tuple[Tuple[str, str], ...]:
    return (
        ("INCIDENT_COUNT", tr("Incidents written")), ("MOVEMENT_COUNT", tr("Movements written")),
        ("PLACED", tr("Places found")), ("ASKED", tr("Places to be asked")), ("UNPLACED", tr("Places unknown")),
        ("REJECTED", tr("Rows rejected")),
    )


def _numbers(result: "Result") -> Parameters:
    counts = result.tally.counts
    numbers = (*(result.written[table] for table in TABLES), *(counts[state] for state in PlaceState), result.rejected)
    return dict(zip((name for name, _ in _outputs()), numbers))
