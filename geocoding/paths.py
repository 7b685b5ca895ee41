"""Where on a line something lies: "on the A-B road", "12 km from X on the X-Y road", "the coast east of X", a gate.

The rules are those of the guide for paths: no heading error; along the line e = r + p, and for what lies somewhere
on a line the point that is equidistant from both ends, with e to the farthest point of the line. Where a text leaves
open which line is meant, where the counting starts or which way it goes, every possible position is a solution.
"""

from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Iterator, List, Sequence, Tuple

from ..model.location import Precision
from .contradictions import CHECK_TOLERANCE
from .geodesy import GeoPoint, angle_between, bearing_and_distance, bearings_and_distances
from .georeferencing_rules import GeoreferencingRules
from .headings import cone_length
from .neighbours import Neighbours
from .phrase import Phrase
from .routes import Route
from .rules import SMALLEST_RADIUS_M
from .shapes import circle_ring, corridor_wkb, meeting_points, ring_wkb
from .solution import Anchor, Solution, by_radius, kilometres, solution
from .wording import CompassPoint, wording

_SHORTEST_PART_M = 1.0
# In a town with more named roads than that, "the junction" says nothing.
_MOST_ROADS = 20


@dataclass(frozen=True)
class OnLine:
    """One possible solution: the line, and words that tell it from the others."""

    route: Route
    words: str
    solution: Solution


def between_ends(routes: Sequence[Route], ends: Sequence[Anchor]) -> List[OnLine]:
    """Somewhere on each of the lines, between its two places or on the whole of it."""
    return _distinct([place for route in routes for place in _between(route, ends)])


def leaving(phrase: Phrase, routes: Sequence[Route], anchor: Anchor, neighbours: Neighbours) -> List[OnLine]:
    """Somewhere on each of the lines that leave a place at a heading."""
    found = [place for route in routes for place in _leaving(phrase, route, anchor, neighbours)]
    return _distinct(_that_way(found, anchor.point, phrase.heading))


def along_path(
    phrase: Phrase, routes: Sequence[Route], anchors: Sequence[Anchor], ends: Sequence[Anchor],
    rules: GeoreferencingRules,
) -> List[OnLine]:
    """The stated distance along each of the lines, from the place it is counted from, or else from either end."""
    found = []
    for route in routes:
        for zero in anchors[:1] or ends:
            for sign in _directions(route, zero, ends):
                found += _counted(phrase, route, zero, sign, rules)
    if anchors and phrase.heading:
        found = _that_way(found, anchors[0].point, phrase.heading)
    return _distinct(found)


def crossings(routes: Sequence[Route], anchor: Anchor) -> List[OnLine]:
    """Where two of the lines meet, the place or its surroundings being near; the radius is the guide's for a crossing.

    The guide gives 15 m; no source is surer than GPS of unknown quality, so it is SMALLEST_RADIUS_M.
    """
    if len(routes) > _MOST_ROADS:
        return []
    found = []
    near = [(route, _part_near(route, anchor)) for route in routes]
    pairs = (pair for pair in combinations(near, 2) if pair[0][0].name != pair[1][0].name)
    for (one, one_line), (other, other_line) in pairs:
        for point in meeting_points(one_line, other_line, anchor.point, anchor.extent_m):
            words = f"the junction of {one.name} and {other.name}"
            remark = f"{words}; lines from {' and '.join(dict.fromkeys((one.source, other.source)))}"
            found.append(OnLine(one, words, solution(
                point, SMALLEST_RADIUS_M, Precision.EXACT, remark,
                partial(ring_wkb, circle_ring(point, SMALLEST_RADIUS_M)), one.source,
            )))
    return _distinct(found)


def _part_near(route: Route, anchor: Anchor) -> List[GeoPoint]:
    """The part of a line that may come within the extent of a place, and some more where the line bends."""
    middle, reach = route.nearest(anchor.point)[0], 3 * anchor.extent_m
    return route.part(middle - reach, middle + reach)


def _counted(
    phrase: Phrase, route: Route, zero: Anchor, sign: int, rules: GeoreferencingRules
) -> Iterator[OnLine]:
    """The position at d along the line, unless the line ends before; its corridor from d - e to d + e, cut at e."""
    distance = phrase.distance_m or 0.0
    precision = rules.distance_precision(phrase)
    measure = route.nearest(zero.point)[0] + sign * distance
    if not 0 <= measure <= route.length_m:
        return
    point, radius = route.at(measure), zero.extent_m + precision
    words = f"{kilometres(distance)} {_compass_name(zero.point, point)} of {zero.name} on {route.name}"
    remark = (
        f"{words}, counted from {zero.name} by the line's geodesic length; no heading error, "
        f"distance precision {kilometres(precision)} ({rules.distance_words(phrase)}), "
        f"extent {kilometres(zero.extent_m)}"
    )
    part = route.part(measure - radius, measure + radius)
    yield OnLine(route, words, _in_corridor(route, part, point, radius, by_radius(radius), remark))


def _between(route: Route, ends: Sequence[Anchor]) -> Iterator[OnLine]:
    """The line between the points nearest to its two places, or all of it; nothing where these are one point."""
    measures = [route.nearest(end.point)[0] for end in ends] if len(ends) == 2 else [0.0, route.length_m]
    names = f" between {ends[0].name} and {ends[1].name}" if len(ends) == 2 else ""
    if abs(measures[0] - measures[1]) > _SHORTEST_PART_M:
        yield _somewhere(route, measures[0], measures[1], f"somewhere on {route.name}{names}", "")


def _leaving(phrase: Phrase, route: Route, anchor: Anchor, neighbours: Neighbours) -> Iterator[OnLine]:
    """The line from the edge of a place as far as a heading without a distance reaches, either way."""
    heading = phrase.heading
    reach, why = cone_length(anchor, heading.bearing_deg, heading.half_width_deg or 45.0, neighbours)
    zero = route.nearest(anchor.point)[0]
    for sign in (1, -1):
        near, far = zero + sign * anchor.extent_m, zero + sign * (anchor.extent_m + reach)
        near, far = (min(max(measure, 0.0), route.length_m) for measure in (near, far))
        if abs(far - near) > _SHORTEST_PART_M:
            words = f"somewhere on {route.name} {heading.name} of {anchor.name}"
            yield _somewhere(route, near, far, words, f", {kilometres(reach)} beyond the edge ({why})")


def _somewhere(route: Route, one_m: float, other_m: float, words: str, why: str) -> OnLine:
    part = route.part(one_m, other_m)
    point = route.equidistant(one_m, other_m)
    radius = max(bearings_and_distances(point, part)[1])
    remark = (
        f"{words}; {kilometres(abs(other_m - one_m))} of line{why}, the point equidistant from both ends and the "
        f"distance to the farthest point of the line"
    )
    return OnLine(route, words, _in_corridor(route, part, point, radius, Precision.DIRECTION, remark))


def _in_corridor(
    route: Route, part: Sequence[GeoPoint], point: GeoPoint, radius: float, precision: Precision, remark: str
) -> Solution:
    remark = f"{remark}; corridor of {kilometres(route.corridor_m)} on each side, line from {route.source}"
    return solution(
        point, radius, precision, remark, lambda: corridor_wkb(part, route.corridor_m, point, radius), route.source
    )


def _directions(route: Route, zero: Anchor, ends: Sequence[Anchor]) -> Tuple[int, ...]:
    """Which way to count: towards the end that is not the zero point itself; both ways where that is open."""
    start = route.nearest(zero.point)[0]
    ways = set()
    for end in ends:
        if bearing_and_distance(end.point, zero.point)[1] > zero.extent_m + route.reach_m:
            ways.add(1 if route.nearest(end.point)[0] > start else -1)
    return tuple(sorted(ways)) or (-1, 1)


def _that_way(found: Sequence[OnLine], start: GeoPoint, heading: CompassPoint) -> List[OnLine]:
    """Those that lie at the heading from the start; if none does, those that a writer may have meant by it."""
    off = [
        angle_between(bearing_and_distance(start, each.solution.point)[0], heading.bearing_deg) for each in found
    ]
    for allowed in (heading.half_width_deg, CHECK_TOLERANCE * heading.half_width_deg):
        fitting = [each for each, angle in zip(found, off) if angle <= allowed]
        if fitting:
            return fitting
    return []


def _compass_name(start: GeoPoint, end: GeoPoint) -> str:
    """The nearest of the eight points of the compass."""
    bearing = bearing_and_distance(start, end)[0]
    eight = (point for point in wording().points.values() if len(point.code) <= len("NE"))
    return min(eight, key=lambda point: angle_between(point.bearing_deg, bearing)).name


def _distinct(found: Sequence[OnLine]) -> List[OnLine]:
    """Without those that lie in the corridor of one before: two lanes of one road are one place."""
    kept: List[OnLine] = []
    for each in found:
        if not any(_is_same(each, other) for other in kept):
            kept.append(each)
    return kept


def _is_same(one: OnLine, other: OnLine) -> bool:
    apart = bearing_and_distance(one.solution.point, other.solution.point)[1]
    return apart <= one.route.corridor_m + other.route.corridor_m
