import pytest

from libya_incident_mapper.model.grading import record_grade
from libya_incident_mapper.model.records import Claim


@pytest.mark.parametrize("claims, grade", [
    ([], (None, None)),
    ([("reports", "C3")], ("C", "3")),
    ([("reports", "C1"), ("alleges", "B4")], ("B", "4")),
    ([("reports", "B4"), ("confirms", "B2")], ("B", "2")),
    ([("reports", "F6"), ("denies", "A1")], ("F", "6")),
    ([("denies", "A1")], (None, None)),
])
def test_a_record_has_the_grade_of_its_best_claim(claims, grade):
    assert record_grade(Claim(stance, reliability=one[0], credibility=one[1]) for stance, one in claims) == grade
