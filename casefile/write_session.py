"""One write over several tables: all of it is stored, or nothing."""

import os
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import ContextManager, Dict, Iterable, Iterator, List, Optional, Sequence, Type

from qgis.core import (
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsGeometry,
    QgsProject,
    QgsTransaction,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ..qgis_support.gdal_options import gdal_option
from ..qgis_support.transactions import edits_in_groups
from .cells import Row
from .errors import CasefileLocked, CasefileReadOnly, LayerBeingEdited, write_error
from .geopackage import index_statements, new_feature, open_table, rows_of
from .map_layers import is_on_file
from .requests import equals
from .rows import NewRow
from .schema import FID, GEOMETRY, TABLES

WAIT_MS = 3000
"""How long the first statement waits for another writer; GDAL's own 5 s would be spent on every statement."""

OPENING_WAIT_MS = 700
"""The same for opening, which QGIS 3.22 to 3.44 tries four times over: 20 s with GDAL's 5 s, 3 s with this."""

REBUILD_FROM = 1000
"""Below so many new rows nobody notices the difference."""

SPILL_NOTHING = "PRAGMA cache_spill = OFF"
"""Let SQLite write to the disk at the commit and not before.

On a full disk SQLite ends the transaction by itself, but QGIS (3.22, 3.40, 3.44) goes on with the next row of those it
was given, and each row that still found room would be stored for good. So a full disk must show at the commit only.
"""

BEGIN_AS_WRITER = "UPDATE casefile SET value = 'casefile' WHERE key = 'writer'"
"""Makes this the only writer before anything is read, so that what was read stays true, and `casefile.keeping` idle."""

END_AS_WRITER = "UPDATE casefile SET value = NULL WHERE key = 'writer'"


class WriteSession:
    """A context manager: writes go to the file when the block ends well, and are undone when it raises.

    QGIS's OGR provider has one transaction for all layers of a file that are in update mode
    (QgsTransaction; QGIS 3.22 makes none for layers that were not put into update mode before).
    The layers live as long as the session: while they are open SQLite keeps `-wal` and `-shm` files
    beside the casefile, and their closing takes them away.
    """

    def __init__(self, path: Path, tables: Sequence[str]) -> None:
        self._path = path
        self._tables = tables
        self._layers: Dict[str, QgsVectorLayer] = {}
        self._transaction: Optional[QgsTransaction] = None

    def __enter__(self) -> "WriteSession":
        for place in (self._path, self._path.parent):
            if not os.access(place, os.W_OK):
                raise CasefileReadOnly(self._path)
        _leave_to_us(self._path)
        try:
            with _short_waits():
                self._begin()
        except BaseException:
            self._close()
            raise
        return self

    def _begin(self) -> None:
        self._layers = {name: open_table(self._path, name) for name in self._tables}
        # The file may be written, so what keeps it from being opened for writing is somebody else's lock.
        if not all(layer.dataProvider().enterUpdateMode() for layer in self._layers.values()):
            raise CasefileLocked(self._path)
        self._transaction = QgsTransaction.create(set(self._layers.values()))
        if self._transaction is None:
            raise write_error(self._path, "QGIS gives no transaction")
        # Before the transaction begins: inside one, SQLite takes note of the second setting and does not follow it.
        self.run(f"PRAGMA busy_timeout = {WAIT_MS}")
        self.run(SPILL_NOTHING)
        begun, reason = self._transaction.begin(0)
        if not begun:
            raise write_error(self._path, reason)
        self.run(BEGIN_AS_WRITER)

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if self._transaction is None:
            return
        try:
            if kind is not None:
                self._transaction.rollback()
                return
            done, reason = self._transaction.executeSql(END_AS_WRITER)
            if done:
                done, reason = self._transaction.commit()
            if not done:
                self._transaction.rollback()
                raise write_error(self._path, reason)
        finally:
            self._close()

    def _close(self) -> None:
        self._transaction = None
        self._layers.clear()

    def run(self, statement: str) -> None:
        """Run one constant SQL statement; it never holds data."""
        done, reason = self._transaction.executeSql(statement)
        if not done:
            raise write_error(self._path, reason)

    @contextmanager
    def indexing_at_the_end(self, expected: int) -> Iterator[None]:
        """Make the indexes anew after the block where so many new rows make that the faster way.

        Kept up row by row, the spatial index takes 1.6 s and the others 1.1 s of the 5.2 s that 100,000 rows take
        (QGIS 3.22, GDAL 3.6); made at the end, they take 0.9 s and 0.2 s. A double uid is found at the end, too.

        SQLite then counts what is in them (30 ms): QGIS asks for the rows of all categories and of some days, and of
        the two indexes it took that of the categories, so that a week of 100,000 took 0.23 s to draw instead of 0.10 s.
        """
        rebuilt = [
            TABLES[name] for name, layer in self._layers.items() if expected > max(REBUILD_FROM, layer.featureCount())
        ]
        for table in rebuilt:
            for name in index_statements(table):
                self.run(f'DROP INDEX IF EXISTS "{name}"')
            if table.geometry:
                self.run(f"SELECT DisableSpatialIndex('{table.name}', '{GEOMETRY}')")
        yield
        for table in rebuilt:
            for statement in index_statements(table).values():
                self.run(statement)
            if table.geometry:
                self.run(f"SELECT CreateSpatialIndex('{table.name}', '{GEOMETRY}')")
            self.run(f'ANALYZE "{table.name}"')

    def fetch(self, table: str, request: QgsFeatureRequest) -> List[Row]:
        """The rows of a table as they stand in this session."""
        return list(rows_of(self._layers[table], request))

    def add(self, table: str, rows: Iterable[NewRow]) -> None:
        """Insert rows."""
        features = [new_feature(row) for row in rows]
        if not features:
            return
        provider = self._layers[table].dataProvider()
        # FastInsert: the new row numbers are not asked for.
        added, _ = provider.addFeatures(features, QgsFeatureSink.Flag.FastInsert)
        self._check(added, table)

    def replace(self, table: str, fid: int, row: NewRow) -> None:
        """Put other cells and another geometry into an existing row, which keeps its number."""
        provider = self._layers[table].dataProvider()
        # The cells follow the row number, column 0.
        self._check(provider.changeAttributeValues({fid: dict(enumerate(row.cells, start=1))}), table)
        if TABLES[table].geometry:
            self._check(provider.changeGeometryValues({fid: row.geometry or QgsGeometry()}), table)

    def change(self, table: str, fid: int, **values: str) -> None:
        """Put other texts into some columns of an existing row."""
        provider = self._layers[table].dataProvider()
        cells = {provider.fieldNameIndex(name): value for name, value in values.items()}
        self._check(provider.changeAttributeValues({fid: cells}), table)

    def remove(self, table: str, **values: str) -> None:
        """Delete the rows whose columns hold exactly these values."""
        self.remove_rows(table, [row[FID] for row in self.fetch(table, equals(**values))])

    def remove_rows(self, table: str, fids: List[int]) -> None:
        """Delete the rows of these numbers."""
        if fids:
            self._check(self._layers[table].dataProvider().deleteFeatures(fids), table)

    def _check(self, done: bool, table: str) -> None:
        """The provider tells its reasons in a list, of which the last is the one that counts."""
        provider = self._layers[table].dataProvider()
        reasons = provider.errors()
        provider.clearErrors()
        if not done or reasons:
            raise write_error(self._path, reasons[-1] if reasons else f"table {table}")


def _short_waits() -> ContextManager[None]:
    """What this thread opens meanwhile does not wait long for locks."""
    return gdal_option("SQLITE_BUSY_TIMEOUT", str(OPENING_WAIT_MS))


def _leave_to_us(path: Path) -> None:
    """Raise LayerBeingEdited where a layer of the project on this file is in edit mode.

    Its edits and ours would overwrite each other without a word, and it may hold a lock in this very thread, so that
    waiting for it would be waiting for ourselves. The project belongs to the main thread and is only looked at there.
    """
    application = QCoreApplication.instance()
    if application is None or QThread.currentThread() != application.thread():
        return
    layers = [layer for layer in QgsProject.instance().mapLayers().values() if is_on_file(layer, path)]
    for layer in layers:
        if layer.isEditable():
            raise LayerBeingEdited(layer.name())
    if edits_in_groups(QgsProject.instance()):
        for layer in layers:
            # The layer that began the edit mode of a group stays open for writing when it has ended, and "database is
            # locked" is all that others get (QGIS 3.22). Where it is not so, QGIS makes a note in its log.
            layer.dataProvider().leaveUpdateMode()
