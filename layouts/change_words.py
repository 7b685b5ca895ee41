"""What has changed since the pack before, in words."""

from typing import List, Optional, Sequence, Tuple

from ..casefile.schema import INCIDENTS, MOVEMENTS
from ..geocoding.geodesy import GeoPoint, bearing_and_distance
from ..model.actors import ActorRegistry
from ..model.changes import Change, ChangeKind, Point, RecordState
from ..model.codes import label
from ..model.counts import CountRange
from ..model.dates import DateRange
from ..model.direction import isolated, route
from ..model.language import listed
from ..qgis_support.translation import tr
from . import wording
from .content import SheetContent
from .tables import Column, TableText

COUNTS = frozenset(("killed", "wounded", "vehicles", "persons"))
"""The facts of a `RecordState` that are counts."""


def changes_table(changes: Sequence[Change], content: SheetContent) -> TableText:
    """A row for each changed record, with its number on the sheet where it is on it."""
    numbers = {record.uid: number for number, record in content.records.items()}
    columns = (Column(tr("No."), 8), Column(tr("Change"), 18), Column(tr("Record"), 60), Column(tr("What"), 80))
    rows = tuple(
        (
            wording.number(numbers.get(change.latest.uid, "–")), listed(_kind(kind) for kind in change.kinds),
            _title(change.latest), details(change, content.actors),
        )
        for change in changes
    )
    empty = tr("Nothing has changed in what was published before.")
    return TableText("Changes", tr("Changes since the pack before"), columns, rows, empty)


def _kind(kind: ChangeKind) -> str:
    return {
        ChangeKind.NEW: tr("new"), ChangeKind.MOVED: tr("moved"), ChangeKind.REGRADED: tr("re-graded"),
        ChangeKind.CORRECTED: tr("corrected"), ChangeKind.WITHDRAWN: tr("withdrawn"),
    }[kind]


def _title(state: RecordState) -> str:
    """What the record is called: its kind, its days, and its places as written."""
    places = [state.facts["place"]] if state.table != MOVEMENTS.name else state.facts["place"].split("; ")
    kind, days = _kind_label(state.table, state.facts["kind"]), _days(state.facts["date"])
    return listed(filter(None, (kind, days, route(map(isolated, places)))))


def details(change: Change, actors: ActorRegistry) -> str:
    """From what to what, one part for each kind of change; nothing for a new record."""
    before, after = change.before, change.after
    if before is None:
        return ""
    if ChangeKind.WITHDRAWN in change.kinds:
        return tr("no longer in the case") if after is None else tr("denied by now")
    parts: List[str] = []
    if ChangeKind.MOVED in change.kinds:
        parts.append(_moved(before, after))
    if ChangeKind.REGRADED in change.kinds:
        parts.append(tr("grade {before} → {after}").format(before=before.grade or "–", after=after.grade or "–"))
    if ChangeKind.CORRECTED in change.kinds:
        for name, value in after.facts.items():
            old = before.facts.get(name, "")
            if old != value:
                was, now = (_value(name, one, after.table, actors) for one in (old, value))
                parts.append(tr("{fact}: {before} → {after}").format(fact=_fact(name), before=was, after=now))
    return listed(parts, ";")


def _moved(before: RecordState, after: RecordState) -> str:
    """How far the place, or the stop that went farthest, is from where it was told."""
    if len(before.points) != len(after.points):
        return tr("other stops")
    pairs = [pair for pair in zip(before.points, after.points) if pair[0] != pair[1]]
    if any(None in pair for pair in pairs):
        is_found = all(one is None for one, _ in pairs)
        return tr("now on the map") if is_found else tr("no longer on the map")
    return tr("by {distance}").format(distance=wording.distance(max(map(_metres, pairs))))


def _metres(pair: Tuple[Optional[Point], Optional[Point]]) -> float:
    one, other = pair
    return bearing_and_distance(GeoPoint(*one), GeoPoint(*other))[1]


def _fact(name: str) -> str:
    return {
        "kind": tr("kind"), "date": tr("date"), "stance": tr("stance"), "summary": tr("summary"), "place": tr("place"),
        "actors": tr("actors"), "killed": tr("killed"), "wounded": tr("wounded"), "vehicles": tr("vehicles"),
        "persons": tr("persons"),
    }[name]


def _value(name: str, value: str, table: str, actors: ActorRegistry) -> str:
    """A fact in words, codes and ids by what a person reads for them."""
    if not value:
        return "–"
    if name == "actors":
        return " – ".join(wording.actor_name(one, actors, is_short=True) for one in value.split(", "))
    if name == "date":
        return _days(value)
    if name == "kind":
        return _kind_label(table, value)
    if name in COUNTS:
        return CountRange.parse(value).display()
    return label("stances", value) if name == "stance" else isolated(value)


def _days(iso: str) -> str:
    return DateRange.parse(iso).display()


def _kind_label(table: str, kind: str) -> str:
    return label("event_kinds" if table == INCIDENTS.name else "movement_kinds", kind)
