"""What became of records, in table `changes`: written with each change, read record by record.

That a record was added no row says: the record's stamp does, and a row for each would make large imports slow.
"""

from typing import Dict, List, Set, Tuple

from ..model.history import (
    ADDED,
    CHANGED,
    DELETED,
    NO_REASON,
    PUT_BACK,
    Entry,
    Reason,
    differing_fields,
    read_values,
    record_of,
    write_difference,
    write_state,
)
from ..model.reason_words import reason_of
from ..model.records import Record, Stamp, new_uid
from .cells import Row
from .errors import UnreadableRecord
from .reader import Fetch, uids_there
from .record_kinds import KINDS, RecordKind, kind_of
from .requests import equals
from .rows import NewRow
from .schema import CHANGES, FID
from .write_session import WriteSession


def note_change(session: WriteSession, before: Record, after: Record, reason: Reason, stamp: Stamp) -> None:
    """Keep what differs between the state that was stored and the one that is; nothing where nothing is to be told.

    stamp: by whom and when it was changed.
    """
    if differing_fields(before, after) or reason != NO_REASON:
        _note(session, CHANGED, after, write_difference(before, after), reason, stamp)


def note_deletion(session: WriteSession, record: Record, reason: Reason, stamp: Stamp) -> None:
    """Keep the whole record, so that nothing is lost; stamp: by whom and when it was deleted."""
    _note(session, DELETED, record, write_state(record), reason, stamp)


def note_arrival(session: WriteSession, record: Record, reason: Reason) -> None:
    """Keep that a deleted record is back, and what is different in it; of one that is new, nothing."""
    rows = _rows(session.fetch, kind_of(record), record.uid)
    gone = next((row for row in reversed(rows) if row["action"] == DELETED), None)
    if gone is not None:
        before = _deleted(kind_of(record), gone)
        _note(session, PUT_BACK, record, write_difference(before, record), reason, record.stamp)


def read_history(fetch: Fetch, record: Record) -> Tuple[Entry, ...]:
    """All that became of a record, or of one that is deleted, newest first; UnreadableRecord for a row made by hand."""
    kind = kind_of(record)
    entries: List[Entry] = []
    lives: Set[Tuple[str, str]] = {(record.stamp.created, record.stamp.created_by)}
    for row in _rows(fetch, kind, record.uid):
        before, after = _values(kind, row)
        reason = Reason(row["why"] or "", row["occasion"] or "")
        entries.append(Entry(row["action"] or "", row["changed"] or "", row["changed_by"] or "", reason, before, after))
        if row["action"] == DELETED:
            stamp = _deleted(kind, row).stamp
            lives.add((stamp.created, stamp.created_by))
    beginnings = [Entry(ADDED, at, by) for at, by in lives if at]
    # A record is added before anything else becomes of it in the same second.
    return tuple(reversed(sorted((*beginnings, *entries), key=lambda entry: entry.at)))


def read_deleted(fetch: Fetch) -> Tuple[Record, ...]:
    """The records that are there no more, as they were when they were deleted, the last deleted one first."""
    last: Dict[Tuple[str, str], Row] = {}
    for row in sorted(fetch(CHANGES.name, equals(action=DELETED)), key=lambda row: row[FID]):
        key = (row["record_table"], row["record_uid"])
        # The place of the last deletion counts.
        last.pop(key, None)
        last[key] = row
    gone: List[Row] = []
    for kind in KINDS.values():
        uids = [uid for table, uid in last if table == kind.table]
        there = set(uids_there(fetch, kind, uids))
        gone += [last[kind.table, uid] for uid in uids if uid not in there]
    latest_first = sorted(gone, key=lambda row: row[FID], reverse=True)
    return tuple(_deleted(KINDS[row["record_table"]], row) for row in latest_first)


def _note(session: WriteSession, action: str, record: Record, what: str, reason: Reason, stamp: Stamp) -> None:
    session.add(CHANGES.name, [NewRow((
        new_uid(), record.uid, kind_of(record).table, record.stamp.revision, action, stamp.modified,
        stamp.modified_by or None, reason.occasion or None, reason.words or None, what,
    ))])


def _rows(fetch: Fetch, kind: RecordKind, uid: str) -> List[Row]:
    """The rows of one record in the order they were written."""
    rows = fetch(CHANGES.name, equals(record_uid=uid, record_table=kind.table))
    return sorted(rows, key=lambda row: row[FID])


def _values(kind: RecordKind, row: Row) -> Tuple[Dict[str, object], Dict[str, object]]:
    try:
        return read_values(kind.record, row["what"])
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise UnreadableRecord(CHANGES.name, row["uid"] or "", reason_of(error)) from error


def _deleted(kind: RecordKind, row: Row) -> Record:
    """The record that a row about a deletion kept."""
    before, _ = _values(kind, row)
    try:
        return record_of(kind.record, row["record_uid"], before)
    except TypeError as error:
        raise UnreadableRecord(CHANGES.name, row["uid"] or "", reason_of(error)) from error
