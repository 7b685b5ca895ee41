"""Names that are known to be no place we could draw: towns of other countries, ordinary words, unplaced names.

They keep a name from being taken for the Libyan one that sounds like it; a name that a place bears in just
that spelling is not held back by them.
"""

from functools import lru_cache
from typing import FrozenSet, Mapping, Tuple

from ..model.table import read_table
from .folding import Folded, clean, fold
from .gazetteer import GAZETTEER
from .spelling_rules import RULES

_Key = Tuple[str, Tuple[str, ...], Tuple[str, ...]]


def why_no_place(folded: Folded) -> str:
    """The reason in one clause, or nothing."""
    names = folded.plain, _without_article(folded.plain)
    if any(name in words for name in names for words in (_ordinary_words(), _common_words())):
        return "an ordinary word"
    reason = _unplaced().get(_key(folded))
    if reason:
        return reason
    country = next(filter(None, map(_elsewhere().get, names)), "")
    return f"a town in {country}" if country else ""


def _key(folded: Folded) -> _Key:
    return folded.own, folded.concepts, folded.numbers


def _without_article(plain: str) -> str:
    for article in ("ال", "al ", "el ", "the "):
        if plain.startswith(article):
            return plain[len(article):]
    return plain


@lru_cache(maxsize=1)
def _ordinary_words() -> FrozenSet[str]:
    return frozenset(clean(row["word"]) for _, row in read_table(RULES / "ordinary_words.csv", ("word",)))


@lru_cache(maxsize=1)
def _common_words() -> FrozenSet[str]:
    """The commonest words of English and Arabic, cleaned; built by `tools/build_gazetteer.py`."""
    return frozenset((RULES / "common_words.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def _unplaced() -> Mapping[_Key, str]:
    """Names that reports use and no source places, with the reason."""
    rows = read_table(GAZETTEER / "unplaced.csv", ("name", "reason"))
    return {_key(fold(row["name"])): row["reason"] for _, row in rows}


@lru_cache(maxsize=1)
def _elsewhere() -> Mapping[str, str]:
    """Towns of other countries by their cleaned names, with the country."""
    rows = read_table(GAZETTEER / "elsewhere.csv", ("name", "country"))
    return {clean(row["name"]): row["country"] for _, row in rows}
