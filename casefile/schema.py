"""Every table of a casefile with its columns, as data; names and types are found nowhere else.

Geometries are EPSG:4326. A geometry is what may be drawn: it is empty for a record that could not be
placed and for one whose stance is denied, while `lat` and `lon` keep the location as georeferenced.
"""

from dataclasses import dataclass
from typing import Dict, Tuple

SCHEMA_VERSION = 6
CRS = "EPSG:4326"
FID = "fid"
GEOMETRY = "geom"


@dataclass(frozen=True)
class Column:
    """One column; `kind` is a word of `qgis_support.fields`: text, integer, real, boolean, date or binary."""

    name: str
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    """One table.

    geometry: '', 'Point', 'LineString' or 'MultiPolygon'. key: columns that together name one row; none where rows may
    be alike. indexed: columns that records are looked up by, and those of which it is asked what values there are.
    """

    name: str
    geometry: str
    columns: Tuple[Column, ...]
    key: Tuple[str, ...]
    indexed: Tuple[str, ...] = ()

    @property
    def names(self) -> Tuple[str, ...]:
        """The columns' names in order, without the row number `fid`."""
        return tuple(column.name for column in self.columns)


def _texts(names: str) -> Tuple[Column, ...]:
    return tuple(Column(name) for name in names.split())


def count_columns(name: str) -> Tuple[Column, ...]:
    """A count as a range: NULL is unknown, which is not 0."""
    return (*(Column(f"{name}_{bound}", "integer") for bound in ("low", "best", "high")), Column(f"{name}_text"))


DATES = (Column("date_start", "date"), Column("date_end", "date"), *_texts("date_precision date_text"))

LOCATION = (
    *_texts("place_text place_state"),
    Column("lat", "real"), Column("lon", "real"), Column("radius_m", "real"),
    *_texts("precision place_name place_name_ar place_id place_kind district place_rule place_remark place_sources"),
    Column("place_score", "real"),
    Column("candidates"),
    Column("area_wkb", "binary"),
)
"""`model.location.Location` in its own order; candidates as JSON, best first; the area as it was georeferenced."""

GRADE = _texts("reliability credibility")
"""The grade that a record has, by whichever way `model.grading` finds it; NULL where nobody is named."""

OWN_GRADE = _texts("own_reliability own_credibility grade_reason")
"""The grade that an analyst gave in the place of the one by the rule; NULL where nobody did."""

STAMP = (*_texts("created created_by modified modified_by"), Column("revision", "integer"))

INCIDENTS = Table(
    "incidents", "Point",
    (
        *_texts("uid kind"), *DATES, *_texts("actor1 actor2 stance status summary notes"),
        *count_columns("killed_a"), *count_columns("killed_b"), *count_columns("killed_civilians"),
        *count_columns("killed_unknown"), *count_columns("wounded"), *count_columns("captured"),
        Column("killed_low", "integer"), Column("killed_best", "integer"), Column("killed_high", "integer"),
        *_texts("style_key label"), *STAMP, *LOCATION, *GRADE, *OWN_GRADE,
    ),
    key=("uid",), indexed=("date_start", "date_end", "style_key"),
)

MOVEMENTS = Table(
    "movements", "LineString",
    (
        *_texts("uid kind"), *DATES, Column("actor"), Column("heading", "real"), Column("is_route_observed", "boolean"),
        *count_columns("vehicles"), *count_columns("persons"),
        *_texts("vehicle_kind stance status summary notes"),
        *_texts("origin_text via_text destination_text"),
        Column("unplaced_stops", "integer"), Column("ends_open", "boolean"),
        *_texts("style_key label"), *STAMP, *GRADE, *OWN_GRADE,
    ),
    key=("uid",), indexed=("date_start", "date_end", "style_key"),
)

WAYPOINTS = Table(
    "waypoints", "Point",
    (
        Column("movement_uid"), Column("position", "integer"), *_texts("role actor style_key"),
        Column("date_start", "date"), Column("date_end", "date"), *LOCATION, *_texts("kind status"), *GRADE,
    ),
    key=("movement_uid", "position"), indexed=("movement_uid", "style_key"),
)

AREAS = Table(
    "location_areas", "MultiPolygon",
    (
        *_texts("record_uid record_table"), Column("position", "integer"), *_texts("precision place_text"),
        Column("radius_m", "real"), *_texts("actor style_key"), Column("date_start", "date"),
        Column("date_end", "date"), *_texts("actor2 kind status"), *GRADE,
    ),
    key=("record_uid", "record_table", "position"), indexed=("record_uid", "style_key"),
)

CLAIMS = Table(
    "claims", "",
    (
        *_texts("uid record_uid record_table"), Column("position", "integer"),
        *_texts("source_uid document_uid stance claimant"),
        *count_columns("killed"), *count_columns("wounded"), *count_columns("vehicles"),
        *_texts("place_text reliability credibility"), Column("published", "date"), Column("quote"),
        Column("span_start", "integer"), Column("span_end", "integer"), Column("notes"),
    ),
    key=("uid",), indexed=("record_uid", "source_uid", "document_uid"),
)

SOURCES = Table("sources", "", _texts("uid name kind reliability url language notes"), key=("uid",), indexed=("name",))

DOCUMENTS = Table(
    "documents", "",
    (*_texts("uid title text sha256 source_uid"), Column("published", "date"), *_texts("url language")),
    key=("uid",), indexed=("sha256", "source_uid"),
)

ACTORS = Table(
    "actors", "",
    (
        *_texts("id name short_name aliases type bloc parent_id"), Column("valid_from", "date"),
        Column("valid_to", "date"), *_texts("certainty note colour"),
    ),
    key=("id",),
)

PLACES = Table(
    "places", "",
    (
        *_texts("uid name name_ar aliases kind"), Column("lat", "real"), Column("lon", "real"),
        Column("radius_m", "real"), *_texts("district author taught reason place_id"),
    ),
    key=("uid",), indexed=("name",),
)

CHANGES = Table(
    "changes", "",
    (
        *_texts("uid record_uid record_table"), Column("revision", "integer"),
        *_texts("action changed changed_by occasion why what"),
    ),
    key=("uid",), indexed=("record_uid",),
)
"""What became of records, by `casefile.history`; `what` is JSON. That a record was added its own stamp tells."""

CASEFILE = Table("casefile", "", _texts("key value"), key=("key",))


def _before(table: Table) -> Table:
    drawn = (Column("drawn", "binary"),) if table.geometry else ()
    columns = (Column("row_number", "integer"), *_texts("fate happened"), *drawn, *table.columns)
    return Table(f"{table.name}_before", "", columns, key=(), indexed=("row_number",))


BEFORE: Dict[str, Table] = {table.name: _before(table) for table in (INCIDENTS, MOVEMENTS, WAYPOINTS, CLAIMS)}
"""Table → where `casefile.keeping` has its rows kept as they stood before others than the casefile wrote.

fate: added, changed or deleted; of what was added only the number. happened: UTC. drawn: as GeoPackage has geometries.
"""

TABLES: Dict[str, Table] = {
    table.name: table
    for table in (
        INCIDENTS, MOVEMENTS, WAYPOINTS, AREAS, CLAIMS, SOURCES, DOCUMENTS, ACTORS, PLACES, CASEFILE, CHANGES,
        *BEFORE.values(),
    )
}

BOOKKEEPING = frozenset((CASEFILE.name, CHANGES.name, *(table.name for table in BEFORE.values())))
"""Tables that say nothing to a person as they stand; they are no layers of a project."""
