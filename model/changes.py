"""What has become of records since they were last published: new, moved, re-graded, corrected, withdrawn."""

from dataclasses import dataclass
from enum import Enum
from typing import List, Mapping, Optional, Sequence, Tuple

from .grading import record_grade
from .language import ENGLISH, speaking
from .location import Location
from .records import Incident, Record
from .stances import is_drawn

Point = Tuple[float, float]
SAME_PLACE_DEGREES = 1e-5
"""About a metre: less is rounding, no move."""


class ChangeKind(str, Enum):
    """What the reader of the publication before has to be told."""

    NEW = "new"
    MOVED = "moved"
    REGRADED = "regraded"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class RecordState:
    """What was told of a record.

    table: 'incidents' or 'movements'.
    points: latitude and longitude of its place, or of its stops in order; None for what is not on the map.
    grade: as 'B2', empty where there is none. is_told: False for what is denied.
    facts: what else is told: name of the fact → a code, an ISO date, a count as `CountRange.parse` reads it, or words;
    places parted by semicolons and actors' ids by commas.
    """

    uid: str
    table: str
    points: Tuple[Optional[Point], ...]
    grade: str
    is_told: bool
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """One record, with all that has changed of it; `before` and `after` are None where there is no such record."""

    kinds: Tuple[ChangeKind, ...]
    before: Optional[RecordState]
    after: Optional[RecordState]

    @property
    def latest(self) -> RecordState:
        """The record as it is now, or as it was told where it is no longer."""
        return self.after or self.before


def state_of(record: Record) -> RecordState:
    """What a publication tells of the record now, the same in every language that it may be told in."""
    is_incident = isinstance(record, Incident)
    counts = (
        {"killed": record.killed.total, "wounded": record.wounded} if is_incident
        else {"vehicles": record.vehicles, "persons": record.persons}
    )
    with speaking(ENGLISH):
        facts = {name: count.display() for name, count in counts.items()}
    facts.update(
        kind=record.kind, date=record.dates.iso(), stance=record.stance, summary=record.summary,
        place="; ".join(place.phrase for place in record.places), actors=", ".join(record.sides),
    )
    return RecordState(
        record.uid, "incidents" if is_incident else "movements", tuple(map(_point, record.places)),
        "".join(filter(None, record_grade(record))), is_drawn(record.stance), facts,
    )


def changes(
    before: Sequence[RecordState], now: Mapping[str, RecordState], published: Sequence[str]
) -> Tuple[Change, ...]:
    """What differs between the states published before and those of now, in the order new, then as published before.

    now: uid → state of every record that is in the casefile still, whether it is published again or not; one that is
    missing is withdrawn, and so is one that is denied by now. published: uids of what is published now.
    """
    known = {state.uid for state in before if state.is_told}
    found = [
        Change((ChangeKind.NEW,), None, now[uid])
        for uid in published if uid not in known and now[uid].is_told
    ]
    for state in before:
        after = now.get(state.uid)
        kinds = _kinds(state, after)
        if kinds and state.is_told:
            found.append(Change(kinds, state, after))
    return tuple(found)


def _kinds(before: RecordState, after: Optional[RecordState]) -> Tuple[ChangeKind, ...]:
    if after is None or not after.is_told:
        return (ChangeKind.WITHDRAWN,)
    kinds: List[ChangeKind] = []
    if not _same_points(before.points, after.points):
        kinds.append(ChangeKind.MOVED)
    if before.grade != after.grade:
        kinds.append(ChangeKind.REGRADED)
    if before.facts != after.facts:
        kinds.append(ChangeKind.CORRECTED)
    return tuple(kinds)


def _same_points(before: Sequence[Optional[Point]], after: Sequence[Optional[Point]]) -> bool:
    return len(before) == len(after) and all(map(_same, before, after))


def _same(one: Optional[Point], other: Optional[Point]) -> bool:
    if one is None or other is None:
        return one is other
    return all(abs(a - b) <= SAME_PLACE_DEGREES for a, b in zip(one, other))


def _point(location: Location) -> Optional[Point]:
    return (location.lat, location.lon) if location.is_placed else None
