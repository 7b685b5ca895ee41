"""What others than the casefile write is told with what stood before, and what they delete can be put back."""

import re
from dataclasses import replace

import pytest
from qgis.core import QgsGeometry, QgsPointXY

from libya_incident_mapper.casefile import errors
from libya_incident_mapper.casefile.extract import extract
from libya_incident_mapper.casefile.schema import BEFORE
from libya_incident_mapper.casefile.tidying import tidy
from libya_incident_mapper.model.history import ADDED, BY_HAND, CHANGED, DELETED, PUT_BACK, Reason
from libya_incident_mapper.model.location import Precision
from libya_incident_mapper.model.records import Claim, Waypoint
from libya_incident_mapper.qgis_support.fields import field

SIGNED = {"modified": "2026-11-29T12:00:00", "modified_by": "A Colleague"}
"""As the default values of QGIS's form sign."""
OUTSIDE = Reason(occasion=BY_HAND)


def point(lon, lat):
    return QgsGeometry.fromPointXY(QgsPointXY(lon, lat))


def kept(casefile):
    """How many rows each table keeps, where it keeps any."""
    counts = casefile.counts()
    return {name: counts[table.name] for name, table in BEFORE.items() if counts[table.name]}


def told(casefile, record):
    return [entry.action for entry in casefile.history(record)]


def test_a_change_is_told_with_what_stood_before_by_whom_it_is_signed(casefile, incident, edit):
    stored = casefile.save_incident(incident(notes="ours", status="draft"))
    edit.change("incidents", {"uid": stored.uid}, notes="theirs", status="approved", **SIGNED)
    [now] = tidy(casefile).records
    changed, added = casefile.history(now)
    assert (changed.action, changed.by, changed.reason) == (CHANGED, "A Colleague", OUTSIDE)
    assert changed.before == {"status": "draft", "notes": "ours"}
    assert changed.after == {"status": "approved", "notes": "theirs"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", changed.at)
    assert (added.action, added.by) == (ADDED, "An Analyst")
    assert kept(casefile) == {}
    tidy(casefile)
    assert told(casefile, now) == [CHANGED, ADDED]


@pytest.mark.parametrize("seen, by", [((), ""), ([("incidents", "I1")], "An Analyst")])
def test_who_changed_what_is_not_signed_is_known_only_where_it_was_seen(casefile, incident, edit, seen, by):
    casefile.save_incident(incident(uid="I1", notes="ours"))
    edit.change("incidents", {"uid": "I1"}, notes="theirs")
    [now] = tidy(casefile, seen).records
    changed = casefile.history(now)[0]
    assert (changed.by, changed.before, changed.after) == (by, {"notes": "ours"}, {"notes": "theirs"})


def test_several_changes_are_one_from_the_first_state_to_the_last(casefile, incident, edit):
    casefile.save_incident(incident(uid="I1", notes="ours"))
    for notes in ("first", "second"):
        edit.change("incidents", {"uid": "I1"}, notes=notes, **SIGNED)
    [now] = tidy(casefile).records
    [changed, _] = casefile.history(now)
    assert (changed.before, changed.after) == ({"notes": "ours"}, {"notes": "second"})


def test_a_point_that_was_moved_is_told_with_both_places(casefile, incident, place, edit):
    stored = casefile.save_incident(incident(uid="I1", location=place("Uqaylah", precision=Precision.NEAR)))
    edit.change("incidents", {"uid": "I1"}, geometry=point(20.0, 30.0), **SIGNED)
    [now] = tidy(casefile).records
    changed = casefile.history(now)[0]
    assert changed.before == {"location": stored.location}
    assert changed.after == {"location": now.location}
    assert now.location.lon == 20.0


def test_claims_and_stops_are_told_whatever_became_of_them(casefile, movement, edit):
    claims = (Claim(uid="C1", quote="seen"), Claim(uid="C2"))
    stored = casefile.save_movement(movement(uid="M1", claims=claims))
    edit.change("claims", {"uid": "C1"}, quote="heard")
    edit.delete("claims", uid="C2")
    edit.add("claims", record_uid="M1", record_table="movements", position=0, quote="copied")
    edit.add("waypoints", point(20.0, 29.5), movement_uid="M1", role="via", place_text="103 line")
    edit.change("waypoints", {"role": "destination"}, geometry=point(22.0, 29.0))
    [now] = tidy(casefile).records
    changed, _ = casefile.history(now)
    assert changed.before == {"waypoints": stored.waypoints, "claims": stored.claims}
    assert changed.after == {"waypoints": now.waypoints, "claims": now.claims}
    assert sorted(claim.quote for claim in now.claims) == ["copied", "heard"]
    assert [stop.role for stop in now.waypoints] == ["origin", "via", "destination"]


def test_a_claim_that_went_to_another_record_is_told_of_both(casefile, incident, edit):
    claim = Claim(uid="C1", quote="seen")
    casefile.save_incident(incident(uid="I1", claims=(claim,)))
    casefile.save_incident(incident(uid="I2"))
    edit.change("claims", {"uid": "C1"}, record_uid="I2")
    tidy(casefile)
    for uid, before, after in (("I1", (claim,), ()), ("I2", (), (claim,))):
        changed = casefile.history(casefile.incident(uid))[0]
        assert (changed.before, changed.after) == ({"claims": before}, {"claims": after})


def test_what_comes_to_nothing_is_not_told(casefile, incident, edit):
    casefile.save_incident(incident(uid="I1", notes="ours"))
    edit.change("incidents", {"uid": "I1"}, notes="theirs", **SIGNED)
    edit.change("incidents", {"uid": "I1"}, notes="ours", **SIGNED)
    [now] = tidy(casefile).records
    assert told(casefile, now) == [ADDED]


def test_a_deleted_record_is_listed_whole_and_can_be_put_back(casefile, incident, movement, place, edit):
    one = casefile.save_incident(incident(uid="I1", claims=(Claim(uid="C1", quote="seen", source_uid="S1"),)))
    jalu = place("Jalu", 29.03, 21.55)
    stops = (Waypoint("origin", place()), Waypoint("via", jalu), Waypoint("destination", place()))
    two = casefile.save_movement(movement(uid="M1", waypoints=stops, claims=(Claim(uid="C2"), Claim(uid="C3"))))
    edit.delete("incidents", uid="I1")
    edit.delete("movements", uid="M1")
    edit.delete("claims", uid="C3")
    done = tidy(casefile, [("incidents", "I1")])
    assert done.deleted == {("incidents", "I1"), ("movements", "M1")}
    assert set(casefile.deleted()) == {one, two}
    (deleted, added), (unknown, _) = casefile.history(one), casefile.history(two)
    assert (deleted.action, deleted.by, deleted.reason, added.action) == (DELETED, "An Analyst", OUTSIDE, ADDED)
    assert (unknown.action, unknown.by) == (DELETED, "")
    for record in (one, two):
        ((_, back),) = casefile.turn([(None, record)])
        assert replace(back, stamp=record.stamp) == record
        assert told(casefile, back) == [PUT_BACK, DELETED, ADDED]
    assert casefile.deleted() == ()


def test_a_record_that_was_changed_and_then_deleted_is_kept_as_it_was_last(casefile, incident, edit):
    casefile.save_incident(incident(uid="I1", notes="ours"))
    edit.change("incidents", {"uid": "I1"}, notes="theirs", geometry=point(20.0, 30.0), **SIGNED)
    edit.delete("incidents", uid="I1")
    tidy(casefile)
    [record] = casefile.deleted()
    assert (record.notes, record.location.lon) == ("theirs", 20.0)
    deleted, changed, _ = casefile.history(record)
    assert (deleted.action, deleted.by) == (DELETED, "")
    assert (changed.action, changed.by, changed.after["notes"]) == (CHANGED, "A Colleague", "theirs")


def test_a_record_that_came_and_went_outside_is_listed_with_its_place(casefile, edit):
    edit.add("incidents", point(19.5, 30.5), uid="I1", kind="attack", actor1="is_libya", date_start="2018-07-24")
    drawn = QgsGeometry.fromPolylineXY([QgsPointXY(19.2, 30.2), QgsPointXY(21.5, 29.0)])
    edit.add("movements", drawn, uid="M1", actor="is_libya", date_start="2018-07-28")
    edit.delete("incidents", uid="I1")
    edit.delete("movements", uid="M1")
    tidy(casefile)
    gone = {record.uid: record for record in casefile.deleted()}
    assert (gone["I1"].location.lat, gone["I1"].location.lon) == (30.5, 19.5)
    assert [stop.location.lon for stop in gone["M1"].waypoints] == [19.2, 21.5]


def test_a_row_that_was_cut_and_pasted_is_not_deleted(casefile, incident, edit):
    stored = casefile.save_incident(incident(uid="I1", notes="ours", claims=(Claim(uid="C1"),)))
    [row] = casefile.layer("incidents").getFeatures()
    values = {name: row[name] for name in row.fields().names() if name != "fid"}
    edit.delete("incidents", uid="I1")
    edit.add("incidents", row.geometry(), **{**values, "summary": "pasted"})
    done = tidy(casefile)
    assert done.deleted == frozenset()
    [now] = done.records
    assert now.claims == stored.claims
    [changed, _] = casefile.history(now)
    assert (changed.before, changed.after) == ({"summary": ""}, {"summary": "pasted"})


def test_what_the_casefile_writes_itself_is_not_kept(casefile, incident, movement):
    casefile.add_many([incident() for _ in range(3)], [movement()])
    one, two = casefile.save_incident(incident(claims=(Claim(),))), casefile.save_movement(movement(claims=(Claim(),)))
    one = casefile.save_incident(replace(one, notes="changed", claims=(Claim(),)))
    casefile.turn([(one, None), (two, None)])
    assert kept(casefile) == {}


def test_a_write_that_fails_leaves_the_triggers_at_work(casefile, incident, edit):
    one, two = casefile.save_incident(incident(uid="I1")), casefile.save_incident(incident(uid="I2"))
    casefile.save_incident(replace(two, notes="theirs"))
    with pytest.raises(errors.RevisionConflict):
        casefile.turn([(one, replace(one, notes="mine")), (two, replace(two, notes="mine"))])
    edit.change("incidents", {"uid": "I1"}, notes="outside")
    assert kept(casefile) == {"incidents": 1}


def test_a_change_is_told_before_the_casefile_itself_writes_the_record(casefile, incident, edit):
    casefile.save_incident(incident(uid="I1", notes="ours"))
    edit.change("incidents", {"uid": "I1"}, notes="theirs", **SIGNED)
    casefile.save_incident(replace(casefile.incident("I1"), notes="ours again"))
    mine, outside, _ = casefile.history(casefile.incident("I1"))
    assert (mine.by, mine.reason, mine.before) == ("An Analyst", Reason(), {"notes": "theirs"})
    assert (outside.by, outside.reason, outside.before) == ("A Colleague", OUTSIDE, {"notes": "ours"})


def test_what_is_not_valid_is_told_and_told_once(casefile, incident, edit):
    casefile.save_incident(incident(uid="I1"))
    edit.change("incidents", {"uid": "I1"}, kind="party", **SIGNED)
    assert tidy(casefile).remarks
    assert tidy(casefile).remarks
    [changed, _] = casefile.history(casefile.incident("I1"))
    assert (changed.before, changed.after) == ({"kind": "attack"}, {"kind": "party"})


def test_what_cannot_be_read_is_told_when_it_can(casefile, incident, place, edit):
    casefile.save_incident(incident(uid="I1", notes="ours"))
    edit.change("incidents", {"uid": "I1"}, notes="theirs", precision="somewhere")
    [remark] = tidy(casefile).remarks
    assert remark.key == ("incidents", "I1")
    assert kept(casefile) == {"incidents": 1}
    edit.change("incidents", {"uid": "I1"}, precision="locality")
    [now] = tidy(casefile).records
    assert casefile.history(now)[0].before == {"notes": "ours"}
    assert kept(casefile) == {}


def test_of_what_was_deleted_unreadable_the_state_before_is_kept(casefile, incident, edit):
    stored = casefile.save_incident(incident(uid="I1", notes="ours"))
    edit.change("incidents", {"uid": "I1"}, precision="somewhere")
    edit.delete("incidents", uid="I1")
    tidy(casefile)
    assert casefile.deleted() == (stored,)


def test_whole_rows_are_kept(casefile, incident, movement, place, edit):
    near = place(precision=Precision.NEAR)
    casefile.save_incident(incident(location=near, notes="all", claims=(Claim(quote="seen"),)))
    casefile.save_movement(movement(heading=90.0, is_route_observed=True, claims=(Claim(),)))
    before = {table: edit.rows(table) for table in BEFORE}
    for table in BEFORE:
        column = "quote" if table == "claims" else "place_text" if table == "waypoints" else "notes"
        for row in before[table]:
            edit.change(table, {"fid": row["fid"]}, **{column: "changed"})
        for row in before[table]:
            edit.delete(table, fid=row["fid"])
    for table, rows in before.items():
        found = edit.rows(BEFORE[table].name)
        assert [row["fate"] for row in found] == ["changed"] * len(rows) + ["deleted"] * len(rows)
        for row, was in zip(found, rows):
            assert row["row_number"] == was["fid"]
            assert {name: row[name] for name in was if name not in ("fid", "geometry")} == {
                name: value for name, value in was.items() if name not in ("fid", "geometry")
            }


def test_a_column_that_a_user_added_is_in_nobodys_way(casefile, incident, edit):
    stored = casefile.save_incident(incident(uid="I1"))
    layer = casefile.layer("incidents")
    assert layer.dataProvider().addAttributes([field("mine", "text")])
    edit.change("incidents", {"uid": "I1"}, mine="my own", notes="theirs")
    edit.delete("incidents", uid="I1")
    tidy(casefile)
    assert casefile.deleted() == (replace(stored, notes="theirs"),)


def test_nothing_of_it_goes_out(casefile, incident, edit, tmp_path):
    stored = casefile.save_incident(incident(uid="I1", notes="known from Informant X"))
    casefile.save_incident(incident(uid="I2", notes="known from Informant X"))
    edit.change("incidents", {"uid": "I1"}, notes="", **SIGNED)
    edit.delete("incidents", uid="I2")
    out = extract(casefile, tmp_path / "out.gpkg", [replace(stored, notes="")], ())
    assert kept(out) == {}
    assert kept(casefile) == {"incidents": 2}
    assert not [name for name in (b"Informant X", b"A Colleague", b"An Analyst") if name in out.path.read_bytes()]
