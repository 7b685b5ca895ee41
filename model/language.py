"""The language that records are put into words in, where it is not the one QGIS runs in: a sheet for other readers."""

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Dict, Iterable, Iterator, NamedTuple

from .errors import DataFileError
from .table import RESOURCES, read_table

ENGLISH, ARABIC = "en", "ar"
LANGUAGES = (ENGLISH, ARABIC)
WESTERN, EASTERN = "western", "eastern"
"""Numerals: 0123, and ٠١٢٣ as they are written east of Libya; Libya itself writes the western ones."""
NUMERALS = (WESTERN, EASTERN)
_EASTERN_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PLACEHOLDER = re.compile(r"\{\w+")
_ARABIC_MARKS = {",": "،", ";": "؛"}
RIGHT_TO_LEFT_MARK = "\u200f"


class Speech(NamedTuple):
    """language: of `LANGUAGES`, empty where nothing was asked for. numerals: of `NUMERALS`."""

    language: str = ""
    numerals: str = WESTERN


NOT_ASKED_FOR = Speech()
_SPEECH: ContextVar[Speech] = ContextVar("speech", default=NOT_ASKED_FOR)


@contextmanager
def speaking(language: str, numerals: str = WESTERN) -> Iterator[None]:
    """Within it `translated`, `figures` and all that is built on them speak that language."""
    before = _SPEECH.set(Speech(language, numerals))
    try:
        yield
    finally:
        _SPEECH.reset(before)


def spoken() -> str:
    """The language asked for, empty outside of `speaking`."""
    return _SPEECH.get().language


def is_right_to_left() -> bool:
    """Whether lines of the language asked for begin on the right."""
    return spoken() == ARABIC


def translated(english: str) -> str:
    """The words in the language asked for; as they are where there is no other, or no translation of them."""
    return english if spoken() in ("", ENGLISH) else catalogue(spoken()).get(english, english)


def figures(text: str) -> str:
    """The text with its digits in the numerals asked for; for numbers of our own, not for what somebody wrote."""
    return text.translate(_EASTERN_DIGITS) if _SPEECH.get().numerals == EASTERN else text


def listed(parts: Iterable[str], mark: str = ",") -> str:
    """The parts parted by commas or semicolons as the language writes them."""
    return f"{_ARABIC_MARKS[mark] if is_right_to_left() else mark} ".join(parts)


def directed(line: str) -> str:
    """A line that begins on the side of the language asked for, whatever letters it begins with (UAX 9)."""
    return RIGHT_TO_LEFT_MARK + line if is_right_to_left() and line else line


@cache
def catalogue(language: str) -> Dict[str, str]:
    """English → translation, from `resources/translations/`.

    Raises DataFileError for a text that stands twice, is empty, or has other placeholders than its translation.
    """
    path = RESOURCES / "translations" / f"{language}.csv"
    known: Dict[str, str] = {}
    for line, row in read_table(path, ("english", "translation")):
        english, words = row["english"], row["translation"]
        if not english or not words or english in known:
            raise DataFileError(path, line, f"'{english}' is empty, not translated, or stands twice")
        if sorted(_PLACEHOLDER.findall(english)) != sorted(_PLACEHOLDER.findall(words)):
            raise DataFileError(path, line, f"'{words}' has other placeholders than '{english}'")
        known[english] = words
    return known
