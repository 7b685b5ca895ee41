"""Counts as ranges with a best value: 'as many as five' is at most five, and unknown is not zero."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Dict, Optional, Pattern

from .date_words import folded, western_digits
from .errors import DataFileError, UnreadableValue
from .language import ENGLISH, LANGUAGES, figures, speaking, tr
from .table import RESOURCES, read_table

LARGEST_COUNT = 10_000_000
"""No report on Libya counts more people than Libya has; beyond it lies a typing error."""
_MEANINGS = ("upper", "lower", "above", "below", "about", "vague", "number", "from", "joint", "noun")
_THOUSANDS = re.compile(r"(?<=\d)[٬ ](?=\d{3}(?!\d))")


@dataclass(frozen=True)
class CountRange:
    """Lowest, best and highest number, each None where the source does not bound it; `text` as written.

    An exact number has all three alike, an approximate one has only `best`.
    """

    low: Optional[int] = None
    best: Optional[int] = None
    high: Optional[int] = None
    text: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the source gives any number at all."""
        return not self.low is self.best is self.high is None

    @property
    def is_ordered(self) -> bool:
        """Whether low, best and high do not contradict each other."""
        numbers = [number for number in (self.low, self.best, self.high) if number is not None]
        return numbers == sorted(numbers)

    @property
    def estimate(self) -> Optional[int]:
        """The number to count and draw by: the best, else the lowest; a mere upper bound is none, as it may be 0."""
        return self.low if self.best is None else self.best

    def display(self) -> str:
        """'5', '≤ 5', '≥ 4', '8–12', 'about 30', the vague word as written, or an empty text."""
        if self.low is not None and self.low == self.high:
            return figures(str(self.low))
        if self.low is not None and self.high is not None:
            return figures(f"{self.low}–{self.high}")
        bounds = ((tr("about {number}"), self.best), (tr("≤ {number}"), self.high), (tr("≥ {number}"), self.low))
        for words, number in bounds:
            if number is not None:
                return figures(words.format(number=number))
        vague = self.text.casefold()
        return self.text if tr(vague) == vague else tr(vague)

    def written(self) -> str:
        """The count as `parse` reads it again, whatever language is spoken: the source's words where they are kept."""
        with speaking(ENGLISH):
            return self.text or self.display()

    @classmethod
    def exactly(cls, number: int) -> "CountRange":
        """A number that the source states without doubt."""
        return cls(number, number, number, str(number))

    @classmethod
    def parse(cls, text: str) -> "CountRange":
        """Read '5', 'as many as five', '≤5', 'at least 4', '8-12', 'six or seven', 'about 30', 'several' and the like.

        In English, Arabic and French ("ما يصل إلى خمس مركبات", "entre ٨ et ١٢"), in digits of either kind. An empty
        text is an unknown count. Raises UnreadableValue for a negative number or for words that are no count; the words
        known are in `resources/codes/count_words.csv`.
        """
        written = " ".join(text.split())
        if not written:
            return UNKNOWN_COUNT
        phrase = _without_noun(_plain(written))
        if phrase in _words("vague"):
            return cls(text=written)
        for bound in ("upper", "lower", "above", "below", "about"):
            for word in _words(bound):
                if phrase.startswith(word) and (number := _number(phrase[len(word) :])) is not None:
                    return _bounded(bound, number, written)
        start = next((word for word in _words("from") if phrase.startswith(f"{word} ")), "")
        number = None if start else _number(phrase)
        if number is not None:
            return cls(number, number, number, written)
        ends = [_number(part) for part in _joints().split(phrase[len(start):])]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None:  # noqa: PLR2004 (two ends of a range)
            return cls(ends[0], None, ends[1], written)
        raise UnreadableValue(tr(
            "'{written}' is not a count; write 5, <=5, >=4, 8-12, about 30 or a word such as several."
        ).format(written=written[:60]))


UNKNOWN_COUNT = CountRange()


def _bounded(bound: str, number: int, written: str) -> CountRange:
    """The range that a bounding word makes of a number; 'more than 10' is at least 11."""
    if bound == "about":
        return CountRange(best=number, text=written)
    if bound in ("upper", "below"):
        return CountRange(high=number - (bound == "below"), text=written)
    return CountRange(low=number + (bound == "above"), text=written)


def _plain(written: str) -> str:
    """Without case, accents and marks, in western digits; thousands set off as in French or Arabic by commas."""
    return _THOUSANDS.sub(",", western_digits(folded(written)))


def _without_noun(phrase: str) -> str:
    """Without what is counted: "five vehicles", "خمس مركبات"."""
    words, _, noun = phrase.rpartition(" ")
    return words if words and noun in _words("noun") else phrase


def _number(words: str) -> Optional[int]:
    """A whole number in digits (thousands may be set off by commas), in words up to twenty, or of tens and units."""
    stripped = _without_noun(words.strip())
    if re.fullmatch(r"[0-9]{1,8}(?:\.0+)?|[0-9]{1,3}(?:,[0-9]{3}){1,2}", stripped):
        number = int(float(stripped.replace(",", "")))
        return number if number <= LARGEST_COUNT else None
    known = _words("number")
    parts = sorted(known.get(part, 0) for part in re.split(r"-|\sو", stripped))
    if stripped not in known and len(parts) == 2 and 0 < parts[0] < 10 <= parts[1] < 100 and not parts[1] % 10:  # noqa: PLR2004
        return sum(parts)
    return known.get(stripped)


@cache
def _joints() -> Pattern[str]:
    """What stands between the ends of a range; the Arabic "and" is written as one with the number behind it."""
    words = "|".join(map(re.escape, _words("joint")))
    return re.compile(rf"\s*(?:-|–|—|\b(?:{words})\b)\s*|\sو\s?")


@cache
def _vocabulary() -> Dict[str, Dict[str, int]]:
    """Meaning → words → number, from the word list; longest word first so that 'no more than' beats 'more than'."""
    path = RESOURCES / "codes" / "count_words.csv"
    meanings: Dict[str, Dict[str, int]] = {name: {} for name in _MEANINGS}
    for line, row in read_table(path, ("word", "meaning", "number", "language")):
        if row["meaning"] not in meanings or (row["meaning"] == "number") != row["number"].isdigit():
            reason = f"meaning '{row['meaning']}' with number '{row['number']}' is none of {', '.join(meanings)}"
            raise DataFileError(path, line, reason)
        if row["language"] not in LANGUAGES:
            raise DataFileError(path, line, f"'{row['language']}' is none of {', '.join(LANGUAGES)}")
        meanings[row["meaning"]][_plain(row["word"])] = int(row["number"] or 0)
    return {name: dict(sorted(words.items(), key=lambda item: -len(item[0]))) for name, words in meanings.items()}


def _words(meaning: str) -> Dict[str, int]:
    return _vocabulary()[meaning]
