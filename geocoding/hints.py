"""What the words around a name say about where it lies: "Sultan (Sirte)", or the district of the record."""

import math
from dataclasses import dataclass
from typing import Tuple

from .gazetteer import Place, place_kinds
from .geodesy import GeoPoint

_EARTH_RADIUS_M = 6371008.8
_NEAR_M = 60_000


@dataclass(frozen=True)
class Hint:
    """The places that a hint may mean; false when it means none."""

    places: Tuple[Place, ...]

    def __bool__(self) -> bool:
        return bool(self.places)

    def agrees(self, place: Place) -> bool:
        """Whether the place lies in the district that is meant, or near the town."""
        return any(_agree(hint, place) for hint in self.places)


def distance_m(place: Place, other: Place) -> float:
    """Great-circle distance in metres on the mean sphere: to rank, not to place."""
    return metres_between(GeoPoint(place.lat, place.lon), GeoPoint(other.lat, other.lon))


def metres_between(place: GeoPoint, other: GeoPoint) -> float:
    """Great-circle distance in metres on the mean sphere: to rank, not to place."""
    half_lat, half_lon = math.radians(other.lat - place.lat) / 2, math.radians(other.lon - place.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(math.radians(place.lat)) * math.cos(math.radians(other.lat)) * (
        math.sin(half_lon) ** 2
    )
    return 2 * _EARTH_RADIUS_M * math.asin(math.sqrt(chord))


def _agree(hint: Place, place: Place) -> bool:
    if hint.kind == "district":
        return hint.district == place.district
    # A region is no circle: what lies somewhat outside its extent may still belong to it.
    reach = 1.5 * hint.extent_m if place_kinds()[hint.kind].group == "area" else 0.0
    return distance_m(hint, place) <= max(_NEAR_M, reach)
