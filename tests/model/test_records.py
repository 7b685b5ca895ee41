from dataclasses import replace

import pytest

from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Claim, Document, Incident, Losses, Movement, Waypoint
from libya_incident_mapper.model.validation import faults_of_incident, faults_of_movement

PLACED = Location("Ghat", PlaceState.FOUND, 24.96, 10.18, 4000.0, precision=Precision.LOCALITY)
UNPLACED = Location("Nowhere", PlaceState.UNKNOWN)
INCIDENT = Incident("armed_clash", DateRange.parse("2016-09-12"), "is_libya", actor2="lna", location=PLACED)
STOPS = (Waypoint("origin", PLACED), Waypoint("via", UNPLACED))
MOVEMENT = Movement("lna", DateRange.parse("2016-09-12"), waypoints=STOPS)


def test_sound_records_have_no_faults():
    assert faults_of_incident(INCIDENT, default_actors()) == []
    assert faults_of_incident(replace(INCIDENT, location=UNPLACED), default_actors()) == []
    assert faults_of_movement(MOVEMENT, default_actors()) == []
    assert MOVEMENT.unplaced_stops == 1


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"kind": "party"}, "kind", "armed_clash"),
        ({"dates": DateRange.parse("2016-09-12/2016-09-01")}, "date", "swap"),
        ({"dates": DateRange.parse("0216-09-12")}, "date", "check the year"),
        ({"actor1": ""}, "actor1", "unknown_armed"),
        ({"actor1": "us"}, "actor1", "no actor 'us'"),
        ({"actor2": "us"}, "actor2", "no actor 'us'"),
        ({"stance": "sings"}, "stance", "reports"),
        ({"status": "final"}, "status", "draft"),
        ({"wounded": CountRange(low=-1)}, "wounded", "negative"),
        ({"killed": Losses(side_a=CountRange(low=5, high=2))}, "killed_a", "low over best to high"),
        ({"notes": "x" * 100_001}, "notes", "shorten"),
        ({"summary": "a\0b"}, "summary", "NUL"),
        ({"location": replace(PLACED, lat=95.0)}, "place", "latitude, then longitude"),
        ({"location": replace(PLACED, radius_m=None)}, "place", "radius above 0"),
        ({"location": replace(PLACED, precision=Precision.UNLOCATED)}, "place", "choose a precision"),
        ({"location": replace(UNPLACED, radius_m=10.0)}, "place", "place it or clear both"),
        ({"claims": (Claim(reliability="G"),)}, "claim 1", "Claim 1 (reliability): 'G'"),
        ({"claims": (Claim(), Claim(span_start=9, span_end=3))}, "claim 2", "begin before it ends"),
        ({"claims": (Claim(claimant="us"),)}, "claim 1", "no actor 'us'"),
    ],
)
def test_each_fault_names_its_field_and_says_what_to_do(change, field, words):
    (fault,) = faults_of_incident(replace(INCIDENT, **change), default_actors())
    assert fault.field == field
    assert words in fault.sentence


def test_all_faults_of_a_record_come_at_once():
    broken = replace(INCIDENT, kind="party", actor1="", wounded=CountRange(low=-1))
    assert [fault.field for fault in faults_of_incident(broken, default_actors())] == ["kind", "actor1", "wounded"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"waypoints": ()}, "origin"),
        ({"waypoints": (Waypoint("destination", PLACED), Waypoint("origin", PLACED))}, "origin"),
        ({"waypoints": (Waypoint("origin", PLACED), Waypoint("origin", PLACED))}, "origin"),
        ({"waypoints": (Waypoint("origin", replace(PLACED, lon=999.0)),)}, "origin"),
        ({"heading": 360.0}, "heading"),
        ({"vehicle_kind": "camel"}, "vehicle_kind"),
        ({"vehicles": CountRange(high=-5)}, "vehicles"),
    ],
)
def test_a_movement_is_checked_stop_by_stop(change, field):
    (fault,) = faults_of_movement(replace(MOVEMENT, **change), default_actors())
    assert fault.field == field


def test_a_role_that_is_none_is_a_fault_not_a_crash():
    (fault,) = faults_of_movement(replace(MOVEMENT, waypoints=(Waypoint("picnic", PLACED),)), default_actors())
    assert "picnic" in fault.sentence


@pytest.mark.parametrize(
    ("losses", "low", "best", "high"),
    [
        (Losses(), None, None, None),
        (Losses(CountRange.exactly(9), CountRange.exactly(2)), 11, 11, 11),
        (Losses(CountRange.exactly(9), CountRange.parse("at least 2")), 11, None, None),
        (Losses(civilians=CountRange.exactly(0)), 0, 0, 0),
        (Losses(unknown=CountRange.parse("several")), None, None, None),
    ],
)
def test_total_losses_are_derived_and_never_invented(losses, low, best, high):
    assert (losses.total.low, losses.total.best, losses.total.high) == (low, best, high)


def test_a_text_is_known_by_its_hash():
    assert Document("a", "نص").sha256 == Document("b", "نص").sha256 != Document("a", "نص ").sha256
