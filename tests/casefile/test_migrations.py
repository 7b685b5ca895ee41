"""An older casefile becomes current, or stays as it was."""

import gzip
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from libya_incident_mapper.casefile import errors
from libya_incident_mapper.casefile.migrate import bring_up_to_date, schema_version
from libya_incident_mapper.casefile.migrations import MIGRATIONS, Migration
from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.casefile.schema import BEFORE, SCHEMA_VERSION, TABLES
from libya_incident_mapper.casefile.tidying import tidy
from libya_incident_mapper.model.grading import record_grade
from libya_incident_mapper.model.records import OwnGrade
from libya_incident_mapper.model.taught import TaughtPlace
from libya_incident_mapper.qgis_support.values import plain

VERSION_1 = Path(__file__).with_name("version-1.gpkg.gz")
"""What the first version wrote: incident I1, and movement M1 by way of the 103 line."""

NEXT, AFTER = SCHEMA_VERSION + 1, SCHEMA_VERSION + 2
VERSION_2 = Path(__file__).with_name("version-2.gpkg.gz")
"""What the second version wrote: records of every precision and strength, with claims that contradict each other."""
VERSION_3 = Path(__file__).with_name("version-3.gpkg.gz")
"""What the third version wrote: incidents I1 to I3, and movement M1, which was changed once."""
VERSION_4 = Path(__file__).with_name("version-4.gpkg.gz")
"""What the fourth version wrote: incident I1 with a claim and a change, incident I2 that was deleted, movement M1."""
VERSION_5 = Path(__file__).with_name("version-5.gpkg.gz")
"""What the fifth version wrote: incident I1 with a claim that names source S1, and source S2 that none names."""
DERIVED = ("style_key", "actor2", "kind", "status", "reliability", "credibility")
ADD_REGION = Migration(
    NEXT, "add region", ("ALTER TABLE incidents ADD COLUMN region TEXT", "UPDATE incidents SET region = kind"),
)
RENAME = Migration(AFTER, "note the language", ("ALTER TABLE claims ADD COLUMN language TEXT",))
BROKEN = Migration(
    AFTER, "broken step", ("ALTER TABLE claims ADD COLUMN language TEXT", "UPDATE claims SET no_such = 1"),
)


def columns(casefile, table):
    return casefile.layer(table).fields().names()


def test_the_steps_lead_to_the_current_version():
    assert [step.to_version for step in MIGRATIONS] == list(range(2, SCHEMA_VERSION + 1))


def test_steps_are_applied_in_order(casefile, incident):
    stored = casefile.save_incident(incident())
    bring_up_to_date(casefile.path, (RENAME, ADD_REGION), AFTER)
    assert schema_version(casefile.path) == AFTER
    assert "region" in columns(casefile, "incidents")
    assert [feature["region"] for feature in casefile.layer("incidents").getFeatures()] == ["attack"]
    assert "language" in columns(casefile, "claims")
    assert casefile.incident(stored.uid) == stored


def test_a_failing_step_changes_nothing(casefile, incident):
    stored = casefile.save_incident(incident())
    with pytest.raises(errors.MigrationFailed, match="broken step"):
        bring_up_to_date(casefile.path, (ADD_REGION, BROKEN), AFTER)
    assert schema_version(casefile.path) == NEXT
    assert "language" not in columns(casefile, "claims")
    assert casefile.incident(stored.uid) == stored
    assert [path.name for path in casefile.path.parent.iterdir()] == [casefile.path.name]


def test_a_missing_step_is_told(casefile):
    with pytest.raises(errors.MigrationFailed, match=f"step '{NEXT}'"):
        bring_up_to_date(casefile.path, (RENAME,), AFTER)


def test_a_current_file_is_left_alone(casefile):
    before = casefile.path.read_bytes()
    Casefile.open(casefile.path)
    assert casefile.path.read_bytes() == before


@pytest.fixture
def old_file(qgis_app, tmp_path):
    def unpacked(packed):
        path = tmp_path / "old.gpkg"
        path.write_bytes(gzip.decompress(packed.read_bytes()))
        return path

    return unpacked


def derived_cells(casefile):
    """What is worked out from records, of each table that is drawn."""
    cells = {}
    for table in ("incidents", "movements", "waypoints", "location_areas"):
        names = [name for name in TABLES[table].names if name in DERIVED or name in TABLES[table].key]
        rows = ({name: plain(row[name]) for name in names} for row in casefile.layer(table).getFeatures())
        cells[table] = sorted(rows, key=lambda row: [str(row[name]) for name in TABLES[table].key])
    return cells


def test_version_2_is_drawn_as_if_every_record_were_saved_anew(old_file):
    path = old_file(VERSION_2)
    assert schema_version(path) == 2
    casefile = Casefile.open(path)
    migrated = derived_cells(casefile)
    assert len({row["style_key"] for row in migrated["incidents"]}) > 10
    assert {row["reliability"] for row in migrated["incidents"]} == {"A", "C", None}
    for record in (*casefile.incidents(), *casefile.movements()):
        casefile.save_many([replace(record, notes="seen again")])
    assert derived_cells(casefile) == migrated


def test_a_file_of_version_1_becomes_current_and_can_be_taught(old_file):
    version_1 = old_file(VERSION_1)
    assert schema_version(version_1) == 1
    casefile = Casefile.open(version_1)
    assert schema_version(version_1) == SCHEMA_VERSION
    for table in TABLES.values():
        assert columns(casefile, table.name) == ["fid", *table.names]
    assert casefile.incident("I1").location.phrase == "Uqaylah"
    assert [stop.location.phrase for stop in casefile.movement("M1").waypoints] == ["Uqaylah", "103 line", "Jalu"]
    (kept,) = casefile.teach(TaughtPlace("Uqaylah", 30.25, 19.2, 1500, aliases=("Agayla",), place_id="gn:1"))
    assert Casefile.open(version_1).taught_places() == (kept,)


def test_version_3_keeps_its_records_and_their_changes_from_now_on(old_file):
    path = old_file(VERSION_3)
    assert schema_version(path) == 3
    casefile = Casefile.open(path)
    casefile.user = "Third Analyst"
    stored = casefile.movement("M1")
    assert (stored.stamp.revision, stored.own_grade, record_grade(stored)) == (2, None, ("C", "3"))
    assert [entry.by for entry in casefile.history(stored)] == ["First Analyst"]
    own = OwnGrade("E", "5", "a rumour")
    stored = casefile.save_movement(replace(stored, own_grade=own))
    assert Casefile.open(path).movement("M1") == stored
    assert [entry.by for entry in casefile.history(stored)] == ["Third Analyst", "First Analyst"]
    for table in ("movements", "waypoints"):
        assert {plain(row["reliability"]) for row in casefile.layer(table).getFeatures()} == {"E"}
    assert sorted(casefile.incident(uid).own_grade is None for uid in ("I1", "I2", "I3")) == [True] * 3


def test_version_4_keeps_its_history_and_what_others_change_from_now_on(old_file):
    path = old_file(VERSION_4)
    assert schema_version(path) == 4
    casefile = Casefile.open(path)
    casefile.user = "Third Analyst"
    stored = casefile.incident("I1")
    assert [entry.by for entry in casefile.history(stored)] == ["Second Analyst", "First Analyst"]
    assert [record.uid for record in casefile.deleted()] == ["I2"]
    layer = casefile.layer("incidents")
    assert layer.startEditing()
    assert layer.deleteFeatures([row.id() for row in layer.getFeatures()])
    assert layer.commitChanges()
    tidy(casefile)
    assert [record.uid for record in casefile.deleted()] == ["I1", "I2"]
    assert casefile.deleted()[0] == stored
    assert [claim.source_uid for claim in casefile.deleted()[0].claims] == ["S1"]


def test_version_5_keeps_from_now_on_the_sources_that_claims_name(old_file):
    path = old_file(VERSION_5)
    assert schema_version(path) == 5
    casefile = Casefile.open(path)
    layer = casefile.layer("sources")
    for uid, is_deleted in (("S2", True), ("S1", False)):
        assert layer.startEditing()
        assert layer.deleteFeatures([row.id() for row in layer.getFeatures() if row["uid"] == uid])
        assert layer.commitChanges() is is_deleted
    assert any("Claims name this source" in error for error in layer.commitErrors())
    layer.rollBack()
    assert [source.uid for source in casefile.sources()] == ["S1"]
    assert casefile.incident("I1").claims[0].source_uid == "S1"


@pytest.mark.parametrize("table", ["changes", *(table.name for table in BEFORE.values())])
def test_a_table_made_by_a_step_is_the_one_that_a_new_file_has(old_file, tmp_path, table):
    old, new = old_file(VERSION_3), Casefile.create(tmp_path / "new.gpkg").path
    Casefile.open(old)
    assert told_of(old, table) == told_of(new, table)


def test_triggers_made_by_a_step_are_those_that_a_new_file_has(old_file, tmp_path):
    old, new = old_file(VERSION_4), Casefile.create(tmp_path / "new.gpkg").path
    Casefile.open(old)
    kept = """SELECT name, sql FROM sqlite_master WHERE type = 'trigger'
        AND (sql LIKE '%_before%' OR name = 'sources_cited') ORDER BY name"""
    both = []
    for path in (old, new):
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        both.append([(name, " ".join(sql.split())) for name, sql in connection.execute(kept)])
        connection.close()
    assert len(both[0]) > 3 * len(BEFORE)
    assert both[0] == both[1]


def told_of(path, table):
    """What SQLite and GeoPackage's own tables say of a table, blanks and times aside."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    made = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ?", (table,)).fetchall()
    (known,) = connection.execute(
        "SELECT data_type, identifier, description, min_x, srs_id FROM gpkg_contents WHERE table_name = ?", (table,)
    )
    (counted,) = connection.execute(
        "SELECT coalesce(feature_count, 0) FROM gpkg_ogr_contents WHERE table_name = ?", (table,)
    )
    connection.close()
    return sorted((kind, name, " ".join(sql.split())) for kind, name, sql in made), known, counted


def test_a_file_that_cannot_be_migrated_is_of_version_3_still(old_file):
    path = old_file(VERSION_3)
    step = next(step for step in MIGRATIONS if step.to_version == 4)
    broken = Migration(step.to_version, step.name, (*step.statements, "UPDATE changes SET no_such = 1"))
    with pytest.raises(errors.MigrationFailed, match="overrule grades"):
        bring_up_to_date(path, (broken,))
    assert schema_version(path) == 3
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    assert connection.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'changes'").fetchall() == []
    assert connection.execute("SELECT count(*) FROM gpkg_contents WHERE table_name = 'changes'").fetchone() == (0,)
    connection.close()
    assert schema_version(Casefile.open(path).path) == SCHEMA_VERSION
