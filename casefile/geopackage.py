"""The GeoPackage behind a casefile: making the file, opening its tables, telling whether it is whole.

Only QGIS's own provider touches the file. A connection of ours (sqlite3, or even reading the bytes: on
POSIX closing any handle of a file drops SQLite's locks on it) would make other writers' commits fail.
"""

import os
from pathlib import Path
from typing import Any, Dict, Iterable, List
from uuid import uuid4

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFields,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..qgis_support.fields import field
from ..qgis_support.values import plain
from .cells import Row
from .errors import (
    CasefileDamaged,
    CasefileError,
    CasefileLocked,
    CasefileMissing,
    CasefileReadOnly,
    NotACasefile,
    write_error,
)
from .rows import NewRow
from .schema import CASEFILE, CRS, FID, GEOMETRY, TABLES, Table

_GEOMETRY_TYPES = {
    "": QgsWkbTypes.Type.NoGeometry,
    "Point": QgsWkbTypes.Type.Point,
    "LineString": QgsWkbTypes.Type.LineString,
    "MultiPolygon": QgsWkbTypes.Type.MultiPolygon,
}


def table_uri(path: Path, table: str) -> str:
    """The data source of one table, as a map layer takes it."""
    return QgsProviderRegistry.instance().encodeUri("ogr", {"path": str(path), "layerName": table})


def open_table(path: Path, table: str) -> QgsVectorLayer:
    """A layer of our own on one table; CasefileDamaged where the table is not there or not readable."""
    options = QgsVectorLayer.LayerOptions(False)
    layer = QgsVectorLayer(table_uri(path, table), table, "ogr", options)
    if not layer.isValid():
        raise CasefileDamaged(path, f"table {table}")
    return layer


def read_rows(layer: QgsVectorLayer, request: QgsFeatureRequest) -> Iterable[Row]:
    """The rows that a request asks for, by column name, `fid` included."""
    names = layer.fields().names()
    for feature in layer.getFeatures(request):
        yield dict(zip(names, map(plain, feature.attributes())))


def new_feature(row: NewRow) -> QgsFeature:
    """A row as the provider takes it; the file gives it its number."""
    feature = QgsFeature()
    feature.setAttributes([None, *row.cells])
    if row.geometry is not None:
        feature.setGeometry(row.geometry)
    return feature


def create_file(path: Path, filled: Dict[str, List[NewRow]]) -> None:
    """Make a casefile with all tables and indexes and the given rows; what stands at `path` is replaced at the very end.

    Raises CasefileMissing where the folder is missing, CasefileReadOnly, DiskFull and the like.
    """
    if not path.parent.is_dir():
        raise CasefileMissing(path.parent)
    if not os.access(path.parent, os.W_OK):
        raise CasefileReadOnly(path)
    unfinished = path.with_name(f"unfinished-{uuid4().hex}.gpkg")
    try:
        for number, table in enumerate(TABLES.values()):
            _create_table(unfinished, table, filled.get(table.name, ()), is_first=number == 0)
        _create_indexes(unfinished)
        _put_in_place(unfinished, path)
    except OSError as error:
        raise write_error(path, str(error)) from error
    finally:
        _remove(unfinished)


_PARTS = ("", "-wal", "-shm", "-journal")
"""What SQLite may keep beside the file; a `-wal` of one file next to another one would destroy it."""


def _put_in_place(unfinished: Path, path: Path) -> None:
    """Move the new file to its name, and an older one with all its parts out of the way; back, if that fails."""
    aside = path.with_name(f"replaced-{uuid4().hex}.gpkg")
    moved = [part for part in _PARTS if Path(f"{path}{part}").exists()]
    try:
        for part in moved:
            Path(f"{path}{part}").rename(f"{aside}{part}")
        unfinished.rename(path)
    except OSError:
        for part in moved:
            if Path(f"{aside}{part}").exists():
                Path(f"{aside}{part}").replace(f"{path}{part}")
        raise
    _remove(aside)


def _remove(path: Path) -> None:
    for part in _PARTS:
        Path(f"{path}{part}").unlink(missing_ok=True)


def _create_table(path: Path, table: Table, rows: Iterable[NewRow], is_first: bool) -> None:
    fields = QgsFields()
    for column in table.columns:
        fields.append(field(column.name, column.kind))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = table.name
    options.layerOptions = [f"FID={FID}", *([f"GEOMETRY_NAME={GEOMETRY}", "SPATIAL_INDEX=YES"] if table.geometry else [])]
    if is_first:
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteFile
        # GDAL 3.11 and later would write version 1.4, of which the GDAL of QGIS 3.22 warns.
        options.datasourceOptions = ["VERSION=1.2"]
    else:
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    writer = QgsVectorFileWriter.create(
        str(path), fields, _GEOMETRY_TYPES[table.geometry], QgsCoordinateReferenceSystem(CRS),
        QgsCoordinateTransformContext(), options,
    )
    for row in rows:
        feature = new_feature(row)
        feature.setAttributes(list(row.cells))
        writer.addFeature(feature, QgsFeatureSink.Flag.FastInsert)
    writer.flushBuffer()
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise write_error(path, writer.errorMessage())


def _create_indexes(path: Path) -> None:
    for table in TABLES.values():
        keyed = ", ".join(f'"{name}"' for name in table.key)
        run_sql(path, f'CREATE UNIQUE INDEX "{table.name}_key" ON "{table.name}" ({keyed})')
        for name in table.indexed:
            run_sql(path, f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")')


def run_sql(path: Path, statement: str) -> List[List[Any]]:
    """The rows of one constant statement; it never holds data."""
    connection = QgsProviderRegistry.instance().providerMetadata("ogr").createConnection(str(path), {})
    try:
        return connection.executeSql(statement)
    except QgsException as error:
        raise write_error(path, str(error)) from error


def _what_else(path: Path) -> CasefileError:
    """Why the file's table `casefile` does not open: another GeoPackage, no GeoPackage, or a broken one."""
    try:
        tables = {row[0] for row in run_sql(path, "SELECT table_name FROM gpkg_contents")}
    except CasefileLocked as error:
        return error
    except CasefileError:
        return NotACasefile(path)
    return CasefileDamaged(path, "the tables cannot be read") if CASEFILE.name in tables else NotACasefile(path)


def check_file(path: Path) -> None:
    """Raise CasefileMissing, NotACasefile or CasefileDamaged unless the file is whole, as far as a moment can tell.

    A truncated GeoPackage opens as an invalid layer without a word, or as a valid one whose rows end in
    the middle (QGIS 3.22), so the length that the file says of itself is compared with the one it has.
    """
    if not path.is_file():
        raise CasefileMissing(path)
    if not QgsVectorLayer(table_uri(path, CASEFILE.name), "", "ogr", QgsVectorLayer.LayerOptions(False)).isValid():
        raise _what_else(path)
    pages, size = (int(run_sql(path, statement)[0][0]) for statement in ("PRAGMA page_count", "PRAGMA page_size"))
    # Pages of a write that is under way are in the -wal file and not yet counted in the file's length.
    if not Path(f"{path}-wal").exists() and path.stat().st_size < pages * size:
        raise CasefileDamaged(path, f"{path.stat().st_size} of {pages * size} bytes are there")


def check_tables(path: Path) -> None:
    """Raise CasefileDamaged unless every table of the schema is there with all its columns."""
    for table in TABLES.values():
        missing = set(table.names) - set(open_table(path, table.name).fields().names())
        if missing:
            raise CasefileDamaged(path, f"table {table.name} lacks {', '.join(sorted(missing))}")
