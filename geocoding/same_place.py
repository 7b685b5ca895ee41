"""Whether rows of two sources are one place: near by, of one group of kinds, and with a name that sounds alike."""

from typing import Iterable, Set, Tuple

from .folding import fold
from .spelling_rules import symbols

NEAR_M = 12_000
"""Rows of one name and group farther apart than this are two places; sources differ by up to that much."""

# The search takes kh for k and leaves h out, and compares further; here two such names are two places.
_STRICTER = {"x": "h", "h": "h", "H": "h", "v": "b"}

NameKey = Tuple[str, Tuple[str, ...]]


def name_keys(spellings: Iterable[str]) -> Set[NameKey]:
    """For each spelling its groups of consonants and its numbers; kinds are compared apart."""
    return {key for key in map(_key, spellings) if key[0] or key[1]}


def _key(spelling: str) -> NameKey:
    folded, known = fold(spelling), symbols()
    return "".join(_STRICTER.get(sound, known[sound].group) for sound in folded.own), folded.numbers
