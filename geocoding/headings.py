"""The rules of headings without a distance, and of the parts of a place on one side."""

from typing import Sequence, Tuple

from ..model.location import Precision
from .geodesy import angle_between, enclosing_circle
from .georeferencing_rules import GeoreferencingRules
from .neighbours import Neighbours
from .phrase import Phrase
from .shapes import Ring, common_corners, common_wkb, ring_wkb, sector_ring, union_wkb
from .solution import NEAR_BUFFER_M, Anchor, Solution, by_radius, kilometres, solution

# "south of X" without a distance reaches half-way to the next similar place that way, within these bounds
# from the edge of X. The upper one is the 25 km within which UCDP still codes an event to a known point.
HEADING_LENGTH_M = 25_000.0
SHORTEST_HEADING_LENGTH_M = 5_000.0
# "due south" and no distance: a line has no area, so it widens to the narrowest heading.
NARROWEST_HALF_WIDTH_DEG = 5.625


def heading_only(phrase: Phrase, anchor: Anchor, neighbours: Neighbours) -> Solution:
    """A cone of ±a from the edge of the place; the point is the centre of its smallest enclosing circle.

    The cone ends half-way to the next similar place within it, at least SHORTEST_HEADING_LENGTH_M and at most
    HEADING_LENGTH_M beyond the edge.
    """
    ring, words = _cone(phrase, anchor, neighbours)
    point, radius = enclosing_circle(ring)
    extent = kilometres(anchor.extent_m)
    remark = f"{phrase.heading.name} of {anchor.name}; extent {extent}, no distance stated: {words}"
    return solution(point, radius, Precision.DIRECTION, remark, lambda: ring_wkb(ring))


def several_headings(parts: Sequence[Phrase], anchor: Anchor, neighbours: Neighbours) -> Solution:
    """"south and west of X": the cones of both, and the smallest circle round them."""
    rings, words = zip(*(_cone(part, anchor, neighbours) for part in parts))
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


def cone_length(anchor: Anchor, bearing: float, half_width: float, neighbours: Neighbours) -> Tuple[float, str]:
    """How far beyond the edge of a place a heading without a distance reaches, and why."""
    that_way = [
        each for each in neighbours(anchor.point) if angle_between(each.bearing_deg, bearing) <= half_width
    ]
    following = min(that_way, key=lambda each: each.distance_m, default=None)
    if following is None or following.distance_m / 2 - anchor.extent_m >= HEADING_LENGTH_M:
        return HEADING_LENGTH_M, "the default, as no similar place is nearer than twice that"
    length = max(following.distance_m / 2 - anchor.extent_m, SHORTEST_HEADING_LENGTH_M)
    is_halved = length > SHORTEST_HEADING_LENGTH_M
    return length, f"half-way to {following.name}" if is_halved else f"{following.name} is close"


def _cone(phrase: Phrase, anchor: Anchor, neighbours: Neighbours) -> Tuple[Ring, str]:
    """The outline of a cone from the edge of the place, and its numbers in words."""
    bearing, half_width = phrase.heading.bearing_deg, phrase.heading.half_width_deg or NARROWEST_HALF_WIDTH_DEG
    reach, why = cone_length(anchor, bearing, half_width, neighbours)
    ring = sector_ring(anchor.point, bearing, half_width, anchor.extent_m, anchor.extent_m + reach)
    return ring, f"{kilometres(reach)} beyond the edge ({why}), heading half-width {half_width:g}°"
