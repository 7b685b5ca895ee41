"""The grade of a record as a whole: the analyst's own, else that of the best of what is claimed about it."""

from typing import Iterable, Optional, Tuple

from .records import Claim, Record
from .stances import is_drawn

Grade = Tuple[Optional[str], Optional[str]]
"""Reliability A–F and credibility 1–6, both None where there is nothing to go by."""


def record_grade(record: Record) -> Grade:
    """What the record is graded, by whichever way."""
    own = record.own_grade
    return grade_by_rule(record.claims) if own is None else (own.reliability, own.credibility)


def grade_by_rule(claims: Iterable[Claim]) -> Grade:
    """The grade of the best claim: the most reliable source's; among equals that of the most credible report.

    What is denied speaks against the record: a denial's grade is not the record's.
    """
    grades = [(claim.reliability, claim.credibility) for claim in claims if is_drawn(claim.stance)]
    return min(grades, default=(None, None))
