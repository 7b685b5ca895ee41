"""The spelling rules as data: `resources/geocoding/*.csv`, read strictly and once.

The rules follow BGN/PCGN practice, press habits and Italian and French colonial spelling of Libyan names.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, List, Mapping, Tuple

from ..model.errors import DataFileError
from ..model.table import RESOURCES, read_table

RULES = RESOURCES / "geocoding"
_PLACES_IN_WORD = ("any", "start", "end", "before_front", "before_back", "before_consonant")
_ROLES = ("vowel", "weak", "consonant")


@dataclass(frozen=True)
class Symbol:
    """A sound as we compare it, whatever script or spelling it was read from.

    role: "vowel", "weak" (glides, h and ayn, which spellings often leave out) or "consonant".
    group: sounds of one group may stand for each other in the keys of the index; empty for what the keys leave out.
    loss: cost of one such sound too many or too few, 1 for a consonant.
    """

    code: str
    label: str
    role: str
    group: str
    loss: float


@dataclass(frozen=True)
class Letters:
    """Letters as written, where in the word they are read so, and the sounds they stand for."""

    letters: str
    where: str
    symbols: str


@dataclass(frozen=True)
class GenericWord:
    """A word for a kind of feature.

    alone: it may be a name by itself. kinds: the kinds of place it calls for.
    asked, known: what it counts where it is only in the name that was asked for, or only in the known one; 1 for a word
    that tells places apart.
    forms: how it is written, in both scripts.
    """

    concept: str
    alone: bool
    asked: float
    known: float
    kinds: FrozenSet[str]
    forms: Tuple[str, ...]


@dataclass(frozen=True)
class Penalty:
    """What one difference between two names costs, and how it is said to the analyst."""

    value: float
    text: str


@lru_cache(maxsize=1)
def symbols() -> Mapping[str, Symbol]:
    """The sounds by code."""
    path, found = RULES / "symbols.csv", {}
    for line, row in read_table(path, ("symbol", "label", "role", "group", "loss")):
        if len(row["symbol"]) != 1 or row["symbol"] in found:
            raise DataFileError(path, line, f"'{row['symbol']}' must be one new character")
        if row["role"] not in _ROLES:
            raise DataFileError(path, line, f"the role '{row['role']}' is none of {', '.join(_ROLES)}")
        found[row["symbol"]] = Symbol(
            row["symbol"], row["label"], row["role"], row["group"], _cost(path, line, row["loss"])
        )
    return found


@lru_cache(maxsize=1)
def letter_rules() -> Mapping[str, Tuple[Letters, ...]]:
    """The readings by first letter, longest and most particular first."""
    path, known = RULES / "letters.csv", symbols()
    rules: Dict[str, List[Letters]] = {}
    for line, row in read_table(path, ("script", "letters", "where", "symbols")):
        if row["where"] not in _PLACES_IN_WORD:
            raise DataFileError(path, line, f"'{row['where']}' is none of {', '.join(_PLACES_IN_WORD)}")
        unknown = next((code for code in row["symbols"] if code not in known), None)
        if not row["letters"] or unknown is not None:
            raise DataFileError(path, line, "letters are missing" if unknown is None else f"no symbol '{unknown}'")
        rules.setdefault(row["letters"][0], []).append(Letters(row["letters"], row["where"], row["symbols"]))
    return {
        first: tuple(sorted(group, key=lambda rule: (-len(rule.letters), rule.where == "any")))
        for first, group in rules.items()
    }


@lru_cache(maxsize=1)
def letter_costs() -> Mapping[Tuple[str, str], float]:
    """The cost of one sound written for another, both ways round; what is not listed is no small change."""
    path, known, costs = RULES / "letter_costs.csv", symbols(), {}
    for line, row in read_table(path, ("first", "second", "cost")):
        pair = (row["first"], row["second"])
        if not set(pair) <= set(known) or pair in costs:
            raise DataFileError(path, line, f"'{pair[0]}' and '{pair[1]}' must be two symbols, listed once")
        costs[pair] = costs[pair[::-1]] = _cost(path, line, row["cost"])
    return costs


@lru_cache(maxsize=1)
def articles() -> Mapping[str, bool]:
    """The articles as written in Latin letters or Arabic script; True where they may be glued to the word."""
    rows = read_table(RULES / "articles.csv", ("script", "form", "glued"))
    return {row["form"]: row["glued"] == "yes" for _, row in rows}


@lru_cache(maxsize=1)
def name_words() -> Mapping[str, str]:
    """Forms of the small words inside names ("abu", "bin") and the one form they are read as."""
    return {row["form"]: row["becomes"] for _, row in read_table(RULES / "name_words.csv", ("form", "becomes"))}


@lru_cache(maxsize=1)
def feature_words() -> Mapping[Tuple[str, ...], GenericWord]:
    """The generic words in both scripts by their cleaned words; some have two ("oil field")."""
    path = RULES / "feature_words.csv"
    found: Dict[Tuple[str, ...], GenericWord] = {}
    for line, row in read_table(path, ("concept", "forms", "alone", "asked", "known", "kinds")):
        if row["alone"] not in ("yes", "no"):
            raise DataFileError(path, line, f"alone must be yes or no, not '{row['alone']}'")
        kinds = frozenset(filter(None, row["kinds"].split(";")))
        forms = tuple(row["forms"].split(";"))
        asked, known = (_cost(path, line, row[column]) for column in ("asked", "known"))
        word = GenericWord(row["concept"], row["alone"] == "yes", asked, known, kinds, forms)
        for form in forms:
            if tuple(form.split()) in found:
                raise DataFileError(path, line, f"'{form}' stands there twice")
            found[tuple(form.split())] = word
    return found


@lru_cache(maxsize=1)
def country_names() -> FrozenSet[str]:
    """Cleaned names of the country, which say nothing about which place in it is meant."""
    return frozenset(row["name"] for _, row in read_table(RULES / "country_names.csv", ("name",)))


@lru_cache(maxsize=1)
def generic_words() -> Mapping[str, GenericWord]:
    """The generic words by concept."""
    return {word.concept: word for word in feature_words().values()}


@lru_cache(maxsize=1)
def penalties() -> Mapping[str, Penalty]:
    """The named penalties by code."""
    path = RULES / "penalties.csv"
    return {
        row["code"]: Penalty(_cost(path, line, row["value"]), row["text"])
        for line, row in read_table(path, ("code", "value", "text"))
    }


def _cost(path: Path, line: int, text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise DataFileError(path, line, f"a cost must be a number, not '{text}'") from error
    if not 0 <= value <= 10:
        raise DataFileError(path, line, f"a cost must lie between 0 and 10, not {value:g}")
    return value
