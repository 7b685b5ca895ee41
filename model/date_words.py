"""The words of dates in English, Arabic (as written in the Maghreb and the Levant, too) and French, from one list."""

import unicodedata
from functools import cache
from typing import Dict, FrozenSet, Iterable, NamedTuple, Optional, Set, Tuple

from .errors import DataFileError
from .table import RESOURCES, read_table

_LARGEST = {"month": 12, "weekday": 7, "third": 3, "month_week": 5, "week": 7, "article": 1}
_UNNUMBERED = ("joint", "pair", "between", "from", "of")
_ONE_LETTER = {"ة": "ه", "ى": "ي", "ـ": "", "’": "'"}
_ZEROS = (0x660, 0x6F0)
_DIGITS = {chr(zero + digit): str(digit) for zero in _ZEROS for digit in range(10)}


class DateWords(NamedTuple):
    """Folded words → number: months in their order from 1, weekdays from Monday = 1.

    thirds: the early, the middle and the late part of a month, 1 to 3. month_weeks: its first to fourth seven days, 1
    to 4, and its last ones, 5. weeks: what makes of a day the seven days of which it is the first (1) or the last (7).
    joints: what joins the ends of a range; pairs: what does so after one of `betweens`. froms: what may open a range.
    articles: what may stand before a date, each 1; ofs: before a month.
    """

    months: Dict[str, int]
    weekdays: Dict[str, int]
    thirds: Dict[str, int]
    month_weeks: Dict[str, int]
    weeks: Dict[str, int]
    articles: Dict[str, int]
    joints: FrozenSet[str]
    pairs: FrozenSet[str]
    betweens: FrozenSet[str]
    froms: FrozenSet[str]
    ofs: FrozenSet[str]


@cache
def date_words() -> DateWords:
    """The list; raises DataFileError for another kind or number, or a word that stands twice."""
    path = RESOURCES / "codes" / "date_words.csv"
    found: Dict[str, Dict[str, int]] = {kind: {} for kind in (*_LARGEST, *_UNNUMBERED)}
    for line, row in read_table(path, ("word", "kind", "number")):
        kind, number, word = row["kind"], row["number"], folded(row["word"])
        is_right = number.isdecimal() and 1 <= int(number) <= _LARGEST.get(kind, 0)
        is_right = number == "" if kind in _UNNUMBERED else is_right
        if not word or not is_right or word in found.get(kind, {}):
            raise DataFileError(path, line, f"'{row['word']}' stands twice, or '{kind}' has no number '{number}'")
        found[kind][word] = int(number or 0)
    return DateWords(*(found[kind] for kind in _LARGEST), *(frozenset(found[kind]) for kind in _UNNUMBERED))


def folded(word: str) -> str:
    """The word without case, accents, points, hamza and other marks."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    kept = (_ONE_LETTER.get(letter, letter) for letter in letters if unicodedata.category(letter) not in ("Mn", "Cf"))
    return " ".join("".join(kept).rstrip(".").split())


def western_digits(text: str) -> str:
    """The text with Arabic and Persian digits as 0 to 9."""
    return "".join(_DIGITS.get(letter, letter) for letter in text)


def month_number(words: str) -> Optional[int]:
    """1 to 12 for a month's name, or two names of one month ("تموز/يوليو", "تموز (يوليو)"); None for other words."""
    months = date_words().months
    parts = [folded(part) for part in words.replace("(", "/").rstrip(")").split("/")]
    numbers = {months.get(part) for part in parts}
    return numbers.pop() if len(numbers) == 1 else None


def begun(letters: str, words: Iterable[Tuple[str, int]]) -> Set[int]:
    """The numbers of the words that begin with these letters; of the very word alone where it is one."""
    start = folded(letters) + (" " if letters.endswith(" ") else "")
    known = [(folded(word), number) for word, number in words]
    return {number for word, number in known if word == start} or {
        number for word, number in known if start.strip() and word.startswith(start)
    }
