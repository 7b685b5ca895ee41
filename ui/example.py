"""The example week as a casefile of one's own, to look around in."""

from pathlib import Path

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QStandardPaths, Qt
from qgis.PyQt.QtGui import QCursor
from qgis.PyQt.QtWidgets import QApplication

from ..casefile.errors import CasefileExists
from ..exchange.columns import TABLES
from ..exchange.csv_table import CsvTable
from ..model.table import RESOURCES
from ..processing_provider.casefile_import import CasefileImport, free_path
from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr

ROWS = RESOURCES / "examples" / "weekly-2018-07-31"


def example_path() -> Path:
    """Where it is proposed to be: in the folder used last, or among the documents, under a name that is free."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return free_path(Path(Settings.load().last_folder or documents) / tr("libya-example.gpkg"))


def build_example(path: Path) -> None:
    """Make the casefile; it takes about as long as making an empty one. Raises CasefileExists, or a CasefileError."""
    if path.exists():
        raise CasefileExists(path)
    tables = {table: CsvTable(Path(f"{ROWS}-{table}.csv"), table) for table in TABLES}
    QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        CasefileImport(tables, path, None, may_exist=False).run(QgsProcessingFeedback())
    finally:
        QApplication.restoreOverrideCursor()
