"""The grade of a record as a whole, from the grades of what is claimed about it."""

from typing import Iterable, Optional, Tuple

from .codes import code_list
from .records import Claim


def record_grade(claims: Iterable[Claim]) -> Tuple[Optional[str], Optional[str]]:
    """Reliability A–F and credibility 1–6 of the best claim, both None where there is no claim to go by.

    The best is the most reliable source's; among equals the most credible report. What is denied speaks against
    the record: a denial's grade is not the record's.
    """
    stances = code_list("stances")
    grades = [
        (claim.reliability, claim.credibility)
        for claim in claims
        if claim.stance not in stances or stances[claim.stance].more["is_drawn"] == "yes"
    ]
    return min(grades, default=(None, None))
