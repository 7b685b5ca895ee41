"""Incidents too many to be told apart on paper are counted: where, and which of them, on one map of a sheet."""

import math
from collections import defaultdict
from typing import AbstractSet, Container, Dict, Iterable, List, Mapping, NamedTuple, Tuple

from ..layers.displacement import MOST, groups
from ..layers.map_board import Point, Spot

_LARGEST = (math.inf, 12, 6, 3, 1)
"""Larger crowds than the first are counted; if still too many are left to be moved apart, larger ones than the next."""

_WIDTHS_MM = ((1000, 14.0), (100, 11.5), (10, 9.5), (0, 8.0))
"""From so many incidents on the ring is as wide, so that their number has room in it."""


class Tally(NamedTuple):
    """One ring. uids: of what it counts; it stands at the place of the first. x, y, width: mm on paper."""

    uids: Tuple[str, ...]
    x: float
    y: float
    width: float

    @property
    def spot(self) -> Spot:
        """What it covers."""
        return Spot(self.x, self.y, self.width)


def tallies(spots: Mapping[str, Spot], most: int = MOST, elsewhere: Container[str] = ()) -> List[Tally]:
    """The rings on a map where these markers belong; none where all that hide each other can be moved apart.

    most: as many as there is room for, of which `displacement.MOST` are moved at most. elsewhere: those that another
    map shows one by one, of which crowds are always counted.
    Rings keep off each other, and count what would lie below them. The first in `spots` of those at the place with the
    most stands for a ring.
    """
    crowds, most = list(groups(spots)), min(MOST, most)
    counted = [crowd for crowd in crowds if any(uid in elsewhere for uid in crowd)]
    free = [crowd for crowd in crowds if crowd not in counted]
    largest = next(
        largest for largest in _LARGEST if sum(len(crowd) for crowd in free if len(crowd) <= largest) <= most
    )
    counted += [crowd for crowd in free if len(crowd) > largest]
    if not counted:
        return []
    apart = ring_width(max(map(len, counted)))
    places = _by_place({uid for crowd in counted for uid in crowd}, spots)
    middles: List[Point] = []
    for point in sorted(places, key=lambda point: (-len(places[point]), point)):
        if all(math.dist(point, other) >= apart for other in middles):
            middles.append(point)
    members: Dict[Point, List[str]] = {point: places[point] for point in middles}
    for uid, spot in spots.items():
        point = spot[:2]
        nearest = min(middles, key=lambda middle: math.dist(middle, point))
        # What is counted is nearer than that to a ring, or would be one itself.
        reach = apart if point in places else (apart + spot.width) / 2
        if point != nearest and math.dist(nearest, point) < reach:
            members[nearest].append(uid)
    return [tally_at(uids, spots) for uids in members.values() if len(uids) > 1]


def tally_at(uids: Iterable[str], spots: Mapping[str, Spot]) -> Tally:
    """A ring for these, at the place of the first."""
    listed = tuple(uids)
    first = spots[listed[0]]
    return Tally(listed, first.x, first.y, ring_width(len(listed)))


def ring_width(count: int) -> float:
    """Millimetres."""
    return next(width for least, width in _WIDTHS_MM if count >= least)


def _by_place(uids: AbstractSet[str], spots: Mapping[str, Spot]) -> Dict[Point, List[str]]:
    found: Dict[Point, List[str]] = defaultdict(list)
    for uid, spot in spots.items():
        if uid in uids:
            found[spot[:2]].append(uid)
    return found
