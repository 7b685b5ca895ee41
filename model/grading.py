"""The grade of a record as a whole, from the grades of what is claimed about it."""

from typing import Iterable, Optional, Tuple

from .records import Claim
from .stances import is_drawn


def record_grade(claims: Iterable[Claim]) -> Tuple[Optional[str], Optional[str]]:
    """Reliability A–F and credibility 1–6 of the best claim, both None where there is no claim to go by.

    The best is the most reliable source's; among equals the most credible report. What is denied speaks against
    the record: a denial's grade is not the record's.
    """
    grades = [(claim.reliability, claim.credibility) for claim in claims if is_drawn(claim.stance)]
    return min(grades, default=(None, None))
