"""A place on its way into the gazetteer, and how two such are told to be one."""

import math
from dataclasses import dataclass, field
from typing import Iterator, List, Set, Tuple

from ...geocoding.folding import fold, split_qualifier
from ...geocoding.spelling_rules import symbols

_EARTH_RADIUS_M = 6371008.8

# The search takes kh for k and leaves h out, and compares further; here two such names are two places.
_STRICTER = {"x": "h", "h": "h", "H": "h", "v": "b"}


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

    def keys(self) -> Set[Tuple[str, Tuple[str, ...]]]:
        """For each spelling its groups of consonants and its numbers; kinds are compared apart."""
        return {key for key in map(_key, self.spellings()) if key[0] or key[1]}


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in metres on the mean sphere; exact enough to tell places apart."""
    half_lat, half_lon = math.radians(other_lat - lat) / 2, math.radians(other_lon - lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * (
        math.sin(half_lon) ** 2
    )
    return 2 * _EARTH_RADIUS_M * math.asin(math.sqrt(chord))


def _key(spelling: str) -> Tuple[str, Tuple[str, ...]]:
    folded, known = fold(spelling), symbols()
    return "".join(_STRICTER.get(sound, known[sound].group) for sound in folded.own), folded.numbers
