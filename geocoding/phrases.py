"""Place phrases ("20 km south of X", "between A and B") as relations and the names they refer to.

A text may be read in more than one way ("بين ودان وهون": which "و" is the "and"?), so `readings` gives
all of them, likeliest first, and whoever knows the places chooses.
"""

from typing import Optional, Tuple

from .phrase import Phrase
from .phrase_reader import PhraseReader
from .word_reader import WordReader
from .wording import Facility

# Longer texts are sentences, not places.
LONGEST_PHRASE = 200
_MOST_READINGS = 6
_CONNECTIVES = ("near", "between", "distance", "of", "and")


def parse_phrase(text: str) -> Phrase:
    """The likeliest reading of a place phrase; a text without relation words is a NAME."""
    return readings(text)[0]


def readings(text: str) -> Tuple[Phrase, ...]:
    """All readings, likeliest first, at least one. The caller keeps to LONGEST_PHRASE."""
    reader = PhraseReader(text)
    found = reader.relation_with_aside() or reader.phrase(0, len(reader.tokens))
    return tuple(found[:_MOST_READINGS])


def split_facility(text: str) -> Optional[Tuple[str, Facility, str]]:
    """("police station", its entry, "Uqaylah") of "Uqaylah police station", "police station in Uqaylah"; else None."""
    reader = WordReader(text)
    end, known = len(reader.tokens), reader.words.facilities
    start = reader.skip(["in"], 0, end)
    for length in range(min(reader.words.longest, end - start - 1), 0, -1):
        before, after = reader.keys(start, start + length), reader.keys(end - length, end)
        if after in known:
            return reader.slice(end - length, end), known[after], reader.slice(start, end - length)
        if before in known:
            rest = start + length
            rest = reader.skip(["in"], rest + reader.match("of", rest, end), end)
            return reader.slice(start, start + length), known[before], reader.slice(rest, end)
    return None


def unfinished_name(text: str) -> str:
    """The last name of a phrase that is still being typed: "Uqay" of "20 km south of Uqay"."""
    reader = WordReader(text)
    end, start = len(reader.tokens), 0
    for position in range(end):
        start = max(start, _end_of_connective(reader, position))
    if start >= end:
        return "" if reader.tokens else reader.text
    rest = reader.text[reader.tokens[start].start:]
    if start and reader.glued_and(start) and _after_between(reader, start):
        return rest[1:]
    first = reader.skip(["in"], start, end)
    return reader.text[reader.tokens[first].start:] if first < end else rest


def _end_of_connective(reader: WordReader, position: int) -> int:
    """The position after a relation word or compass point that begins here, 0 if there is none."""
    end = len(reader.tokens)
    point, length = reader.compass(position, end)
    if point and reader.tokens[position].key.isascii() and not reader.match("of", position + length, end):
        length = 0
    length = max([length, *(reader.match(role, position, end) for role in _CONNECTIVES)])
    if not length and position and reader.glued_and(position) and _after_between(reader, position):
        return position
    return position + length if length else 0


def _after_between(reader: WordReader, position: int) -> bool:
    return any(reader.match("between", earlier, position) for earlier in range(position))
