"""Making the file of a casefile, which nobody sees before it is whole."""

import os
from contextlib import suppress
from pathlib import Path
from typing import ContextManager, Mapping, Sequence
from uuid import uuid4

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureSink,
    QgsFields,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ..model.steps import Steps
from ..qgis_support.fields import field
from ..qgis_support.gdal_options import gdal_option
from .constraints import SOURCES_CITED
from .errors import CasefileDamaged, CasefileExists, CasefileMissing, CasefileReadOnly, DiskFull, write_error
from .geopackage import index_statements, new_feature, read_selected
from .keeping import KEEPING
from .rows import NewRow
from .schema import CASEFILE, CRS, FID, GEOMETRY, TABLES, Table
from .write_session import WriteSession

_GEOMETRY_TYPES = {
    "": QgsWkbTypes.Type.NoGeometry,
    "Point": QgsWkbTypes.Type.Point,
    "LineString": QgsWkbTypes.Type.LineString,
    "MultiPolygon": QgsWkbTypes.Type.MultiPolygon,
}

_LENGTHS = """SELECT 'incidents' AS in_table, count(*) AS row_count FROM incidents
    UNION ALL SELECT 'movements' AS in_table, count(*) AS row_count FROM movements
    UNION ALL SELECT 'waypoints' AS in_table, count(*) AS row_count FROM waypoints
    UNION ALL SELECT 'location_areas' AS in_table, count(*) AS row_count FROM location_areas
    UNION ALL SELECT 'claims' AS in_table, count(*) AS row_count FROM claims
    UNION ALL SELECT 'sources' AS in_table, count(*) AS row_count FROM sources
    UNION ALL SELECT 'documents' AS in_table, count(*) AS row_count FROM documents
    UNION ALL SELECT 'actors' AS in_table, count(*) AS row_count FROM actors
    UNION ALL SELECT 'places' AS in_table, count(*) AS row_count FROM places
    UNION ALL SELECT 'casefile' AS in_table, count(*) AS row_count FROM casefile
    UNION ALL SELECT 'changes' AS in_table, count(*) AS row_count FROM changes
    UNION ALL SELECT 'incidents_before' AS in_table, count(*) AS row_count FROM incidents_before
    UNION ALL SELECT 'movements_before' AS in_table, count(*) AS row_count FROM movements_before
    UNION ALL SELECT 'waypoints_before' AS in_table, count(*) AS row_count FROM waypoints_before
    UNION ALL SELECT 'claims_before' AS in_table, count(*) AS row_count FROM claims_before"""
"""How many rows each table has, asked at once: opening all tables takes ten times as long.

A table of the schema that is missing here is missing in the answer, and no casefile can be made.
"""

_NOT_MADE = "no such table"
"""GDAL makes a table with its first row, and of one for which there was no room it says but this (3.6 to 3.11)."""


def creating_file(path: Path, filled: Mapping[str, Sequence[NewRow]], replace_existing: bool) -> Steps[None]:
    """Make a casefile with all tables, indexes, triggers and given rows, in steps; given up, it leaves nothing behind.

    What stands at `path` is replaced at the end, or raises CasefileExists, at the beginning or by then. Raises
    CasefileMissing where the folder is missing, CasefileReadOnly, DiskFull and the like.
    """
    _check_free(path, replace_existing)
    if not path.parent.is_dir():
        raise CasefileMissing(path.parent)
    if not os.access(path.parent, os.W_OK):
        raise CasefileReadOnly(path)
    unfinished = path.with_name(f"unfinished-{uuid4().hex}.gpkg")
    try:
        for number, table in enumerate(TABLES.values()):
            with _not_waiting_for_the_disk():
                _create_table(unfinished, table, filled.get(table.name, ()), is_first=number == 0)
            yield
        _look_for_all(unfinished, filled)
        yield
        # In one session: opening the file for each of some fifty statements takes ten times as long.
        with _not_waiting_for_the_disk(), WriteSession(unfinished, (CASEFILE.name,)) as session:
            for table in TABLES.values():
                for statement in index_statements(table).values():
                    session.run(statement)
            for statement in (*KEEPING, SOURCES_CITED):
                session.run(statement)
        # What the session wrote is there, and found no room in the file itself, which its closing tells nobody.
        if Path(f"{unfinished}-wal").exists():
            raise DiskFull(unfinished)
        yield
        _write_through(unfinished)
        yield
        _check_free(path, replace_existing)
        _put_in_place(unfinished, path)
    except OSError as error:
        raise write_error(path, str(error)) from error
    finally:
        remove_file(unfinished)


def _check_free(path: Path, replace_existing: bool) -> None:
    if path.exists() and not replace_existing:
        raise CasefileExists(path)


def _not_waiting_for_the_disk() -> ContextManager[None]:
    """Nothing is lost with a file that is not finished.

    Every statement by itself would wait for the disk, which is three quarters of the time (QGIS 3.22).
    """
    return gdal_option("OGR_SQLITE_SYNCHRONOUS", "OFF")


def _look_for_all(unfinished: Path, filled: Mapping[str, Sequence[NewRow]]) -> None:
    """What fails when a writer closes the file, as on a full disk, it tells nobody (QGIS 3.22 to 3.44)."""
    try:
        written = {row["in_table"]: row["row_count"] for row in read_selected(unfinished, CASEFILE.name, _LENGTHS)}
    except CasefileDamaged:
        raise DiskFull(unfinished) from None
    if any(written[name] != len(filled.get(name, ())) for name in TABLES):
        raise DiskFull(unfinished)


def _write_through(unfinished: Path) -> None:
    """Wait until the disk has the file, which nobody else knows yet, so that there are no locks to be lost."""
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())


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
    remove_file(aside)


def remove_file(path: Path) -> None:
    """Remove a casefile with all that SQLite keeps beside it, as far as that is possible."""
    for part in _PARTS:
        with suppress(OSError):
            Path(f"{path}{part}").unlink()


def _create_table(path: Path, table: Table, rows: Sequence[NewRow], is_first: bool) -> None:
    fields = QgsFields()
    for column in table.columns:
        fields.append(field(column.name, column.kind))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = table.name
    options.layerOptions = [f"FID={FID}"]
    if table.geometry:
        options.layerOptions = [*options.layerOptions, f"GEOMETRY_NAME={GEOMETRY}", "SPATIAL_INDEX=YES"]
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
    if writer.hasError() == QgsVectorFileWriter.WriterError.NoError:
        return
    if _NOT_MADE in writer.errorMessage():
        raise DiskFull(path)
    raise write_error(path, writer.errorMessage())
