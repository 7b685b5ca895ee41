"""Places of a dump that the bundled gazetteer has already: they bring their spellings and nothing else.

Otherwise every town would stand in the list of candidates twice, a little apart, and under two ids. A spelling that the
gazetteer has for another place only is not brought: sources have names of neighbours among their spellings.
"""

from collections import defaultdict
from dataclasses import replace
from typing import Dict, FrozenSet, Iterable, List, Optional, Sequence, Set, Tuple

from ..folding import clean
from ..gazetteer import Place, place_kinds
from ..hints import distance_m
from ..same_place import NEAR_M, NameKey, name_keys
from .spellings import aliases_of

# Degrees, both ways: more than NEAR_M at any latitude of Libya.
_CELL = 0.15
_Cell = Tuple[str, int, int]


def unite(places: Iterable[Place], known: Sequence[Place]) -> Tuple[Place, ...]:
    """The places, each id once; one that is known bears the facts of the known place beside its own spellings."""
    twins, owners = _Twins(known), _owners(known)
    united: Dict[str, Place] = {}
    for place in places:
        twin = twins.of(place) or place
        earlier = united.get(twin.place_id, twin)
        if earlier is not place:
            brought = [text for text in place.spellings() if twin.place_id in owners.get(clean(text), (twin.place_id,))]
            earlier = replace(earlier, aliases=_aliases(earlier, [*earlier.aliases, *brought]))
        united[twin.place_id] = earlier
    return tuple(united.values())


class _Twins:
    """The known places by where they are."""

    def __init__(self, known: Sequence[Place]) -> None:
        self._by_id = {place.place_id: place for place in known}
        self._cells: Dict[_Cell, List[Place]] = defaultdict(list)
        self._keys: Dict[str, FrozenSet[NameKey]] = {}
        for place in known:
            self._cells[_cell(place)].append(place)

    def of(self, place: Place) -> Optional[Place]:
        """The nearest known place that this one is; None if none is."""
        if place.place_id in self._by_id:
            return self._by_id[place.place_id]
        near = [
            (distance, other.place_id, other) for other in self._around(place)
            if (distance := distance_m(place, other)) <= NEAR_M
        ]
        # By its chief names, for the same reason. Folded only where something known is near.
        keys = name_keys(filter(None, (place.name, place.name_ar))) if near else set()
        return min((entry for entry in near if keys & self._keys_of(entry[2])), default=(0, "", None))[2]

    def _around(self, place: Place) -> Iterable[Place]:
        group, row, column = _cell(place)
        for near_row in (row - 1, row, row + 1):
            for near_column in (column - 1, column, column + 1):
                yield from self._cells.get((group, near_row, near_column), ())

    def _keys_of(self, known: Place) -> FrozenSet[NameKey]:
        if known.place_id not in self._keys:
            self._keys[known.place_id] = frozenset(name_keys(known.spellings()))
        return self._keys[known.place_id]


def _owners(known: Iterable[Place]) -> Dict[str, Set[str]]:
    """Cleaned spelling -> ids of the known places that have it."""
    owners: Dict[str, Set[str]] = defaultdict(set)
    for place in known:
        for text in place.spellings():
            owners[clean(text)].add(place.place_id)
    return owners


def _cell(place: Place) -> _Cell:
    return place_kinds()[place.kind].group, int(place.lat // _CELL), int(place.lon // _CELL)


def _aliases(place: Place, spellings: Sequence[str]) -> Tuple[str, ...]:
    return aliases_of(place.name, place.name_ar, spellings, place_kinds()[place.kind].group == "area")
