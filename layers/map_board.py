"""The room on a map, in millimetres to the right and down: what stands where, and the cheapest free position."""

import math
from functools import lru_cache
from typing import Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple

Point = Tuple[float, float]
Line = Tuple[Point, Point]

DOT_MM = 0.9
"""How wide the dot is at which a leader line begins."""

GAP_MM = 0.4
"""What is left free between a marker and anything beside it."""

REACH_MM = 24.0
"""No leader line is longer: the eye would lose it."""

_STEP_MM, _TURNS = 1.2, 32
_BESIDE = 1.01
"""Of the gap between a marker and its own number: a hair more, so that rounding does not make it too little."""
_FAR_MM = REACH_MM + 10.0
_HIDING_MM, _CROSSING_MM, _COVERING_MM, _TURNING, _TWISTING_MM = 20.0, 8.0, 2.5, 0.25, 0.3
"""What a hidden mark, a crossed line, a covered arrow, a turn (share of the arc) and a number on another side cost."""
_SIDES = (0, 1, -1, 2, -2, 3, -3, 4)
"""Where a number may stand, in eighths of a turn from straight outwards."""


class Spot(NamedTuple):
    """Where a marker belongs and how wide it is; number_mm: the width of the number beside it, or 0."""

    x: float
    y: float
    width: float
    number_mm: float = 0.0

    @property
    def disc(self) -> "Disc":
        """What its marker covers at its place."""
        return Disc(self.x, self.y, self.width / 2)


class Place(NamedTuple):
    """Where a marker stands, and the middle of its number: mm to the right and down from its own place."""

    right: float
    down: float
    number: Optional[Point] = None

    def length(self) -> float:
        """Of the leader line; 0 where there is none."""
        return math.hypot(self.right, self.down)


class Frame(NamedTuple):
    """The edges of the map in mm."""

    left: float
    top: float
    right: float
    bottom: float


class Disc(NamedTuple):
    """What a marker or a number takes."""

    x: float
    y: float
    radius: float


class Board:
    """What is already on the map."""

    def __init__(self, frame: Optional[Frame], arrows: Sequence[Line]) -> None:
        self._frame, self._arrows = frame, arrows
        self.marks: List[Disc] = []
        self.dots: List[Disc] = []
        self._leaders: List[Line] = []
        self._arrows_near: Dict[Point, List[Line]] = {}

    def copy(self) -> "Board":
        """Another with the same on it."""
        other = Board(self._frame, self._arrows)
        other.marks, other.dots, other._leaders = self.marks[:], self.dots, self._leaders[:]
        other._arrows_near = self._arrows_near
        return other

    def put(self, spot: Spot, outwards: float, nearest: float) -> Optional[Place]:
        """The cheapest free position for a marker with its number and leader line; None where there is none.

        nearest: at least so far from its place, in mm.
        """
        near = self._around(spot)
        best, lowest = None, math.inf
        for own_cost, distance, turn in _positions(max(nearest, (spot.width + DOT_MM) / 2 + GAP_MM)):
            if own_cost >= lowest:
                break
            angle = outwards + turn
            mark = Disc(spot.x + distance * math.sin(angle), spot.y - distance * math.cos(angle), spot.width / 2)
            leader = spot[:2], mark[:2]
            if not near._is_free(mark) or not near._is_clear(leader):
                continue
            twist, number = near._number(spot, mark, angle)
            if spot.number_mm and number is None:
                continue
            cost = own_cost + near._cost(leader, [mark, number] if number else [mark]) + _TWISTING_MM * twist
            if cost < lowest:
                best, lowest = (mark, leader, number), cost
        if best is None:
            return None
        mark, _, number = best
        right, down = mark.x - spot.x, mark.y - spot.y
        place = Place(right, down, (number.x - spot.x, number.y - spot.y) if number is not None else None)
        self.add(spot, place)
        return place

    def add(self, spot: Spot, place: Place) -> None:
        """A marker that stands there, with its number and its leader line."""
        mark = Disc(spot.x + place.right, spot.y + place.down, spot.width / 2)
        self.marks.append(mark)
        if place.number is not None:
            self.marks.append(Disc(spot.x + place.number[0], spot.y + place.number[1], spot.number_mm / 2))
        if place.length():
            self._leaders.append((spot[:2], mark[:2]))

    def within(self, frame: Frame) -> "Board":
        """What of it is in a part of the map, or reaches into it."""
        other = Board(self._frame, [arrow for arrow in self._arrows if meets(arrow, frame)])
        other.marks, other.dots = (
            [one for one in discs if meets(((one.x - one.radius, one.y - one.radius),
                                            (one.x + one.radius, one.y + one.radius)), frame)]
            for discs in (self.marks, self.dots)
        )
        other._leaders = [leader for leader in self._leaders if meets(leader, frame)]
        return other

    def covered(self, discs: Sequence[Disc]) -> float:
        """What it costs, as a distance, to cover what is there: markers and their lines dear, arrows less."""
        found = 0.0
        for disc in discs:
            if not self._is_within(disc):
                return math.inf
            found += _HIDING_MM * sum(
                math.dist(disc[:2], one[:2]) < disc.radius + one.radius for one in (*self.marks, *self.dots)
            )
        found += _CROSSING_MM * _met(discs, self._leaders) + _COVERING_MM * _met(discs, self._arrows)
        return found

    def _around(self, spot: Spot) -> "Board":
        """What of it a marker of that place may meet."""
        place = spot[:2]
        if place not in self._arrows_near:
            self._arrows_near[place] = [arrow for arrow in self._arrows if from_line(place, arrow) < _FAR_MM]
        near = Board(self._frame, self._arrows_near[place])
        near.marks, near.dots = (
            [disc for disc in discs if math.hypot(disc.x - spot.x, disc.y - spot.y) < _FAR_MM]
            for discs in (self.marks, self.dots)
        )
        near._leaders = [leader for leader in self._leaders if from_line(place, leader) < _FAR_MM]
        return near

    def put_number(self, spot: Spot) -> Optional[Point]:
        """The middle of the number of a marker that stays, from the marker; None where it has none or no room."""
        _, number = self._number(spot, spot.disc, math.pi / 2)
        if number is None:
            return None
        self.marks.append(number)
        return number.x - spot.x, number.y - spot.y

    def _number(self, spot: Spot, mark: Disc, outwards: float) -> Tuple[int, Optional[Disc]]:
        """How far the number had to turn, in eighths, and the room it takes."""
        if not spot.number_mm:
            return 0, None
        radius = spot.number_mm / 2
        for turn in _SIDES:
            angle = outwards + turn * math.pi / 4
            away = mark.radius + radius + _BESIDE * GAP_MM
            number = Disc(mark.x + away * math.sin(angle), mark.y - away * math.cos(angle), radius)
            if self._is_free(number):
                return abs(turn), number
        return len(_SIDES), None

    def _is_free(self, disc: Disc) -> bool:
        if not self._is_within(disc):
            return False
        x, y, radius = disc
        # Loops and squares: this is asked some ten thousand times for a map.
        for discs, gap in ((self.marks, GAP_MM), (self.dots, 0.0)):
            for other_x, other_y, other_radius in discs:
                if (x - other_x) ** 2 + (y - other_y) ** 2 < (radius + other_radius + gap) ** 2:
                    return False
        return not _met((disc,), self._leaders, GAP_MM)

    def _is_within(self, disc: Disc) -> bool:
        return self._frame is None or (
            self._frame.left <= disc.x - disc.radius and disc.x + disc.radius <= self._frame.right
            and self._frame.top <= disc.y - disc.radius and disc.y + disc.radius <= self._frame.bottom
        )

    def _is_clear(self, leader: Line) -> bool:
        """Whether a leader line runs through no marker, number or place but its own."""
        others = [dot for dot in self.dots if dot[:2] != leader[0]]
        return not _met(self.marks, (leader,), GAP_MM / 2) and not _met(others, (leader,))

    def _cost(self, leader: Line, discs: Sequence[Disc]) -> float:
        crossings = sum(_cross(leader, other) for other in self._leaders)
        return _CROSSING_MM * crossings + _COVERING_MM * _met(discs, self._arrows)


@lru_cache(maxsize=64)
def _positions(nearest: float) -> Tuple[Tuple[float, float, float], ...]:
    """Cost, distance and turn of all positions around a place, the cheapest first."""
    found = []
    for ring in range(1 + int((REACH_MM - nearest) / _STEP_MM)):
        distance = nearest + ring * _STEP_MM
        for number in range(_TURNS):
            turn = (number - _TURNS // 2) * math.tau / _TURNS
            found.append((distance * (1 + _TURNING * abs(turn)), distance, turn))
    return tuple(sorted(found))


def meets(line: Line, frame: Frame) -> bool:
    """Whether the upright rectangle that a piece of a line spans reaches into a frame."""
    (x1, y1), (x2, y2) = line
    return (
        max(x1, x2) >= frame.left and min(x1, x2) <= frame.right
        and max(y1, y2) >= frame.top and min(y1, y2) <= frame.bottom
    )


def from_line(point: Point, line: Line) -> float:
    """From a point to a piece of a line."""
    (x, y), ((x1, y1), (x2, y2)) = point, line
    along, across = x2 - x1, y2 - y1
    length = along * along + across * across
    share = ((x - x1) * along + (y - y1) * across) / length if length else 0.0
    share = 0.0 if share < 0.0 else 1.0 if share > 1.0 else share
    return math.hypot(x - x1 - share * along, y - y1 - share * across)


def _met(discs: Iterable[Disc], lines: Iterable[Line], gap: float = 0.0) -> int:
    """How many times a piece of a line comes nearer to a disc than that gap."""
    found = 0
    for line in lines:
        (x1, y1), (x2, y2) = line
        left, right = (x1, x2) if x1 < x2 else (x2, x1)
        top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
        for x, y, radius in discs:
            reach = radius + gap
            # Most are far off, which the upright rectangle around the line tells sooner.
            if left - x < reach and x - right < reach and top - y < reach and y - bottom < reach:
                found += from_line((x, y), line) < reach
    return found


def _cross(one: Line, two: Line) -> bool:
    """Whether two pieces of lines cross; lines from one place do not."""
    if one[0] == two[0]:
        return False
    return _side(one, two[0]) * _side(one, two[1]) < 0 and _side(two, one[0]) * _side(two, one[1]) < 0


def _side(line: Line, point: Point) -> float:
    (x1, y1), (x2, y2) = line
    return (x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)
