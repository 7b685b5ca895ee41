"""An older casefile becomes current, or stays as it was."""

import pytest

from libya_incident_mapper.casefile import errors
from libya_incident_mapper.casefile.migrate import bring_up_to_date, schema_version
from libya_incident_mapper.casefile.migrations import MIGRATIONS, Migration
from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.casefile.schema import SCHEMA_VERSION

ADD_REGION = Migration(
    2, "add region", ("ALTER TABLE incidents ADD COLUMN region TEXT", "UPDATE incidents SET region = kind"),
)
RENAME = Migration(3, "note the language", ("ALTER TABLE claims ADD COLUMN language TEXT",))
BROKEN = Migration(3, "broken step", ("ALTER TABLE claims ADD COLUMN language TEXT", "UPDATE claims SET no_such = 1"))


def columns(casefile, table):
    return casefile.layer(table).fields().names()


def test_the_steps_lead_to_the_current_version():
    assert [step.to_version for step in MIGRATIONS] == list(range(2, SCHEMA_VERSION + 1))


def test_steps_are_applied_in_order(casefile, incident):
    stored = casefile.save_incident(incident())
    bring_up_to_date(casefile.path, (RENAME, ADD_REGION), 3)
    assert schema_version(casefile.path) == 3
    assert "region" in columns(casefile, "incidents")
    assert [feature["region"] for feature in casefile.layer("incidents").getFeatures()] == ["attack"]
    assert "language" in columns(casefile, "claims")
    assert casefile.incident(stored.uid) == stored


def test_a_failing_step_changes_nothing(casefile, incident):
    stored = casefile.save_incident(incident())
    with pytest.raises(errors.MigrationFailed, match="broken step"):
        bring_up_to_date(casefile.path, (ADD_REGION, BROKEN), 3)
    assert schema_version(casefile.path) == 2
    assert "language" not in columns(casefile, "claims")
    assert casefile.incident(stored.uid) == stored
    assert [path.name for path in casefile.path.parent.iterdir()] == [casefile.path.name]


def test_a_missing_step_is_told(casefile):
    with pytest.raises(errors.MigrationFailed, match="step '2'"):
        bring_up_to_date(casefile.path, (RENAME,), 3)


def test_a_current_file_is_left_alone(casefile):
    before = casefile.path.read_bytes()
    Casefile.open(casefile.path)
    assert casefile.path.read_bytes() == before
