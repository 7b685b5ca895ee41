"""A candidate in words, for lists and logs."""

from ..model.direction import isolated
from ..model.district_names import told_district
from ..model.location import Candidate
from ..model.reasons import told
from .translation import tr


def describe(candidate: Candidate) -> str:
    """'town in Al Wahat · same spelling', in the language of the window."""
    from ..geocoding.gazetteer import place_kinds

    district = isolated(told_district(candidate.district))
    kind = place_kinds().get(candidate.kind)
    what = tr(kind.label) if kind else candidate.kind
    where = tr("{kind} in {district}").format(kind=what, district=district) if district else what
    return f"{where} · {told(candidate.reason)}" if candidate.reason else where
