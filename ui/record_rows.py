"""What the records list shows of each record, read from the casefile's tables without the records themselves."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache, cached_property, lru_cache
from typing import FrozenSet, Iterator, List, Optional, Sequence, Set, Tuple

from ..casefile.cells import Row
from ..casefile.geopackage import read_all
from ..casefile.geopackage import read_rows as stored_rows
from ..casefile.repository import Casefile
from ..casefile.requests import CHUNK, among
from ..casefile.schema import FID
from ..model.actors import ActorRegistry
from ..model.codes import label
from ..model.counts import CountRange
from ..model.dates import DatePrecision, DateRange
from ..model.direction import isolated, route
from ..model.record_filter import RecordFilter
from ..model.stances import is_drawn
from ..qgis_support.translation import tr
from .record_words import actor_in_words
from .state_icon import AMBIGUOUS, DENIED, FOUND, UNKNOWN

COMMON = (
    FID, "uid", "revision", "kind", "date_start", "date_end", "date_precision", "stance", "status", "reliability",
    "credibility",
)
COLUMNS = {
    "incidents": (*COMMON, "actor1", "actor2", "place_text", "place_state", "killed_low", "killed_best"),
    "movements": (*COMMON, "actor", "origin_text", "via_text", "destination_text", "unplaced_stops"),
}
"""More columns would make long lists slow to load."""


Key = Tuple[str, str]
"""Table and uid of a record."""

NOT_JUDGED = ("F", "6")
"""The Admiralty system's letter and number for what cannot be judged, with which every source begins."""


class Gap(str, Enum):
    """What a record lacks: a point (of one of its stops), a choice between places, a grade."""

    UNPLACED = "unplaced"
    AMBIGUOUS = "ambiguous"
    UNGRADED = "ungraded"


@dataclass(frozen=True)
class RecordRow:
    """One line.

    fid: the number of its row in the table. revision: of the record that was read. sort_day: ISO. state: one of
    `state_icon`; state_words: its meaning. The rest is to filter by.
    """

    table: str
    fid: int
    uid: str
    revision: int
    sort_day: str
    date: str
    what: str
    who: str
    where: str
    state: str
    state_words: str
    dates: Optional[DateRange]
    actors: Tuple[str, ...]
    kind: str
    status: str
    reliability: str
    deaths: Optional[int]
    gaps: FrozenSet[Gap]

    @cached_property
    def all_words(self) -> str:
        """Everything that is read in its line, for whoever looks for a word, without capitals."""
        return " ".join((self.date, self.what, self.who, self.where, self.state_words)).casefold()

    def is_wanted(self, wanted: RecordFilter) -> bool:
        """Whether the filter shows the record."""
        return wanted.admits(self.dates, self.actors, self.kind, self.status, self.reliability)


def read_rows(
    casefile: Casefile, registry: ActorRegistry, keys: Optional[Sequence[Key]] = None
) -> Iterator[RecordRow]:
    """All records, bit by bit, or those of the keys as far as they are there."""
    for table in COLUMNS:
        uids = None if keys is None else [uid for name, uid in keys if name == table]
        for rows in _stored(casefile, table, uids):
            if table == "incidents":
                yield from (_incident(row, registry) for row in rows)
            else:
                ambiguous = _ambiguous(casefile, [row["uid"] for row in rows])
                yield from (_movement(row, registry, ambiguous) for row in rows)


def _stored(casefile: Casefile, table: str, uids: Optional[Sequence[str]]) -> Iterator[List[Row]]:
    """All rows of a table or those of these uids, at most as many at a time as one request can ask for by uid."""
    if uids is None:
        yield from read_all(casefile.path, table, COLUMNS[table])
        return
    for start in range(0, len(uids), CHUNK):
        yield list(stored_rows(casefile.path, table, among("uid", uids[start : start + CHUNK]), COLUMNS[table]))


def _ambiguous(casefile: Casefile, uids: Sequence[str]) -> Set[str]:
    """Those of the movements with a stop for which one of several places has to be picked."""
    request = among("movement_uid", uids, place_state=AMBIGUOUS)
    return {row["movement_uid"] for row in stored_rows(casefile.path, "waypoints", request, ["movement_uid"])}


def _text(row: Row, name: str) -> str:
    value = row[name]
    return "" if value is None else str(value)


def _dates(row: Row) -> Optional[DateRange]:
    return _date_range(row["date_start"], row["date_end"], row["date_precision"])


@lru_cache(maxsize=4096)
def _date_range(start: Optional[date], end: Optional[date], precision: Optional[str]) -> Optional[DateRange]:
    """One for all records of a day: a hundred thousand of them slow down Python, which looks for cycles in them."""
    if start is None or end is None or precision not in list(DatePrecision):
        return None
    return DateRange(start, end, DatePrecision(precision))


def _incident(row: Row, registry: ActorRegistry) -> RecordRow:
    actors = _text(row, "actor1"), _text(row, "actor2")
    who = " – ".join(filter(None, (actor_in_words(actor, registry) for actor in actors)))
    state = _text(row, "place_state")
    state = state if state in (FOUND, AMBIGUOUS) else UNKNOWN
    words = {FOUND: tr("placed"), AMBIGUOUS: tr("ambiguous, not placed"), UNKNOWN: tr("not placed")}[state]
    what = label("event_kinds", _text(row, "kind"))
    deaths = CountRange(row["killed_low"], row["killed_best"]).estimate
    gaps = _gaps(row, state != FOUND, state == AMBIGUOUS)
    return _row("incidents", row, actors, what, who, _text(row, "place_text"), state, words, deaths, gaps)


def _movement(row: Row, registry: ActorRegistry, ambiguous: Set[str]) -> RecordRow:
    stops = [_text(row, name) for name in ("origin_text", "via_text", "destination_text")]
    unplaced = int(row["unplaced_stops"] or 0)
    state = AMBIGUOUS if unplaced else FOUND
    words = tr("{number} of its stops not placed").format(number=unplaced) if unplaced else tr("placed")
    what = label("movement_kinds", _text(row, "kind"))
    actor = _text(row, "actor")
    who = actor_in_words(actor, registry)
    where = route(isolated(stop) for stop in stops if stop)
    gaps = _gaps(row, unplaced > 0, row["uid"] in ambiguous)
    # Movements kill nobody: what is shot at on the way is an incident.
    return _row("movements", row, (actor,), what, who, where, state, words, 0, gaps)


def _gaps(row: Row, is_unplaced: bool, is_ambiguous: bool) -> FrozenSet[Gap]:
    grade = row["reliability"], row["credibility"]
    return _gap_set(is_unplaced, is_ambiguous, not grade[0] or grade == NOT_JUDGED)


@cache
def _gap_set(*is_there: bool) -> FrozenSet[Gap]:
    """One for all records that lack the same, as with the dates; in the order of `Gap`."""
    return frozenset(gap for gap, is_gap in zip(Gap, is_there) if is_gap)


def _row(
    table: str, row: Row, actors: Tuple[str, ...], what: str, who: str, where: str, state: str, words: str,
    deaths: Optional[int], gaps: FrozenSet[Gap],
) -> RecordRow:
    if not is_drawn(_text(row, "stance")):
        state, words = DENIED, tr("denied, kept but not drawn")
    day, dates = row["date_start"], _dates(row)
    return RecordRow(
        table, row[FID], _text(row, "uid"), row["revision"] or 0,
        day.isoformat() if day else "", dates.display() if dates else "", what, who, where, state, words, dates, actors,
        _text(row, "kind"), _text(row, "status"), _text(row, "reliability"), deaths, gaps,
    )
