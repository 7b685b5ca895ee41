"""The migrations, oldest first; a file of version n is brought to n + 1 by the step numbered n + 1."""

from dataclasses import dataclass
from typing import Tuple

from ..constraints import SOURCES_CITED
from ..keeping import KEEPING
from .rows_before import ROWS_BEFORE


@dataclass(frozen=True)
class Migration:
    """One step: the version it leads to, its name, and constant SQL statements that hold no data.

    The step runs in one transaction together with the new version number; where any statement fails,
    the file stays as it was. GeoPackage's own tables must be kept right by the statements.
    """

    to_version: int
    name: str
    statements: Tuple[str, ...]


GRADE_COLUMNS = (
    "ALTER TABLE incidents ADD COLUMN reliability TEXT", "ALTER TABLE incidents ADD COLUMN credibility TEXT",
    "ALTER TABLE movements ADD COLUMN reliability TEXT", "ALTER TABLE movements ADD COLUMN credibility TEXT",
)
RECORD_COLUMNS = (
    "ALTER TABLE waypoints ADD COLUMN kind TEXT", "ALTER TABLE waypoints ADD COLUMN status TEXT",
    "ALTER TABLE waypoints ADD COLUMN reliability TEXT", "ALTER TABLE waypoints ADD COLUMN credibility TEXT",
    "ALTER TABLE location_areas ADD COLUMN actor2 TEXT", "ALTER TABLE location_areas ADD COLUMN kind TEXT",
    "ALTER TABLE location_areas ADD COLUMN status TEXT", "ALTER TABLE location_areas ADD COLUMN reliability TEXT",
    "ALTER TABLE location_areas ADD COLUMN credibility TEXT",
)
GRADES = (
    """UPDATE incidents SET (reliability, credibility) = (
        SELECT reliability, credibility FROM claims
        WHERE record_uid = incidents.uid AND record_table = 'incidents' AND stance <> 'denies'
        ORDER BY reliability, credibility LIMIT 1)""",
    """UPDATE movements SET (reliability, credibility) = (
        SELECT reliability, credibility FROM claims
        WHERE record_uid = movements.uid AND record_table = 'movements' AND stance <> 'denies'
        ORDER BY reliability, credibility LIMIT 1)""",
    """UPDATE waypoints SET (kind, status, reliability, credibility) = (
        SELECT kind, status, reliability, credibility FROM movements WHERE uid = waypoints.movement_uid)""",
    """UPDATE location_areas SET (kind, status, reliability, credibility) = (
        SELECT kind, status, reliability, credibility FROM movements WHERE uid = location_areas.record_uid)
        WHERE record_table = 'movements'""",
    """UPDATE location_areas SET (actor2, kind, status, reliability, credibility) = (
        SELECT actor2, kind, status, reliability, credibility FROM incidents WHERE uid = location_areas.record_uid)
        WHERE record_table = 'incidents'""",
)
"""As `model.grading` finds a record's grade, which its stops and areas bear too."""

STYLE_KEYS = (
    """UPDATE incidents SET style_key = substr(style_key, 1, length(style_key) - 5)
        || CASE WHEN precision IN ('exact', 'site', 'locality') THEN 'sharp'
                WHEN precision IN ('district', 'region', 'country') THEN 'wide' ELSE 'vague' END
        || '|' || status || '|'
        || CASE WHEN coalesce(killed_best, killed_low) IS NULL THEN ''
                WHEN coalesce(killed_best, killed_low) >= 20 THEN '20'
                WHEN coalesce(killed_best, killed_low) >= 5 THEN '5'
                WHEN coalesce(killed_best, killed_low) >= 1 THEN '1' ELSE '0' END""",
    """UPDATE movements SET ends_open = 1, style_key = substr(style_key, 1, length(style_key) - 6) || 'open'
        WHERE ends_open = 0 AND NOT EXISTS (
            SELECT 1 FROM waypoints WHERE movement_uid = movements.uid AND role = 'destination' AND lat IS NOT NULL)""",
    """UPDATE movements SET style_key = style_key || '|'
        || CASE WHEN coalesce(vehicles_best, vehicles_low, vehicles_high) IS NULL THEN ''
                WHEN coalesce(vehicles_best, vehicles_low, vehicles_high) >= 20 THEN '20'
                WHEN coalesce(vehicles_best, vehicles_low, vehicles_high) >= 5 THEN '5'
                WHEN coalesce(vehicles_best, vehicles_low, vehicles_high) >= 1 THEN '1' ELSE '0' END""",
)
"""Keys of version 2 end in 'sharp' or 'vague', five letters both, and in 'closed' or 'open'.

What has no destination on the map ends open now, heading or not; what is drawn by number is appended.
"""

OWN_GRADES = (
    "ALTER TABLE incidents ADD COLUMN own_reliability TEXT", "ALTER TABLE incidents ADD COLUMN own_credibility TEXT",
    "ALTER TABLE incidents ADD COLUMN grade_reason TEXT",
    "ALTER TABLE movements ADD COLUMN own_reliability TEXT", "ALTER TABLE movements ADD COLUMN own_credibility TEXT",
    "ALTER TABLE movements ADD COLUMN grade_reason TEXT",
)
CHANGES = (
    """CREATE TABLE "changes" ( "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "uid" TEXT, "record_uid" TEXT,
        "record_table" TEXT, "revision" INTEGER, "action" TEXT, "changed" TEXT, "changed_by" TEXT, "occasion" TEXT,
        "why" TEXT, "what" TEXT)""",
    'CREATE UNIQUE INDEX "changes_key" ON "changes" ("uid")',
    'CREATE INDEX "changes_record_uid" ON "changes" ("record_uid")',
    """INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
        VALUES ('changes', 'attributes', 'changes', 0)""",
    "INSERT INTO gpkg_ogr_contents (table_name, feature_count) VALUES ('changes', 0)",
    """CREATE TRIGGER "trigger_insert_feature_count_changes" AFTER INSERT ON "changes"
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1
        WHERE lower(table_name) = lower('changes'); END""",
    """CREATE TRIGGER "trigger_delete_feature_count_changes" AFTER DELETE ON "changes"
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1
        WHERE lower(table_name) = lower('changes'); END""",
)
"""As GDAL makes a table without geometry: known to GeoPackage, and its rows counted."""

KEYS_INDEXED = (
    'CREATE INDEX "incidents_style_key" ON "incidents" ("style_key")',
    'CREATE INDEX "movements_style_key" ON "movements" ("style_key")',
    'CREATE INDEX "waypoints_style_key" ON "waypoints" ("style_key")',
    'CREATE INDEX "location_areas_style_key" ON "location_areas" ("style_key")',
)
"""Which style keys there are is asked whenever a casefile is opened."""

MIGRATIONS: Tuple[Migration, ...] = (
    Migration(2, "remember taught spellings", ("ALTER TABLE places ADD COLUMN place_id TEXT",)),
    Migration(3, "draw by status and numbers, find by grade", (*GRADE_COLUMNS, *RECORD_COLUMNS, *GRADES, *STYLE_KEYS)),
    Migration(4, "keep what becomes of records, overrule grades", (*OWN_GRADES, *CHANGES)),
    Migration(5, "keep what others than the casefile change", (*ROWS_BEFORE, *KEEPING, *KEYS_INDEXED)),
    Migration(6, "keep the sources that claims name", (SOURCES_CITED,)),
)
