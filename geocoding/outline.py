"""What lies outside all districts: the sea off Libya, or another country.

The outline is what the districts' polygons do not share. Of it, the corners between the two border points at the sea
are the coast; there are no polygons of the neighbours, so a point outside is off the coast if a corner of the coast is
the nearest one.
"""

import math
from functools import lru_cache
from itertools import chain
from typing import Dict, FrozenSet, List, Tuple, Union

from .districts import load_districts
from .gazetteer import Place
from .geodesy import GeoPoint

# The corners of the outline at Ras Ajdir and Salloum; they belong to the border, not to the coast.
_WESTERN_END, _EASTERN_END = GeoPoint(33.18123, 11.50511), GeoPoint(31.66307, 25.15626)
# Farther from the coast than this are Lampedusa, Malta and Crete; no point there is "off Libya".
OFF_COAST_M = 200_000.0
_METRES_PER_DEGREE = 111_195.0


def off_coast(lat: float, lon: float) -> bool:
    """Whether a point outside all districts lies in the sea off Libya rather than in another country."""
    nearest = min(chain.from_iterable(_corners()), key=lambda corner: rough_distance_m(corner, lat, lon))
    coast, _ = _corners()
    return nearest in coast and rough_distance_m(nearest, lat, lon) <= OFF_COAST_M


def distance_from_libya_m(lat: float, lon: float) -> float:
    """Metres from a point outside to the nearest corner of the outline, roughly."""
    return min(rough_distance_m(corner, lat, lon) for corner in chain.from_iterable(_corners()))


def rough_distance_m(point: Union[GeoPoint, Place], lat: float, lon: float) -> float:
    """Metres by an equirectangular plane: within 1 % in Libya, to choose what is then measured."""
    across = (point.lon - lon) * math.cos(math.radians((point.lat + lat) / 2))
    return _METRES_PER_DEGREE * math.hypot(point.lat - lat, across)


@lru_cache(maxsize=1)
def _corners() -> Tuple[FrozenSet[GeoPoint], FrozenSet[GeoPoint]]:
    """The corners of the coast and those of the land border, both ends among the latter."""
    following = _outline()
    coast, corner = [], following[_WESTERN_END]
    while corner != _EASTERN_END:
        coast.append(corner)
        corner = following[corner]
    return frozenset(coast), frozenset(following) - frozenset(coast)


def _outline() -> Dict[GeoPoint, GeoPoint]:
    """Each corner of the outline and the next one clockwise: the edges that only one district has."""
    edges: List[Tuple[GeoPoint, GeoPoint]] = []
    for district in load_districts():
        for outline, *_ in district.polygons:
            clockwise = outline if _turn(outline) < 0 else outline[::-1]
            edges += zip(clockwise, clockwise[1:] + clockwise[:1])
    known = set(edges)
    return {one: other for one, other in edges if (other, one) not in known}


def _turn(ring: Tuple[GeoPoint, ...]) -> float:
    """Twice the signed area in square degrees: negative for a ring that runs clockwise."""
    return sum(one.lon * other.lat - other.lon * one.lat for one, other in zip(ring, ring[1:] + ring[:1]))
