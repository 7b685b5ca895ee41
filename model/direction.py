"""Texts of two directions on one line."""

import unicodedata
from typing import Iterable, Iterator

from .language import ARABIC, FRENCH, is_right_to_left, spoken

_ISOLATE, _END = "\u2068", "\u2069"
_ARABIC = {"R", "AL"}
_QUOTES = {ARABIC: ("«", "»"), FRENCH: ("«\u00a0", "\u00a0»")}


def isolated(text: str) -> str:
    """The text so that its direction does not stir the words around it, as an Arabic name would in an English line.

    By the isolates of Unicode's bidirectional algorithm (UAX 9), where any letter runs the other way than the line; and
    where there are but numbers, such as coordinates, which on an Arabic line would follow each other from the right.
    """
    kinds = set(map(unicodedata.bidirectional, text))
    is_arabic = not kinds.isdisjoint(_ARABIC)
    are_numbers = not is_arabic and kinds >= {"EN", "WS"}
    mixes = "L" in kinds or are_numbers if is_right_to_left() else is_arabic
    return f"{_ISOLATE}{text}{_END}" if mixes else text


def route(stops: Iterable[str]) -> str:
    """Places one after the other, with arrows that point the way lines are read."""
    return (" ← " if is_right_to_left() else " → ").join(stops)


def quoted(text: str) -> str:
    """Somebody's words, between the quotation marks of the language spoken."""
    begin, end = _QUOTES.get(spoken(), ("“", "”"))
    return f"{begin}{isolated(text)}{end}"


def isolated_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines of one text: what is isolated on one, and goes on on the next, is isolated on both."""
    still = ""
    for line in lines:
        whole = still + line
        ends = isolates_left_open(whole)
        yield whole + ends
        still = _ISOLATE * len(ends)


def isolates_left_open(cut: str) -> str:
    """What has to follow a text that was cut off within isolates."""
    return _END * (cut.count(_ISOLATE) - cut.count(_END))
