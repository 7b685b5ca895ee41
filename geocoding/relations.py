"""From a relation and the places it refers to, to a point, a radius and a shape: the point-radius method.

After the Georeferencing Quick Reference Guide and the Georeferencing Best Practices (GBIF, VertNet). Every
distance is geodesic on WGS84. Letters as in the guide: d stated distance, a heading half-width, r extent of
the reference place, p distance precision, d' = r + p, e radius of uncertainty.
"""

import math
from typing import Callable, Optional, Sequence, Tuple

from ..model.location import Precision
from .geodesy import (
    GeoPoint,
    angle_between,
    bearing_and_distance,
    bearings_and_distances,
    destination,
    enclosing_circle,
    midpoint,
)
from .georeferencing_rules import DEFAULT_RULES, GeoreferencingRules
from .phrase import Phrase, Relation
from .shapes import (
    Ring,
    circle_ring,
    common_corners,
    common_wkb,
    hull_ring,
    lens_ring,
    ring_about_wkb,
    ring_wkb,
    sector_ring,
    union_wkb,
)
from .solution import Anchor, Solution, by_radius, kilometres, solution

# "near" reaches this far beyond the edge of the place, as in the guide's figure.
NEAR_BUFFER_M = 10_000.0
# "south of X" without a distance reaches half-way to the next similar place that way, within these bounds
# from the edge of X. The upper one is the 25 km within which UCDP still codes an event to a known point.
HEADING_LENGTH_M = 25_000.0
SHORTEST_HEADING_LENGTH_M = 5_000.0
# "due south" and no distance: a line has no area, so it widens to the narrowest heading.
NARROWEST_HALF_WIDTH_DEG = 5.625

# (point, heading, half-width) -> the next similar place within that angle, or None: (name, distance in metres).
NextPlace = Callable[[GeoPoint, float, float], Optional[Tuple[str, float]]]


def solve(
    phrase: Phrase, anchors: Sequence[Anchor], next_place: NextPlace, rules: GeoreferencingRules = DEFAULT_RULES
) -> Solution:
    """Work out a phrase whose anchors are known; raises MissingPackage where pyproj is needed and absent."""
    phrase = rules.applied(phrase)
    if phrase.relation is Relation.HEADING:
        return heading_only(phrase, anchors[0], next_place)
    if phrase.relation is Relation.SEVERAL:
        return several_headings([rules.applied(part) for part in phrase.parts], anchors[0], next_place)
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


def heading_only(phrase: Phrase, anchor: Anchor, next_place: NextPlace) -> Solution:
    """A cone of ±a from the edge of the place; the point is the centre of its smallest enclosing circle.

    The cone ends half-way to the next similar place within it, at least SHORTEST_HEADING_LENGTH_M and at most
    HEADING_LENGTH_M beyond the edge.
    """
    ring, words = _cone(phrase, anchor, next_place)
    point, radius = enclosing_circle(ring)
    extent = kilometres(anchor.extent_m)
    remark = f"{phrase.heading.name} of {anchor.name}; extent {extent}, no distance stated: {words}"
    return solution(point, radius, Precision.DIRECTION, remark, lambda: ring_wkb(ring))


def several_headings(parts: Sequence[Phrase], anchor: Anchor, next_place: NextPlace) -> Solution:
    """"south and west of X": the cones of both, and the smallest circle round them."""
    rings, words = zip(*(_cone(part, anchor, next_place) for part in parts))
    point, radius = enclosing_circle([corner for ring in rings for corner in ring])
    names = " and ".join(part.heading.name for part in parts)
    remark = f"{names} of {anchor.name}; extent {kilometres(anchor.extent_m)}, no distance stated: {'; '.join(words)}"
    return solution(point, radius, Precision.DIRECTION, remark, lambda: union_wkb(rings))


def near(phrase: Phrase, anchors: Sequence[Anchor], rules: GeoreferencingRules) -> Solution:
    """The place with a fixed buffer round its extent, or round its polygon."""
    anchor = anchors[0]
    radius = anchor.extent_m + NEAR_BUFFER_M
    remark = f"near {anchor.name}; extent {kilometres(anchor.extent_m)} plus a buffer of {kilometres(NEAR_BUFFER_M)}"
    return solution(
        anchor.point, radius, by_radius(radius), remark, lambda: _around(anchor, 0.0, NEAR_BUFFER_M)
    )


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
    """The midpoint, half of the distance as radius, a lens from place to place."""
    one, other = anchors
    point = midpoint(one.point, other.point)
    _, distance = bearing_and_distance(one.point, other.point)
    remark = f"between {one.name} and {other.name}; {kilometres(distance)} apart, the midpoint and half of the distance"
    return solution(
        point, distance / 2, Precision.DIRECTION, remark, lambda: ring_wkb(lens_ring(one.point, other.point))
    )


def part_of_place(phrase: Phrase, anchors: Sequence[Anchor], rules: GeoreferencingRules) -> Solution:
    """"southern X": the sector of X's extent on that side, within its polygon where it has one.

    "the southern outskirts of X": from half-way between middle and edge to the buffer of "near". The point is the
    centre of the smallest circle round the shape.
    """
    anchor, heading = anchors[0], phrase.heading
    half_width = heading.half_width_deg or NARROWEST_HALF_WIDTH_DEG
    is_outskirts = phrase.sense == "outskirts"
    inner = anchor.extent_m / 2 if is_outskirts else 0.0
    outer = anchor.extent_m + (NEAR_BUFFER_M if is_outskirts else 0.0)
    ring = sector_ring(anchor.point, heading.bearing_deg, half_width, inner, outer)
    cut = common_corners(anchor.area_wkb, ring) if anchor.area_wkb and not is_outskirts else ()
    point, radius = enclosing_circle(cut or ring)
    what = f"{heading.name} outskirts" if is_outskirts else f"{heading.name} part"
    buffer = f" plus a buffer of {kilometres(NEAR_BUFFER_M)}" if is_outskirts else ""
    remark = (
        f"the {what} of {anchor.name}; the sector of its extent {kilometres(anchor.extent_m)}{buffer}, "
        f"half-width {half_width:g}°"
    )
    return solution(
        point, radius, by_radius(radius), remark,
        lambda: common_wkb(anchor.area_wkb, ring) if cut else ring_wkb(ring),
    )


def joint_area(phrase: Phrase, anchors: Sequence[Anchor], rules: GeoreferencingRules) -> Solution:
    """One area named by two places: the hull of their surroundings and of the lens between them.

    The point is the centre of the smallest circle round that hull, the radius that circle's.
    """
    one, other = anchors
    reaches = [anchor.extent_m + NEAR_BUFFER_M for anchor in anchors]
    discs = [circle_ring(anchor.point, reach) for anchor, reach in zip(anchors, reaches)]
    apart = bearing_and_distance(one.point, other.point)[1]
    ring = hull_ring([*discs, lens_ring(one.point, other.point)] if apart > max(reaches) else discs)
    point, radius = enclosing_circle(ring)
    remark = (
        f"the area of {one.name} and {other.name}; both with {kilometres(NEAR_BUFFER_M)} round their extents, "
        f"and what lies between them"
    )
    return solution(point, radius, Precision.REGION, remark, lambda: ring_wkb(ring))


def next_within(
    start: GeoPoint, bearing_deg: float, half_width_deg: float, others: Sequence[Tuple[str, GeoPoint]]
) -> Optional[Tuple[str, float]]:
    """Name and distance (metres) of the nearest of `others` inside the cone, None if it is empty."""
    if not others:
        return None
    bearings, distances = bearings_and_distances(start, [point for _, point in others])
    inside = [
        (distance, name) for (name, _), bearing, distance in zip(others, bearings, distances)
        if angle_between(bearing, bearing_deg) <= half_width_deg
    ]
    if not inside:
        return None
    distance, name = min(inside)
    return name, distance


def cone_length(anchor: Anchor, bearing: float, half_width: float, next_place: NextPlace) -> Tuple[float, str]:
    """How far beyond the edge of a place a heading without a distance reaches, and why."""
    following = next_place(anchor.point, bearing, half_width)
    if following is None or following[1] / 2 - anchor.extent_m >= HEADING_LENGTH_M:
        return HEADING_LENGTH_M, "the default, as no similar place is nearer than twice that"
    length = max(following[1] / 2 - anchor.extent_m, SHORTEST_HEADING_LENGTH_M)
    return length, f"half-way to {following[0]}" if length > SHORTEST_HEADING_LENGTH_M else f"{following[0]} is close"


def _cone(phrase: Phrase, anchor: Anchor, next_place: NextPlace) -> Tuple[Ring, str]:
    """The outline of a cone from the edge of the place, and its numbers in words."""
    bearing, half_width = phrase.heading.bearing_deg, phrase.heading.half_width_deg or NARROWEST_HALF_WIDTH_DEG
    reach, why = cone_length(anchor, bearing, half_width, next_place)
    ring = sector_ring(anchor.point, bearing, half_width, anchor.extent_m, anchor.extent_m + reach)
    return ring, f"{kilometres(reach)} beyond the edge ({why}), heading half-width {half_width:g}°"


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
    Relation.NEAR: near,
    Relation.DISTANCE: distance_only,
    Relation.WITHIN: distance_only,
    Relation.BETWEEN: between,
    Relation.JOINT: joint_area,
    Relation.PART: part_of_place,
}
