"""The fixed names of the rules that place a location (`Location.rule`, georeferenceProtocol), and their precision."""

from enum import Enum
from typing import Optional

from ..model.location import Precision
from .gazetteer import place_kinds
from .phrase import Relation

EXACT_M = 50.0
SITE_M = 250.0
LOCALITY_M = 2_000.0
NEAR_M = 25_000.0
# No source is surer than GPS of unknown quality; a radius below this would claim more than anybody knows.
SMALLEST_RADIUS_M = 30.0
# A field or landform of more than a town's size is no locality, whatever its name; a town is one up to its edge.
_FUZZY_GROUPS = ("landform", "area")
_FUZZY_KINDS = ("oilfield",)
# How the id of a place begins that only a service vouches for: "online:nominatim:N123".
ONLINE_ID = "online:"


class Rule(str, Enum):
    """How a point came about."""

    NAMED_PLACE = "named place"
    PART_OF_PLACE = "inside a named place"
    AROUND_PLACE = "at a named place"
    POLYGON = "district polygon"
    UNION = "union of district polygons"
    OFFSET = Relation.OFFSET.value
    ORTHOGONAL = Relation.ORTHOGONAL.value
    HEADING = Relation.HEADING.value
    SEVERAL = Relation.SEVERAL.value
    NEAR = Relation.NEAR.value
    DISTANCE = Relation.DISTANCE.value
    WITHIN = Relation.WITHIN.value
    BETWEEN = Relation.BETWEEN.value
    PATH = Relation.PATH.value
    ALONG = Relation.ALONG.value
    PART = Relation.PART.value
    JUNCTION = Relation.JUNCTION.value
    JOINT = Relation.JOINT.value
    COORDINATES = "coordinates given"
    ONLINE_SERVICE = "online service"
    PICKED = "picked on the map"


def rule_of_place(place_id: str) -> Rule:
    """By whose word a named place is where it is: our lists', or a service's that somebody asked."""
    return Rule.ONLINE_SERVICE if place_id.startswith(ONLINE_ID) else Rule.NAMED_PLACE


def precision_of_place(kind: str, radius_m: float) -> Precision:
    """Precision of a named place by the crosswalk: by radius, and a town is a locality up to its edge.

    A region or landform wider than that is "near" up to 25 km and otherwise a fuzzy polygon, which the
    crosswalk files under "direction"; a region bears its own name.
    """
    by_radius = precision_of_radius(radius_m)
    if by_radius is not None:
        return by_radius
    known = place_kinds().get(kind)
    if kind not in _FUZZY_KINDS and (known is None or known.group not in _FUZZY_GROUPS):
        return Precision.LOCALITY
    if radius_m <= NEAR_M:
        return Precision.NEAR
    return Precision.REGION if kind in ("region", "district") else Precision.DIRECTION


def precision_of_point(radius_m: float) -> Precision:
    """Precision of a point that is only as good as its radius."""
    return precision_of_radius(radius_m) or (Precision.NEAR if radius_m <= NEAR_M else Precision.DIRECTION)


def precision_of_radius(radius_m: float) -> Optional[Precision]:
    """EXACT, SITE or LOCALITY by radius alone, None where it is wider."""
    steps = ((EXACT_M, Precision.EXACT), (SITE_M, Precision.SITE), (LOCALITY_M, Precision.LOCALITY))
    return next((precision for limit, precision in steps if radius_m <= limit), None)
