"""The records that QGIS's own tools wrote, known by what they lack; constant statements, which SQLite answers itself.

The casefile signs with a time in UTC that ends in +00:00, QGIS's forms with the computer's time, without a zone, and
tools that write past the forms do not sign at all. Stops bear no signature, but what was worked out of them no longer
agrees with them. Each statement ends in conditions that all must hold, so that `of_rows` can add one.
"""

from typing import Dict

from .schema import AREAS, CLAIMS, INCIDENTS, MOVEMENTS, WAYPOINTS

OURS = "+00:00"
"""How the time ends that the casefile signs with."""

WRITTEN_BY_HAND: Dict[str, str] = {
    INCIDENTS.name: """SELECT 'incidents' AS record_table, uid AS record_uid FROM incidents
        WHERE (modified IS NULL OR substr(modified, -6) <> '+00:00')""",
    MOVEMENTS.name: """SELECT 'movements' AS record_table, uid AS record_uid FROM movements r
        WHERE (modified IS NULL OR substr(modified, -6) <> '+00:00' OR
            coalesce(length(origin_text), 0) + coalesce(length(via_text), 0) + coalesce(length(destination_text), 0) <>
            (SELECT CASE
                WHEN max(position IS NULL OR style_key IS NOT actor || '|' || role
                    OR (geom IS NOT NULL AND (ST_MinX(geom) IS NOT lon OR ST_MinY(geom) IS NOT lat))) THEN -1
                ELSE coalesce(sum(coalesce(length(place_text), 0) + 2) - 2 * count(DISTINCT role), 0) END
            FROM waypoints WHERE movement_uid = r.uid))""",
    CLAIMS.name: "SELECT record_table, record_uid FROM claims WHERE position IS NULL AND record_table IS NOT NULL",
}
"""Table → the records that QGIS wrote there, or the parts of which it wrote."""

UNIDENTIFIED: Dict[str, str] = {
    INCIDENTS.name: "SELECT fid AS row_number FROM incidents WHERE uid IS NULL",
    MOVEMENTS.name: "SELECT fid AS row_number FROM movements WHERE uid IS NULL",
    CLAIMS.name: """SELECT fid AS row_number FROM claims
        WHERE (uid IS NULL OR (record_table IS NULL AND record_uid IS NOT NULL))""",
}
"""Table → its rows that do not say who they are, or whose."""

WITHOUT_RECORD = "SELECT uid FROM claims WHERE record_uid IS NULL"
"""Claims that were added beside all records; only somebody knows whose they are."""

LEFT_BEHIND: Dict[str, str] = {
    CLAIMS.name: """SELECT fid AS row_number FROM claims c WHERE record_uid IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM incidents WHERE uid = c.record_uid)
        AND NOT EXISTS (SELECT 1 FROM movements WHERE uid = c.record_uid)""",
    AREAS.name: """SELECT fid AS row_number FROM location_areas a
        WHERE NOT EXISTS (SELECT 1 FROM incidents WHERE uid = a.record_uid)
        AND NOT EXISTS (SELECT 1 FROM movements WHERE uid = a.record_uid)""",
    WAYPOINTS.name: """SELECT fid AS row_number FROM waypoints w WHERE movement_uid IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM movements WHERE uid = w.movement_uid)""",
}
"""Table → its rows that are left of records which QGIS deleted without their parts."""

LAST_ROWS = """SELECT (SELECT max(fid) FROM incidents) AS incidents, (SELECT max(fid) FROM movements) AS movements,
    (SELECT max(fid) FROM waypoints) AS waypoints, (SELECT max(fid) FROM location_areas) AS location_areas,
    (SELECT max(fid) FROM claims) AS claims"""
"""The highest row number of each of these tables, NULL where there are no rows."""


def of_rows(statement: str, after: int, last: int) -> str:
    """One of these statements, of the rows alone whose numbers come after one and go up to another."""
    return f"{statement} AND fid > {after:d} AND fid <= {last:d}"
