"""Whether a place can lie where a text says it lies ("X, south of Y")."""

import math
from typing import Sequence

from .geodesy import angle_between, bearing_and_distance, midpoint
from .phrase import Phrase, Relation
from .relations import Anchor, distance_precision, kilometres

# A writer's "X, south of Y" is contradicted by what lies this many half-widths off, or this many precisions away.
CHECK_TOLERANCE = 2.0
# "X, near Y": farther apart than this is a contradiction; the press calls Awaynat, at 99 km, "near Ghat".
CHECK_NEAR_M = 150_000.0


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
        allowed = CHECK_TOLERANCE * (relation.heading.half_width_deg or 5.625) + slack
        if angle_between(bearing, relation.heading.bearing_deg) > allowed:
            name = relation.heading.name
            return f"{place.name} lies at {bearing:.0f}° from {anchor.name}, which is not {name} of it"
    if relation.relation is Relation.NEAR and distance > extents + CHECK_NEAR_M:
        return f"{place.name} lies {kilometres(distance)} from {anchor.name}, which is not near it"
    if relation.distance_m is not None:
        slack = CHECK_TOLERANCE * distance_precision(relation) + extents
        low = 0.0 if relation.relation is Relation.WITHIN else relation.distance_m - slack
        if not low <= distance <= relation.distance_m + slack:
            return f"{place.name} lies {kilometres(distance)} from {anchor.name}, not {kilometres(relation.distance_m)}"
    return ""


def _not_between(anchors: Sequence[Anchor], place: Anchor) -> str:
    one, other = anchors
    apart = bearing_and_distance(one.point, other.point)[1]
    away = bearing_and_distance(midpoint(one.point, other.point), place.point)[1]
    if away <= apart / 2 + place.extent_m:
        return ""
    return f"{place.name} does not lie between {one.name} and {other.name}"
