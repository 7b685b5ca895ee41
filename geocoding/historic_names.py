"""Ancient, colonial and conventional names that no spelling rule leads to: "Apollonia" for Susah.

`resources/geocoding/historic_names.csv` lists the names of one place in one line; facts of general knowledge.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Dict, Iterator, List, Mapping, Tuple

from ..model.errors import DataFileError
from ..model.table import read_table
from .comparison import sound_penalty
from .folding import Folded, fold
from .keys import consonant_key
from .spelling_rules import RULES

# How far from what it stands for a name may sound, on the way into the list and out of it together.
HEARD = 0.15

Group = Tuple[Folded, ...]


def other_names(query: Folded) -> Iterator[Tuple[Folded, float]]:
    """(the query under another name of the same place, what hearing it as the one in the list costs), each once."""
    found: Dict[Folded, float] = {}
    for known, group in _groups().get(consonant_key(query.own), ()) if query.own else ():
        sound = sound_penalty(query.own, known.own, query.letters)
        if sound <= HEARD and _is_about_the_same(query, known):
            for other in (_with_words_of(query, known, name) for name in group if name.own != query.own):
                found[other] = min(sound, found.get(other, sound))
    yield from found.items()


def _with_words_of(query: Folded, known: Folded, other: Folded) -> Folded:
    """The other name with the generic words that the query adds to the one it is known by: "Oea district"."""
    added = tuple(pair for pair in query.generics if pair[0].concept not in known.concepts)
    concepts = sorted({*other.concepts, *(word.concept for word, _ in added)})
    return replace(other, plain="", generics=other.generics + added, concepts=tuple(concepts))


def _is_about_the_same(query: Folded, known: Folded) -> bool:
    """Whether the other words leave it the same place: "Tripoli district" is about Tripoli, "Wadi Susah" not."""
    others = [word for word, _ in query.generics if word.concept not in known.concepts]
    others += [word for word, _ in known.generics if word.concept not in query.concepts]
    return query.numbers == known.numbers and all(word.asked < 1 for word in others)


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, List[Tuple[Folded, Group]]]:
    """Consonant key -> the names that have it, each with all names of its place."""
    path = RULES / "historic_names.csv"
    groups: Dict[str, List[Tuple[Folded, Group]]] = {}
    taken: Dict[str, int] = {}
    for line, row in read_table(path, ("names",)):
        group = tuple(map(fold, row["names"].split(";")))
        for name in group:
            if not name.own or taken.setdefault(name.plain, line) != line:
                raise DataFileError(path, line, f"'{name.plain}' is no name, or stands in two lines")
            groups.setdefault(consonant_key(name.own), []).append((name, group))
    return groups
