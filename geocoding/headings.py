"""The rules of headings without a distance, and of the parts of a place on one side."""

from typing import Callable, Optional, Sequence, Tuple

from ..model.location import Precision
from .geodesy import GeoPoint, angle_between, bearings_and_distances, enclosing_circle
from .georeferencing_rules import GeoreferencingRules
from .phrase import Phrase
from .shapes import Ring, common_corners, common_wkb, ring_wkb, sector_ring, union_wkb
from .solution import NEAR_BUFFER_M, Anchor, Solution, by_radius, kilometres, solution

# "south of X" without a distance reaches half-way to the next similar place that way, within these bounds
# from the edge of X. The upper one is the 25 km within which UCDP still codes an event to a known point.
HEADING_LENGTH_M = 25_000.0
SHORTEST_HEADING_LENGTH_M = 5_000.0
# "due south" and no distance: a line has no area, so it widens to the narrowest heading.
NARROWEST_HALF_WIDTH_DEG = 5.625

# (point, heading, half-width) -> the next similar place within that angle, or None: (name, distance in metres).
NextPlace = Callable[[GeoPoint, float, float], Optional[Tuple[str, float]]]


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
