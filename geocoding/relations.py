"""From a relation and the places it refers to, to a point, a radius and a shape: the point-radius method.

After the Georeferencing Quick Reference Guide and the Georeferencing Best Practices (GBIF, VertNet). Every
distance is geodesic on WGS84. Letters as in the guide: d stated distance, a heading half-width, r extent of
the reference place, p distance precision, d' = r + p, e radius of uncertainty.
"""

import math
from dataclasses import dataclass
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
from .packages import MissingPackage
from .phrase import Phrase, Relation
from .shapes import circle_ring, hull_ring, lens_ring, ring_wkb, sector_ring, union_wkb

# 15 % of the stated distance: the project's judgement for press reports.
DISTANCE_PRECISION = 0.15
# "near" reaches this far beyond the edge of the place, as in the guide's figure.
NEAR_BUFFER_M = 10_000.0
# "south of X" without a distance reaches half-way to the next similar place that way, within these bounds
# from the edge of X. The upper one is the 25 km within which UCDP still codes an event to a known point.
HEADING_LENGTH_M = 25_000.0
SHORTEST_HEADING_LENGTH_M = 5_000.0
# Up to this radius a vague location still counts as "near"; beyond it only the direction is known.
NEAR_LIMIT_M = 25_000.0


@dataclass(frozen=True)
class Anchor:
    """What a relation refers to: a place, or the result of an inner relation with its radius as extent."""

    name: str
    point: GeoPoint
    extent_m: float


@dataclass(frozen=True)
class Solution:
    """Point, radius and shape of a relation; `remark` names the numbers, and what had to be left out."""

    point: GeoPoint
    radius_m: float
    area_wkb: Optional[bytes]
    precision: Precision
    remark: str


# (point, heading, half-width) -> the next similar place within that angle, or None: (name, distance in metres).
NextPlace = Callable[[GeoPoint, float, float], Optional[Tuple[str, float]]]


def solve(phrase: Phrase, anchors: Sequence[Anchor], next_place: NextPlace) -> Solution:
    """Work out a phrase whose anchors are known; raises MissingPackage where pyproj is needed and absent."""
    if phrase.relation is Relation.HEADING:
        return heading_only(phrase, anchors[0], next_place)
    return _RULES[phrase.relation](phrase, anchors)


def sector_radius(distance_m: float, total_precision_m: float, half_width_deg: float) -> float:
    """Give e of a distance at a heading: from the point to the far corner of the sector (law of cosines), metres."""
    angle = math.radians(half_width_deg)
    return math.hypot(distance_m + total_precision_m - distance_m * math.cos(angle), distance_m * math.sin(angle))


def distance_precision(phrase: Phrase) -> float:
    """Give p: 15 % of the stated distance, or half of a stated range where that is more, metres."""
    return max(DISTANCE_PRECISION * (phrase.distance_m or 0.0), phrase.spread_m)


def distance_at_heading(phrase: Phrase, anchors: Sequence[Anchor]) -> Solution:
    """The point at d; an annular sector from d - d' to d + d', with the place itself where d' reaches back to it.

    With a = 0 ("due south") the sector is a line, and the circle of e is the shape.
    """
    anchor, heading, distance = anchors[0], phrase.heading, phrase.distance_m or 0.0
    precision = distance_precision(phrase)
    total, bearing, half_width = anchor.extent_m + precision, heading.bearing_deg, heading.half_width_deg
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
        f"distance precision {_precision_words(phrase)}, extent {kilometres(anchor.extent_m)}"
    )
    return _solution(point, radius, _by_radius(radius), remark, shape)


def heading_only(phrase: Phrase, anchor: Anchor, next_place: NextPlace) -> Solution:
    """A cone of ±a from the edge of the place; the point is the centre of its smallest enclosing circle.

    The cone ends half-way to the next similar place within it, at least SHORTEST_HEADING_LENGTH_M and at most
    HEADING_LENGTH_M beyond the edge. "due south" widens to the narrowest heading, for a line has no area.
    """
    bearing, half_width = phrase.heading.bearing_deg, phrase.heading.half_width_deg or 5.625
    reach, why = _cone_length(anchor, bearing, half_width, next_place)
    ring = sector_ring(anchor.point, bearing, half_width, anchor.extent_m, anchor.extent_m + reach)
    point, radius = enclosing_circle(ring)
    remark = (
        f"{phrase.heading.name} of {anchor.name}; heading half-width {half_width:g}°, "
        f"extent {kilometres(anchor.extent_m)}, no distance stated: {kilometres(reach)} beyond the edge ({why})"
    )
    return _solution(point, radius, Precision.DIRECTION, remark, lambda: ring_wkb(ring))


def near(phrase: Phrase, anchors: Sequence[Anchor]) -> Solution:
    """The place with a fixed buffer round its extent."""
    anchor = anchors[0]
    radius = anchor.extent_m + NEAR_BUFFER_M
    remark = f"near {anchor.name}; extent {kilometres(anchor.extent_m)} plus a buffer of {kilometres(NEAR_BUFFER_M)}"
    return _solution(
        anchor.point, radius, _by_radius(radius), remark, lambda: ring_wkb(circle_ring(anchor.point, radius))
    )


def distance_only(phrase: Phrase, anchors: Sequence[Anchor]) -> Solution:
    """Any direction: a ring from d - d' to d + d' about the place; "within" fills the hole."""
    anchor, distance = anchors[0], phrase.distance_m or 0.0
    total = anchor.extent_m + distance_precision(phrase)
    radius = distance + total
    inner = 0.0 if phrase.relation is Relation.WITHIN else max(0.0, distance - total)

    def shape() -> bytes:
        return ring_wkb(circle_ring(anchor.point, radius), circle_ring(anchor.point, inner) if inner else ())

    words = "within {} of" if phrase.relation is Relation.WITHIN else "{} from"
    remark = (
        f"{words.format(kilometres(distance))} {anchor.name}, no direction stated; "
        f"distance precision {_precision_words(phrase)}, extent {kilometres(anchor.extent_m)}"
    )
    return _solution(anchor.point, radius, _by_radius(radius), remark, shape)


def between(phrase: Phrase, anchors: Sequence[Anchor]) -> Solution:
    """The midpoint, half of the distance as radius, a lens from place to place."""
    one, other = anchors
    point = midpoint(one.point, other.point)
    _, distance = bearing_and_distance(one.point, other.point)
    remark = f"between {one.name} and {other.name}; {kilometres(distance)} apart, the midpoint and half of the distance"
    return _solution(
        point, distance / 2, Precision.DIRECTION, remark, lambda: ring_wkb(lens_ring(one.point, other.point))
    )


def joint_area(phrase: Phrase, anchors: Sequence[Anchor]) -> Solution:
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
    return _solution(point, radius, Precision.REGION, remark, lambda: ring_wkb(ring))


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


def kilometres(metres: float) -> str:
    """"20 km", "12.5 km", "0.5 km": at most three decimals, none that says nothing."""
    return f"{round(metres / 1000, 3 if metres < 1000 else 1):g} km"


def _cone_length(anchor: Anchor, bearing: float, half_width: float, next_place: NextPlace) -> Tuple[float, str]:
    following = next_place(anchor.point, bearing, half_width)
    if following is None or following[1] / 2 - anchor.extent_m >= HEADING_LENGTH_M:
        return HEADING_LENGTH_M, "the default, as no similar place is nearer than twice that"
    length = max(following[1] / 2 - anchor.extent_m, SHORTEST_HEADING_LENGTH_M)
    return length, f"half-way to {following[0]}" if length > SHORTEST_HEADING_LENGTH_M else f"{following[0]} is close"


def _precision_words(phrase: Phrase) -> str:
    rule = "half of the range" if phrase.spread_m > DISTANCE_PRECISION * (phrase.distance_m or 0.0) else "15 % rule"
    return f"{kilometres(distance_precision(phrase))} ({rule})"


def _by_radius(radius_m: float) -> Precision:
    return Precision.NEAR if radius_m <= NEAR_LIMIT_M else Precision.DIRECTION


def _solution(
    point: GeoPoint, radius_m: float, precision: Precision, remark: str, shape: Callable[[], bytes]
) -> Solution:
    try:
        return Solution(point, radius_m, shape(), precision, remark)
    except MissingPackage as missing:
        return Solution(point, radius_m, None, precision, f"{remark}; {missing}")


_RULES = {
    Relation.OFFSET: distance_at_heading,
    Relation.NEAR: near,
    Relation.DISTANCE: distance_only,
    Relation.WITHIN: distance_only,
    Relation.BETWEEN: between,
    Relation.JOINT: joint_area,
}
