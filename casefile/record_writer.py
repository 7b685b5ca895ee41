"""Records written into and taken out of a casefile: each goes by its revision, so that nobody overwrites another."""

from dataclasses import replace
from typing import Callable, Dict, List, Optional, Sequence, Tuple, TypeVar

from ..model.actors import ActorRegistry
from ..model.history import NO_REASON, Reason
from ..model.records import Incident, Movement, Stamp
from .errors import RevisionConflict, UnknownRecord
from .history import note_arrival, note_change, note_deletion
from .reader import read_record
from .record_kinds import Record, RecordKind, kind_of
from .requests import equals
from .schema import FID
from .stamps import next_stamp
from .write_session import WriteSession

SomeRecord = TypeVar("SomeRecord", Incident, Movement)
Change = Tuple[Optional[Record], Optional[Record]]
"""A record before and after it."""


class RecordWriter:
    """Writes into an open session on all tables of its records and on `changes`, in one user's name, for one reason.

    reason: None where the history of the records tells already how they came to be as they are written.
    """

    def __init__(self, session: WriteSession, user: str, reason: Optional[Reason] = NO_REASON) -> None:
        self._session, self._user, self._reason = session, user, reason

    def put_many(self, records: Sequence[Record], actors: ActorRegistry) -> Tuple[Record, ...]:
        """Check and write records; InvalidRecord with all faults of the first that has any, otherwise as `put`."""
        kinds = list(map(kind_of, records))
        for kind, record in zip(kinds, records):
            kind.check(record, actors)
        return tuple(self.put(kind, record)[1] for kind, record in zip(kinds, records))

    def put(
        self, kind: RecordKind, record: SomeRecord, is_restored: bool = False
    ) -> Tuple[Optional[SomeRecord], SomeRecord]:
        """Write a checked record, and return what was stored of it and what is now.

        RevisionConflict where its revision is not the stored one. is_restored: it is not there, whatever its revision.
        """
        rows = self._session.fetch(kind.table, equals(uid=record.uid))
        stored = read_record(self._session.fetch, kind, record.uid) if rows else None
        if is_restored or stored is None:
            is_conflict = stored is not None or (record.stamp.revision > 0 and not is_restored)
        else:
            is_conflict = stored.stamp.revision != record.stamp.revision
        if is_conflict:
            raise RevisionConflict(stored, record)
        saved = replace(record, stamp=next_stamp(record.stamp if stored is None else stored.stamp, self._user))
        row = kind.row(saved, saved.stamp)
        if stored is None:
            self._session.add(kind.table, [row])
        else:
            self._session.replace(kind.table, rows[0][FID], row)
        for part, make in kind.parts.items():
            self._session.remove(part, **kind.owner(part, record.uid))
            self._session.add(part, make(saved))
        if self._reason is not None and stored is None:
            note_arrival(self._session, saved, self._reason)
        elif self._reason is not None:
            note_change(self._session, stored, saved, self._reason, saved.stamp)
        return stored, saved

    def take_out(self, kind: RecordKind, uid: str, known: Optional[Record] = None) -> Record:
        """Delete a record and return it; RevisionConflict where it is not `known` any more, if that is given.

        Raises UnknownRecord where there is none.
        """
        record = read_record(self._session.fetch, kind, uid)
        if record is None:
            raise UnknownRecord(uid)
        if known is not None and record.stamp.revision != known.stamp.revision:
            raise RevisionConflict(record, known)
        for part in kind.parts:
            self._session.remove(part, **kind.owner(part, uid))
        self._session.remove(kind.table, uid=uid)
        note_deletion(self._session, record, self._reason, next_stamp(Stamp(), self._user))
        return record

    def turn(self, changes: Sequence[Change], tell: Callable[[float], None]) -> Tuple[Change, ...]:
        """Bring checked records each from one state to another; see `Casefile.turn`.

        tell: is called with the share done, 0 to 1, before each of them.
        """
        made: Dict[int, Change] = {}
        order = _in_order(changes)
        for done, place in enumerate(order):
            tell(done / len(order))
            before, after = changes[place]
            if after is None:
                made[place] = self.take_out(kind_of(before), before.uid, before), None
            else:
                made[place] = self.put(kind_of(after), after, is_restored=before is None)
        return tuple(made[place] for place in range(len(changes)))


def _in_order(changes: Sequence[Change]) -> List[int]:
    """The places of the changes as they are made: what goes, goes first, for its claims may come back with another."""
    def rank(place: int) -> Tuple[bool, bool]:
        before, after = changes[place]
        return after is not None, before is None

    return sorted(range(len(changes)), key=rank)
