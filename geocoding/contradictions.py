"""Whether a place can lie where a text says it lies ("X, south of Y")."""

import math
from typing import Sequence

from .geodesy import angle_between, bearing_and_distance, midpoint
from .georeferencing_rules import DEFAULT_RULES
from .headings import NARROWEST_HALF_WIDTH_DEG
from .phrase import Phrase, Relation
from .shapes import LENS_ANGLE_DEG
from .solution import Anchor, kilometres

# A writer's "X, south of Y" is contradicted by what lies this many half-widths off, or this many precisions away.
CHECK_TOLERANCE = 2.0
# "X, near Y": farther apart than this is a contradiction; the press calls Awaynat, at 99 km, "near Ghat".
CHECK_NEAR_M = 150_000.0
# What a place can be checked against: of the others too little is known without the line or the parts.
CHECKED = (
    Relation.OFFSET, Relation.HEADING, Relation.NEAR, Relation.DISTANCE, Relation.WITHIN, Relation.BETWEEN,
)


def contradiction(relation: Phrase, anchors: Sequence[Anchor], place: Anchor) -> str:
    """Why the place cannot be where the relation to the anchors says, in one clause; empty where it can.

    The check is lenient, for writers are: twice the heading half-width, twice the distance precision.
    """
    if relation.relation is Relation.BETWEEN:
        return _not_between(anchors, place)
    anchor = anchors[0]
    bearing, distance = bearing_and_distance(anchor.point, place.point)
    extents = anchor.extent_m + place.extent_m
    if relation.heading and distance > extents:
        slack = math.degrees(math.asin(extents / distance))
        allowed = CHECK_TOLERANCE * (relation.heading.half_width_deg or NARROWEST_HALF_WIDTH_DEG) + slack
        if angle_between(bearing, relation.heading.bearing_deg) > allowed:
            name = relation.heading.name
            return f"{place.name} lies at {bearing:.0f}° from {anchor.name}, which is not {name} of it"
    if relation.relation is Relation.NEAR and distance > extents + CHECK_NEAR_M:
        return f"{place.name} lies {kilometres(distance)} from {anchor.name}, which is not near it"
    if relation.distance_m is not None:
        slack = CHECK_TOLERANCE * DEFAULT_RULES.distance_precision(relation) + extents
        low = 0.0 if relation.relation is Relation.WITHIN else relation.distance_m - slack
        if not low <= distance <= relation.distance_m + slack:
            return f"{place.name} lies {kilometres(distance)} from {anchor.name}, not {kilometres(relation.distance_m)}"
    return ""


def fits_strictly(relation: Phrase, anchors: Sequence[Anchor], place: Anchor) -> bool:
    """Whether the place can be what the relation places, and not merely a place somewhere thereabouts.

    Between two places it must lie in the lens from the one to the other.
    """
    if contradiction(relation, anchors, place):
        return False
    if relation.relation is not Relation.BETWEEN:
        return True
    return all(
        angle_between(bearing_and_distance(one.point, place.point)[0], bearing_and_distance(one.point, other.point)[0])
        <= LENS_ANGLE_DEG
        for one, other in (anchors, anchors[::-1])
    )


def _not_between(anchors: Sequence[Anchor], place: Anchor) -> str:
    one, other = anchors
    apart = bearing_and_distance(one.point, other.point)[1]
    away = bearing_and_distance(midpoint(one.point, other.point), place.point)[1]
    if away <= apart / 2 + place.extent_m:
        return ""
    return f"{place.name} does not lie between {one.name} and {other.name}"
