"""What is said to people, and in which language: the window's, or another one while a sheet for others is made.

Every sentence is looked up by its English words in a table of its language. The tables are plain text, because they are
read in rooms that know no Qt, by the sheet in other languages than the window's, and with no tool that a bare machine
lacks (Qt's own `.qm` would need `lrelease`).
"""

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Dict, Iterable, Iterator, List, NamedTuple, Tuple

from .errors import DataFileError
from .table import RESOURCES, read_table

ENGLISH, ARABIC, FRENCH = "en", "ar", "fr"
LANGUAGES: Dict[str, str] = {ENGLISH: "English", ARABIC: "العربية", FRENCH: "Français"}
"""Each by its own name."""
WESTERN, EASTERN = "western", "eastern"
"""Numerals: 0123, and ٠١٢٣ as they are written east of Libya; Libya itself writes the western ones."""
NUMERALS = (WESTERN, EASTERN)
FORMS = ("zero", "one", "two", "few", "many", "other")
"""Plural categories of Unicode CLDR; which number takes which is in `resources/translations/plural_rules.csv`."""
_EASTERN_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PLACEHOLDER = re.compile(r"\{\w*")
_MARKS = {ARABIC: {",": "،", ";": "؛"}, FRENCH: {";": "\u00a0;"}}
RIGHT_TO_LEFT_MARK = "\u200f"


class Speech(NamedTuple):
    """language: of `LANGUAGES`, or another, for which there is no table. numerals: of `NUMERALS`.

    thousands: what stands between groups of three digits.
    """

    language: str = ""
    numerals: str = WESTERN
    thousands: str = ""


_SPEECH: ContextVar[Speech] = ContextVar("speech")
_of_the_window = Speech()


def speak_in_window(speech: Speech) -> None:
    """Say from now on what nobody asked for in another language like this."""
    global _of_the_window  # noqa: PLW0603 (one window, whose language QGIS changes only at its start)
    _of_the_window = speech


@contextmanager
def speaking(language: str, numerals: str = WESTERN) -> Iterator[None]:
    """Within it `tr`, `figures` and all that is built on them speak that language, for readers elsewhere."""
    before = _SPEECH.set(Speech(language, numerals))
    try:
        yield
    finally:
        _SPEECH.reset(before)


def _speech() -> Speech:
    return _SPEECH.get(_of_the_window)


def spoken() -> str:
    """The language asked for, else the window's; empty where neither was set, which is as English."""
    return _speech().language


def own_language() -> str:
    """The language spoken, where it is one of ours, else English."""
    return spoken() if spoken() in LANGUAGES else ENGLISH


def is_right_to_left() -> bool:
    """Whether lines of the language spoken begin on the right."""
    return spoken() == ARABIC


def tr(english: str) -> str:
    """The words in the language spoken; as they are where there is no table of it, or no translation of them.

    Values are filled in afterwards with `format`, never inside.
    """
    return catalogue(spoken()).get(english, english) if has_table(spoken()) else english


def counted(one: str, several: str, number: int, **values: object) -> str:
    """The form of the words that goes with a number, in the language spoken, with `{number}` and `values` filled in.

    one, several: the two forms of English, the latter of which is what the tables go by.
    """
    form = plural_form(spoken(), number) if has_table(spoken()) else plural_form(ENGLISH, number)
    forms = plurals(spoken()).get(several) if has_table(spoken()) else None
    words = forms[form] if forms else one if form == "one" else several
    return words.format(number=whole_number(number), **values)


def has_table(language: str) -> bool:
    """Whether texts of ours have to be looked up."""
    return language in LANGUAGES and language != ENGLISH


def figures(text: str) -> str:
    """The text with its digits in the numerals asked for; for numbers of our own, not for what somebody wrote."""
    return text.translate(_EASTERN_DIGITS) if _speech().numerals == EASTERN else text


def whole_number(number: int) -> str:
    """The number in the numerals and groups of the language spoken."""
    return figures(f"{number:,}".replace(",", _speech().thousands))


def listed(parts: Iterable[str], mark: str = ",") -> str:
    """The parts parted by commas or semicolons as the language writes them."""
    return f"{_MARKS.get(spoken(), {}).get(mark, mark)} ".join(parts)


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
        if "{" in english + words and _placeholders(english) != _placeholders(words):
            raise DataFileError(path, line, f"'{words}' has other placeholders than '{english}'")
        known[english] = words
    return known


@cache
def plurals(language: str) -> Dict[str, Dict[str, str]]:
    """English words for several → form of `FORMS` → translation; for a form that stands empty, that of `other`.

    Raises DataFileError for words that stand twice, for a form that is missing or that the language does not have, and
    for other placeholders; a form that stands for one number may say it in a word, without its digits.
    """
    path = RESOURCES / "translations" / f"{language}_plurals.csv"
    rules = _plural_rules()[language]
    known: Dict[str, Dict[str, str]] = {}
    for line, row in read_table(path, ("english", *FORMS)):
        english = row.pop("english")
        if not english or english in known:
            raise DataFileError(path, line, f"'{english}' is empty, or stands twice")
        for form, words in row.items():
            if bool(words) != (form == "other" or form in rules):
                raise DataFileError(path, line, f"the form '{form}' is missing, or the language has none")
            there, due = _placeholders(words), _placeholders(english)
            if words and there != due and (form not in ("zero", "one", "two") or sorted([*there, "{number"]) != due):
                raise DataFileError(path, line, f"'{words}' has other placeholders than '{english}'")
        known[english] = row
    return known


def plural_form(language: str, number: int) -> str:
    """Of `FORMS`, by the first rule of the language that the number meets."""
    rules = _plural_rules()[language].items()
    return next((form for form, (modulus, low, high) in rules if low <= number % modulus <= high), "other")


@cache
def _plural_rules() -> Dict[str, Dict[str, Tuple[int, int, int]]]:
    """Language → form → modulus, lowest and highest rest: what CLDR writes as `n % modulus = low..high`."""
    path = RESOURCES / "translations" / "plural_rules.csv"
    rules: Dict[str, Dict[str, Tuple[int, int, int]]] = {language: {} for language in LANGUAGES}
    for line, row in read_table(path, ("language", "form", "modulus", "low", "high")):
        numbers = [row[name] for name in ("modulus", "low", "high")]
        if row["language"] not in rules or row["form"] not in FORMS or not all(map(str.isdigit, numbers)):
            raise DataFileError(path, line, "a language, a form and three whole numbers are needed")
        rules[row["language"]][row["form"]] = (int(numbers[0]), int(numbers[1]), int(numbers[2]))
    return rules


def _placeholders(words: str) -> List[str]:
    return sorted(_PLACEHOLDER.findall(words))
