"""The GeoPackage behind a casefile: opening and reading its tables, telling whether it is whole.

Only QGIS's own provider touches the file. A connection of ours (sqlite3, or even reading the bytes: on
POSIX closing any handle of a file drops SQLite's locks on it) would make other writers' commits fail.
"""

from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Set

from qgis.core import QgsFeature, QgsFeatureRequest, QgsProviderRegistry, QgsVectorLayer

from ..qgis_support.translation import tr
from ..qgis_support.values import plain
from .cells import Row
from .errors import CasefileDamaged, CasefileError, CasefileMissing, CasefileUnreadable, NotACasefile
from .requests import CHUNK, numbered
from .rows import NewRow
from .schema import CASEFILE, FID, TABLES, Table


def table_uri(path: Path, table: str) -> str:
    """The data source of one table, as a map layer takes it."""
    return QgsProviderRegistry.instance().encodeUri("ogr", {"path": str(path), "layerName": table})


def open_table(path: Path, table: str) -> QgsVectorLayer:
    """A layer of our own on one table; CasefileDamaged where the table is not there or not readable."""
    return _readable(_layer(table_uri(path, table), table), path, table)


def open_map_layer(path: Path, table: str, title: str) -> QgsVectorLayer:
    """As `open_table`, for a map: under that title and with the style that the file keeps for it."""
    return _readable(_layer(table_uri(path, table), title, has_style=True), path, table)


def _readable(layer: QgsVectorLayer, path: Path, table: str) -> QgsVectorLayer:
    if not layer.isValid():
        raise CasefileDamaged(path, tr("table {table} cannot be read").format(table=table))
    return layer


def _layer(source: str, name: str = "", has_style: bool = False) -> QgsVectorLayer:
    """A layer, valid or not, without its default style unless that is asked for.

    Tried twice: from 3.26 on QGIS reads a GeoPackage without locks as long as nobody writes to it, and where a write
    has just begun the first try may still be one without (seen in one of twenty with QGIS 3.44, never twice).
    """
    options = QgsVectorLayer.LayerOptions(has_style)
    layer = QgsVectorLayer(source, name, "ogr", options)
    return layer if layer.isValid() else QgsVectorLayer(source, name, "ogr", options)


def rows_of(layer: QgsVectorLayer, request: QgsFeatureRequest, columns: Sequence[str] = ()) -> Iterator[Row]:
    """The rows that a request asks of a layer, by column name: these columns, or all, `fid` included."""
    fields = layer.fields()
    names = columns or fields.names()
    if columns:
        request.setSubsetOfAttributes(list(columns), fields)
    places = list(map(fields.indexOf, names))
    for feature in layer.getFeatures(request):
        cells = feature.attributes()
        yield {name: plain(cells[place]) for name, place in zip(names, places)}


def read_rows(path: Path, table: str, request: QgsFeatureRequest, columns: Sequence[str] = ()) -> Iterator[Row]:
    """The rows that a request asks of a table of a file, by column name: these columns, or all, `fid` included."""
    layer = open_table(path, table)
    try:
        yield from rows_of(layer, request, columns)
    finally:
        let_go(layer)


def read_selected(path: Path, table: str, statement: str) -> List[Row]:
    """The rows of a constant SELECT over a table of a file, by the names that it gives its columns."""
    layer = _readable(_layer(f"{table_uri(path, table)}|subset={statement}"), path, table)
    # Opening has counted them. Asking, and letting go, would each run the statement once more.
    if not layer.featureCount():
        return []
    try:
        return list(rows_of(layer, QgsFeatureRequest()))
    finally:
        let_go(layer)


def read_all(path: Path, table: str, columns: Sequence[str]) -> Iterator[List[Row]]:
    """These columns of all rows of a table, a chunk at a time: whoever takes them slowly keeps nobody from writing."""
    layer = open_table(path, table)
    last = int(plain(layer.maximumValue(layer.fields().indexOf(FID))) or 0)
    try:
        for first in range(0, last, CHUNK):
            yield list(rows_of(layer, numbered(first, first + CHUNK), columns))
    finally:
        let_go(layer)


def let_go(layer: QgsVectorLayer) -> None:
    """Close what reading through a layer has opened.

    QGIS 3.22 to 3.44 keep the connection of a layer that was read for a minute after the layer is gone;
    as long as there is one, a write cannot put the file back into one piece, without `-wal` beside it.
    """
    layer.dataProvider().reloadData()


def new_feature(row: NewRow) -> QgsFeature:
    """A row as the provider takes it; the file gives it its number."""
    feature = QgsFeature()
    feature.setAttributes([None, *row.cells])
    if row.geometry is not None:
        feature.setGeometry(row.geometry)
    return feature


def index_statements(table: Table) -> Dict[str, str]:
    """Name of each index of a table → the statement that makes it."""
    statements: Dict[str, str] = {}
    if table.key:
        keyed = ", ".join(f'"{name}"' for name in table.key)
        statements[f"{table.name}_key"] = f'CREATE UNIQUE INDEX "{table.name}_key" ON "{table.name}" ({keyed})'
    for name in table.indexed:
        statements[f"{table.name}_{name}"] = f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")'
    return statements


FILE_LENGTH = "SELECT page_count, page_size FROM pragma_page_count(), pragma_page_size()"
"""What the file says of its own length; asked as a layer's filter, which the provider hands to SQLite as it is."""

SQLITE_MARK = b"SQLite format 3\0"


def check_file(path: Path) -> None:
    """Raise CasefileMissing, NotACasefile or CasefileDamaged unless the file is whole, as far as a moment can tell.

    A truncated GeoPackage opens as an invalid layer without a word, or as a valid one whose rows end in
    the middle (QGIS 3.22), so the length that the file says of itself is compared with the one it has.
    """
    if not path.is_file():
        raise CasefileMissing(path)
    layer = _layer(f"{table_uri(path, CASEFILE.name)}|subset={FILE_LENGTH}")
    if not layer.isValid():
        raise _what_else(path)
    pages, size = next(layer.getFeatures()).attributes()
    let_go(layer)
    # Pages of a write that is under way are in the -wal file and not yet counted in the file's length.
    there, due = path.stat().st_size, pages * size
    if there < due and not Path(f"{path}-wal").exists():
        raise CasefileDamaged(path, tr("{there} of {due} bytes are there").format(there=there, due=due))


def _what_else(path: Path) -> CasefileError:
    """What a file is whose table `casefile` does not open."""
    if _layer(str(path)).isValid():
        return NotACasefile(path)
    # No provider opens it, so there are no locks of ours to lose by looking at its first bytes.
    try:
        with path.open("rb") as stream:
            is_sqlite = stream.read(len(SQLITE_MARK)) == SQLITE_MARK
    except PermissionError:
        return CasefileUnreadable(path)
    if not is_sqlite:
        return NotACasefile(path)
    # From here a file that is broken and one that another program keeps to itself look alike.
    reason = tr("no table in it can be read, unless another program is writing to it just now")
    return CasefileDamaged(path, reason)


COLUMNS = (
    "SELECT known.table_name AS in_table, part.name AS in_column "
    "FROM gpkg_contents AS known JOIN pragma_table_info(known.table_name) AS part"
)
"""The columns of all tables that a GeoPackage lists, asked at once: opening a dozen layers takes ten times as long."""


def check_tables(path: Path) -> None:
    """Raise CasefileDamaged unless every table of the schema is there with all its columns."""
    there: Dict[str, Set[str]] = {}
    for row in read_selected(path, CASEFILE.name, COLUMNS):
        there.setdefault(row["in_table"], set()).add(row["in_column"])
    for table in TABLES.values():
        if table.name not in there:
            raise CasefileDamaged(path, tr("table {table} cannot be read").format(table=table.name))
        missing = set(table.names) - there[table.name]
        if missing:
            columns = ", ".join(sorted(missing))
            raise CasefileDamaged(path, tr("table {table} lacks {columns}").format(table=table.name, columns=columns))
