"""The words of place phrases, from the lists in `resources/geocoding/`, compared without details of spelling."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, Iterator, Mapping, NamedTuple, Sequence, Tuple

from ..model.errors import DataFileError
from ..model.table import RESOURCES, read_table
from .folding import clean

LISTS = RESOURCES / "geocoding"
Words = Tuple[str, ...]
# Of line_words.csv: where a border is crossed, which is no line itself.
CROSSING = "crossing"

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SIGNS = {ord("،"): ",", ord("؛"): ";", ord("٫"): ".", ord("٬"): ",", ord("ـ"): None, ord("\u00a0"): " "}
# A letter with the Arabic vowel signs on it: "كيلومترًا" is one word.
_LETTER = r"[^\W\d_][\u064b-\u065f\u0670]*"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|(?:{_LETTER})+(?:['’`ʼʻ‘´](?:{_LETTER})+)*|[,;()&]")
_APOSTROPHE = re.compile("['’`ʼʻ‘´]")


class Token(NamedTuple):
    """A word, a number or a separator: its key for comparison and where it stands in the tidied text."""

    key: str
    start: int
    end: int


class CompassPoint(NamedTuple):
    """A heading as written: degrees clockwise from north, how far off it may be, and its name."""

    code: str
    bearing_deg: float
    half_width_deg: float
    name: str


class Facility(NamedTuple):
    """What stands inside a town ("inside"), somewhere round it ("around") or where its roads meet ("crossing")."""

    words: Words
    position: str


@dataclass(frozen=True)
class Wording:
    """All lists; keys of several words are tuples of cleaned words.

    roles: relation words -> what they do in a phrase ("near", "of", "and" ...); some have several roles.
    kinds: kind words ("town of") -> codes of `kinds.csv`.
    lines: words for what runs from place to place -> its kind ("road", "coast").
    longest: how many words the longest entry has; longest_from: that of the roles and lines, by their first word.
    """

    roles: Mapping[Words, FrozenSet[str]]
    compass: Mapping[str, CompassPoint]
    points: Mapping[str, CompassPoint]
    units: Mapping[str, float]
    numbers: Mapping[str, int]
    areas: Mapping[str, str]
    kinds: Mapping[Words, Tuple[str, ...]]
    facilities: Mapping[Words, Facility]
    lines: Mapping[Words, str]
    numbered: FrozenSet[str]
    generic: FrozenSet[str]
    longest: int
    longest_from: Mapping[str, int]


def tidy(text: str) -> str:
    """The text on one line in composed letters: no marks of direction, no controls, ASCII digits, plain dashes."""
    kept = []
    for character in unicodedata.normalize("NFKC", text.translate(_SIGNS).translate(_DASHES)):
        category = unicodedata.category(character)
        if category == "Nd":
            kept.append(str(unicodedata.digit(character)))
        elif category == "Cc":
            kept.append(" ")
        elif category != "Cf":
            kept.append(character)
    return " ".join("".join(kept).split())


def tokenise(tidied: str) -> Tuple[Token, ...]:
    """The words, numbers and separators of a tidied text; hyphens and French elisions ("d'Oubari") part words."""
    return tuple(_tokens(tidied))


def _tokens(tidied: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(tidied):
        start, end = match.span()
        mark = _APOSTROPHE.search(tidied, start, end)
        if mark and mark.start() == start + 1 and _word_key(tidied[start]) in _short_forms():
            yield Token(_key_of(tidied[start:mark.start()]), start, mark.end())
            start = mark.end()
        yield Token(_key_of(tidied[start:end]), start, end)


def _key_of(word: str) -> str:
    """The word without details of spelling; French articles and what has melted with them are one word each."""
    key = _word_key(word)
    return _short_forms().get(key, key)


def _word_key(word: str) -> str:
    return clean(word).replace(" ", "") if word[0].isalpha() else word


@lru_cache(maxsize=1)
def _short_forms() -> Mapping[str, str]:
    """"le" for "la", "les" and "l'", "de" for "du", "des" and "d'", and so on; those of one letter are elided."""
    return {row["form"]: row["becomes"] for _, _, row in _rows("short_forms.csv", ("form", "becomes"))}


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The lists, read once; raises DataFileError naming file and line."""
    points = _points()
    roles = _roles()
    kinds = _phrases("kind_words.csv", "words", "kinds")
    facilities = _phrases("facilities.csv", "words", "position")
    lines = _phrases("line_words.csv", "words", "kind")
    return Wording(
        roles=roles,
        points=points,
        compass=_compass(points),
        units={key: _number(path, line, value) for key, (path, line, value) in _single("units.csv", "metres").items()},
        numbers={
            key: int(_number(path, line, value))
            for key, (path, line, value) in _single("number_words.csv", "value").items()
        },
        areas={key: value for key, (_, _, value) in _single("area_words.csv", "sense").items()},
        kinds={words: tuple(value.split(";")) for words, value in kinds.items()},
        facilities={words: Facility(words, value) for words, value in facilities.items()},
        lines=lines,
        numbered=frozenset(clean(row["word"]) for _, _, row in _rows("numbered_features.csv", ("word",))),
        generic=frozenset(clean(row["word"]) for _, _, row in _rows("generic_words.csv", ("word",))),
        longest=max(map(len, [*roles, *kinds, *facilities, *lines])),
        longest_from=_longest_from([*roles, *lines]),
    )


def line_kind(text: str) -> str:
    """The kind of line that a name speaks of, a road where it has no word for it."""
    keys = tuple(token.key for token in tokenise(tidy(text)))
    lines = wording().lines
    spans = ((start, end) for start in range(len(keys)) for end in range(len(keys), start, -1))
    return next((lines[keys[start:end]] for start, end in spans if keys[start:end] in lines), "road")


def is_generic(text: str) -> bool:
    """Whether there is no word in it that could be a name: "the town", "el", "200"."""
    words = [token.key for token in tokenise(tidy(text)) if token.key[:1].isalpha()]
    return all(word in wording().generic or len(word) < 2 for word in words)


def is_numbered_feature(text: str) -> bool:
    """Whether it is a gate, line or checkpoint known by a number only: "Gate 200", "the 103 line", "km 40"."""
    keys = [token.key for token in tokenise(tidy(text))]
    return any(key[:1].isdigit() for key in keys) and any(key in wording().numbered for key in keys)


def _rows(name: str, columns: Words) -> Iterator[Tuple[Path, int, Dict[str, str]]]:
    path = LISTS / name
    for line, row in read_table(path, columns):
        yield path, line, row


def _roles() -> Dict[Words, FrozenSet[str]]:
    roles: Dict[Words, FrozenSet[str]] = {}
    for path, line, row in _rows("relation_words.csv", ("words", "role")):
        words = _key(path, line, row["words"])
        if row["role"] in roles.get(words, ()):
            raise DataFileError(path, line, f"'{row['words']}' stands there twice as '{row['role']}'")
        roles[words] = roles.get(words, frozenset()) | {row["role"]}
    return roles


def _points() -> Dict[str, CompassPoint]:
    points = {}
    for path, line, row in _rows("compass_points.csv", ("point", "bearing_deg", "half_width_deg", "name")):
        bearing, half_width = _number(path, line, row["bearing_deg"]), _number(path, line, row["half_width_deg"])
        points[row["point"]] = CompassPoint(row["point"], bearing, half_width, row["name"])
    return points


def _compass(points: Mapping[str, CompassPoint]) -> Dict[str, CompassPoint]:
    compass = {}
    for path, line, row in _rows("compass_words.csv", ("word", "point")):
        if row["point"] not in points:
            raise DataFileError(path, line, f"'{row['point']}' is no point listed in compass_points.csv")
        compass[clean(row["word"])] = points[row["point"]]
    return compass


def _longest_from(entries: Sequence[Words]) -> Dict[str, int]:
    longest: Dict[str, int] = {}
    for words in entries:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _single(name: str, value: str) -> Dict[str, Tuple[Path, int, str]]:
    return {clean(row["word"]): (path, line, row[value]) for path, line, row in _rows(name, ("word", value))}


def _phrases(name: str, words: str, value: str) -> Dict[Words, str]:
    return {_key(path, line, row[words]): row[value] for path, line, row in _rows(name, (words, value))}


def _key(path: Path, line: int, words: str) -> Words:
    key = tuple(token.key for token in tokenise(tidy(words)))
    if not key or not all(key):
        raise DataFileError(path, line, f"'{words}' is no word")
    return key


def _number(path: Path, line: int, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise DataFileError(path, line, f"a number is needed, not '{text}'") from error
