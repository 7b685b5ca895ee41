"""What a relation refers to and what it comes to, whichever rule works it out."""

from dataclasses import dataclass, field
from typing import Callable, Optional

from ..model.location import Precision
from .geodesy import GeoPoint
from .packages import MissingPackage

# "near" reaches this far beyond the edge of the place, as in the guide's figure.
NEAR_BUFFER_M = 10_000.0
# Up to this radius a vague location still counts as "near"; beyond it only the direction is known.
NEAR_LIMIT_M = 25_000.0


@dataclass(frozen=True)
class Anchor:
    """What a relation refers to: a place, or the result of an inner relation with its radius as extent.

    area_wkb: its polygon where it has one, in lon/lat degrees.
    """

    name: str
    point: GeoPoint
    extent_m: float
    area_wkb: Optional[bytes] = field(default=None, repr=False)


@dataclass(frozen=True)
class Solution:
    """Point, radius and shape of a relation; `remark` names the numbers, and what had to be left out.

    sources: further sources used, such as the layer of a road.
    """

    point: GeoPoint
    radius_m: float
    area_wkb: Optional[bytes]
    precision: Precision
    remark: str
    sources: str = ""


def solution(
    point: GeoPoint, radius_m: float, precision: Precision, remark: str, shape: Callable[[], bytes], sources: str = ""
) -> Solution:
    """Put a solution together; without shapely it has no shape and says so."""
    try:
        return Solution(point, radius_m, shape(), precision, remark, sources)
    except MissingPackage as missing:
        return Solution(point, radius_m, None, precision, f"{remark}; {missing}", sources)


def by_radius(radius_m: float) -> Precision:
    """The crosswalk's class of an offset: near, or the direction alone."""
    return Precision.NEAR if radius_m <= NEAR_LIMIT_M else Precision.DIRECTION


def kilometres(metres: float) -> str:
    """"20 km", "12.5 km", "0.5 km": at most three decimals, none that says nothing."""
    return f"{round(metres / 1000, 3 if metres < 1000 else 1):g} km"
