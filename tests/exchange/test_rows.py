from datetime import date

import pytest

from libya_incident_mapper.exchange.context import Context
from libya_incident_mapper.exchange.rows import RowReader, RowRejected
from libya_incident_mapper.exchange.values import read_heading
from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.errors import UnreadableValue
from libya_incident_mapper.model.location import PlaceState
from libya_incident_mapper.model.validation import faults_of_incident, faults_of_movement

INCIDENT = {"kind": "attack", "date": "2018-07-24", "actor1": "IS", "place": "Uqaylah"}
MOVEMENT = {"date": "2018-07-28", "actor": "IS", "origin": "Uqaylah", "destination": "Jalu"}


def context():
    return Context(default_actors(), default_geocoder())


def read(table, **cells):
    row = {**(INCIDENT if table == "incidents" else MOVEMENT), **cells}
    return RowReader(table, tuple(row), context()).read(tuple(row.values()), 7)


def incident(**cells):
    record = read("incidents", **cells)
    assert faults_of_incident(record, default_actors()) == []
    return record


def movement(**cells):
    record = read("movements", **cells)
    assert faults_of_movement(record, default_actors()) == []
    return record


def faults(table, **cells):
    with pytest.raises(RowRejected) as caught:
        read(table, **cells)
    assert caught.value.line == 7
    return {fault.field: fault.sentence for fault in caught.value.faults}


def test_an_incident_is_read_whole():
    record = incident(
        id="X1", kind="Drone strike", date="24 July 2018", actor1="AFRICOM", actor2="aqim", place="near Ubari",
        killed_b="as many as five", wounded="2", captured="several", stance="alleged", status="Reviewed",
        summary="A strike", notes="Denied at first",
    )
    assert (record.uid, record.kind, record.actor1, record.actor2) == ("X1", "air_drone_strike", "us_africom", "aqim")
    assert (record.dates.start, record.stance, record.status) == (date(2018, 7, 24), "alleges", "reviewed")
    assert (record.killed.side_b.high, record.killed.side_b.best, record.killed.side_a.is_known) == (5, None, False)
    assert (record.wounded.best, record.captured.text, record.captured.is_known) == (2, "several", False)
    assert record.location.phrase == "near Ubari"
    assert record.location.is_placed
    assert (record.summary, record.notes) == ("A strike", "Denied at first")


def test_deaths_without_sides_are_of_unknown_side():
    losses = incident(killed="3").killed
    assert (losses.unknown.best, losses.side_a.is_known, losses.side_b.is_known) == (3, False, False)


def test_deaths_beside_their_sides_must_be_their_sum():
    assert incident(killed="16", killed_a="3", killed_b="13").killed.total.best == 16
    assert "come to 16, not to 17" in faults("incidents", killed="17", killed_a="3", killed_b="13")["killed"]


def test_the_source_and_the_claimant_make_a_claim_each():
    shared = context()
    headers = (*INCIDENT, "source", "source_kind", "grade", "published", "quote", "claimant", "claim_source")
    reader = RowReader("incidents", headers, shared)
    cells = (*INCIDENT.values(), "Weekly note", "note", "b2", "2018-07-31", "They came.", "IS", "al-Naba 141")
    first, second = reader.read(cells, 2).claims
    again = reader.read(cells, 3).claims[0]
    assert (first.stance, first.grade, first.quote) == ("reports", "B2", "They came.")
    assert first.published == date(2018, 7, 31)
    assert (second.stance, second.claimant, second.source_uid) == ("claims", "is_libya", shared.new_sources[1].uid)
    assert [(source.name, source.kind, source.reliability) for source in shared.new_sources] == [
        ("Weekly note", "note", "B"), ("al-Naba 141", "party", "F"),
    ]
    assert first.source_uid == again.source_uid == shared.new_sources[0].uid


def test_a_row_without_source_makes_no_claim():
    assert incident().claims == ()


@pytest.mark.parametrize(
    ("place", "state"),
    [("Uqaylah", PlaceState.FOUND), ("Awaynat", PlaceState.AMBIGUOUS), ("103 line", PlaceState.UNKNOWN)],
)
def test_a_place_that_is_not_found_is_no_fault(place, state):
    location = incident(place=place).location
    assert (location.phrase, location.state, location.is_placed) == (place, state, state is PlaceState.FOUND)


def test_a_row_without_place_is_kept_unplaced():
    assert not incident(place="").location.is_placed


def test_ready_coordinates_place_the_words_of_the_source():
    location = incident(place="the farm", lat="30,2602", lon="19.1950").location
    assert (location.phrase, location.lat, location.lon) == ("the farm", 30.2602, 19.195)
    assert location.radius_m < 50
    assert incident(place="", lat="30", lon="19").location.radius_m > 50_000


@pytest.mark.parametrize("text", ["<b>x</b>", "'; DROP TABLE x; --", "[% env('HOME') %]", '"quoted"', "🔥 عقيلة"])
def test_markup_and_code_are_kept_as_text(text):
    record = incident(place=text, summary=text, notes=text)
    assert (record.location.phrase, record.summary, record.notes) == (text, text, text)


@pytest.mark.parametrize(
    ("cells", "column", "part"),
    [
        ({"actor1": "166 Battalion"}, "actor1", "LNA 166 Battalion (lna_166)"),
        ({"actor1": "166 Battalion"}, "actor1", "Brigade 166 (Misrata) (bde_166_misrata)"),
        ({"actor1": "Libian National Army"}, "actor1", "is 'Libyan National Army' meant?"),
        ({"actor2": "Martians"}, "actor2", "No actor of the registry is called 'Martians'"),
        ({"actor1": ""}, "actor1", "The cell is empty."),
        ({"kind": "atack"}, "kind", "is 'attack' meant?"),
        ({"kind": " "}, "kind", "The cell is empty."),
        ({"date": "07/24/2018"}, "date", "write 2018-07-24"),
        ({"date": "2018-07-31 to 2018-07-24"}, "date", "ends (2018-07-24) before it begins (2018-07-31)"),
        ({"date": "0218-07-24"}, "date", "too long ago"),
        ({"killed": "-3"}, "killed", "'-3' is negative"),
        ({"killed_b": "many-ish"}, "killed_b", "'many-ish' is not a count"),
        ({"wounded": "1e9"}, "wounded", "not a count"),
        ({"lat": "19.20", "lon": "30.26"}, "lat", "swapped it would be 30.26, 19.2"),
        ({"lat": "95", "lon": "19.2"}, "lat", "out of range"),
        ({"lat": "30.26", "lon": "200"}, "lat", "longitude 200 is out of range"),
        ({"lat": "30.26"}, "lon", "Only 'lat' is given"),
        ({"lat": "north", "lon": "19.2"}, "lat", "'north' is no number of degrees"),
        ({"place": "19.20, 30.26"}, "place", "write latitude first"),
        ({"grade": "G7"}, "grade", "such as B2"),
        ({"grade": "B2", "reliability": "A"}, "grade", "given twice"),
        ({"own_grade": "D4"}, "grade_reason", "Only 'own_grade' is given"),
        ({"grade_reason": "hearsay"}, "own_grade", "Only 'grade_reason' is given"),
        ({"own_grade": "4D", "grade_reason": "hearsay"}, "own_grade", "is no grade"),
        ({"stance": "hopes"}, "stance", "is not in the list"),
        ({"published": "July 2018", "source": "x"}, "published", "no single day"),
        ({"notes": "x" * 100_001}, "notes", "shorten it"),
        ({"notes": "x\0y"}, "notes", "NUL"),
        ({"id": "a\nb"}, "id", "one line"),
    ],
)
def test_a_faulty_incident_is_refused_with_its_column(cells, column, part):
    found = faults("incidents", **cells)
    assert list(found) == [column]
    assert part in found[column]


def test_all_faults_of_a_row_come_at_once():
    found = faults("incidents", kind="x", date="x", actor1="Martians", killed="-1", lat="19.2", lon="30.3", notes="\0")
    assert set(found) == {"kind", "date", "actor1", "killed", "lat", "notes"}


def test_the_date_decides_among_homonyms_and_the_parent_does():
    assert incident(actor1="LNA's 166 Battalion").actor1 == "lna_166"
    assert incident(actor1="166 Battalion", date="2012-03-01").actor1 == "lna_166"


def test_an_id_serves_one_record():
    reader = RowReader("incidents", ("id", *INCIDENT), context())
    reader.read(("I1", *INCIDENT.values()), 2)
    with pytest.raises(RowRejected, match="'I1' is taken"):
        reader.read(("I1", *INCIDENT.values()), 3)


def test_a_refused_row_does_not_take_its_id():
    reader = RowReader("incidents", ("id", *INCIDENT), context())
    with pytest.raises(RowRejected):
        reader.read(("I1", "nonsense", *list(INCIDENT.values())[1:]), 2)
    assert reader.read(("I1", *INCIDENT.values()), 3).uid == "I1"


def test_a_movement_is_read_whole():
    record = movement(
        id="M9", kind="advance", origin="south of Uqaylah", via="103 line; Jalu ;", destination="Kufra and Jalu region",
        heading="South-East", route_observed="Yes", vehicles="as many as five", vehicle_kind="technicals", persons="11",
    )
    assert (record.uid, record.kind, record.actor, record.heading) == ("M9", "advance", "is_libya", 135.0)
    assert [(stop.role, stop.location.phrase) for stop in record.waypoints] == [
        ("origin", "south of Uqaylah"), ("via", "103 line"), ("via", "Jalu"), ("destination", "Kufra and Jalu region"),
    ]
    assert record.unplaced_stops == 1
    assert record.is_route_observed
    assert (record.vehicles.high, record.vehicle_kind, record.persons.best) == (5, "technical", 11)


@pytest.mark.parametrize(
    ("text", "degrees"), [("N", 0), ("ssw", 202.5), ("90", 90), ("360", 0), ("42.5°", 42.5), ("westwards", 270)]
)
def test_headings(text, degrees):
    assert movement(heading=text).heading == degrees


@pytest.mark.parametrize(
    ("cells", "column", "part"),
    [
        ({"origin": "", "destination": ""}, "origin", "at least an origin"),
        ({"heading": "upwards"}, "heading", "'upwards' is no heading"),
        ({"heading": "361"}, "heading", "more than 360"),
        ({"route_observed": "perhaps"}, "route_observed", "neither yes nor no"),
        ({"vehicles": "-2"}, "vehicles", "negative"),
        ({"vehicle_kind": "submarine"}, "vehicle_kind", "is not in the list"),
        ({"destination": "19.20, 30.26"}, "destination", "write latitude first"),
    ],
)
def test_a_faulty_movement_is_refused_with_its_column(cells, column, part):
    found = faults("movements", **cells)
    assert list(found) == [column]
    assert part in found[column]


@pytest.mark.parametrize(("text", "degrees"), [
    ("جنوب غربي", 225), ("الشمال", 0), ("شمال شرق", 45), ("٢٢٥", 225), ("sud-ouest", 225), ("Nord", 0), ("SSW", 202.5),
])
def test_headings_are_read_in_three_languages(text, degrees):
    assert read_heading(text) == degrees


@pytest.mark.parametrize("text", ["", "جنوب سرت", "vers le haut"])
def test_what_is_no_heading_in_any_language_is_told(text):
    with pytest.raises(UnreadableValue):
        read_heading(text)


@pytest.mark.parametrize("text", [
    "between 5 and 9 March 2019", "5–9 March 2019", "du 5 au 9 mars 2019", "بين 5 و9 مارس 2019",
])
def test_a_range_is_read_as_the_form_reads_it(text):
    dates = incident(date=text).dates
    assert (dates.start, dates.end, dates.text) == (date(2019, 3, 5), date(2019, 3, 9), text)


def test_a_day_that_its_month_does_not_have_is_named():
    assert "There is no 31/6/2019" in str(faults("incidents", date="31 June 2019"))
