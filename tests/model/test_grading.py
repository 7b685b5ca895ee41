import pytest

from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.grading import grade_by_rule, record_grade
from libya_incident_mapper.model.location import Location, PlaceState
from libya_incident_mapper.model.records import Claim, Incident, Movement, OwnGrade, Waypoint
from libya_incident_mapper.model.validation import faults_of_incident, faults_of_movement


@pytest.mark.parametrize("claims, grade", [
    ([], (None, None)),
    ([("reports", "C3")], ("C", "3")),
    ([("reports", "C1"), ("alleges", "B4")], ("B", "4")),
    ([("reports", "B4"), ("confirms", "B2")], ("B", "2")),
    ([("reports", "F6"), ("denies", "A1")], ("F", "6")),
    ([("denies", "A1")], (None, None)),
])
def test_a_record_has_the_grade_of_its_best_claim(claims, grade):
    assert grade_by_rule(Claim(stance, reliability=one[0], credibility=one[1]) for stance, one in claims) == grade


@pytest.mark.parametrize("make", [
    lambda **more: Incident("attack", DateRange.parse("2018"), "is_libya", **more),
    lambda **more: Movement("is_libya", DateRange.parse("2018"), **more),
])
def test_the_analysts_own_grade_stands_in_the_place_of_the_best_claims(make):
    claims = (Claim(reliability="B", credibility="2"),)
    assert record_grade(make(claims=claims)) == ("B", "2")
    assert record_grade(make(claims=claims, own_grade=OwnGrade("D", "4", "seen through"))) == ("D", "4")
    assert record_grade(make(own_grade=OwnGrade("D", "4", "seen through"))) == ("D", "4")


@pytest.mark.parametrize("own, fields", [
    (OwnGrade("D", "4", "known to exaggerate"), []), (OwnGrade("D", "4", ""), ["grade_reason"]),
    (OwnGrade("D", "4", " \n"), ["grade_reason"]), (OwnGrade("G", "4", "why"), ["own_grade"]),
    (OwnGrade("D", "0", "why"), ["own_grade"]), (OwnGrade("D", "4", "x" * 200_000), ["grade_reason"]),
])
def test_a_grade_of_ones_own_needs_a_reason(own, fields):
    incident = Incident("attack", DateRange.parse("2018"), "is_libya", own_grade=own)
    assert [fault.field for fault in faults_of_incident(incident, default_actors())] == fields
    movement = Movement(
        "is_libya", DateRange.parse("2018"), own_grade=own,
        waypoints=(Waypoint("origin", Location("Jalu", PlaceState.UNKNOWN)),),
    )
    assert [fault.field for fault in faults_of_movement(movement, default_actors())] == fields
