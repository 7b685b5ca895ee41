"""Locations made vaguer on purpose, so that a reader learns the area and not the spot."""

import math
from dataclasses import replace
from typing import Callable, Optional

from ..model.location import NOWHERE, Location, PlaceState, Precision
from .districts import district_of
from .geodesy import GeoPoint, bearing_and_distance
from .packages import MissingPackage
from .rules import NEAR_M, Rule
from .shapes import ring_wkb

WITHHELD = Location("withheld", PlaceState.UNKNOWN, remark="the place is withheld")
"""In the place of a location that cannot be made vaguer, such as one that was never placed; its words may name it."""

STEP_M = 5_000.0
"""Radii are rounded up to this: one that is odd could be known again."""

WIDER_THAN_DISTRICT = frozenset((Precision.REGION, Precision.COUNTRY))
"""Libya's districts are of the precision REGION themselves."""


def on_grid(location: Location, degrees: float) -> Location:
    """The cell of a grid of so many degrees that the point lies in: its centre, and the cell as area.

    A location that is vaguer than the cell stays as vague as it is, and a region or the country is told as it was. Of
    all others nothing of the former words, names, candidates or remarks is left.
    """
    untouched = _untouched(location)
    if untouched is not None:
        return untouched
    south, west = (math.floor(value / degrees + 1e-9) * degrees for value in (location.lat, location.lon))
    north, east = south + degrees, west + degrees
    centre = GeoPoint((south + north) / 2, (west + east) / 2)
    corners = [GeoPoint(south, west), GeoPoint(south, east), GeoPoint(north, east), GeoPoint(north, west)]
    reach = max(bearing_and_distance(centre, corner)[1] for corner in corners)
    is_within = (location.radius_m or 0.0) <= reach
    radius = reach if is_within else _stepped(location.radius_m + reach)
    name = f"{_span(south, north, 'N', 'S')}, {_span(west, east, 'E', 'W')}"
    return Location(
        name, PlaceState.FOUND, centre.lat, centre.lon, radius,
        _shape(lambda: ring_wkb(corners)) if is_within else None,
        Precision.NEAR if radius <= NEAR_M else Precision.DISTRICT, Rule.POLYGON.value,
        f"rounded to a grid of {degrees:g} degrees", name,
    )


def in_district(location: Location) -> Location:
    """The district that the point lies in; a region or the country is told as it was.

    Outside Libya's districts, at sea or abroad, the place is withheld.
    """
    untouched = _untouched(location)
    if untouched is not None:
        return untouched
    district = district_of(location.lat, location.lon)
    if district is None:
        return WITHHELD
    centre, reach = district.circle()
    is_within = (location.radius_m or 0.0) <= reach
    return Location(
        district.name, PlaceState.FOUND, centre.lat, centre.lon,
        reach if is_within else _stepped(location.radius_m + reach),
        _shape(lambda: district.wkb) if is_within else None,
        Precision.REGION, Rule.POLYGON.value,
        "rounded to the district", district.name, district.name_ar, district.place_id, district.kind,
        district.of_district,
    )


def _untouched(location: Location) -> Optional[Location]:
    """What is told of a location that there is nothing to round of; None for all others."""
    if location == NOWHERE:
        return NOWHERE
    if not location.is_placed:
        return WITHHELD
    if location.precision in WIDER_THAN_DISTRICT:
        return replace(location, candidates=(), remark="", sources="", score=None)
    return None


def _shape(wkb: Callable[[], bytes]) -> Optional[bytes]:
    """The shape, or none where shapely is not installed; the radius still tells how vague the place is."""
    try:
        return wkb()
    except MissingPackage:
        return None


def _stepped(radius_m: float) -> float:
    return math.ceil(radius_m / STEP_M) * STEP_M


def _span(low: float, high: float, positive: str, negative: str) -> str:
    side = positive if low >= 0 else negative
    first, last = sorted((abs(low), abs(high)))
    return f"{first:g}–{last:g}° {side}"
