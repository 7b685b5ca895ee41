"""A candidate in words, for lists and logs."""

from ..model.location import Candidate
from ..model.reasons import told
from .translation import tr


def describe(candidate: Candidate) -> str:
    """'town in Al Wahat · same spelling', in the language of the window."""
    from ..geocoding.gazetteer import place_kinds

    kind = place_kinds().get(candidate.kind)
    what = tr(kind.label) if kind else candidate.kind
    where = tr("{kind} in {district}").format(kind=what, district=candidate.district) if candidate.district else what
    return f"{where} · {told(candidate.reason)}" if candidate.reason else where
