"""An older casefile becomes current, or stays as it was."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from libya_incident_mapper.casefile import errors
from libya_incident_mapper.casefile.migrate import bring_up_to_date, schema_version
from libya_incident_mapper.casefile.migrations import MIGRATIONS, Migration
from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.casefile.schema import SCHEMA_VERSION, TABLES
from libya_incident_mapper.model.taught import TaughtPlace
from libya_incident_mapper.qgis_support.values import plain

VERSION_1 = Path(__file__).with_name("version-1.gpkg.gz")
"""What the first version wrote: incident I1, and movement M1 by way of the 103 line."""

NEXT, AFTER = SCHEMA_VERSION + 1, SCHEMA_VERSION + 2
VERSION_2 = Path(__file__).with_name("version-2.gpkg.gz")
"""What the second version wrote: records of every precision and strength, with claims that contradict each other."""
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
