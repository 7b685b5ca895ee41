"""What is taken away is gone, what is not stays, and the record itself is left as it was."""

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from libya_incident_mapper.exchange.redaction import is_old_enough, redacted
from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.grading import record_grade
from libya_incident_mapper.model.records import Claim, Incident, Losses, Movement, OwnGrade, Waypoint
from libya_incident_mapper.model.redaction import NOTHING, Places, Redaction
from libya_incident_mapper.model.validation import faults_of_incident, faults_of_movement

CLAIM = Claim(
    source_uid="s1", document_uid="d1", span_start=3, span_end=9, reliability="B", credibility="2", claimant="lna",
    published=date(2031, 2, 4), quote="Salim saw it in Zillah", notes="called Salim", place_text="Zillah souk",
)
RECORD = Incident(
    "attack", DateRange.parse("3 February 2031"), "is_libya", location=default_geocoder().locate("Zillah"),
    killed=Losses(CountRange.parse("as many as five")), summary="Salim's shop hit", notes="ask Salim", claims=(CLAIM,),
)
MOVE = Movement("is_libya", DateRange.parse("2031-02-03"), waypoints=(
    Waypoint("origin", default_geocoder().locate("Zillah")), Waypoint("destination", default_geocoder().locate("Hun")),
), summary="Salim saw them")
EVERYTHING = Redaction(Places.GRID, 0.25, 24, True, True)


def test_nothing_asked_leaves_all_but_the_link_to_the_document():
    (claim,) = redacted(RECORD, NOTHING).claims
    assert replace(redacted(RECORD, NOTHING), claims=RECORD.claims) == RECORD
    assert claim == replace(CLAIM, document_uid="", span_start=None, span_end=None)
    assert not NOTHING.is_any
    assert not Redaction(grid_degrees=1.0).is_any
    assert all(one.is_any for one in (EVERYTHING, Redaction(delay_hours=1), Redaction(hides_texts=True)))


def test_sources_go_with_their_words_and_grades_and_parties_stay():
    told = redacted(RECORD, Redaction(hides_sources=True))
    (claim,) = told.claims
    assert (claim.source_uid, claim.quote, claim.published, claim.document_uid) == ("", "", None, "")
    assert (claim.grade, claim.claimant, told.summary) == ("B2", "lna", "Salim's shop hit")


def test_texts_go_and_sources_stay():
    told = redacted(RECORD, Redaction(hides_texts=True))
    assert "Salim" not in repr(told)
    assert (told.claims[0].source_uid, told.location) == ("s1", RECORD.location)


@pytest.mark.parametrize("redaction, is_told", [
    (Redaction(delay_hours=1), True), (Redaction(hides_texts=True), False), (Redaction(hides_sources=True), False),
    (Redaction(Places.DISTRICT), False),
])
def test_a_grade_of_ones_own_stays_and_its_reason_may_not(redaction, is_told):
    for record in (RECORD, MOVE):
        told = redacted(replace(record, own_grade=OwnGrade("D", "4", "Salim lied before")), redaction)
        assert record_grade(told) == ("D", "4")
        assert ("Salim" in told.own_grade.reason) == is_told
        faults = faults_of_incident if record is RECORD else faults_of_movement
        assert faults(told, default_actors()) == []


@pytest.mark.parametrize("places", [Places.GRID, Places.DISTRICT])
def test_rounded_places_take_the_texts_along(places):
    told = redacted(RECORD, Redaction(places))
    assert told.location.lat != RECORD.location.lat
    assert "Zillah" not in repr(told)
    assert told.killed.side_a.high == 5
    moved = redacted(MOVE, Redaction(places))
    assert [stop.role for stop in moved.waypoints] == ["origin", "destination"]
    assert "Zillah" not in repr(moved)
    assert "Hun" not in repr(moved)


def test_what_is_told_can_be_stored():
    assert faults_of_incident(redacted(RECORD, EVERYTHING), default_actors()) == []
    assert faults_of_movement(redacted(MOVE, EVERYTHING), default_actors()) == []


@pytest.mark.parametrize(("hour", "is_told"), [(21, False), (22, True)])
def test_a_record_waits_until_its_day_in_libya_is_over_for_the_delay(hour, is_told):
    now = datetime(2031, 2, 4, hour, 0, tzinfo=timezone.utc)
    assert is_old_enough(RECORD, Redaction(delay_hours=24), now) is is_told
    assert is_old_enough(RECORD, NOTHING, now)
