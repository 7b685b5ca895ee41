"""Two records made into one."""

from dataclasses import replace

import pytest

from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.merging import differing, merged
from libya_incident_mapper.model.records import Claim, Incident, Losses, Movement, OwnGrade, Stamp, Waypoint
from libya_incident_mapper.model.validation import faults_of_incident, faults_of_movement


def place(phrase, lat):
    return Location(phrase, PlaceState.FOUND, lat, 19.2, 5000.0, precision=Precision.NEAR, rule="near")


ONE = Incident(
    "armed_clash", DateRange.parse("2018-07-24"), "is_libya", "one", "lna", place("Uqaylah", 30.26),
    Losses(side_b=CountRange.exactly(1)), summary="ours", notes="our note", status="approved",
    claims=(Claim(uid="c1", source_uid="S1", reliability="B", quote="our words"),),
    stamp=Stamp("2018-07-25", "ann", revision=3),
)
OTHER = Incident(
    "attack", DateRange.parse("2018-07-25"), "is_libya", "other", "", place("near Uqaylah", 30.3),
    Losses(side_b=CountRange.exactly(3)), CountRange.exactly(2), summary="theirs", notes="their note", status="draft",
    claims=(Claim(uid="c2", source_uid="S2", quote="their words"), Claim(uid="c3", source_uid="S3", stance="denies")),
    stamp=Stamp("2018-07-26", "bob", revision=1),
)


def test_what_differs_has_to_be_chosen_and_what_one_alone_knows_has_not():
    assert differing(ONE, OTHER) == ("kind", "dates", "location", "killed", "summary", "status")
    assert differing(ONE, replace(ONE, uid="x", notes="", claims=())) == ()


def test_nothing_is_lost():
    both = merged(ONE, OTHER, {"kind", "location"})
    assert (both.uid, both.stamp) == ("one", ONE.stamp)
    assert (both.kind, both.location) == ("attack", OTHER.location)
    assert (both.dates, both.killed, both.summary, both.status) == (ONE.dates, ONE.killed, "ours", "approved")
    assert (both.actor2, both.wounded) == ("lna", OTHER.wounded)
    assert both.notes == "our note\ntheir note"
    assert [claim.uid for claim in both.claims] == ["c1", "c2", "c3"]
    ours, theirs, denial = both.claims
    assert (ours.quote, ours.source_uid, ours.reliability, ours.place_text) == ("our words", "S1", "B", "Uqaylah")
    for words in ("kind: armed_clash", '"Uqaylah"', "30.26000, 19.20000", "radius 5000 m", "one, 2018-07-25 ann"):
        assert words in ours.notes
    assert theirs.killed.best == 3
    for words in (
        "dates: 2018-07-25", 'killed: side_b 3/3/3 "3"', "summary: theirs", "status: draft", "other, 2018-07-26 bob",
    ):
        assert words in theirs.notes
    assert denial == OTHER.claims[1]
    assert faults_of_incident(both, default_actors()) == []


def test_a_count_of_a_claim_is_never_written_over():
    told = replace(OTHER, claims=(Claim(uid="c2", killed=CountRange.exactly(4), place_text="the gate"),))
    claim = merged(ONE, told).claims[1]
    assert (claim.killed, claim.place_text) == (CountRange.exactly(4), "the gate")
    assert 'killed: side_b 3/3/3 "3"' in claim.notes


def test_a_record_without_claims_gets_one_for_what_does_not_stand():
    both = merged(ONE, replace(OTHER, claims=()))
    assert len(both.claims) == 2
    assert both.claims[1].killed.best == 3
    assert merged(replace(ONE, claims=()), replace(ONE, uid="x", claims=())).claims == ()


def test_what_both_claim_in_the_same_words_is_kept_once():
    same = replace(ONE, uid="x", claims=(replace(ONE.claims[0], uid="c9"),))
    assert merged(ONE, same).claims == ONE.claims


@pytest.mark.parametrize(("chosen", "route"), [(set(), "Uqaylah"), ({"waypoints"}, "Jalu")])
def test_a_movement_has_one_of_the_routes_and_the_other_in_words(chosen, route):
    day, stops = DateRange.parse("2018-07-28"), (Waypoint("origin", place("Uqaylah", 30.2)),)
    here = Movement("is_libya", day, "one", waypoints=stops)
    there = replace(
        here, uid="other", heading=180.0, persons=CountRange.exactly(40),
        waypoints=(Waypoint("origin", place("Jalu", 29.0)), Waypoint("destination", place("Kufra", 24.2))),
    )
    both = merged(here, there, chosen)
    assert both.waypoints[0].location.phrase == route
    assert (both.heading, both.persons) == (180.0, CountRange.exactly(40))
    lost = " ".join(claim.notes for claim in both.claims)
    assert ("29.00000, 19.20000" in lost) == (not chosen)
    assert ('origin "Uqaylah"' in lost) == bool(chosen)
    assert faults_of_movement(both, default_actors()) == []


def test_of_two_grades_of_ones_own_one_is_chosen_and_the_other_is_kept_in_words():
    mine, theirs = OwnGrade("B", "2", "I saw it"), OwnGrade("E", "5", "she dreamt it")
    one, other = replace(ONE, own_grade=mine), replace(OTHER, own_grade=theirs)
    assert "own_grade" in differing(one, other)
    assert merged(one, other).own_grade == mine
    assert "own_grade: E5 (she dreamt it)" in merged(one, other).claims[1].notes
    assert merged(one, other, {"own_grade"}).own_grade == theirs
    assert merged(ONE, other).own_grade == theirs
    assert merged(one, OTHER).own_grade == mine
