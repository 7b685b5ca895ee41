"""What the search makes of a name: found, ambiguous or unknown, and why.

The thresholds are calibrated by `benchmarks/bench_names_found.py`: precision against coverage over names held back.
"""

from dataclasses import dataclass
from typing import Iterable, Iterator, List, Sequence, Tuple

from ..model.location import Candidate, PlaceState
from .comparison import Match, Part, named
from .folding import fold
from .gazetteer import Place, place_kinds
from .hints import distance_m
from .keys import consonant_key

# Scores: what is close enough to be taken, and to be asked about at all.
ACCEPT, ASK = 0.2, 0.48
# What a word costs that is the name itself but for an article.
VERY_NAME = 0.02
# How much better than every other place the best must be, and what a whole step of importance adds to that.
MARGIN, IMPORTANCE_WEIGHT = 0.12, 0.3
# A place that bears the very name is not in doubt because a greater one is spelt a little like it.
_CLEARLY_OTHER = 0.08
# Two rows nearer than this are the same place for a reader of the map.
SAME_PLACE_M = 10_000
_NEAR_DEG = SAME_PLACE_M / 90_000
# A facility nearer than this to a settlement of its name is named after it: Gialo Field lies 45 km from Jalu.
NAMED_AFTER_M = 60_000
_FACILITIES = ("airfield", "gate", "oil", "port", "site")
_RANK_IMPORTANCE = 0.1
_AREA_RANK = 0.06


@dataclass(frozen=True)
class Decision:
    """The state, the candidates best first (in every state), and the reason in one clause.

    Only in the state FOUND is the first candidate the answer.
    """

    state: PlaceState
    candidates: Tuple[Candidate, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Ranked:
    """A place with its score, what the score is made of, and its place in the order (smaller comes first)."""

    place: Place
    match: Match
    adjustments: Tuple[Part, ...]
    score: float
    rank: float

    @classmethod
    def of(cls, match: Match, adjustments: Tuple[Part, ...]) -> "Ranked":
        """Rank by likeness, then by importance; a town comes before the district that bears its name."""
        place = match.form.place
        score = match.score + sum(part.value for part in adjustments)
        area = _AREA_RANK if is_area(place) else 0.0
        if match.form.is_taught:
            adjustments = (*adjustments, named("taught", place.source))
            if score <= VERY_NAME:
                area = -1.0  # what an analyst taught by that very name comes before every list
        return cls(place, match, adjustments, score, score + area - _RANK_IMPORTANCE * place.importance)

    @property
    def is_taught(self) -> bool:
        """Whether an analyst taught the place or this spelling of it."""
        return self.match.form.is_taught

    def candidate(self) -> Candidate:
        """For the analyst, with the reasons in words."""
        place = self.place
        reasons = [self.match.reason(), *(part.text() for part in self.adjustments)]
        return Candidate(
            place.place_id, place.name, place.name_ar, place.kind, place.district, place.lat, place.lon,
            place.extent_m, round(self.score, 3), "; ".join(filter(None, reasons)),
        )


def is_area(place: Place) -> bool:
    """Whether the place is a district or region rather than a point on the map."""
    return place_kinds()[place.kind].group == "area"


def decide(ranked: Sequence[Ranked], why_not: str = "", *, asks_for_area: bool = False, limit: int = 10) -> Decision:
    """Weigh the best of the ranked places against the others.

    why_not: why the name is known to be no place, if it is.
    """
    if not ranked:
        return Decision(PlaceState.UNKNOWN, (), why_not or "no place of that name is known")
    best, shown = ranked[0], ranked
    state, reason = _by_itself(best, why_not)
    if state is PlaceState.FOUND:
        rivals = [] if best.is_taught and best.score <= VERY_NAME else list(_rivals(best, ranked[1:], asks_for_area))
        if rivals:
            names = ", ".join(_described(entry.place) for entry in [best, *rivals[:2]])
            state, reason = PlaceState.AMBIGUOUS, f"could be {names}"
        else:
            shown = worth_showing(ranked)
    candidates = tuple(entry.candidate() for entry in shown[:limit])
    return Decision(state, candidates, reason or candidates[0].reason)


def worth_showing(ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """Beside an answer only what might be asked about; what is farther off is no alternative, only in the way."""
    if not ranked or ranked[0].score > ACCEPT:
        return ranked
    return [entry for entry in ranked if entry.score <= ASK]


def each_place_once(ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    """The ranked places less those that a better one stands for: of its kind and name, and near it in another list."""
    kept: List[Place] = []
    for entry in ranked:
        # In Libya a degree is at least 90 km; most places are told apart by their latitudes alone.
        south, north = entry.place.lat - _NEAR_DEG, entry.place.lat + _NEAR_DEG
        near = [other for other in kept if south <= other.lat <= north]
        if not any(_stands_for(other, entry.place) for other in near):
            kept.append(entry.place)
            yield entry


def _stands_for(place: Place, other: Place) -> bool:
    if distance_m(place, other) > SAME_PLACE_M:
        return False
    kinds = place_kinds()
    return kinds[place.kind].group == kinds[other.kind].group and _name_key(place) == _name_key(other)


def _name_key(place: Place) -> str:
    folded = fold(place.name)
    return consonant_key(folded.own) or folded.plain


def _by_itself(best: Ranked, why_not: str) -> Tuple[PlaceState, str]:
    """What the best place is worth whatever else there is, and why it is not taken. What was taught needs no list."""
    # A name that is known to be none of ours is taken for a place only in the very words of the place, and asked about
    # where only the sounds are the same: "زاوية" is a corner, and may be Zawiya.
    if why_not and not best.is_taught and not (best.score <= 0 and best.match.is_same_words):
        return (PlaceState.AMBIGUOUS if best.score <= VERY_NAME else PlaceState.UNKNOWN), why_not
    if best.score > ASK:
        return PlaceState.UNKNOWN, "no known place is close enough in spelling"
    if best.score > ACCEPT:
        return PlaceState.AMBIGUOUS, "the name differs too much to be sure"
    return PlaceState.FOUND, ""


def _rivals(best: Ranked, others: Sequence[Ranked], asks_for_area: bool) -> Iterator[Ranked]:
    """Other places that are nearly as good an answer."""
    for other in others:
        behind = other.score - best.score
        if best.score <= VERY_NAME and behind >= _CLEARLY_OTHER:
            continue
        if behind > 0 and _is_named_after(other.place, best.place):
            continue
        lead = behind + IMPORTANCE_WEIGHT * (best.place.importance - other.place.importance)
        if lead < MARGIN and not _is_same(best.place, other.place, asks_for_area):
            yield other


def _is_same(place: Place, other: Place, asks_for_area: bool) -> bool:
    """Near enough to be one place on the map, or the district or region that the place lies in and gives its name."""
    distance = distance_m(place, other)
    if is_area(other) and not asks_for_area:
        return not is_area(place) and distance <= other.extent_m
    if is_area(other) and is_area(place):
        return distance <= max(place.extent_m, other.extent_m)
    return distance <= SAME_PLACE_M


def _is_named_after(facility: Place, settlement: Place) -> bool:
    """Whether a field, airfield, gate or site near a settlement bears the settlement's name rather than its own."""
    groups = place_kinds()[facility.kind].group, place_kinds()[settlement.kind].group
    return groups[0] in _FACILITIES and groups[1] == "settlement" and distance_m(facility, settlement) <= NAMED_AFTER_M


def _described(place: Place) -> str:
    kind = place_kinds()[place.kind].label
    return f"{place.name} ({kind}, {place.district})" if place.district else f"{place.name} ({kind})"

