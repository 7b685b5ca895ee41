"""Taught places from a table beside those that are known: what is new, what replaces what, and what is refused."""

from dataclasses import dataclass, fields, replace
from typing import Dict, Iterable, List, Mapping, Sequence

from ..geocoding.taught_faults import TaughtNames, doubt_about
from ..model.language import tr
from ..model.taught import TaughtPlace
from ..model.validation import Fault
from .columns import PLACES
from .csv_table import Row
from .records import trouble_of
from .rejects import RejectsFile
from .rows import RowRejected
from .taught_table import TaughtReader


@dataclass(frozen=True)
class Lessons:
    """before: known lessons that are replaced; after: those that take their place, and new ones.

    known: rows that say what is known already. doubts: sentences about points that are odd.
    """

    before: List[TaughtPlace]
    after: List[TaughtPlace]
    known: int
    doubts: List[str]

    @property
    def new(self) -> int:
        """How many lessons are new."""
        return len(self.after) - len(self.before)


def sort_out(
    name: str, headers: Sequence[str], rows: Iterable[Row], known: Iterable[TaughtPlace], rejects: RejectsFile,
    may_replace: bool,
) -> Lessons:
    """Read all rows; those that are no lessons, or contradict what is known, go to the rejects with the reason.

    A row with the uid of a known lesson that says the same is passed over; one that says something else replaces it
    only if `may_replace`. Raises UnusableTable for a header without the columns needed.
    """
    work = _Sorting(known, may_replace)
    reader = TaughtReader(headers, name)
    asked: Dict[str, Row] = {}
    for row in rows:
        try:
            place = _read(reader, row)
            if work.is_news(place):
                asked[place.uid] = row
        except RowRejected as rejected:
            rejects.add(PLACES, row.line, rejected.faults, headers, row.cells)
    for uid, faults in work.faults().items():
        row = asked.pop(uid)
        rejects.add(PLACES, row.line, faults, headers, row.cells)
    return work.lessons(asked)


def _read(reader: TaughtReader, row: Row) -> TaughtPlace:
    if row.trouble:
        raise RowRejected(row.line, (trouble_of(row),))
    return reader.read(row.cells, row.line)


class _Sorting:
    """Compares the lessons of a table with those that are known."""

    def __init__(self, known: Iterable[TaughtPlace], may_replace: bool) -> None:
        self._may_replace = may_replace
        self._stored = {place.uid: place for place in known}
        self._named: Dict[str, List[TaughtPlace]] = {}
        self._asked: Dict[str, TaughtPlace] = {}
        self._known = 0
        for place in self._stored.values():
            self._named.setdefault(place.name, []).append(place)

    def is_news(self, place: TaughtPlace) -> bool:
        """Whether a lesson says something that is not known; raises RowRejected where it contradicts what is."""
        if any(_says_the_same(place, other) for other in self._named.get(place.name, ())):
            self._known += 1
            return False
        if place.uid in self._asked:
            sentence = tr("The uid '{uid}' stands twice; leave the second one empty.").format(uid=place.uid[:60])
            raise RowRejected(0, [Fault("uid", sentence)])
        stored = self._stored.get(place.uid)
        if stored is not None and not self._may_replace:
            raise RowRejected(0, [_differs(place, stored)])
        self._asked[place.uid] = place
        self._named.setdefault(place.name, []).append(place)
        return True

    def faults(self) -> Dict[str, List[Fault]]:
        """All faults of each lesson that may not be taught, by uid."""
        faults: Dict[str, List[Fault]] = {}
        for place, fault in TaughtNames(self._stored.values()).faults(self._asked.values()):
            faults.setdefault(place.uid, []).append(fault)
        return faults

    def lessons(self, rows: Mapping[str, Row]) -> Lessons:
        """What is to be taught; `rows` holds the row of each lesson without fault, by uid."""
        after = [self._asked[uid] for uid in rows]
        doubts = ((rows[place.uid].line, doubt_about(place)) for place in after)
        return Lessons(
            [self._stored[uid] for uid in rows if uid in self._stored], after, self._known,
            [f"Row {line}: {doubt}" for line, doubt in doubts if doubt],
        )


def _says_the_same(place: TaughtPlace, known: TaughtPlace) -> bool:
    """But for what a table made by hand leaves open: identifier, author and time."""
    same_uid = replace(place, uid=known.uid, author=place.author or known.author, taught=place.taught or known.taught)
    return same_uid == known


def _differs(place: TaughtPlace, stored: TaughtPlace) -> Fault:
    names = (each.name for each in fields(TaughtPlace))
    differing = ", ".join(name for name in names if getattr(place, name) != getattr(stored, name))
    return Fault(
        "uid", tr(
            "'{name}' is taught already with other values of {differing}; it is kept as it is unless "
            "REPLACE is ticked."
        ).format(name=stored.name, differing=differing)
    )
