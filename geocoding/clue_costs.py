"""What a place costs for not lying where the text, the record or the rest of the report says."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import FrozenSet, Iterator, Mapping, Sequence, Tuple

from ..model.errors import DataFileError
from ..model.table import read_table
from .clues import Clues
from .comparison import Part, named
from .gazetteer import Place, place_kinds
from .geodesy import GeoPoint
from .hints import Hint, metres_between
from .spelling_rules import RULES

# A place of the same report is mostly within the first distance of another, and beyond the second it is a stranger:
# reports stay in one part of the country, which measures 1,500 km.
_WITH_THE_OTHERS_M, _FAR_FROM_THE_OTHERS_M = 75_000.0, 375_000.0


@dataclass(frozen=True)
class ClueCosts:
    """What is asked of a place, besides its name.

    qualifiers: what the text itself adds to the name ("Sultan (Sirte)"), with the places that may be meant by it.
    district: the same for the record's district, empty where it says nothing. kinds: what the words around it call for.
    """

    qualifiers: Sequence[Tuple[str, Hint]]
    district: Sequence[Tuple[str, Hint]]
    kinds: FrozenSet[str]
    clues: Clues

    def __call__(self, place: Place) -> Tuple[Part, ...]:
        """The penalties of one place."""
        return tuple(self._parts(place))

    def _parts(self, place: Place) -> Iterator[Part]:
        for text, hint in self.qualifiers:
            if not hint:
                yield named("unknown_qualifier", text)
            elif not hint.agrees(place):
                yield named("contradiction", text)
        for text, hint in self.district:
            if hint and not hint.agrees(place):
                yield named("elsewhere", text)
        if self.kinds and place.kind not in self.kinds:
            yield named("kind")
        usual = usual_places().get(self.clues.event_kind)
        if usual is not None and place_kinds()[place.kind].group not in usual:
            yield named("unusual")
        if self.clues.others:
            share = _share_of_way(place, self.clues.others)
            if share:
                part = named("far_from_others")
                yield replace(part, value=part.value * share)


def telling(clues: Clues) -> Clues:
    """The clues without a kind of event that is usual everywhere: all such kinds share one remembered answer."""
    return clues if not clues.event_kind or clues.event_kind in usual_places() else replace(clues, event_kind="")


def _share_of_way(place: Place, others: Sequence[GeoPoint]) -> float:
    """0 for a place with the nearest of the others, 1 for one far from all of them, and what lies between."""
    nearest = min(metres_between(GeoPoint(place.lat, place.lon), other) for other in others)
    share = (nearest - _WITH_THE_OTHERS_M) / (_FAR_FROM_THE_OTHERS_M - _WITH_THE_OTHERS_M)
    return min(1.0, max(0.0, share))


@lru_cache(maxsize=1)
def usual_places() -> Mapping[str, FrozenSet[str]]:
    """Kind of event -> the groups of kinds of place where it is usual, for kinds that are bound to some."""
    path, known, found = RULES / "event_places.csv", {kind.group for kind in place_kinds().values()}, {}
    for line, row in read_table(path, ("event_kind", "groups")):
        groups = frozenset(row["groups"].split(";"))
        if not groups <= known or row["event_kind"] in found:
            raise DataFileError(path, line, f"'{row['groups']}' must be groups of kinds.csv, once for each event")
        found[row["event_kind"]] = groups
    return found
