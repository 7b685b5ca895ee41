"""States of records as JSON: nothing of them is lost, and of two states only what differs is kept."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest

from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.history import (
    differing_fields,
    read_values,
    record_of,
    write_difference,
    write_state,
)
from libya_incident_mapper.model.location import Candidate, Location, PlaceState, Precision
from libya_incident_mapper.model.records import (
    Claim,
    Incident,
    Losses,
    Movement,
    OwnGrade,
    Stamp,
    Waypoint,
)

PLACE = Location(
    "غرب أوباري", PlaceState.FOUND, 26.59, 12.5, 4000.0, b"\x01\x03\x00\xff", Precision.DIRECTION, "rule", "remark",
    candidates=(Candidate("LY-1", "Ubari", "أوباري", "town", "Wadi al-Hayat", 26.59, 12.78, 900.0, 0.25, "q for g"),),
)
INCIDENT = Incident(
    "attack", DateRange.parse("2019-02-01/2019-02-03"), "lna", uid="I", actor2="is_libya", location=PLACE,
    killed=Losses(side_b=CountRange(2, None, 5, "two to five")), wounded=CountRange.exactly(0),
    summary="<b>x</b> & \"y\"", notes="two\nlines", status="reviewed",
    own_grade=OwnGrade("D", "4", "the source was wrong before"),
    claims=(Claim(uid="C", source_uid="S", published=date(2019, 2, 4), span_start=3, span_end=9, quote="…"),),
    stamp=Stamp("2019-02-05T10:00:00+00:00", "A", "2019-02-06T10:00:00+00:00", "B", 3),
)
MOVEMENT = Movement(
    "gna_forces", DateRange.parse("2019-04"), uid="M", heading=187.5, is_route_observed=True,
    waypoints=(Waypoint("origin", PLACE), Waypoint("destination", Location("?", PlaceState.AMBIGUOUS))),
)


@pytest.mark.parametrize("record", [INCIDENT, MOVEMENT])
def test_a_whole_state_comes_back_equal(record):
    before, after = read_values(type(record), write_state(record))
    assert record_of(type(record), record.uid, before) == record
    assert after == {}


@pytest.mark.parametrize("name, value", [
    ("status", "approved"), ("location", replace(PLACE, lat=26.6, area_wkb=None)), ("own_grade", None),
    ("claims", (*INCIDENT.claims, Claim(uid="D", stance="denies"))), ("claims", ()),
    ("dates", DateRange.parse("2019-02-02")), ("killed", Losses()),
])
def test_of_two_states_what_differs_is_kept_and_nothing_else(name, value):
    changed = replace(INCIDENT, **{name: value}, stamp=replace(INCIDENT.stamp, revision=4))
    assert differing_fields(INCIDENT, changed) == (name,)
    text = write_difference(INCIDENT, changed)
    assert list(json.loads(text)) == [name]
    assert read_values(Incident, text) == ({name: getattr(INCIDENT, name)}, {name: value})


def test_the_text_is_compact_and_readable_in_any_language():
    text = write_state(replace(INCIDENT, claims=(), own_grade=None))
    assert "غرب أوباري" in text
    assert ": " not in text
    assert "captured" not in text  # not known, as it is by itself
    assert len(write_difference(INCIDENT, replace(INCIDENT, status="draft"))) < 40


def test_every_field_of_a_record_is_told_but_its_uid_and_stamp():
    other = Incident(
        "protest", DateRange.parse("2020"), "gna_forces", uid="J", actor2="lna", killed=Losses(), stance="denies",
        captured=CountRange.exactly(1), stamp=Stamp(revision=9),
    )
    told = {field.name for field in fields(Incident)} - {"uid", "stamp"}
    assert set(differing_fields(INCIDENT, other)) == told


def test_what_a_later_version_keeps_is_passed_over():
    assert read_values(Incident, '{"colour":["red","blue"],"status":["draft","reviewed"]}') == (
        {"status": "draft"}, {"status": "reviewed"},
    )


@pytest.mark.parametrize("text", [
    "{", "[]", '{"status":[5]}', '{"dates":["2018"]}', '{"location":[{"phrase":"x","state":"?"}]}',
    '{"claims":[[{"published":"yesterday"}]]}', '{"location":[{"phrase":"x","state":"found","area_wkb":"§"}]}', "null",
])
def test_anything_else_is_refused(text):
    with pytest.raises((ValueError, TypeError, AttributeError, KeyError)):
        read_values(Incident, text)
