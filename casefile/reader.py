"""Records read from the tables of a casefile."""

from collections import defaultdict
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Optional, Sequence, Tuple

from qgis.core import QgsFeatureRequest, QgsVectorLayer

from ..model.dates import DateRange
from ..model.reason_words import reason_of
from .cells import Row
from .errors import UnreadableRecord
from .geopackage import let_go, open_table, rows_of
from .record_kinds import INCIDENT, MOVEMENT, Record, RecordKind
from .requests import CHUNK, among, equals, in_period, ordered
from .rows import claim_from, incident_from, movement_from, waypoint_from
from .schema import CLAIMS, FID, WAYPOINTS

Fetch = Callable[[str, QgsFeatureRequest], List[Row]]
"""Asks one table for rows."""


class Reading:
    """Asks the tables of a file, for as long as the context lasts, which closes what was opened for that.

    A layer opens in half the time while another one of its file is open, and all read through one connection, so that
    to let go of one of them is to let go of the file (QGIS 3.22).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._layers: Dict[str, QgsVectorLayer] = {}

    def __enter__(self) -> "Reading":
        return self

    def __call__(self, table: str, request: QgsFeatureRequest) -> List[Row]:
        """The rows that a request asks of a table."""
        return list(self.rows(table, request))

    def rows(self, table: str, request: QgsFeatureRequest) -> Iterator[Row]:
        """The same, one after the other."""
        if table not in self._layers:
            self._layers[table] = open_table(self._path, table)
        return rows_of(self._layers[table], request)

    def __exit__(self, *_: object) -> None:
        if self._layers:
            let_go(self._layers.popitem()[1])
        self._layers.clear()


def in_order(row: Row) -> Tuple[bool, int, int]:
    """What parts of a record are sorted by; those that QGIS's own tools added without a position come last."""
    return row["position"] is None, row["position"] or 0, row[FID]


def read_record(fetch: Fetch, kind: RecordKind, uid: str) -> Optional[Record]:
    """The record of that kind and uid with all that belongs to it, or None.

    Sorted here: asked to do it, QGIS 3.40 crashes while a transaction is open.
    """
    rows = fetch(kind.table, equals(uid=uid))
    if not rows:
        return None
    parts = {
        part: sorted(fetch(part, equals(**kind.owner(part, uid))), key=in_order)
        for part in kind.parts if part in (CLAIMS.name, WAYPOINTS.name)
    }
    return record_from(kind, rows[0], parts)


def read_records(reading: Reading, kind: RecordKind, period: Optional[DateRange]) -> Iterator[Record]:
    """The records that share a day with the period, by first day, then by uid."""
    claims = _by_owner(reading(CLAIMS.name, ordered("position", record_table=kind.table)), "record_uid")
    stops = _by_owner(reading(WAYPOINTS.name, ordered("position")), "movement_uid") if kind is MOVEMENT else {}
    for row in reading.rows(kind.table, in_period(period)):
        uid = row["uid"]
        yield record_from(kind, row, {CLAIMS.name: claims.get(uid, []), WAYPOINTS.name: stops.get(uid, [])})


def read_chosen(fetch: Fetch, kind: RecordKind, uids: Sequence[str]) -> Iterator[Record]:
    """The records of these uids, as far as they are there, in their order; much faster than one after the other."""
    for start in range(0, len(uids), CHUNK):
        wanted = uids[start : start + CHUNK]
        claims = fetch(CLAIMS.name, among("record_uid", wanted, record_table=kind.table))
        stops = fetch(WAYPOINTS.name, among("movement_uid", wanted)) if kind is MOVEMENT else []
        parts = {
            CLAIMS.name: _by_owner(sorted(claims, key=in_order), "record_uid"),
            WAYPOINTS.name: _by_owner(sorted(stops, key=in_order), "movement_uid"),
        }
        rows = {row["uid"]: row for row in fetch(kind.table, among("uid", wanted))}
        for uid in wanted:
            if uid in rows:
                yield record_from(kind, rows[uid], {part: owned.get(uid, []) for part, owned in parts.items()})


def uids_there(fetch: Fetch, kind: RecordKind, uids: Sequence[str]) -> Iterator[str]:
    """Those of the uids of which there is a record."""
    for start in range(0, len(uids), CHUNK):
        yield from (row["uid"] for row in fetch(kind.table, among("uid", uids[start : start + CHUNK])))


def _by_owner(rows: List[Row], column: str) -> Dict[str, List[Row]]:
    owned: Dict[str, List[Row]] = defaultdict(list)
    for row in rows:
        owned[row[column]].append(row)
    return owned


def record_from(kind: RecordKind, row: Row, parts: Dict[str, List[Row]]) -> Record:
    """The record of a row and of those of its parts, in order.

    Raises UnreadableRecord for cells that no program of ours wrote, as a table edited by hand may hold them.
    """
    try:
        claims = tuple(map(claim_from, parts[CLAIMS.name]))
        if kind is INCIDENT:
            return incident_from(row, claims)
        return movement_from(row, tuple(map(waypoint_from, parts[WAYPOINTS.name])), claims)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableRecord(kind.table, row["uid"] or "", reason_of(error)) from error
