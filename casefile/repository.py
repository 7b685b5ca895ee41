"""The one way in and out for records: everything that reads or writes a casefile goes through `Casefile`."""

from contextlib import contextmanager
from pathlib import Path
from typing import Iterable, Iterator, Mapping, Optional, Sequence, Tuple, Union

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import pyqtBoundSignal

from ..model.actors import Actor, ActorRegistry, default_actors
from ..model.history import NO_REASON, Reason
from ..model.records import Incident, Movement, Source
from ..model.steps import Steps, at_once
from .actor_rows import actor_rows, change_actors, refuse_actors_in_use
from .beside_records import BesideRecords
from .bulk import Added, BulkWriter, Rejected, Stopped
from .errors import UnusableName, WriteCancelled
from .geopackage import check_file, check_tables
from .migrate import bring_up_to_date
from .new_file import creating_file
from .notifier import Notifier
from .outside import is_anything_kept, settle
from .record_kinds import INCIDENT, MOVEMENT, Record, RecordKind, kind_of
from .record_writer import Change, RecordWriter, SomeRecord
from .rows import NewRow, source_row
from .schema import ACTORS, CASEFILE, CHANGES, SCHEMA_VERSION, SOURCES
from .write_session import WriteSession

EVERY_RECORD = tuple(dict.fromkeys((CASEFILE.name, CHANGES.name, *INCIDENT.tables, *MOVEMENT.tables)))
"""The tables that records are spread over, the one that keeps their changes, and the one that takes the write lock."""


class Casefile(BesideRecords):
    """One casefile; holds no file open between calls, so it needs no closing and may be used from a task.

    Whatever raises a CasefileError or InvalidRecord has left the file as it was.
    """

    def __init__(self, path: Path) -> None:
        """For a file that is known to be current; everybody else calls `open` or `create`."""
        super().__init__(path)
        self._notifier = Notifier()

    @classmethod
    def create(
        cls, path: Union[str, Path], title: str = "", actors: Optional[ActorRegistry] = None,
        replace_existing: bool = False, filled: Optional[Mapping[str, Sequence[NewRow]]] = None,
    ) -> "Casefile":
        """Make a casefile with a copy of the registry of actors (ours unless another is given); else it is empty.

        filled: rows of other tables that are there from the start.

        Raises UnusableName, and CasefileExists unless told to replace; a file is replaced only by a finished one.
        """
        return at_once(cls.creating(path, title, actors, replace_existing, filled))

    @classmethod
    def creating(
        cls, path: Union[str, Path], title: str = "", actors: Optional[ActorRegistry] = None,
        replace_existing: bool = False, filled: Optional[Mapping[str, Sequence[NewRow]]] = None,
    ) -> Steps["Casefile"]:
        """As `create`, in steps; given up, it leaves everything as it was."""
        place = Path(path)
        if set("|%") & set(str(place)):
            raise UnusableName(place)
        said = {"schema_version": str(SCHEMA_VERSION), "title": title or place.stem, "writer": None}
        registry = default_actors() if actors is None else actors
        settings = [NewRow(row) for row in said.items()]
        yield from creating_file(
            place, {**(filled or {}), CASEFILE.name: settings, ACTORS.name: actor_rows(registry)}, replace_existing
        )
        made = cls(place)
        made.title = said["title"]
        return made

    @classmethod
    def open(cls, path: Union[str, Path]) -> "Casefile":
        """Open a casefile; an older one is brought up to date. Raises a CasefileError if that cannot be."""
        return at_once(cls.opening(path))

    @classmethod
    def opening(cls, path: Union[str, Path]) -> Steps["Casefile"]:
        """As `open`, in steps."""
        place = Path(path)
        check_file(place)
        yield
        bring_up_to_date(place)
        yield
        check_tables(place)
        return cls(place)

    @property
    def changed(self) -> pyqtBoundSignal:
        """Signal with the list of uids of records that were saved or deleted through this object."""
        return self._notifier.changed

    def save_incident(self, incident: Incident, reason: Reason = NO_REASON) -> Incident:
        """Insert or update; returns what is stored now, one revision on.

        Raises InvalidRecord with all faults, and RevisionConflict where the stored revision is not the given one.
        """
        return self._save(INCIDENT, incident, reason)

    def save_movement(self, movement: Movement, reason: Reason = NO_REASON) -> Movement:
        """Insert or update with its stops; as `save_incident`."""
        return self._save(MOVEMENT, movement, reason)

    def save_many(self, records: Sequence[Record], reason: Reason = NO_REASON) -> Tuple[Record, ...]:
        """Insert or update several records, all or none; otherwise as `save_incident`."""
        return self._save_many(records, reason)

    def bring_in_step(self, records: Sequence[Record]) -> Tuple[Record, ...]:
        """As `save_many`, for records whose history tells already how they came to be so."""
        return self._save_many(records, None)

    def turn(
        self, changes: Sequence[Change], feedback: Optional[QgsFeedback] = None, reason: Reason = NO_REASON
    ) -> Tuple[Change, ...]:
        """Bring several records each from one state to another, all or none; returns what was and is stored of each.

        None is a record that is not there: before the change it is added or put back under its uid, RevisionConflict
        where there is one of that uid; after it it is deleted. Cancelling raises WriteCancelled; otherwise as
        `save_incident`.
        """
        for _, after in changes:
            if after is not None:
                kind_of(after).check(after, self.actors())
        def tell(share: float) -> None:
            if feedback is not None:
                feedback.setProgress(100 * share)
                if feedback.isCanceled():
                    raise WriteCancelled(self.path)

        kinds = {kind_of(before or after) for before, after in changes}
        with self._session(*kinds) as session:
            made = RecordWriter(session, self.user, reason).turn(changes, tell)
        self.changed.emit([(before or after).uid for before, after in changes])
        return made

    def delete_incident(self, uid: str) -> Incident:
        """Delete an incident with its claims and area, and return it; UnknownRecord if there is none."""
        return self._delete(INCIDENT, uid)

    def delete_movement(self, uid: str) -> Movement:
        """Delete a movement with its stops, claims and areas, and return it; UnknownRecord if there is none."""
        return self._delete(MOVEMENT, uid)

    def add_many(
        self, incidents: Iterable[Incident], movements: Iterable[Movement] = (), feedback: Optional[QgsFeedback] = None,
        *, sources: Sequence[Source] = (), rejected: Optional[Rejected] = None, expected: int = 0,
    ) -> Added:
        """Store many new records in one transaction: all of them, or none where anything fails or is cancelled.

        rejected: takes each invalid record with its InvalidRecord, which is then left out; without it an invalid
        record stops everything. sources: new sources that the claims name; stored last, so that the list may grow
        while the records are read. expected: how many records are to come,
        for the progress in `feedback`; cancelling raises WriteCancelled.
        """
        try:
            tables = (*EVERY_RECORD, SOURCES.name)
            with WriteSession(self.path, tables) as session, session.indexing_at_the_end(expected):
                writer = BulkWriter(session.add, self.actors(), self.user, rejected, feedback, expected)
                stored = writer.write(INCIDENT, incidents), writer.write(MOVEMENT, movements)
                session.add(SOURCES.name, map(source_row, sources))
        except Stopped:
            raise WriteCancelled(self.path) from None
        self.changed.emit(writer.uids)
        return Added(*stored, writer.rejected)

    def change_actors(
        self, before: Sequence[Actor], after: Sequence[Actor], records: Sequence[Record] = (),
        reason: Reason = NO_REASON,
    ) -> Tuple[Tuple[Actor, ...], Tuple[Record, ...]]:
        """Put actors in the place of others, update records that name them, and return what is stored of both.

        All or nothing. Raises ActorsChanged where one of `before` is not stored as given, ActorInUse where one that
        goes is still named, InvalidRecord with all faults, and RevisionConflict as `save_many`.
        """
        # Whatever comes of it: somebody else may have changed them, too.
        self.forget_actors()
        with self._session(INCIDENT, MOVEMENT, others=(ACTORS.name,)) as session:
            written, registry = change_actors(session, before, after)
            saved = RecordWriter(session, self.user, reason).put_many(records, registry)
            staying = {actor.actor_id for actor in after}
            gone = [actor for actor in before if actor.actor_id not in staying]
            refuse_actors_in_use(session.fetch, gone, registry)
        if saved:
            self.changed.emit([record.uid for record in saved])
        return written, saved

    @contextmanager
    def _session(self, *kinds: RecordKind, others: Sequence[str] = ()) -> Iterator[WriteSession]:
        """A write of records of these kinds and to other tables; what others wrote before is in the history first."""
        records = (table for kind in kinds for table in kind.tables)
        tables = tuple(dict.fromkeys((CASEFILE.name, CHANGES.name, *records, *others)))
        with WriteSession(self.path, tables) as session:
            if not is_anything_kept(session):
                yield session
                return
        settle(self.path, self.user)
        with WriteSession(self.path, tables) as session:
            yield session

    def _save(self, kind: RecordKind, record: SomeRecord, reason: Reason) -> SomeRecord:
        kind.check(record, self.actors())
        with self._session(kind) as session:
            _, saved = RecordWriter(session, self.user, reason).put(kind, record)
        self.changed.emit([record.uid])
        return saved

    def _save_many(self, records: Sequence[Record], reason: Optional[Reason]) -> Tuple[Record, ...]:
        with self._session(INCIDENT, MOVEMENT) as session:
            saved = RecordWriter(session, self.user, reason).put_many(records, self.actors())
        self.changed.emit([record.uid for record in saved])
        return saved

    def _delete(self, kind: RecordKind, uid: str) -> Record:
        with self._session(kind) as session:
            record = RecordWriter(session, self.user).take_out(kind, uid)
        self.changed.emit([uid])
        return record
