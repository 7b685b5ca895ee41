"""Which of a source's names are names: in Latin or Arabic script, and no codes."""

import unicodedata
from typing import Iterable, List, Tuple

from ..folding import clean, fold

_LATIN, _ARABIC = "LATIN", "ARABIC"


def is_arabic(name: str) -> bool:
    """Whether any letter is Arabic."""
    return any(_ARABIC in unicodedata.name(character, "") for character in name)


def is_readable(name: str) -> bool:
    """Whether all letters are Latin, or all are Arabic."""
    scripts = {unicodedata.name(character, "").split()[0] for character in name if character.isalpha()} - {"MODIFIER"}
    return scripts in ({_LATIN}, {_ARABIC})


def is_usable(name: str) -> bool:
    """Latin or Arabic script; not a code, and not one of the machine-made readings, which begin in lower case."""
    if not is_readable(name):
        return False
    is_code = len(name) <= 4 and name.isupper() and name.isascii()
    return not next(filter(str.isalpha, name)).islower() and not is_code


def aliases_of(name: str, name_ar: str, spellings: Iterable[str], is_area: bool) -> Tuple[str, ...]:
    """The spellings that clean to other words than the names and each other.

    Sources give towns the names of their districts too; those stay with the districts.
    """
    seen = {clean(name), clean(name_ar)}
    kept: List[str] = []
    for spelling in spellings:
        plain = clean(spelling)
        if plain and plain not in seen and (is_area or "district" not in fold(spelling).concepts):
            seen.add(plain)
            kept.append(spelling)
    return tuple(kept)


def first_of(names: List[str], *, arabic: bool) -> str:
    """The first name in that script, or nothing."""
    return next((name for name in names if is_arabic(name) == arabic), "")
