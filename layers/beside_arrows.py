"""Where the number of each arrow stands on a map of one scale: beside its arrow, where it hides least."""

import math
from itertools import product
from typing import Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .map_board import Board, Disc, Frame, Line, Place, Point, Spot, from_line, meets

CLEAR_MM = 1.2
"""Between the middle of an arrow and its number: half of the widest shaft and a gap."""

_SHARES = [0.5, *(0.5 + way * step / 20 for step in range(1, 9) for way in (-1, 1))]
"""Of the arrow's length, from its origin; neither of its ends."""
_AWAY_MM = 0.0, 2.5, 5.0, 7.5
"""Farther from the arrow, where there is no room beside it."""
_ASIDE, _MISTAKEN_MM = 0.25, 4.0
"""What a millimetre away from the middle of the arrow costs, and standing nearer to another arrow than to its own."""


class Arrow(NamedTuple):
    """lines: its pieces in order, in mm. lane_mm: how far to their right it is drawn. width, height: of its number."""

    lines: Sequence[Line]
    lane_mm: float
    width: float
    height: float


def beside_arrows(
    arrows: Mapping[str, Arrow], spots: Mapping[str, Spot], places: Mapping[str, Place], board: Board
) -> Dict[str, Point]:
    """The middle of the number of each arrow, in mm; an arrow that is nowhere on the map is missing.

    spots: where markers belong; those without a place stand there. board: empty but for its arrows and frame.
    """
    for key, spot in spots.items():
        board.add(spot, places.get(key, Place(0.0, 0.0)))
    found = {}
    for key, arrow in arrows.items():
        around = _around(arrow)
        others = [line for other in arrows if other != key for line in arrows[other].lines if meets(line, around)]
        point = _cheapest(arrow, others, board.within(around))
        if point is not None:
            board.marks += _discs(point, arrow)
            found[key] = point
    return found


def _around(arrow: Arrow) -> Frame:
    """Where the number may be, and twice as far: nothing beyond is nearer to it than its own arrow."""
    reach = 2 * (abs(arrow.lane_mm) + CLEAR_MM + _AWAY_MM[-1] + arrow.width + arrow.height)
    across, along = zip(*(end for line in arrow.lines for end in line)) if arrow.lines else ((0.0,), (0.0,))
    return Frame(min(across) - reach, min(along) - reach, max(across) + reach, max(along) + reach)


def _cheapest(arrow: Arrow, others: Sequence[Line], board: Board) -> Optional[Point]:
    best, lowest = None, math.inf
    for aside, point in _positions(arrow):
        if aside >= lowest:
            continue
        own, other = (min((from_line(point, line) for line in lines), default=math.inf)
                      for lines in (arrow.lines, others))
        cost = aside + board.covered(_discs(point, arrow)) + (_MISTAKEN_MM if other < own else 0.0)
        if cost < lowest:
            best, lowest = point, cost
    return best


def _positions(arrow: Arrow) -> Iterator[Tuple[float, Point]]:
    """Cost and middle of the number at either side of the arrow, from its middle towards its ends."""
    lines = [line for line in arrow.lines if line[0] != line[1]]
    length = sum(math.dist(*line) for line in lines)
    for share in _SHARES if lines else ():
        (x, y), (right, down) = _along(lines, share * length)
        # What is to the right of a direction, where y grows downwards.
        normal = -down, right
        room = CLEAR_MM + abs(normal[0]) * arrow.width / 2 + abs(normal[1]) * arrow.height / 2
        for far, side in product(_AWAY_MM, (-1, 1)):
            away = arrow.lane_mm + side * (room + far)
            yield _ASIDE * abs(share - 0.5) * length + far, (x + away * normal[0], y + away * normal[1])


def _along(lines: Sequence[Line], distance: float) -> Tuple[Point, Point]:
    """The point so far along the line, before its end, and its direction there, of length one."""
    for start, end in lines:
        length = math.dist(start, end)
        if distance <= length:
            break
        distance -= length
    direction = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    return (start[0] + distance * direction[0], start[1] + distance * direction[1]), direction


def _discs(point: Point, arrow: Arrow) -> List[Disc]:
    """What the number covers: a text is wider than high."""
    radius = arrow.height / 2
    aside = max(0.0, arrow.width / 2 - radius)
    return [Disc(point[0] + step * aside, point[1], radius) for step in (-1, 0, 1)]
