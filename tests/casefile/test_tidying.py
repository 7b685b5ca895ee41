"""What QGIS's own tools write into a casefile ends as a valid record, or is named with what to do."""

from datetime import date

import pytest
from qgis.core import QgsGeometry, QgsPointXY

from libya_incident_mapper.casefile import tidying
from libya_incident_mapper.casefile.schema import BEFORE
from libya_incident_mapper.casefile.style_keys import parse_incident_key
from libya_incident_mapper.casefile.tidying import Tidied, looking_for_marks, tidy
from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Claim, Waypoint
from libya_incident_mapper.model.steps import at_once

BY_QGIS = {"modified": "2026-11-29T12:00:00"}
"""As the default values of QGIS's form sign."""


def point(lon, lat):
    return QgsGeometry.fromPointXY(QgsPointXY(lon, lat))


def line(*points):
    return QgsGeometry.fromPolylineXY([QgsPointXY(*one) for one in points])


def sentences(done):
    return [remark.sentence for remark in done.remarks]


def test_a_casefile_that_only_we_wrote_is_left_as_it_is(casefile, incident, movement):
    casefile.save_incident(incident(claims=(Claim(reliability="B", credibility="2"),)))
    casefile.save_movement(movement())
    before = casefile.path.read_bytes()
    assert tidy(casefile) == Tidied()
    assert casefile.path.read_bytes() == before


@pytest.mark.parametrize("statement", [
    "UPDATE incidents SET modified = '2026-11-29T12:00:00' WHERE fid = {last}",
    "UPDATE incidents SET uid = NULL WHERE fid = {last}",
    "DELETE FROM incidents WHERE fid = {last}",
    "UPDATE movements SET modified = NULL WHERE fid = {last}",
    "DELETE FROM movements WHERE fid = {last}",
    "UPDATE waypoints SET place_text = 'elsewhere' WHERE fid = 2 * {last}",
    "UPDATE waypoints SET lon = 1 WHERE fid = 2 * {last}",
    "DELETE FROM waypoints WHERE movement_uid = (SELECT uid FROM movements WHERE fid = {last})",
    "UPDATE claims SET position = NULL WHERE fid = {last}",
    "UPDATE claims SET record_uid = NULL, record_table = NULL WHERE fid = {last}",
])
def test_marks_are_looked_for_part_by_part_up_to_the_last_row(
    casefile, incident, movement, monkeypatch, statement, run_sql
):
    monkeypatch.setattr(tidying, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr(tidying, "MOVEMENTS_AT_ONCE", 1)
    last = 3
    casefile.save_many([
        *(incident(claims=(Claim(reliability="B", credibility="2"),)) for _ in range(last)),
        *(movement() for _ in range(last)),
    ])
    assert not at_once(looking_for_marks(casefile))
    run_sql(casefile.path, statement.format(last=last))
    # Else these alone would tell it.
    for kept in BEFORE.values():
        run_sql(casefile.path, f"DELETE FROM {kept.name}")
    assert at_once(looking_for_marks(casefile))


def test_edited_values_stay_and_what_is_worked_out_of_them_follows(casefile, incident, place, edit):
    near = place("near Uqaylah", precision=Precision.NEAR, radius_m=9000.0)
    stored = casefile.save_incident(incident(location=near))
    edit.change(
        "incidents", {"uid": stored.uid}, kind="air_drone_strike", actor1="lna", killed_a_best=6, status="approved",
        **BY_QGIS,
    )
    done = tidy(casefile)
    assert done.remarks == ()
    row, [area] = edit.rows("incidents")[0], edit.rows("location_areas")
    assert (row["kind"], row["actor1"], row["status"], row["killed_best"]) == ("air_drone_strike", "lna", "approved", 6)
    assert row["style_key"].startswith("lna||")
    assert row["style_key"].endswith("|vague|approved|5")
    assert "6 killed" in row["label"]
    assert (area["actor"], area["kind"], area["status"]) == ("lna", "air_drone_strike", "approved")
    assert row["revision"] == stored.stamp.revision + 1
    assert row["modified"].endswith("+00:00")
    assert tidy(casefile) == Tidied()


def test_a_point_that_was_drawn_becomes_a_record(casefile, edit):
    edit.add("incidents", point(19.5, 30.5), kind="attack", actor1="is_libya", date_start="2018-07-24")
    done = tidy(casefile)
    [record] = done.records
    assert done.remarks == ()
    assert record.uid
    assert record.dates == DateRange.day(date(2018, 7, 24))
    assert (record.location.lat, record.location.lon, record.location.state) == (30.5, 19.5, PlaceState.FOUND)
    assert (record.location.radius_m, record.location.precision) == (1000.0, Precision.LOCALITY)
    assert (record.stance, record.status, record.stamp.revision) == ("reports", "draft", 1)
    key = parse_incident_key(edit.rows("incidents")[0]["style_key"])
    assert (key.actor1, key.certainty, key.status) == ("is_libya", "sharp", "draft")


def test_a_point_that_was_moved_keeps_its_words_and_uncertainty(casefile, incident, place, edit):
    wide = place("Uqaylah", precision=Precision.NEAR, radius_m=9000.0, name="Al Uqaylah", place_id="LY-1")
    casefile.save_incident(incident(uid="I1", location=wide))
    edit.change("incidents", {"uid": "I1"}, geometry=point(20.0, 30.0), **BY_QGIS)
    [record] = tidy(casefile).records
    assert (record.location.phrase, record.location.lat, record.location.lon) == ("Uqaylah", 30.0, 20.0)
    assert (record.location.radius_m, record.location.precision) == (9000.0, Precision.NEAR)
    assert record.location.place_id == ""
    [area] = edit.rows("location_areas")
    assert QgsGeometry.fromWkt(area["geometry"]).contains(point(20.0, 30.0))


@pytest.mark.parametrize("stance, is_drawn", [("denies", False), ("claims", True)])
def test_what_is_denied_is_no_longer_drawn_and_keeps_its_place(casefile, incident, edit, stance, is_drawn):
    casefile.save_incident(incident(uid="I1"))
    edit.change("incidents", {"uid": "I1"}, stance=stance, **BY_QGIS)
    [record] = tidy(casefile).records
    assert record.location.is_placed
    assert (edit.rows("incidents")[0]["geometry"] != "") == is_drawn


@pytest.mark.parametrize("values, sentence", [
    ({"date_end": "2018-07-01"}, "swap the two"), ({"actor1": "nobody"}, "no actor 'nobody'"),
    ({"kind": "party"}, "is not in the list"), ({"killed_a_low": 5, "killed_a_high": 2}, "low over best to high"),
    ({"kind": None}, "is not in the list"), ({"actor1": None}, "No actor is given"),
    ({"date_start": None, "date_end": None}, "no date"), ({"precision": "somewhere"}, "cannot be read"),
])
def test_what_is_not_valid_stays_as_it_was_written_and_is_named(casefile, incident, edit, values, sentence):
    casefile.save_incident(incident(uid="I1"))
    casefile.save_incident(incident(uid="I2"))
    edit.change("incidents", {"uid": "I1"}, **values, **BY_QGIS)
    edit.change("incidents", {"uid": "I2"}, summary="a sound one", **BY_QGIS)
    written = edit.rows("incidents")[0]
    done = tidy(casefile)
    assert [record.uid for record in done.records] == ["I2"]
    assert [remark.key for remark in done.remarks] == [("incidents", "I1")]
    assert sentence in done.remarks[0].sentence
    assert edit.rows("incidents")[0] == written


def test_a_precision_that_the_days_no_longer_have_is_put_right(casefile, incident, edit):
    month = DateRange.parse("July 2018")
    casefile.save_incident(incident(uid="I1", dates=month))
    edit.change("incidents", {"uid": "I1"}, date_end="2018-07-20", **BY_QGIS)
    assert tidy(casefile).records[0].dates.precision is DatePrecision.RANGE
    edit.change("incidents", {"uid": "I1"}, date_end="2018-07-01", **BY_QGIS)
    assert tidy(casefile).records[0].dates.precision is DatePrecision.DAY


def test_parts_of_a_deleted_record_go_with_it(casefile, incident, movement, place, edit):
    near = place("near Uqaylah", precision=Precision.NEAR)
    for uid in ("I1", "I2"):
        casefile.save_incident(incident(uid=uid, location=near, claims=(Claim(),)))
    casefile.save_movement(movement(uid="M1", claims=(Claim(),)))
    edit.delete("incidents", uid="I1")
    edit.delete("movements", uid="M1")
    assert tidy(casefile, [("incidents", "I1")]) == Tidied(deleted={("incidents", "I1"), ("movements", "M1")})
    assert [row["record_uid"] for row in edit.rows("claims")] == ["I2"]
    assert [row["record_uid"] for row in edit.rows("location_areas")] == ["I2"]
    assert edit.rows("waypoints") == []


def test_a_claim_that_was_added_belongs_to_its_record_and_grades_it(casefile, incident, edit):
    casefile.save_incident(incident(uid="I1", claims=(Claim(uid="C1", reliability="D", credibility="4"),)))
    edit.add("claims", record_uid="I1", reliability="B", credibility="2", quote="five vehicles")
    [record] = tidy(casefile).records
    assert [claim.quote for claim in record.claims] == ["", "five vehicles"]
    row = edit.rows("incidents")[0]
    assert (row["reliability"], row["credibility"]) == ("B", "2")
    assert [row["position"] for row in edit.rows("claims")] == [0, 1]
    assert all(row["uid"] and row["record_table"] == "incidents" for row in edit.rows("claims"))


def test_a_claim_beside_all_records_is_named(casefile, edit):
    edit.add("claims", quote="five vehicles")
    [remark] = tidy(casefile).remarks
    assert "belongs to no record" in remark.sentence
    assert remark.key == ("claims", edit.rows("claims")[0]["uid"])


def test_touched_records_are_brought_in_step_without_a_mark(casefile, incident, edit):
    casefile.save_incident(incident(uid="I1", claims=(Claim(uid="C1", reliability="D", credibility="4"),)))
    edit.change("claims", {"uid": "C1"}, reliability="A")
    [record] = tidy(casefile, [("incidents", "I1"), ("movements", "gone")]).records
    assert record.stamp.revision == 2
    assert edit.rows("incidents")[0]["reliability"] == "A"


def test_a_stop_that_was_moved_takes_the_line_with_it(casefile, movement, edit):
    casefile.save_movement(movement(uid="M1"))
    edit.change("waypoints", {"role": "destination"}, geometry=point(22.0, 29.0))
    [record] = tidy(casefile).records
    assert record.waypoints[1].location.lon == 22.0
    drawn = QgsGeometry.fromWkt(edit.rows("movements")[0]["geometry"]).asPolyline()
    assert (round(drawn[-1].x(), 2), round(drawn[-1].y(), 2)) == (22.0, 29.0)
    assert tidy(casefile) == Tidied()


def test_a_stop_that_was_added_or_deleted_is_on_the_line_or_off_it(casefile, movement, edit):
    casefile.save_movement(movement(uid="M1"))
    edit.add("waypoints", point(20.0, 29.5), movement_uid="M1", role="via", place_text="103 line")
    [record] = tidy(casefile).records
    assert [stop.role for stop in record.waypoints] == ["origin", "via", "destination"]
    edit.delete("waypoints", role="destination")
    [record] = tidy(casefile).records
    assert [stop.role for stop in record.waypoints] == ["origin", "via"]
    assert edit.rows("movements")[0]["destination_text"] is None


def test_a_line_that_was_drawn_has_a_stop_at_each_vertex(casefile, edit):
    drawn = line((19.2, 30.2), (20.0, 29.5), (21.5, 29.0))
    edit.add("movements", drawn, actor="is_libya", date_start="2018-07-28")
    [record] = tidy(casefile).records
    assert [(stop.role, stop.location.lon) for stop in record.waypoints] == [
        ("origin", 19.2), ("via", 20.0), ("destination", 21.5),
    ]
    assert len(edit.rows("waypoints")) == 3


def test_a_movement_that_was_pasted_keeps_the_words_and_ends_of_its_line(casefile, movement, place, edit):
    stops = (
        Waypoint("origin", place()), Waypoint("via", Location("103 line", PlaceState.UNKNOWN)),
        Waypoint("destination", place("Jalu", 29.03, 21.55)),
    )
    casefile.save_movement(movement(uid="M1", waypoints=stops))
    row = edit.rows("movements")[0]
    assert QgsGeometry.fromWkt(row["geometry"]).constGet().nCoordinates() > 3
    copied = {name: row[name] for name in ("actor", "date_start", "date_end", "origin_text", "via_text",
                                           "destination_text")}
    copied.update({name: row[name].isoformat() for name in ("date_start", "date_end")})
    edit.add("movements", QgsGeometry.fromWkt(row["geometry"]), uid="M2", **copied)
    [record] = tidy(casefile).records
    assert [(stop.role, stop.location.phrase, stop.location.is_placed) for stop in record.waypoints] == [
        ("origin", "Uqaylah", True), ("via", "103 line", False), ("destination", "Jalu", True),
    ]
    assert casefile.movement("M1").waypoints == stops


def test_a_line_that_was_bent_is_put_back_and_that_is_said(casefile, movement, edit):
    stored = casefile.save_movement(movement(uid="M1"))
    before = edit.rows("movements")[0]["geometry"]
    edit.change("movements", {"uid": "M1"}, geometry=line((19.0, 30.0), (21.0, 29.0)), **BY_QGIS)
    done = tidy(casefile)
    assert sentences(done) == ["The line follows the stops and was put back; move the stops."]
    assert edit.rows("movements")[0]["geometry"] == before
    assert done.records[0].waypoints == stored.waypoints
