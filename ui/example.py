"""The example week as a casefile of one's own, to look around in."""

from pathlib import Path

from qgis.core import QgsProcessingException, QgsProcessingFeedback
from qgis.PyQt.QtCore import QStandardPaths

from ..casefile.errors import CasefileExists
from ..casefile.repository import Casefile
from ..exchange.columns import TABLES
from ..exchange.csv_table import CsvTable
from ..model.errors import IncidentMapperError
from ..model.steps import Steps
from ..model.table import RESOURCES
from ..processing_provider.casefile_import import CasefileImport, free_path
from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr

ROWS = RESOURCES / "examples" / "weekly-2018-07-31"


def example_path() -> Path:
    """Where it is proposed to be: in the folder used last, or among the documents, under a name that is free."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return free_path(Path(Settings.load().last_folder or documents) / tr("libya-example.gpkg"))


def building_example(path: Path) -> Steps[Casefile]:
    """Make the casefile, in steps; it takes little longer than making an empty one. Raises an IncidentMapperError."""
    if path.exists():
        raise CasefileExists(path)
    tables = {table: CsvTable(Path(f"{ROWS}-{table}.csv"), table) for table in TABLES}
    try:
        yield from CasefileImport(tables, path, None, may_exist=False).running(QgsProcessingFeedback())
    except QgsProcessingException as error:
        raise IncidentMapperError(str(error)) from error
    return Casefile(path)
