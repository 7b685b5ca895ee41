"""Keys by which the index finds sounds that may be one name: equal for most spellings of it, in any script."""

import re
from functools import lru_cache
from typing import Iterator, Mapping, Set
from zlib import crc32

from .spelling_rules import symbols

# Keys shorter than this are not shortened further: what is left would match anything.
_SHORTEST_KEY = 3
# So many consonants may be a name wherever its vowels stand, and with one more, one of them may be other.
_WITHOUT_VOWELS, _LONG_KEY = 3, 4
_NO_CONSONANT = frozenset("aiuv.")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def consonant_key(sounds: str) -> str:
    """The groups of the consonants in order: equal for most spellings of a name in any script."""
    known = symbols()
    return "".join(known[sound].group for sound in sounds)


def near_keys(sounds: str) -> Set[int]:
    """Keys of which two names share one if a consonant is too many, too few, other, or two neighbours are swapped.

    Made of the consonants and three kinds of vowels, less any one consonant.
    """
    outline = _outline(sounds)
    return {_number(outline), *map(_number, _less_one_consonant(outline))}


def far_keys(sounds: str) -> Set[int]:
    """As `near_keys`, whatever the vowels are; for long names also wherever they stand."""
    skeleton, key = _skeleton(sounds), consonant_key(sounds)
    keys = {_number(skeleton), *map(_number, _less_one_consonant(skeleton))}
    if len(key) >= _WITHOUT_VOWELS:
        keys.add(_number(key))
    if len(key) >= _LONG_KEY:
        keys.update(_number(key[:place] + key[place + 1:]) for place in range(len(key)))
    return keys


def asked_far_keys(sounds: str) -> Set[int]:
    """The far keys to ask for: also for a consonant that was typed for a vowel."""
    return far_keys(sounds).union(map(_number, _less_one_consonant(_skeleton(sounds), "v")))


def _number(key: str) -> int:
    """A key as a number, which SQLite files faster than text; the few that share one are told apart by their sounds."""
    return crc32(key.encode())


def _outline(sounds: str) -> str:
    kinds = _kinds_of_sound()
    return "." + _REPEATED.sub(r"\1", "".join(kinds[sound] for sound in sounds))


def _skeleton(sounds: str) -> str:
    """Consonants, and where vowels stand between them; those at the end come and go with the language."""
    known = symbols()
    return _REPEATED.sub(r"\1", "".join(known[sound].group or "v" for sound in sounds)).rstrip("v")


def _less_one_consonant(outline: str, instead: str = "") -> Iterator[str]:
    """The outline without one consonant, or with a vowel for it; no sound stands there twice in a row."""
    if len(outline) < _SHORTEST_KEY:
        return
    for place, group in enumerate(outline):
        if group not in _NO_CONSONANT:
            before, after = outline[:place], outline[place + 1:]
            if instead and not before.endswith(instead):
                before += instead
            yield before + (after[1:] if before and after.startswith(before[-1]) else after)


@lru_cache(maxsize=1)
def _kinds_of_sound() -> Mapping[str, str]:
    """Sound -> its group, or its kind of vowel; nothing for what spellings often leave out."""
    vowels = {**dict.fromkeys("aA", "a"), **dict.fromkeys("eiIyY", "i"), **dict.fromkeys("ouOwWv", "u")}
    return {code: symbol.group or vowels.get(code, "") for code, symbol in symbols().items()}
