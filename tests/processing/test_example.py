"""The example rows against what a careful analyst would record, field by field."""

import json
from datetime import date
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsDistanceArea, QgsGeometry, QgsPointXY, QgsProject

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.codes import find_code
from libya_incident_mapper.model.table import RESOURCES

EXPECTED = json.loads((Path(__file__).parent / "weekly-2018-07-31.expected.json").read_text("utf-8"))
ACTORS = {
    "IS": "is_libya", "police": "police", "Ajdabiya Operations Room": "lna_ajdabiya_or",
    "LNA 166 Battalion": "lna_166", "AFRICOM": "us_africom", "AQIM": "aqim",
}
INCIDENTS = {row["id"]: row for row in EXPECTED["incidents"]}
MOVEMENTS = {row["id"]: row for row in EXPECTED["movements"]}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("example") / "case.gpkg"


@pytest.fixture
def casefile(run, path):
    if not path.exists():
        rows = str(RESOURCES / "examples" / "weekly-2018-07-31")
        run("buildcasefile", INCIDENTS=f"{rows}-incidents.csv", MOVEMENTS=f"{rows}-movements.csv", OUTPUT=str(path))
    return Casefile.open(path)


def metres(lat, lon, location):
    measure = QgsDistanceArea()
    measure.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance().transformContext())
    measure.setEllipsoid("WGS84")
    return measure.measureLine(QgsPointXY(lon, lat), QgsPointXY(location.lon, location.lat))


def shape(location):
    geometry = QgsGeometry()
    geometry.fromWkb(location.area_wkb)
    assert geometry.isGeosValid()
    return geometry


def rows_of(casefile, table):
    layer = casefile.layer(table)
    return {row["uid"] if "uid" in layer.fields().names() else row.id(): row for row in layer.getFeatures()}


def test_there_are_these_records_and_no_others(casefile):
    assert {incident.uid for incident in casefile.incidents()} == set(INCIDENTS)
    assert {movement.uid for movement in casefile.movements()} == set(MOVEMENTS)


@pytest.mark.parametrize("uid", INCIDENTS)
def test_kind_date_actors_and_deaths(casefile, uid):
    incident, expected = casefile.incident(uid), INCIDENTS[uid]
    assert incident.kind == find_code("event_kinds", expected["kind"])
    begin, _, end = expected["date"].split(",")[0].partition(" to ")
    assert (incident.dates.start, incident.dates.end) == (date.fromisoformat(begin), date.fromisoformat(end or begin))
    assert incident.actor1 == ACTORS[expected["actor1"]]
    assert incident.actor2 == ACTORS[expected["actor2"]]
    killed = expected["killed"]
    assert incident.killed.side_a.best == killed.get("actor1")
    assert incident.killed.side_b.best == killed["actor2"]
    assert incident.killed.total.best == killed["best"]


@pytest.mark.parametrize("uid", [uid for uid, row in INCIDENTS.items() if row["at"] and "within_km" in row])
def test_placed_incidents_are_where_they_were(casefile, uid):
    incident, expected = casefile.incident(uid), INCIDENTS[uid]
    assert metres(*expected["at"], incident.location) <= expected["within_km"] * 1000
    assert rows_of(casefile, "incidents")[uid].hasGeometry()


def test_south_of_a_town_is_a_shape_south_of_it_and_never_the_town(casefile):
    location = casefile.incident("I2").location
    lat, lon = INCIDENTS["I2"]["at"]
    bounds = shape(location).boundingBox()
    assert location.lat < lat
    assert location.radius_m > 5_000
    assert (location.precision.value, location.phrase) == ("direction", "south of Uqaylah")
    assert bounds.yMaximum() < lat + 0.1
    assert bounds.xMinimum() < lon < bounds.xMaximum()
    assert any(row["record_uid"] == "I2" for row in rows_of(casefile, "location_areas").values())


def test_what_is_in_no_source_is_kept_unplaced_with_candidates_and_drawn_nowhere(casefile):
    location = casefile.incident("I3").location
    assert not location.is_placed
    assert location.phrase == INCIDENTS["I3"]["place"]
    names = " ".join(candidate.name for candidate in location.candidates)
    assert "Jarif" in names
    assert "Jufra" in names
    assert not rows_of(casefile, "incidents")["I3"].hasGeometry()
    assert not any(row["record_uid"] == "I3" for row in rows_of(casefile, "location_areas").values())


def test_the_claim_of_responsibility_leads_to_its_source(casefile):
    sources = {source.uid: source.name for source in casefile.sources()}
    (expected,) = INCIDENTS["I1"]["claims"]
    claims = casefile.incident("I1").claims
    assert [(claim.claimant, claim.stance, sources[claim.source_uid]) for claim in claims] == [
        ("", "reports", "Weekly note, 31 July 2018"),
        (ACTORS[expected["by"]], expected["stance"], expected["source"]),
    ]


def test_every_record_has_its_sentence(casefile):
    for record in (*casefile.incidents(), *casefile.movements()):
        assert record.claims[0].quote
        assert record.claims[0].published == date.fromisoformat(EXPECTED["published"])


@pytest.mark.parametrize("uid", [uid for uid, row in INCIDENTS.items() if "also" in row])
def test_what_else_happened_is_in_the_notes(casefile, uid):
    notes = casefile.incident(uid).notes
    assert all(word in notes for word in ("arson", "IEDs", "looted"))


def test_the_alleged_strike_is_marked_and_the_denied_one_is_no_record(casefile):
    assert casefile.incident("I4").stance == INCIDENTS["I4"]["stance"].replace("alleged", "alleges")
    strikes = [incident for incident in casefile.incidents() if incident.actor1 == "us_africom"]
    assert [strike.dates.start for strike in strikes] == [date(2018, 3, 24)]
    assert "denied" in strikes[0].notes


def test_the_withdrawal_has_a_heading_and_no_destination(casefile):
    movement, expected = casefile.movement("M1"), MOVEMENTS["M1"]
    assert (movement.actor, movement.heading, movement.kind) == (ACTORS[expected["actor"]], 180, "withdrawal")
    assert [(stop.role, stop.location.phrase) for stop in movement.waypoints] == [("origin", expected["origin"])]
    assert (movement.vehicles.low, movement.vehicles.best, movement.vehicles.high) == (None, None, 5)
    row = rows_of(casefile, "movements")["M1"]
    assert row["ends_open"]
    assert row.geometry().boundingBox().yMinimum() < 30


def test_the_journey_ends_in_an_area_and_keeps_the_stop_nobody_can_place(casefile):
    movement, expected = casefile.movement("M2"), MOVEMENTS["M2"]
    origin, stop, destination = (waypoint.location for waypoint in movement.waypoints)
    assert origin.phrase == f"{expected['origin_relation']} {expected['origin']}"
    assert origin.is_placed
    assert (stop.phrase, stop.is_placed) == (expected["via"][0]["place"], expected["via"][0]["placed"])
    assert stop.candidates
    assert (destination.phrase, destination.precision.value) == (expected["destination"], "region")
    area = shape(destination)
    for lat, lon in ((24.18, 23.30), (29.03, 21.55)):
        assert area.contains(QgsPointXY(lon, lat)), "Kufra and Jalu lie in it"
    assert (movement.vehicles.text, movement.vehicles.is_known) == (expected["vehicles"]["text"], False)


def test_the_journey_is_drawn_dashed_past_the_unplaced_stop(casefile):
    row = rows_of(casefile, "movements")["M2"]
    assert (row["unplaced_stops"], row["ends_open"], row["is_route_observed"]) == (1, False, False)
    waypoints = [one for one in rows_of(casefile, "waypoints").values() if one["movement_uid"] == "M2"]
    # The destination is a region: the arrow ends at its edge, and no ring claims a place within it.
    assert sorted((one["position"], one.hasGeometry()) for one in waypoints) == [(0, True), (1, False), (2, False)]
