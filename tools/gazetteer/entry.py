"""A place on its way into the gazetteer, and how two such are told to be one."""

import math
from dataclasses import dataclass, field
from typing import Iterator, List, Set

from ...geocoding.folding import split_qualifier
from ...geocoding.same_place import NameKey, name_keys

_EARTH_RADIUS_M = 6371008.8


@dataclass
class Entry:
    """Like `geocoding.gazetteer.Place`, still open to more spellings and sources.

    population: people, 0 where unknown. codes: identifiers such as ICAO that two sources share.
    """

    place_id: str
    name: str
    name_ar: str
    aliases: List[str]
    kind: str
    district: str
    lat: float
    lon: float
    extent_m: float = 0
    population: int = 0
    sources: List[str] = field(default_factory=list)
    codes: Set[str] = field(default_factory=set)

    def spellings(self) -> Iterator[str]:
        """The names without their qualifiers, and the aliases."""
        for name in (self.name, self.name_ar):
            if name:
                yield split_qualifier(name)[0]
        yield from self.aliases

    def keys(self) -> Set[NameKey]:
        """What its names are compared by."""
        return name_keys(self.spellings())


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in metres on the mean sphere; exact enough to tell places apart."""
    half_lat, half_lon = math.radians(other_lat - lat) / 2, math.radians(other_lon - lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * (
        math.sin(half_lon) ** 2
    )
    return 2 * _EARTH_RADIUS_M * math.asin(math.sqrt(chord))
