"""What became of each record is kept with it, in the same transaction, and goes nowhere else."""

import json
import re
from dataclasses import replace

import pytest

from libya_incident_mapper.casefile import errors
from libya_incident_mapper.casefile.extract import extract
from libya_incident_mapper.model.history import (
    ADDED,
    CHANGED,
    DELETED,
    MERGED,
    PUT_BACK,
    UNDONE,
    Reason,
    record_of,
)
from libya_incident_mapper.model.records import Claim, Movement, OwnGrade
from libya_incident_mapper.qgis_support.values import plain


def rows(casefile):
    layer = casefile.layer("changes")
    return [dict(zip(layer.fields().names(), map(plain, row.attributes()))) for row in layer.getFeatures()]


def actions(casefile, record):
    return [entry.action for entry in casefile.history(record)]


def test_a_change_is_kept_with_who_when_and_why(casefile, incident):
    first = casefile.save_incident(incident(status="draft", notes="as it was"))
    casefile.user = "Another Analyst"
    second = casefile.save_incident(replace(first, status="approved", notes=""), Reason("confirmed by phone"))
    changed, added = casefile.history(second)
    assert (added.action, added.by, added.at) == (ADDED, "An Analyst", first.stamp.created)
    assert (changed.action, changed.by, changed.at) == (CHANGED, "Another Analyst", second.stamp.modified)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", changed.at)
    assert changed.reason == Reason("confirmed by phone")
    assert changed.before == {"status": "draft", "notes": "as it was"}
    assert changed.after == {"status": "approved", "notes": ""}


def test_only_what_a_person_sets_is_kept(casefile, incident):
    first = casefile.save_incident(incident())
    casefile.save_incident(replace(first, kind="shelling"))
    (row,) = rows(casefile)
    assert json.loads(row["what"]) == {"kind": ["attack", "shelling"]}
    assert (row["record_uid"], row["record_table"], row["revision"]) == (first.uid, "incidents", 2)


def test_claims_and_stops_are_kept(casefile, movement, place):
    first = casefile.save_movement(movement(claims=(Claim(quote="seen", reliability="B"),)))
    stops = (*first.waypoints[:1], replace(first.waypoints[1], location=place("Kufra", 24.2, 23.3)))
    claims = (replace(first.claims[0], reliability="C"), Claim(stance="denies"))
    second = casefile.save_movement(replace(first, waypoints=stops, claims=claims))
    changed, _ = casefile.history(second)
    assert changed.before == {"waypoints": first.waypoints, "claims": first.claims}
    assert changed.after == {"waypoints": stops, "claims": claims}


def test_a_save_that_changes_nothing_leaves_no_trace_but_a_reason(casefile, incident):
    stored = casefile.save_incident(incident())
    stored = casefile.save_incident(stored)
    assert actions(casefile, stored) == [ADDED]
    stored = casefile.save_incident(stored, Reason("looked at again"))
    assert [entry.reason.words for entry in casefile.history(stored)] == ["looked at again", ""]


def test_of_a_deleted_record_all_is_kept(casefile, movement):
    stored = casefile.save_movement(movement(claims=(Claim(quote="seen"),), own_grade=OwnGrade("A", "1", "I saw it")))
    casefile.user = "Another Analyst"
    casefile.turn([(stored, None)], reason=Reason("told twice"))
    deleted, added = casefile.history(stored)
    assert (deleted.action, deleted.by, deleted.reason.words) == (DELETED, "Another Analyst", "told twice")
    assert record_of(Movement, stored.uid, deleted.before) == stored
    assert (added.action, added.by) == (ADDED, "An Analyst")


def test_a_record_put_back_says_so_and_what_is_different(casefile, incident):
    stored = casefile.save_incident(incident())
    casefile.delete_incident(stored.uid)
    ((_, back),) = casefile.turn([(None, replace(stored, summary="new words"))], reason=Reason(occasion=UNDONE))
    assert actions(casefile, back) == [PUT_BACK, DELETED, ADDED]
    entry = casefile.history(back)[0]
    assert (entry.reason.occasion, entry.before, entry.after) == (UNDONE, {"summary": ""}, {"summary": "new words"})
    casefile.turn([(back, None)])
    casefile.turn([(None, stored)])
    assert actions(casefile, back) == [PUT_BACK, DELETED, PUT_BACK, DELETED, ADDED]


def test_deleted_records_are_listed_the_last_one_first_as_long_as_they_are_gone(casefile, incident, movement):
    one, two = casefile.save_incident(incident(uid="same", notes="one")), casefile.save_movement(movement(uid="same"))
    assert casefile.deleted() == ()
    casefile.delete_incident("same")
    casefile.delete_movement("same")
    assert casefile.deleted() == (two, one)
    ((_, back),) = casefile.turn([(None, one)])
    assert casefile.deleted() == (two,)
    changed = casefile.save_incident(replace(back, notes="changed"))
    casefile.turn([(changed, None)])
    assert casefile.deleted() == (changed, two)


def test_a_new_record_leaves_no_row(casefile, incident, movement):
    casefile.add_many([incident() for _ in range(3)], [movement()])
    one = casefile.save_incident(incident())
    ((_, two),) = casefile.turn([(None, incident())])
    assert rows(casefile) == []
    assert actions(casefile, one) == actions(casefile, two) == [ADDED]


def test_each_of_several_records_has_its_own_history(casefile, incident, movement):
    stored = [casefile.save_incident(incident(uid="same")), casefile.save_movement(movement(uid="same"))]
    made = casefile.turn([(one, replace(one, status="reviewed")) for one in stored], reason=Reason("checked"))
    assert [before for before, _ in made] == stored
    turned = [after for _, after in made]
    casefile.turn([(turned[0], None)], reason=Reason(occasion=MERGED))
    assert actions(casefile, turned[0]) == [DELETED, CHANGED, ADDED]
    assert actions(casefile, turned[1]) == [CHANGED, ADDED]


def test_what_is_not_written_is_not_told(casefile, incident):
    one, two = casefile.save_incident(incident()), casefile.save_incident(incident())
    casefile.save_incident(replace(two, notes="theirs"))
    with pytest.raises(errors.RevisionConflict):
        casefile.turn([(one, replace(one, notes="mine")), (two, replace(two, notes="mine"))])
    assert [row["record_uid"] for row in rows(casefile)] == [two.uid]


def test_a_row_made_by_hand_is_told(casefile, incident):
    stored = casefile.save_incident(incident())
    stored = casefile.save_incident(replace(stored, notes="more"))
    layer = casefile.layer("changes")
    layer.startEditing()
    (row,) = layer.getFeatures()
    layer.changeAttributeValue(row.id(), layer.fields().indexOf("what"), '{"status":[1]}')
    assert layer.commitChanges()
    with pytest.raises(errors.UnreadableRecord, match="changes"):
        casefile.history(stored)
    assert casefile.incident(stored.uid) == stored


def test_what_goes_out_has_no_history(casefile, incident, tmp_path):
    stored = casefile.save_incident(incident())
    stored = casefile.save_incident(replace(stored, notes="known from Informant X"), Reason("Informant X called"))
    out = extract(casefile, tmp_path / "out.gpkg", [replace(stored, notes="")], ())
    assert out.counts()["changes"] == 0
    content = out.path.read_bytes()
    assert not [name for name in (b"Informant X", b"An Analyst") if name in content]
    (entry,) = out.history(out.incident(stored.uid))
    assert (entry.action, entry.by) == (ADDED, "")
