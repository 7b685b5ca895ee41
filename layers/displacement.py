"""Markers that would hide each other are moved apart, each as near to its place as there is room.

Cartographic displacement with leader lines. What is hard here is never broken: no marker on another marker, number,
leader line or place, no line through a marker, nothing beyond the frame. What is soft is weighed against the distance:
lines that cross, arrows covered, a turn away from where the place lies in its crowd. One marker after the other takes
the cheapest position that is left, so that the same input always gives the same map.
"""

import math
from collections import defaultdict
from typing import Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from .map_board import DOT_MM, GAP_MM, REACH_MM, Board, Disc, Frame, Line, Place, Spot

OVERLAP = 0.85
"""Markers nearer to each other than this share of their width hide something of each other."""

MOST = 100
"""Crowded markers on one map; of more, none is moved, as a reader would not follow so many lines."""

_ROUNDS, _WIDEST = 4, 0.6 * REACH_MM
_RINGS = (0.0, 0.7, 1.0, 1.15, 1.4, 1.75, 2.1)
"""The least distance from the places that is tried, as a share of the radius of a ring on which all of a crowd fit."""


def displaced(
    spots: Mapping[str, Spot], frame: Optional[Frame] = None, arrows: Sequence[Line] = (), fixed: Sequence[Spot] = ()
) -> Dict[str, Place]:
    """Where each marker stands; one that hides nothing stays at its place.

    A marker for which there is no room is missing, and with it all after it at the same place. arrows: pieces of lines
    that should be covered as little as possible. fixed: markers that stay where they are and are in nobody's crowd.
    """
    crowds = [directions(group, spots) for group in groups(spots)]
    crowded = {key for crowd in crowds for key in crowd}
    alone = [key for key in spots if key not in crowded]
    board = Board(frame, arrows)
    board.marks += [spots[key].disc for key in alone] + [spot.disc for spot in fixed]
    # Of many records at one place there is one dot to keep off.
    board.dots += {Disc(spots[key].x, spots[key].y, DOT_MM / 2) for key in crowded}
    found = {key: Place(0.0, 0.0, board.put_number(spots[key])) for key in alone}
    return {**found, **_in_the_best_order(crowds, spots, board)} if len(crowded) <= MOST else found


def _in_the_best_order(
    crowds: Sequence[Mapping[str, float]], spots: Mapping[str, Spot], board: Board
) -> Dict[str, Place]:
    """Crowds take room from each other: one for which too little was left has the first choice in the next round."""
    best: Dict[str, Place] = {}
    for _ in range(_ROUNDS):
        placed: Dict[str, Place] = {}
        taken = board
        for crowd in crowds:
            taken, more = _spread(crowd, spots, taken)
            placed.update(more)
        if len(placed) > len(best):
            best = placed
        short = [crowd for crowd in crowds if not crowd.keys() <= placed.keys()]
        if not short:
            break
        crowds = [*short, *(crowd for crowd in crowds if crowd not in short)]
    return best


def _spread(
    crowd: Mapping[str, float], spots: Mapping[str, Spot], board: Board
) -> Tuple[Board, Dict[str, Place]]:
    """A crowd put on the board: as many of it as there is room for, and the longest leader line as short as can be."""
    ring = min(sum(spots[key].width + GAP_MM for key in crowd) / math.tau, _WIDEST)
    best, placed, longest = board, {}, math.inf
    for nearest in (share * ring for share in _RINGS):
        if nearest > min(longest, REACH_MM):
            break
        attempt, found = _put_all(crowd, spots, board.copy(), nearest, longest)
        farthest = max(map(Place.length, found.values()), default=math.inf)
        if (-len(found), farthest) < (-len(placed), longest):
            best, placed, longest = attempt, found, farthest if len(found) == len(crowd) else math.inf
    return best, placed


def _put_all(
    crowd: Mapping[str, float], spots: Mapping[str, Spot], board: Board, nearest: float, longest: float
) -> Tuple[Board, Dict[str, Place]]:
    """As many of the crowd as there is room for; all or none where each has to be nearer than `longest`, in mm."""
    placed: Dict[str, Place] = {}
    full = set()
    for key, outwards in crowd.items():
        spot = spots[key]
        place = board.put(spot, outwards, nearest) if spot[:2] not in full else None
        if math.isfinite(longest) and (place is None or place.length() >= longest):
            return board, {}
        if place is None:
            full.add(spot[:2])
        else:
            placed[key] = place
    return board, placed


def directions(crowd: Sequence[str], spots: Mapping[str, Spot]) -> Dict[str, float]:
    """Key → direction in which it should be moved, clockwise from the top; in that order.

    Those of one place, and what lies in the middle of its crowd, share the circle evenly.
    """
    middle = [sum(spots[key][axis] for key in crowd) / len(crowd) for axis in (0, 1)]
    found = {}
    for number, key in enumerate(crowd):
        right, down = spots[key].x - middle[0], spots[key].y - middle[1]
        is_central = math.hypot(right, down) < GAP_MM
        found[key] = number * math.tau / len(crowd) if is_central else math.atan2(right, -down) % math.tau
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def groups(spots: Mapping[str, Spot]) -> Iterator[List[str]]:
    """The keys of markers that hide each other, directly or through others."""
    cell = OVERLAP * max((spot.width for spot in spots.values()), default=0.0) or 1.0
    left: Dict[Tuple[int, int], Dict[str, Spot]] = defaultdict(dict)
    for key, spot in spots.items():
        left[_cell(spot, cell)][key] = spot
    order = {key: number for number, key in enumerate(spots)}
    for key, spot in spots.items():
        if left[_cell(spot, cell)].pop(key, None) is None:
            continue
        group = [key]
        for one in group:
            column, row = _cell(spots[one], cell)
            for there in ((column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)):
                near = [other for other, at in left.get(there, {}).items() if _hide_each_other(spots[one], at)]
                group += near
                for other in near:
                    del left[there][other]
        if len(group) > 1:
            yield sorted(group, key=order.__getitem__)


def _cell(spot: Spot, width: float) -> Tuple[int, int]:
    """The square of a grid that a marker is in; what hides it is there or next to it."""
    return math.floor(spot.x / width), math.floor(spot.y / width)


def _hide_each_other(one: Spot, two: Spot) -> bool:
    return math.hypot(one.x - two.x, one.y - two.y) < OVERLAP * (one.width + two.width) / 2
