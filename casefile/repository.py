"""The one way in and out for records: everything that reads or writes a casefile goes through `Casefile`."""

from contextlib import contextmanager
from pathlib import Path
from typing import Dict, FrozenSet, Iterable, Iterator, Optional, Sequence, Tuple, Union

from qgis.core import QgsFeedback, QgsVectorLayer
from qgis.PyQt.QtCore import pyqtBoundSignal

from ..model.actors import Actor, ActorRegistry, default_actors
from ..model.dates import DateRange
from ..model.history import NO_REASON, Entry, Reason
from ..model.records import Document, Incident, Movement, Source
from ..model.taught import TaughtPlace
from . import geopackage
from .actor_rows import ActorUses, actor_rows, change_actors, refuse_actors_in_use, registry_from, uses_of_actor
from .bulk import Added, BulkWriter, Rejected, Stopped
from .distinct import read_distinct, set_distinct
from .errors import CasefileExists, UnknownRecord, UnusableName, WriteCancelled
from .history import read_deleted, read_history
from .migrate import bring_up_to_date
from .notifier import Notifier
from .outside import is_anything_kept, settle
from .reader import fetch_from, read_chosen, read_record, read_records
from .record_kinds import INCIDENT, MOVEMENT, Record, RecordKind, kind_of
from .record_writer import Change, RecordWriter, SomeRecord
from .requests import equals, ordered
from .rows import NewRow, source_row
from .schema import ACTORS, CASEFILE, CHANGES, DOCUMENTS, FID, PLACES, SCHEMA_VERSION, SOURCES, TABLES
from .sources import add_document, add_source, read_documents, read_sources, set_source_kind
from .stamps import current_user
from .taught import change_taught, read_taught
from .write_session import WriteSession

EVERY_RECORD = tuple(dict.fromkeys((CASEFILE.name, CHANGES.name, *INCIDENT.tables, *MOVEMENT.tables)))
"""The tables that records are spread over, the one that keeps their changes, and the one that takes the write lock."""


class Casefile:
    """One casefile; holds no file open between calls, so it needs no closing and may be used from a task.

    user: who the stamps name; QGIS's user unless set. Whatever raises a CasefileError or InvalidRecord
    has left the file as it was.
    """

    def __init__(self, path: Path) -> None:
        """For a file that is known to be current; everybody else calls `open` or `create`."""
        self.path = path
        self.user = current_user()
        self._notifier = Notifier()
        self._actors: Optional[ActorRegistry] = None

    @classmethod
    def create(
        cls, path: Union[str, Path], title: str = "", actors: Optional[ActorRegistry] = None,
        replace_existing: bool = False,
    ) -> "Casefile":
        """Make an empty casefile with a copy of the registry of actors (ours unless another is given).

        Raises UnusableName, and CasefileExists unless told to replace; a file is replaced only by a finished one.
        """
        place = Path(path)
        if set("|%") & set(str(place)):
            raise UnusableName(place)
        if place.exists() and not replace_existing:
            raise CasefileExists(place)
        said = {"schema_version": str(SCHEMA_VERSION), "title": title or place.stem, "writer": None}
        registry = default_actors() if actors is None else actors
        settings = [NewRow(row) for row in said.items()]
        geopackage.create_file(place, {CASEFILE.name: settings, ACTORS.name: actor_rows(registry)})
        return cls(place)

    @classmethod
    def open(cls, path: Union[str, Path]) -> "Casefile":
        """Open a casefile; an older one is brought up to date. Raises a CasefileError if that cannot be."""
        place = Path(path)
        geopackage.check_file(place)
        bring_up_to_date(place)
        geopackage.check_tables(place)
        return cls(place)

    @property
    def changed(self) -> pyqtBoundSignal:
        """Signal with the list of uids of records that were saved or deleted through this object."""
        return self._notifier.changed

    @property
    def title(self) -> str:
        """The title given at creation."""
        rows = fetch_from(self.path)(CASEFILE.name, equals(key="title"))
        return rows[0]["value"] or "" if rows else ""

    def table_uri(self, table: str) -> str:
        """The data source of a table, for layers."""
        return geopackage.table_uri(self.path, table)

    def layer(self, table: str) -> QgsVectorLayer:
        """A new layer on a table for a map; it holds no lock unless somebody edits it."""
        return geopackage.open_table(self.path, table)

    def actors(self) -> ActorRegistry:
        """The registry stored in the casefile; the object keeps it, because every write looks into it."""
        if self._actors is None:
            self._actors = registry_from(fetch_from(self.path)(ACTORS.name, ordered(FID)))
        return self._actors

    def forget_actors(self) -> None:
        """Read the registry anew when it is next asked for; somebody else has changed it."""
        self._actors = None

    def actor_colours(self) -> Dict[str, str]:
        """Actor id → '#rrggbb' that the casefile draws it in."""
        return {actor.actor_id: actor.colour for actor in self.actors()}

    def uses_of_actor(self, actor_id: str) -> ActorUses:
        """Which records name the actor."""
        return uses_of_actor(fetch_from(self.path), actor_id)

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

    def counts(self) -> Dict[str, int]:
        """How many rows each table has."""
        return {name: self.layer(name).featureCount() for name in TABLES}

    def incident(self, uid: str) -> Incident:
        """The incident of that uid; UnknownRecord if there is none."""
        return self._read(INCIDENT, uid)

    def movement(self, uid: str) -> Movement:
        """The movement of that uid; UnknownRecord if there is none."""
        return self._read(MOVEMENT, uid)

    def chosen(self, incidents: Sequence[str], movements: Sequence[str]) -> Tuple[Record, ...]:
        """The incidents and movements of these uids, as far as they are there."""
        fetch = fetch_from(self.path)
        return (*read_chosen(fetch, INCIDENT, incidents), *read_chosen(fetch, MOVEMENT, movements))

    def incidents(self, period: Optional[DateRange] = None) -> Iterator[Incident]:
        """Incidents that share a day with the period, or all, by first day, then by uid."""
        return read_records(self.path, INCIDENT, period)

    def movements(self, period: Optional[DateRange] = None) -> Iterator[Movement]:
        """Movements that share a day with the period, or all, by first day, then by uid."""
        return read_records(self.path, MOVEMENT, period)

    def history(self, record: Record) -> Tuple[Entry, ...]:
        """What became of a record, newest first, deleted or not; UnreadableRecord where that was edited by hand."""
        return read_history(fetch_from(self.path), record)

    def deleted(self) -> Tuple[Record, ...]:
        """The records that were deleted and not put back, as they were then, the last deleted one first."""
        return read_deleted(fetch_from(self.path))

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

    def sources(self) -> Tuple[Source, ...]:
        """All sources by name."""
        return read_sources(fetch_from(self.path))

    def add_source(self, source: Source) -> Source:
        """Store a source, or return the one that has the same name already."""
        with WriteSession(self.path, (CASEFILE.name, SOURCES.name)) as session:
            return add_source(session, source)

    def set_source_kind(self, source: Source) -> None:
        """Give the stored source of that uid this kind; one that is gone stays gone."""
        with WriteSession(self.path, (CASEFILE.name, SOURCES.name)) as session:
            set_source_kind(session, source)

    def documents(self) -> Tuple[Document, ...]:
        """All documents in the order they were stored."""
        return read_documents(fetch_from(self.path))

    def add_document(self, document: Document) -> Document:
        """Store a document, or return the one that has the same text already."""
        with WriteSession(self.path, (CASEFILE.name, DOCUMENTS.name)) as session:
            return add_document(session, document)

    def taught_places(self) -> Tuple[TaughtPlace, ...]:
        """What was taught, by name; raises UnreadableRecord for a row that was edited by hand into nonsense."""
        return read_taught(fetch_from(self.path))

    def teach(self, *places: TaughtPlace) -> Tuple[TaughtPlace, ...]:
        """Store new lessons, all or none; those without author and time get this user and now. See `change_taught`."""
        return self.change_taught((), places)

    def forget(self, *places: TaughtPlace) -> None:
        """Take lessons back, all or none. See `change_taught`."""
        self.change_taught(places, ())

    def change_taught(
        self, before: Sequence[TaughtPlace], after: Sequence[TaughtPlace]
    ) -> Tuple[TaughtPlace, ...]:
        """Put lessons in the place of others, in one transaction, and return what is stored.

        Raises TaughtChanged where one of `before` is not stored as given, and InvalidRecord with all faults of `after`.
        """
        with WriteSession(self.path, (CASEFILE.name, PLACES.name)) as session:
            return change_taught(session, before, after, self.user)

    def distinct_pairs(self) -> FrozenSet[FrozenSet[str]]:
        """The uids of each two records of which somebody said that they are not the same."""
        return read_distinct(fetch_from(self.path))

    def set_distinct(self, one: str, other: str, is_distinct: bool) -> None:
        """Say that the records of these uids are not the same, or take that back."""
        with WriteSession(self.path, (CASEFILE.name,)) as session:
            set_distinct(session, one, other, is_distinct, self.user)

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
                writer = BulkWriter(session, self.actors(), self.user, rejected, feedback, expected)
                stored = writer.write(INCIDENT, incidents), writer.write(MOVEMENT, movements)
                session.add(SOURCES.name, map(source_row, sources))
        except Stopped:
            raise WriteCancelled(self.path) from None
        self.changed.emit(writer.uids)
        return Added(*stored, writer.rejected)

    def _read(self, kind: RecordKind, uid: str) -> Record:
        record = read_record(fetch_from(self.path), kind, uid)
        if record is None:
            raise UnknownRecord(uid)
        return record

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

    def _save_many(self, records: Sequence[Record], reason: Optional[Reason]) -> Tuple[Record, ...]:
        with self._session(INCIDENT, MOVEMENT) as session:
            saved = RecordWriter(session, self.user, reason).put_many(records, self.actors())
        self.changed.emit([record.uid for record in saved])
        return saved

    def _save(self, kind: RecordKind, record: SomeRecord, reason: Reason) -> SomeRecord:
        kind.check(record, self.actors())
        with self._session(kind) as session:
            _, saved = RecordWriter(session, self.user, reason).put(kind, record)
        self.changed.emit([record.uid])
        return saved

    def _delete(self, kind: RecordKind, uid: str) -> Record:
        with self._session(kind) as session:
            record = RecordWriter(session, self.user).take_out(kind, uid)
        self.changed.emit([uid])
        return record
