"""Many new records at once, in one transaction."""

from itertools import islice
from typing import Callable, Dict, Iterable, List, NamedTuple, Optional

from qgis.core import QgsFeedback

from ..model.actors import ActorRegistry
from ..model.records import Stamp
from ..model.validation import InvalidRecord
from .record_kinds import Record, RecordKind
from .rows import NewRow
from .stamps import next_stamp

CHUNK = 2000
"""Records written at a time: enough to make the calls cheap, few enough to stop within a blink."""

Add = Callable[[str, Iterable[NewRow]], None]
"""Takes new rows of a table."""

Rejected = Callable[[Record, InvalidRecord], None]


class Added(NamedTuple):
    """How many records were stored, and how many were handed back as invalid."""

    incidents: int
    movements: int
    rejected: int


class Stopped(Exception):
    """The user cancelled; whoever holds the session undoes it and says so."""


class BulkWriter:
    """Hands new records on as rows, validating each."""

    def __init__(
        self, add: Add, actors: ActorRegistry, user: str, rejected: Optional[Rejected] = None,
        feedback: Optional[QgsFeedback] = None, expected: int = 0,
    ) -> None:
        self._add, self._actors, self._user = add, actors, user
        self._on_rejected, self._feedback, self._expected = rejected, feedback, expected
        # One moment for the whole write: the records were stored together.
        self._stamp = next_stamp(Stamp(), user)
        self._done = 0
        self.rejected = 0
        self.uids: List[str] = []

    def write(self, kind: RecordKind, records: Iterable[Record]) -> int:
        """Store records of one kind and return how many; Stopped when cancelled, InvalidRecord without `rejected`."""
        before = len(self.uids)
        left = iter(records)
        for chunk in iter(lambda: list(islice(left, CHUNK)), []):
            rows: Dict[str, List[NewRow]] = {table: [] for table in kind.tables}
            for record in chunk:
                self._collect(kind, record, rows)
            for table, new in rows.items():
                self._add(table, new)
            self._report(len(chunk))
        return len(self.uids) - before

    def _collect(self, kind: RecordKind, record: Record, rows: Dict[str, List[NewRow]]) -> None:
        try:
            kind.check(record, self._actors)
        except InvalidRecord as error:
            if self._on_rejected is None:
                raise
            self._on_rejected(record, error)
            self.rejected += 1
            return
        stamp = self._stamp if record.stamp.revision == 0 else next_stamp(record.stamp, self._user)
        rows[kind.table].append(kind.row(record, stamp))
        for table, make in kind.parts.items():
            rows[table] += make(record)
        self.uids.append(record.uid)

    def _report(self, written: int) -> None:
        self._done += written
        if self._feedback is None:
            return
        if self._feedback.isCanceled():
            raise Stopped
        if self._expected:
            self._feedback.setProgress(100 * self._done / self._expected)
