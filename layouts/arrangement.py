"""Which markers of a map on paper are moved apart, which share a number, and which are only counted."""

import math
from typing import Collection, Container, Dict, List, Mapping, NamedTuple, Sequence, Set

from ..layers.displacement import displaced
from ..layers.map_board import Frame, Line, Place, Spot
from .tallies import Tally, tallies, tally_at

TOGETHER_MM = 5.0
"""Markers nearer to each other on paper than this share one number, such as '2, 5'; two numbers would not fit."""
SHARING = 3
"""As many incidents at most share one number; of more there is a ring that counts them."""
EACH_MM2 = 80.0
"""Of paper for each marker that is moved apart; with less they would lie on top of each other all over the map."""
NAME_MM, FAR_MM = 4.0, 10.0
"""Room for the name of a place beyond its markers, and how far from the place it would no longer be understood."""


class Arrangement(NamedTuple):
    """All by uid. places: where markers stand. rings: of those that are only counted.

    sharing: those for which there was no room, which lie on top of each other at the place of the first.
    """

    places: Dict[str, Place]
    rings: List[Tally]
    sharing: List[List[str]]

    @property
    def counted(self) -> Set[str]:
        """The uids of those that have no marker of their own."""
        return {uid for ring in self.rings for uid in ring.uids}


def arranged(
    spots: Mapping[str, Spot], movable: Collection[str], told: Container[str], frame: Frame, arrows: Sequence[Line],
    naming: Container[str], *, may_count: bool,
) -> Arrangement:
    """Move apart what would hide each other, and count it where it is too much for that.

    movable: those that may be moved, told: those of them with a number, naming: those whose place has a name, of which
    one stands for a ring if there is any at its place.
    """
    rings: List[Tally] = []
    if may_count:
        named_first = dict(sorted(spots.items(), key=lambda item: item[0] not in naming))
        most = int((frame.right - frame.left) * (frame.bottom - frame.top) / EACH_MM2)
        rings = tallies(named_first, most, spots.keys() - set(movable))
    counted = {uid for ring in rings for uid in ring.uids}
    standing = {uid: spots[uid] for uid in movable if uid not in counted}
    fixed = [spot for uid, spot in spots.items() if uid not in standing and uid not in counted]
    places = displaced(standing, frame, arrows, [*fixed, *(ring.spot for ring in rings)])
    left = together({uid: spot for uid, spot in standing.items() if uid in told and uid not in places})
    if may_count:
        rings += [tally_at(uids, spots) for uids in left if len(uids) > SHARING]
        left = [uids for uids in left if len(uids) <= SHARING]
    return Arrangement(places, rings, left)


def together(spots: Mapping[str, Spot]) -> List[List[str]]:
    """The keys of spots on top of each other, in their order; those of a list are near its first."""
    found: List[List[str]] = []
    for key, spot in spots.items():
        near = next((keys for keys in found if math.dist(spots[keys[0]][:2], spot[:2]) < TOGETHER_MM), None)
        if near is None:
            found.append([key])
        else:
            near.append(key)
    return found


def reach_of(spots: Mapping[str, Spot], places: Mapping[str, Place]) -> Dict[str, float]:
    """Uid → mm around its place that the markers and numbers of all at that place cover.

    Where others stand in between, or it is far, the name of the place would be taken for another's: those are missing.
    """
    at_place: Dict[Sequence[float], float] = {}
    for uid, spot in spots.items():
        place = places.get(uid)
        far = place.length() + spot.width / 2 if place is not None else spot.width / 2
        if place is not None and place.length() and place.number is not None:
            far += spot.number_mm
        at_place[spot[:2]] = max(far, at_place.get(spot[:2], 0.0))
    standing = {uid: (spots[uid].x + place.right, spots[uid].y + place.down) for uid, place in places.items()}
    found = {}
    for uid, spot in spots.items():
        reach, is_moved = at_place[spot[:2]], uid in places and places[uid].length()
        between = (
            other for other, point in standing.items()
            if spots[other][:2] != spot[:2] and math.dist(spot[:2], point) < reach + NAME_MM
        )
        if not is_moved or (reach < FAR_MM and next(between, None) is None):
            found[uid] = reach
    return found
