"""Version 5: tables for rows as they stood before others than the casefile changed them, as GDAL makes such tables."""

from typing import Tuple

ROWS_BEFORE: Tuple[str, ...] = (
    "INSERT INTO casefile (key, value) VALUES ('writer', NULL)",
    """CREATE TABLE "incidents_before" ( "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "row_number" INTEGER, "fate"
        TEXT, "happened" TEXT, "drawn" BLOB, "uid" TEXT, "kind" TEXT, "date_start" DATE, "date_end" DATE,
        "date_precision" TEXT, "date_text" TEXT, "actor1" TEXT, "actor2" TEXT, "stance" TEXT, "status" TEXT,
        "summary" TEXT, "notes" TEXT, "killed_a_low" INTEGER, "killed_a_best" INTEGER, "killed_a_high" INTEGER,
        "killed_a_text" TEXT, "killed_b_low" INTEGER, "killed_b_best" INTEGER, "killed_b_high" INTEGER,
        "killed_b_text" TEXT, "killed_civilians_low" INTEGER, "killed_civilians_best" INTEGER,
        "killed_civilians_high" INTEGER, "killed_civilians_text" TEXT, "killed_unknown_low" INTEGER,
        "killed_unknown_best" INTEGER, "killed_unknown_high" INTEGER, "killed_unknown_text" TEXT, "wounded_low"
        INTEGER, "wounded_best" INTEGER, "wounded_high" INTEGER, "wounded_text" TEXT, "captured_low" INTEGER,
        "captured_best" INTEGER, "captured_high" INTEGER, "captured_text" TEXT, "killed_low" INTEGER,
        "killed_best" INTEGER, "killed_high" INTEGER, "style_key" TEXT, "label" TEXT, "created" TEXT,
        "created_by" TEXT, "modified" TEXT, "modified_by" TEXT, "revision" INTEGER, "place_text" TEXT,
        "place_state" TEXT, "lat" REAL, "lon" REAL, "radius_m" REAL, "precision" TEXT, "place_name" TEXT,
        "place_name_ar" TEXT, "place_id" TEXT, "place_kind" TEXT, "district" TEXT, "place_rule" TEXT,
        "place_remark" TEXT, "place_sources" TEXT, "place_score" REAL, "candidates" TEXT, "area_wkb" BLOB,
        "reliability" TEXT, "credibility" TEXT, "own_reliability" TEXT, "own_credibility" TEXT, "grade_reason"
        TEXT)""",
    'CREATE INDEX "incidents_before_row_number" ON "incidents_before" ("row_number")',
    """INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
        VALUES ('incidents_before', 'attributes', 'incidents_before', 0)""",
    "INSERT INTO gpkg_ogr_contents (table_name, feature_count) VALUES ('incidents_before', 0)",
    """CREATE TRIGGER "trigger_insert_feature_count_incidents_before" AFTER INSERT ON "incidents_before"
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1
        WHERE lower(table_name) = lower('incidents_before'); END""",
    """CREATE TRIGGER "trigger_delete_feature_count_incidents_before" AFTER DELETE ON "incidents_before"
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1
        WHERE lower(table_name) = lower('incidents_before'); END""",
    """CREATE TABLE "movements_before" ( "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "row_number" INTEGER, "fate"
        TEXT, "happened" TEXT, "drawn" BLOB, "uid" TEXT, "kind" TEXT, "date_start" DATE, "date_end" DATE,
        "date_precision" TEXT, "date_text" TEXT, "actor" TEXT, "heading" REAL, "is_route_observed" BOOLEAN,
        "vehicles_low" INTEGER, "vehicles_best" INTEGER, "vehicles_high" INTEGER, "vehicles_text" TEXT,
        "persons_low" INTEGER, "persons_best" INTEGER, "persons_high" INTEGER, "persons_text" TEXT,
        "vehicle_kind" TEXT, "stance" TEXT, "status" TEXT, "summary" TEXT, "notes" TEXT, "origin_text" TEXT,
        "via_text" TEXT, "destination_text" TEXT, "unplaced_stops" INTEGER, "ends_open" BOOLEAN, "style_key"
        TEXT, "label" TEXT, "created" TEXT, "created_by" TEXT, "modified" TEXT, "modified_by" TEXT, "revision"
        INTEGER, "reliability" TEXT, "credibility" TEXT, "own_reliability" TEXT, "own_credibility" TEXT,
        "grade_reason" TEXT)""",
    'CREATE INDEX "movements_before_row_number" ON "movements_before" ("row_number")',
    """INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
        VALUES ('movements_before', 'attributes', 'movements_before', 0)""",
    "INSERT INTO gpkg_ogr_contents (table_name, feature_count) VALUES ('movements_before', 0)",
    """CREATE TRIGGER "trigger_insert_feature_count_movements_before" AFTER INSERT ON "movements_before"
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1
        WHERE lower(table_name) = lower('movements_before'); END""",
    """CREATE TRIGGER "trigger_delete_feature_count_movements_before" AFTER DELETE ON "movements_before"
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1
        WHERE lower(table_name) = lower('movements_before'); END""",
    """CREATE TABLE "waypoints_before" ( "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "row_number" INTEGER, "fate"
        TEXT, "happened" TEXT, "drawn" BLOB, "movement_uid" TEXT, "position" INTEGER, "role" TEXT, "actor" TEXT,
        "style_key" TEXT, "date_start" DATE, "date_end" DATE, "place_text" TEXT, "place_state" TEXT, "lat" REAL,
        "lon" REAL, "radius_m" REAL, "precision" TEXT, "place_name" TEXT, "place_name_ar" TEXT, "place_id" TEXT,
        "place_kind" TEXT, "district" TEXT, "place_rule" TEXT, "place_remark" TEXT, "place_sources" TEXT,
        "place_score" REAL, "candidates" TEXT, "area_wkb" BLOB, "kind" TEXT, "status" TEXT, "reliability" TEXT,
        "credibility" TEXT)""",
    'CREATE INDEX "waypoints_before_row_number" ON "waypoints_before" ("row_number")',
    """INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
        VALUES ('waypoints_before', 'attributes', 'waypoints_before', 0)""",
    "INSERT INTO gpkg_ogr_contents (table_name, feature_count) VALUES ('waypoints_before', 0)",
    """CREATE TRIGGER "trigger_insert_feature_count_waypoints_before" AFTER INSERT ON "waypoints_before"
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1
        WHERE lower(table_name) = lower('waypoints_before'); END""",
    """CREATE TRIGGER "trigger_delete_feature_count_waypoints_before" AFTER DELETE ON "waypoints_before"
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1
        WHERE lower(table_name) = lower('waypoints_before'); END""",
    """CREATE TABLE "claims_before" ( "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "row_number" INTEGER, "fate"
        TEXT, "happened" TEXT, "uid" TEXT, "record_uid" TEXT, "record_table" TEXT, "position" INTEGER,
        "source_uid" TEXT, "document_uid" TEXT, "stance" TEXT, "claimant" TEXT, "killed_low" INTEGER,
        "killed_best" INTEGER, "killed_high" INTEGER, "killed_text" TEXT, "wounded_low" INTEGER, "wounded_best"
        INTEGER, "wounded_high" INTEGER, "wounded_text" TEXT, "vehicles_low" INTEGER, "vehicles_best" INTEGER,
        "vehicles_high" INTEGER, "vehicles_text" TEXT, "place_text" TEXT, "reliability" TEXT, "credibility"
        TEXT, "published" DATE, "quote" TEXT, "span_start" INTEGER, "span_end" INTEGER, "notes" TEXT)""",
    'CREATE INDEX "claims_before_row_number" ON "claims_before" ("row_number")',
    """INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
        VALUES ('claims_before', 'attributes', 'claims_before', 0)""",
    "INSERT INTO gpkg_ogr_contents (table_name, feature_count) VALUES ('claims_before', 0)",
    """CREATE TRIGGER "trigger_insert_feature_count_claims_before" AFTER INSERT ON "claims_before"
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1
        WHERE lower(table_name) = lower('claims_before'); END""",
    """CREATE TRIGGER "trigger_delete_feature_count_claims_before" AFTER DELETE ON "claims_before"
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1
        WHERE lower(table_name) = lower('claims_before'); END""",
)
