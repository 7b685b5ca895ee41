"""What became of rows that others than the casefile changed: read from those that `casefile.keeping` kept."""

from collections import defaultdict
from pathlib import Path
from typing import Collection, Dict, FrozenSet, List, NamedTuple, Optional, Set, Tuple

from qgis.core import QgsFeatureRequest, QgsGeometry

from ..model.records import Record
from .by_hand import as_drawn
from .cells import Row
from .drawn_rows import DrawnRow, drawn_rows
from .errors import UnreadableRecord
from .geopackage import read_rows
from .marks import OURS
from .record_kinds import KINDS
from .requests import CHUNK, among, every_row
from .schema import BEFORE, CLAIMS, FID, MOVEMENTS, WAYPOINTS

Key = Tuple[str, str]
"""Table and uid of a record."""

ADDED, DELETED = "added", "deleted"
"""Fates of a row; the third is 'changed'."""
_ENVELOPES = (0, 32, 48, 48, 64)
"""Bytes of the rectangle around a geometry in GeoPackage's own binary, by the code of its kind."""


class Outcome(NamedTuple):
    """What others made of a record.

    was: as it stood before them; now: as it stands, or stood when it was deleted, with what they deleted of it before.
    None where it was not there, or cannot be read; of a deleted one that could not be read when it went, both are as it
    was. changed, deleted: when, UTC; empty where it was not. signer: who
    signed its row; empty where nobody did.
    """

    was: Optional[Record]
    now: Optional[Record]
    is_there: bool
    changed: str
    deleted: str
    signer: str


class _Trail:
    """One row. states: as it stood, the oldest first; the last one is in its table if it is there."""

    def __init__(self) -> None:
        self.kept: List[Row] = []
        self.states: List[DrawnRow] = []
        self.is_there = False

    @property
    def is_new(self) -> bool:
        return bool(self.kept) and self.kept[0]["fate"] == ADDED


class Trails:
    """All rows that were kept, and what stands now of them and of all else that belongs to their records.

    keys: the records that have, or had, any of these rows.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows: Dict[str, Dict[int, _Trail]] = {table: {} for table in BEFORE}
        for table, rows in self._rows.items():
            for row in sorted(read_rows(path, BEFORE[table].name, every_row()), key=lambda row: row[FID]):
                trail = rows.setdefault(row["row_number"], _Trail())
                trail.kept.append(row)
                if row["fate"] != ADDED:
                    trail.states.append(DrawnRow(row, _shape(row.get("drawn"))))
            kept = list(rows)
            for start in range(0, len(kept), CHUNK):
                self._take(table, QgsFeatureRequest().setFilterFids(kept[start : start + CHUNK]))
        owned = (_owners(table, trail) for table, rows in self._rows.items() for trail in rows.values())
        self.keys: FrozenSet[Key] = frozenset().union(*owned)
        self._take_rest()
        self._of: Dict[Key, List[Tuple[str, _Trail]]] = defaultdict(list)
        for table, rows in self._rows.items():
            for number in sorted(rows):
                for key in _owners(table, rows[number]):
                    self._of[key].append((table, rows[number]))

    def outcome(self, key: Key) -> Optional[Outcome]:
        """What became of one of the records; None where there is no row that was one."""
        own = [trail for table, trail in self._of[key] if table == key[0]]
        if not own:
            return None
        is_there = any(trail.is_there for trail in own)
        deleted = "" if is_there else own[-1].kept[-1]["happened"]
        changed = max((
            row["happened"] for _, trail in self._of[key] for row in trail.kept
            if is_there or row["fate"] != DELETED or trail not in own
        ), default="")
        first, last = self._states(key, 0, is_there), self._states(key, -1, is_there)
        was, now = _record(key, first), _record(key, last)
        if now is None and not is_there:
            now = was
        return Outcome(was, now, is_there, changed, deleted, _signer(key[0], first, last))

    def kept(self, but: Collection[Key]) -> Dict[str, List[int]]:
        """Table of `BEFORE` → the numbers of its rows that belong to none of these records."""
        return {
            BEFORE[table].name: [
                row[FID] for trail in rows.values() if not _owners(table, trail) & set(but) for row in trail.kept
            ]
            for table, rows in self._rows.items()
        }

    def _take(self, table: str, request: QgsFeatureRequest) -> None:
        """Add rows as they stand now, unless they are known."""
        for row in drawn_rows(self._path, table, request):
            trail = self._rows[table].setdefault(row.cells[FID], _Trail())
            if not trail.is_there:
                trail.states.append(row)
                trail.is_there = True

    def _take_rest(self) -> None:
        """Add what else belongs to the records."""
        for kind in KINDS.values():
            uids = sorted(uid for table, uid in self.keys if table == kind.table)
            for start in range(0, len(uids), CHUNK):
                chunk = uids[start : start + CHUNK]
                self._take(kind.table, among("uid", chunk))
                self._take(CLAIMS.name, among("record_uid", chunk, record_table=kind.table))
                if WAYPOINTS.name in kind.parts:
                    self._take(WAYPOINTS.name, among("movement_uid", chunk))

    def _states(self, key: Key, place: int, is_there: bool) -> Dict[str, List[DrawnRow]]:
        """Table → the first or the last states of the rows that the record then had; of itself the one that counts."""
        states: Dict[str, List[DrawnRow]] = {table: [] for table in self._rows}
        for table, trail in sorted(self._of[key], key=lambda one: place and not one[1].is_there):
            is_then = trail.is_there or not is_there if place else not trail.is_new
            if is_then and _owner(table, trail.states[place].cells) == key:
                states[table].append(trail.states[place])
        return states


def _owners(table: str, trail: _Trail) -> Set[Key]:
    """The records that a row belonged to as time went by."""
    return set(filter(None, (_owner(table, state.cells) for state in trail.states)))


def _owner(table: str, cells: Row) -> Optional[Key]:
    if table in KINDS:
        key = table, cells["uid"]
    elif table == WAYPOINTS.name:
        key = MOVEMENTS.name, cells["movement_uid"]
    else:
        key = cells["record_table"], cells["record_uid"]
    return key if key[0] in KINDS and key[1] else None


def _record(key: Key, states: Dict[str, List[DrawnRow]]) -> Optional[Record]:
    """The record of these rows with its places where they were drawn; None where there is none to be read."""
    kind = KINDS[key[0]]
    if not states[kind.table]:
        return None
    row, stops = states[kind.table][0], states[WAYPOINTS.name]
    try:
        return as_drawn(row.record(kind, stops, states[CLAIMS.name]), row.drawn(kind, stops))
    except UnreadableRecord:
        return None


def _signer(table: str, first: Dict[str, List[DrawnRow]], last: Dict[str, List[DrawnRow]]) -> str:
    """Who signed the last state of a record's own row, if that signature is none of the casefile's, and a new one."""
    before, now = (states[table][0].cells if states[table] else {} for states in (first, last))
    signed = now.get("modified") or OURS
    is_new = not signed.endswith(OURS) and signed != before.get("modified")
    return now["modified_by"] or "" if is_new else ""


def _shape(blob: Optional[bytes]) -> QgsGeometry:
    """The geometry in GeoPackage's own binary: a header, of which the fourth byte says how long it is, and WKB."""
    shape = QgsGeometry()
    if blob:
        shape.fromWkb(blob[8 + _ENVELOPES[blob[3] >> 1 & 7] :])
    return shape
