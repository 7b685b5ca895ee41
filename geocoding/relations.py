"""From a relation and the places it refers to, to a point, a radius and a shape: the point-radius method.

After the Georeferencing Quick Reference Guide and the Georeferencing Best Practices (GBIF, VertNet). Every
distance is geodesic on WGS84. Letters as in the guide: d stated distance, a heading half-width, r extent of
the reference place, p distance precision, d' = r + p, e radius of uncertainty.
"""

import math
from contextlib import suppress
from itertools import combinations
from typing import Sequence, Tuple

from ..model.location import Precision
from .geodesy import angle_between, bearing_and_distance, destination, destinations, enclosing_circle, midpoint
from .georeferencing_rules import DEFAULT_RULES, GeoreferencingRules
from .headings import heading_only, part_of_place, several_headings
from .neighbours import Neighbour, Neighbours
from .packages import MissingPackage
from .phrase import Phrase, Relation
from .shapes import ARC_STEP_DEG, circle_ring, hull_ring, lens_ring, ring_about_wkb, ring_wkb, sector_ring, union_wkb
from .solution import NEAR_BUFFER_M, Anchor, Solution, by_radius, kilometres, solution

_NAMED_IN_REMARK = 5


def solve(
    phrase: Phrase, anchors: Sequence[Anchor], neighbours: Neighbours, rules: GeoreferencingRules = DEFAULT_RULES
) -> Solution:
    """Work out a phrase whose anchors are known; raises MissingPackage where pyproj is needed and absent."""
    phrase = rules.applied(phrase)
    if phrase.relation is Relation.HEADING:
        return heading_only(phrase, anchors[0], neighbours)
    if phrase.relation is Relation.SEVERAL:
        return several_headings([rules.applied(part) for part in phrase.parts], anchors[0], neighbours)
    if phrase.relation is Relation.NEAR:
        return near(anchors[0], neighbours)
    return _RULES[phrase.relation](phrase, anchors, rules)


def sector_radius(distance_m: float, total_precision_m: float, half_width_deg: float) -> float:
    """Give e of a distance at a heading: from the point to the far corner of the sector (law of cosines), metres."""
    angle = math.radians(half_width_deg)
    return math.hypot(distance_m + total_precision_m - distance_m * math.cos(angle), distance_m * math.sin(angle))


def distance_at_heading(phrase: Phrase, anchors: Sequence[Anchor], rules: GeoreferencingRules) -> Solution:
    """The point at d; an annular sector from d - d' to d + d', with the place itself where d' reaches back to it.

    With a = 0 ("due south") the sector is a line, and the circle of e is the shape.
    """
    anchor, heading, distance = anchors[0], phrase.heading, phrase.distance_m or 0.0
    total = anchor.extent_m + rules.distance_precision(phrase)
    bearing, half_width = heading.bearing_deg, heading.half_width_deg
    point = destination(anchor.point, bearing, distance)
    radius = sector_radius(distance, total, half_width)

    def shape() -> bytes:
        if half_width == 0:
            return ring_wkb(circle_ring(point, radius))
        inner = max(0.0, distance - total)
        sector = sector_ring(anchor.point, bearing, half_width, inner, distance + total)
        return ring_wkb(sector) if inner else union_wkb([sector, circle_ring(anchor.point, anchor.extent_m)])

    remark = (
        f"{kilometres(distance)} {heading.name} of {anchor.name}; heading half-width {half_width:g}°, "
        f"{_distance_words(phrase, rules)}, extent {kilometres(anchor.extent_m)}"
    )
    return solution(point, radius, by_radius(radius), remark, shape)


def orthogonal_offsets(phrase: Phrase, anchors: Sequence[Anchor], rules: GeoreferencingRules) -> Solution:
    """Two offsets at right angles, by air: no heading error, e = r + p x sqrt 2 with the greater of the two p."""
    anchor, point, words = anchors[0], anchors[0].point, []
    for side in phrase.parts:
        point = destination(point, side.heading.bearing_deg, side.distance_m or 0.0)
        words.append(f"{kilometres(side.distance_m or 0.0)} {side.heading.name}")
    side = max(phrase.parts, key=rules.distance_precision)
    radius = anchor.extent_m + rules.distance_precision(side) * math.sqrt(2)
    remark = (
        f"{' and '.join(words)} of {anchor.name}; no heading error, {_distance_words(side, rules)} times the root "
        f"of 2, extent {kilometres(anchor.extent_m)}"
    )
    return solution(point, radius, by_radius(radius), remark, lambda: ring_wkb(circle_ring(point, radius)))


def near(anchor: Anchor, neighbours: Neighbours) -> Solution:
    """The place with a fixed buffer round its extent, which ends half-way to similar places; or round its polygon."""
    bearings = [float(bearing) for bearing in range(0, 360, round(ARC_STEP_DEG))]
    around: Sequence[Neighbour] = ()
    with suppress(MissingPackage):  # without pyproj point and radius are still known
        reach = 2 * (anchor.extent_m + NEAR_BUFFER_M)
        around = [] if anchor.area_wkb else [each for each in neighbours(anchor.point) if each.distance_m < reach]
    limits = [_buffer_towards(bearing, anchor, around) for bearing in bearings]
    radius = anchor.extent_m + max(limit for limit, _ in limits)
    names = list(dict.fromkeys(name for _, name in limits if name))
    remark = f"near {anchor.name}; extent {kilometres(anchor.extent_m)} plus a buffer of {kilometres(NEAR_BUFFER_M)}"
    if names:
        more = " and others" if len(names) > _NAMED_IN_REMARK else ""
        remark = f"{remark}, halved towards {', '.join(names[:_NAMED_IN_REMARK])}{more}"

    def shape() -> bytes:
        if anchor.area_wkb:
            return _around(anchor, 0.0, NEAR_BUFFER_M)
        return ring_wkb(destinations(anchor.point, bearings, [anchor.extent_m + limit for limit, _ in limits]))

    return solution(anchor.point, radius, by_radius(radius), remark, shape)


def distance_only(phrase: Phrase, anchors: Sequence[Anchor], rules: GeoreferencingRules) -> Solution:
    """Any direction: a ring from d - d' to d + d' about the place; "within" fills the hole."""
    anchor, distance = anchors[0], phrase.distance_m or 0.0
    precision = rules.distance_precision(phrase)
    radius = distance + anchor.extent_m + precision
    inner = 0.0 if phrase.relation is Relation.WITHIN else max(0.0, distance - precision)
    words = "within {} of" if phrase.relation is Relation.WITHIN else "{} from"
    remark = (
        f"{words.format(kilometres(distance))} {anchor.name}, no direction stated; "
        f"{_distance_words(phrase, rules)}, extent {kilometres(anchor.extent_m)}"
    )
    return solution(
        anchor.point, radius, by_radius(radius), remark, lambda: _around(anchor, inner, distance + precision)
    )


def between(phrase: Phrase, anchors: Sequence[Anchor], rules: GeoreferencingRules) -> Solution:
    """The midpoint, half of the distance as radius, a lens from place to place.

    Between more than two places: what their hull encloses, and the smallest circle round it.
    """
    points, names = [anchor.point for anchor in anchors], _listed(anchors)
    if len(anchors) > 2:
        point, radius = enclosing_circle(points)
        remark = f"between {names}; the smallest circle round them"
        return solution(point, radius, Precision.DIRECTION, remark, lambda: ring_wkb(hull_ring([points])))
    point = midpoint(*points)
    _, distance = bearing_and_distance(*points)
    remark = f"between {names}; {kilometres(distance)} apart, the midpoint and half of the distance"
    return solution(point, distance / 2, Precision.DIRECTION, remark, lambda: ring_wkb(lens_ring(*points)))


def joint_area(phrase: Phrase, anchors: Sequence[Anchor], rules: GeoreferencingRules) -> Solution:
    """One area named by several places: the hull of their surroundings and of the lenses between them.

    The point is the centre of the smallest circle round that hull, the radius that circle's.
    """
    reaches = [anchor.extent_m + NEAR_BUFFER_M for anchor in anchors]
    rings = [circle_ring(anchor.point, reach) for anchor, reach in zip(anchors, reaches)]
    for one, other in combinations(anchors, 2):
        if bearing_and_distance(one.point, other.point)[1] > max(reaches):
            rings.append(lens_ring(one.point, other.point))
    ring = hull_ring(rings)
    point, radius = enclosing_circle(ring)
    remark = (
        f"the area of {_listed(anchors)}; each with {kilometres(NEAR_BUFFER_M)} round its extent, and what lies between"
    )
    return solution(point, radius, Precision.REGION, remark, lambda: ring_wkb(ring))


def _listed(anchors: Sequence[Anchor]) -> str:
    *first, last = (anchor.name for anchor in anchors)
    return f"{', '.join(first)} and {last}"


def _buffer_towards(bearing: float, anchor: Anchor, around: Sequence[Neighbour]) -> Tuple[float, str]:
    """How far beyond the edge "near" reaches at a bearing, and the place half-way to which it ends, if one does."""
    reach, name = NEAR_BUFFER_M, ""
    for each in around:
        off = math.radians(angle_between(bearing, each.bearing_deg))
        half_way = each.distance_m / 2 / math.cos(off) - anchor.extent_m if off < math.pi / 2 else reach
        if half_way < reach:
            reach, name = max(half_way, 0.0), each.name
    return reach, name


def _around(anchor: Anchor, inner_m: float, outer_m: float) -> bytes:
    """What lies between two distances from the edge of a place; `inner_m` 0 is the place and all up to the outer one.

    Of a place that is a disc, the hole begins at its far edge: every point of it may be what the distance counts from.
    """
    if anchor.area_wkb:
        return ring_about_wkb(anchor.area_wkb, anchor.point, inner_m, outer_m)
    hole = inner_m - anchor.extent_m
    return ring_wkb(
        circle_ring(anchor.point, anchor.extent_m + outer_m), circle_ring(anchor.point, hole) if hole > 0 else ()
    )


def _distance_words(phrase: Phrase, rules: GeoreferencingRules) -> str:
    return f"distance precision {kilometres(rules.distance_precision(phrase))} ({rules.distance_words(phrase)})"


_RULES = {
    Relation.OFFSET: distance_at_heading,
    Relation.ORTHOGONAL: orthogonal_offsets,
    Relation.DISTANCE: distance_only,
    Relation.WITHIN: distance_only,
    Relation.BETWEEN: between,
    Relation.JOINT: joint_area,
    Relation.PART: part_of_place,
}
