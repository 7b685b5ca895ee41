"""Records that QGIS's own tools wrote are brought in step with what is worked out of them, or named with a reason."""

from collections import defaultdict
from typing import Collection, Dict, FrozenSet, Iterator, List, Mapping, NamedTuple, Sequence, Tuple

from qgis.core import QgsFeatureRequest

from ..model.records import new_uid
from ..model.steps import Steps
from ..qgis_support.translation import tr
from .by_hand import Drawn, as_drawn, as_meant, is_redrawn
from .cells import Row
from .drawn_rows import DrawnRow, drawn_rows
from .errors import UnreadableRecord
from .geopackage import read_selected
from .marks import LAST_ROWS, LEFT_BEHIND, UNIDENTIFIED, WITHOUT_RECORD, WRITTEN_BY_HAND, of_rows
from .outside import KEPT, settle
from .record_kinds import INCIDENT, MOVEMENT, Record, RecordKind
from .repository import EVERY_RECORD, Casefile
from .requests import CHUNK, among, equals
from .schema import CASEFILE, CLAIMS, FID, WAYPOINTS
from .trails import Key
from .write_session import WriteSession

ROWS_AT_ONCE, MOVEMENTS_AT_ONCE = 20_000, 2_500
"""Rows that are looked at in one step, of about 40 ms; with a movement its stops are."""


class Remark(NamedTuple):
    """What is to be said of one record, or of a claim without one, and what to do about it."""

    key: Key
    sentence: str


class Tidied(NamedTuple):
    """records: as they are stored now. remarks: on these, and on invalid ones, which stay as they were written.

    deleted: the records that are gone, which the history has.
    """

    records: Tuple[Record, ...] = ()
    remarks: Tuple[Remark, ...] = ()
    deleted: FrozenSet[Key] = frozenset()


def looking_for_marks(casefile: Casefile) -> Steps[bool]:
    """Whether `tidy` would find anything to do by itself, in steps, as every row is looked at.

    To ask of all rows at once would take 0.1 s for each statement with 100,000 records (QGIS 3.22 runs it twice).
    """
    if read_selected(casefile.path, CASEFILE.name, KEPT):
        return True
    yield
    [last] = read_selected(casefile.path, CASEFILE.name, LAST_ROWS)
    for asked in (LEFT_BEHIND, UNIDENTIFIED, WRITTEN_BY_HAND, {CLAIMS.name: WITHOUT_RECORD}):
        for table, statement in asked.items():
            part = MOVEMENTS_AT_ONCE if table == MOVEMENT.table else ROWS_AT_ONCE
            for after in range(0, last[table] or 0, part):
                yield
                if read_selected(casefile.path, table, of_rows(statement, after, after + part)):
                    return True
    return False


def tidy(casefile: Casefile, touched: Collection[Key] = ()) -> Tidied:
    """Bring in step the records that others wrote, as far as they are still there, and tell it in their history.

    touched: records that this user wrote with QGIS's tools. What somebody entered is kept. Raises a CasefileError where
    the file cannot be written now.
    """
    _identify(casefile)
    settled = settle(casefile.path, casefile.user, touched)
    _remove_left(casefile)
    keys = {
        *touched, *settled.there,
        *(
            (row["record_table"], row["record_uid"])
            for table, said in WRITTEN_BY_HAND.items() for row in read_selected(casefile.path, table, said)
        ),
    }
    homeless = tr("A claim belongs to no record; delete it, and add it in the record's form.")
    remarks = [
        Remark((CLAIMS.name, row["uid"]), homeless)
        for row in read_selected(casefile.path, CLAIMS.name, WITHOUT_RECORD)
    ]
    sound: List[Record] = []
    for kind in (INCIDENT, MOVEMENT):
        uids = sorted(uid for table, uid in keys if table == kind.table)
        if not uids:
            continue
        drawn = _drawn(casefile, kind, uids)
        for record in _readable(casefile, kind, uids, remarks):
            key, meant = (kind.table, record.uid), as_meant(as_drawn(record, drawn[record.uid]))
            faults = kind.faults(meant, casefile.actors())
            remarks += [Remark(key, fault.sentence) for fault in faults]
            if not faults:
                sound.append(meant)
                if is_redrawn(record, drawn[record.uid]):
                    remarks.append(Remark(key, tr("The line follows the stops and was put back; move the stops.")))
    return Tidied(casefile.bring_in_step(sound) if sound else (), tuple(remarks), settled.gone)


def _identify(casefile: Casefile) -> None:
    """Give identifiers to what has none."""
    unknown = _row_numbers(casefile, UNIDENTIFIED)
    if unknown:
        with WriteSession(casefile.path, EVERY_RECORD) as session:
            for table, fids in unknown.items():
                for row in session.fetch(table, QgsFeatureRequest().setFilterFids(fids)):
                    session.change(table, row[FID], **_identity(session, table, row))


def _remove_left(casefile: Casefile) -> None:
    """Remove what is left of records that are gone."""
    left = _row_numbers(casefile, LEFT_BEHIND)
    if left:
        with WriteSession(casefile.path, EVERY_RECORD) as session:
            for table, fids in left.items():
                session.remove_rows(table, fids)


def _row_numbers(casefile: Casefile, asked: Mapping[str, str]) -> Dict[str, List[int]]:
    """Table → the rows that its statement finds; tables where it finds none are left out."""
    found = {table: read_selected(casefile.path, table, statement) for table, statement in asked.items()}
    return {table: [row["row_number"] for row in rows] for table, rows in found.items() if rows}


def _identity(session: WriteSession, table: str, row: Row) -> Dict[str, str]:
    """The columns that say who a row is, and of a claim whose it is."""
    identity = {"uid": row["uid"] or new_uid()}
    if table == CLAIMS.name and row["record_uid"] and not row["record_table"]:
        is_incident = session.fetch(INCIDENT.table, equals(uid=row["record_uid"]))
        identity["record_table"] = INCIDENT.table if is_incident else MOVEMENT.table
    return identity


def _readable(
    casefile: Casefile, kind: RecordKind, uids: Sequence[str], remarks: List[Remark]
) -> Iterator[Record]:
    """The records of these uids; those that cannot be read are remarked upon."""
    for start in range(0, len(uids), CHUNK):
        chunk = uids[start : start + CHUNK]
        try:
            yield from _chosen(casefile, kind, chunk)
        except UnreadableRecord:
            for uid in chunk:
                try:
                    yield from _chosen(casefile, kind, [uid])
                except UnreadableRecord as error:
                    remarks.append(Remark((kind.table, uid), str(error)))


def _chosen(casefile: Casefile, kind: RecordKind, uids: Sequence[str]) -> Tuple[Record, ...]:
    return casefile.chosen(*((uids, ()) if kind is INCIDENT else ((), uids)))


def _drawn(casefile: Casefile, kind: RecordKind, uids: Sequence[str]) -> Dict[str, Drawn]:
    """What was drawn of these records."""
    own = _owned(casefile, kind.table, "uid", uids)
    stops = _owned(casefile, WAYPOINTS.name, "movement_uid", uids) if kind is MOVEMENT else {}
    return {uid: rows[0].drawn(kind, stops.get(uid, ())) for uid, rows in own.items()}


def _owned(casefile: Casefile, table: str, column: str, uids: Sequence[str]) -> Dict[str, List[DrawnRow]]:
    """Owner → its rows."""
    rows: Dict[str, List[DrawnRow]] = defaultdict(list)
    for start in range(0, len(uids), CHUNK):
        for row in drawn_rows(casefile.path, table, among(column, uids[start : start + CHUNK])):
            rows[row.cells[column]].append(row)
    return rows
