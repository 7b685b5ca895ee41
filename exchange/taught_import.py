"""Taught places from a table beside those that are known: what is new, what replaces what, and what is refused."""

from dataclasses import dataclass, field, fields, replace
from typing import Dict, Iterable, List, Sequence

from ..geocoding.taught_faults import TaughtNames, doubt_about
from ..model.taught import TaughtPlace
from ..model.validation import Fault
from .columns import PLACES
from .csv_table import Row
from .records import trouble_of
from .rejects import RejectsFile
from .rows import RowRejected
from .taught_table import TaughtReader


@dataclass
class Lessons:
    """before: known lessons that are replaced; after: those that take their place, and new ones.

    known: rows that say what is known already. doubts: sentences about points that are odd.
    """

    before: List[TaughtPlace] = field(default_factory=list)
    after: List[TaughtPlace] = field(default_factory=list)
    known: int = 0
    doubts: List[str] = field(default_factory=list)

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
    for row in rows:
        if row.trouble:
            faults: Sequence[Fault] = (trouble_of(row),)
        else:
            try:
                place = reader.read(row.cells, row.line)
            except RowRejected as rejected:
                faults = rejected.faults
            else:
                faults = work.faults(place)
                doubt = doubt_about(place)
                if doubt and not faults:
                    work.lessons.doubts.append(f"Row {row.line}: {doubt}")
        if faults:
            rejects.add(PLACES, row.line, faults, headers, row.cells)
    return work.lessons


class _Sorting:
    """Takes one lesson after the other; each that is taken is known to those that follow."""

    def __init__(self, known: Iterable[TaughtPlace], may_replace: bool) -> None:
        self.lessons = Lessons()
        self._may_replace = may_replace
        self._stored: Dict[str, TaughtPlace] = {place.uid: place for place in known}
        self._named: Dict[str, List[TaughtPlace]] = {}
        self._names = TaughtNames()
        self._met: Dict[str, TaughtPlace] = {}
        for place in self._stored.values():
            self._know(place)

    def faults(self, place: TaughtPlace) -> List[Fault]:
        """Take a lesson, or say why not."""
        if any(_says_the_same(place, other) for other in self._named.get(place.name, ())):
            self.lessons.known += 1
            return []
        if place.uid in self._met:
            return [Fault("uid", f"The uid '{place.uid[:60]}' stands twice in the table; leave the second one empty.")]
        stored = self._stored.get(place.uid)
        if stored is not None and not self._may_replace:
            return [_differs(place, stored)]
        faults = self._names.faults(place)
        if not faults:
            if stored is not None:
                self.lessons.before.append(stored)
            self.lessons.after.append(place)
            self._met[place.uid] = place
            self._know(place)
        return faults

    def _know(self, place: TaughtPlace) -> None:
        self._names.add(place)
        self._named.setdefault(place.name, []).append(place)


def _says_the_same(place: TaughtPlace, known: TaughtPlace) -> bool:
    """But for what a table made by hand leaves open: identifier, author and time."""
    same_uid = replace(place, uid=known.uid, author=place.author or known.author, taught=place.taught or known.taught)
    return same_uid == known


def _differs(place: TaughtPlace, stored: TaughtPlace) -> Fault:
    names = (each.name for each in fields(TaughtPlace))
    differing = ", ".join(name for name in names if getattr(place, name) != getattr(stored, name))
    return Fault(
        "uid", f"'{stored.name}' is taught already with other values of {differing}; it is kept as it is unless "
        "REPLACE is ticked."
    )
