"""What is written as a table is read again as the same record."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from libya_incident_mapper.exchange.context import Context
from libya_incident_mapper.exchange.csv_file import write_csv
from libya_incident_mapper.exchange.csv_table import CsvTable
from libya_incident_mapper.exchange.record_tables import record_tables
from libya_incident_mapper.exchange.rows import RowReader
from libya_incident_mapper.geocoding.clues import Clues
from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.records import Claim, Incident, Losses, Movement, OwnGrade, Source, Waypoint

SOURCE = Source("=HYPERLINK('x'), weekly", kind="media", uid="s1")
PARTY = Source("Amaq", kind="party", uid="s2")
CLAIMS = (
    Claim(
        source_uid="s1", reliability="B", credibility="3", published=date(2031, 2, 5), quote='He said: "now",\n- then',
    ),
    Claim(stance="denies", source_uid="s2", claimant="lna"),
)


def locate(text, kind=""):
    return replace(default_geocoder().locate(text, Clues(event_kind=kind)), phrase=text)


def incident(**more):
    given = {"location": locate("25 km north of Zillah", "attack"), "claims": CLAIMS, "uid": "A1", **more}
    return Incident("attack", DateRange.parse("2031-02-03"), "is_libya", actor2="lna", **given)


def read_back(table, tmp_path):
    path = tmp_path / f"{table.name}.csv"
    assert write_csv(path, table.headers, table.texts()) == len(table.rows)
    context = Context(default_actors(), default_geocoder(), (SOURCE, PARTY))
    read = CsvTable(path, table.name)
    reader = RowReader(table.name, read.headers, context)
    return [reader.read(row.cells, row.line) for row in read.rows()]


def tables(incidents=(), movements=()):
    numbered = [(str(number), one) for number, one in enumerate(incidents, 1)]
    numbered += [(f"M{number}", one) for number, one in enumerate(movements, 1)]
    written = record_tables(numbered, {"s1": SOURCE, "s2": PARTY}, default_actors())
    return {table.name: table for table in written}


def test_a_grade_of_ones_own_comes_back(tmp_path):
    own = OwnGrade("D", "4", "=the source, once more; \"wrong\"")
    way = Movement("lna", DateRange.parse("2031-02-03"), waypoints=(Waypoint("origin", locate("Hun")),), own_grade=own)
    written = tables([incident(own_grade=own), incident(uid="A2")], [way])
    assert [one.own_grade for one in read_back(written["incidents"], tmp_path)] == [own, None]
    assert [one.own_grade for one in read_back(written["movements"], tmp_path)] == [own]


@pytest.mark.parametrize("dates", ["2031-02-03", "2031-W06", "2031-02", "2031", "2031-02-03/2031-02-09"])
def test_every_precision_of_a_date_comes_back(dates, tmp_path):
    (read,) = read_back(tables([replace(incident(), dates=DateRange.parse(dates))])["incidents"], tmp_path)
    assert read.dates == DateRange.parse(dates)


@pytest.mark.parametrize("losses", [
    Losses(), Losses(side_a=CountRange.parse("as many as five"), civilians=CountRange.parse("about 30")),
    Losses(unknown=CountRange.parse("several")), Losses(side_b=CountRange(2, None, 4), unknown=CountRange(low=1)),
])
def test_deaths_come_back_by_side_and_with_their_bounds(losses, tmp_path):
    (read,) = read_back(tables([incident(killed=losses)])["incidents"], tmp_path)
    for side in ("side_a", "side_b", "civilians", "unknown"):
        written, came = getattr(losses, side), getattr(read.killed, side)
        assert (came.low, came.best, came.high) == (written.low, written.best, written.high), side


def test_words_place_sides_stance_and_claims_come_back(tmp_path):
    record = incident(summary="+1 'quoted' <b>", notes="@home", stance="alleges", status="reviewed")
    (read,) = read_back(tables([record])["incidents"], tmp_path)
    for name in ("uid", "kind", "actor1", "actor2", "summary", "notes", "stance", "status"):
        assert getattr(read, name) == getattr(record, name), name
    assert (read.location.lat, read.location.radius_m) == (record.location.lat, record.location.radius_m)
    assert [(one.stance, one.source_uid, one.claimant) for one in read.claims] == [
        ("alleges", "s1", ""), ("denies", "s2", "lna"),
    ]
    assert (read.claims[0].grade, read.claims[0].published) == ("B3", date(2031, 2, 5))
    assert read.claims[0].quote == CLAIMS[0].quote


def test_given_coordinates_come_back_under_the_words_of_the_source(tmp_path):
    location = replace(default_geocoder().locate("29.5°, 18.25°"), phrase="the old well")
    (read,) = read_back(tables([incident(location=location)])["incidents"], tmp_path)
    assert (read.location.lat, read.location.lon, read.location.phrase) == (29.5, 18.25, "the old well")


def test_a_place_worked_out_from_words_is_not_written_as_coordinates_given():
    table = tables([incident()])["incidents"]
    row = dict(zip(table.headers, table.rows[0]))
    assert (row["lat"], row["lon"]) == (None, None)
    assert row["place_lat"] == incident().location.lat
    assert row["precision"] == incident().location.precision.value


def test_a_movement_comes_back_with_its_stops_and_heading(tmp_path):
    stops = (
        Waypoint("origin", locate("Zillah")), Waypoint("via", locate("Hun")), Waypoint("via", locate("103 line")),
    )
    record = Movement(
        "is_libya", DateRange.parse("2031-02-03"), uid="M7", waypoints=stops, heading=225.0, is_route_observed=True,
        vehicles=CountRange.parse("as many as five"), vehicle_kind="technical", persons=CountRange.parse("20-30"),
    )
    made = tables(movements=[record])
    (read,) = read_back(made["movements"], tmp_path)
    assert [(stop.role, stop.location.phrase) for stop in read.waypoints] == [
        ("origin", "Zillah"), ("via", "Hun"), ("via", "103 line"),
    ]
    assert (read.heading, read.is_route_observed) == (225.0, True)
    assert (read.vehicles.high, read.vehicle_kind) == (5, "technical")
    assert (read.persons.low, read.persons.high) == (20, 30)
    assert [row[:4] for row in made["stops"].rows] == [
        ("M1", "M7", 1, "origin"), ("M1", "M7", 2, "via"), ("M1", "M7", 3, "via"),
    ]


def test_every_claim_of_every_record_is_a_row():
    table = tables([incident(), incident(uid="A2", claims=())])["claims"]
    rows = [dict(zip(table.headers, row)) for row in table.rows]
    assert [(row["number"], row["stance"], row["claimant"], row["grade"]) for row in rows] == [
        ("1", "reports", "", "B3"), ("1", "denies", default_actors().get("lna").name, "F6"),
    ]


def test_no_cell_of_the_file_is_a_formula(tmp_path):
    path = tmp_path / "claims.csv"
    table = tables([incident(summary="=1+1")])["incidents"]
    write_csv(path, table.headers, table.texts())
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert [cell for cell in cells if cell[:1] in "=+@" and cell] == []
    assert "'=1+1" in cells
