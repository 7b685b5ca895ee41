"""The casefile in hand: opened, written, undone; the views follow its signals."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Callable, List, Optional, Sequence, Tuple, TypeVar

from qgis.core import QgsFeedback, QgsProject, QgsProviderRegistry, QgsRectangle
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QUndoStack

from ..casefile.errors import UnknownRecord
from ..casefile.key_changes import key_changes
from ..casefile.new_file import remove_file
from ..casefile.notifier import REGISTRY_NEWS
from ..casefile.record_writer import Change
from ..casefile.repository import Casefile
from ..layers.basemap_names import preparing_named_basemap
from ..layers.extent import placed_extent
from ..layers.group import TABLE_PROPERTY, casefile_layers, preparing_casefile, refresh_styles
from ..model.actors import Actor, ActorRegistry
from ..model.history import NO_REASON, REDONE, UNDONE, Reason
from ..model.records import Incident, Movement, Source, Stamp
from ..model.source_titles import source_titles
from ..model.steps import Steps, at_once
from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr
from .field_words import FieldWords
from .record_words import Record, record_in_words
from .undo import Ledger, Step

Written = TypeVar("Written")
FEW = 20
"""Changes of which each is looked at; for more, all rows of the layers are."""


class Session(QObject):
    """One casefile and its undo stack. Errors of opening and saving are raised, those of undo come by `problem`.

    `records_changed` carries the table and uid of each. is_behind: somebody else wrote, too, since the views last heard
    of a change, so that they cannot follow by these records alone.
    """

    opened = pyqtSignal()
    records_changed = pyqtSignal(list)
    actors_changed = pyqtSignal()
    sources_changed = pyqtSignal()
    problem = pyqtSignal(str)

    def __init__(self, project: QgsProject, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self.project = project
        self.casefile: Optional[Casefile] = None
        self.actors = ActorRegistry(())
        self.stack = QUndoStack(self)
        self.came_to_empty_map = False
        self.is_behind = False
        self._time = 0.0
        self._ledger: Optional[Ledger] = None
        REGISTRY_NEWS.changed_in.connect(self._look_at_actors)

    def making(self, work: Steps[Casefile]) -> Steps[None]:
        """Open the casefile that a work makes; given up before it is in hand, it leaves no file behind."""
        casefile = yield from work
        try:
            yield from self._taking(casefile)
        finally:
            if self.casefile is not casefile:
                remove_file(casefile.path)

    def open(self, path: str) -> None:
        """Open a casefile; the one in hand stays in hand if that fails."""
        at_once(self.opening(path))

    def opening(self, path: str) -> Steps[None]:
        """As `open`, in steps; until it is in hand nothing is seen of it, and it may be given up."""
        yield from self._taking((yield from Casefile.opening(path)))

    def extent(self) -> QgsRectangle:
        """The rectangle in EPSG:4326 around everything placed, or Libya."""
        return placed_extent(casefile_layers(self.casefile, self.project).values())

    def path_in_project(self) -> str:
        """The casefile whose layers a project brought along, if it has any other than the one in hand, or nothing."""
        for layer in self.project.mapLayers().values():
            if layer.customProperty(TABLE_PROPERTY) == "incidents" and layer.isValid():
                parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
                path = parts.get("path", "")
                is_other = self.casefile is None or Path(path).resolve() != Path(self.casefile.path).resolve()
                return path if path and is_other else ""
        return ""

    def save(self, record: Record, sources: Sequence[Source] = (), reason: Reason = NO_REASON) -> Record:
        """Store a record, and with it the sources that it names where they are new or have another kind; undoable.

        A new source stays when that is undone: others may name it by then.
        """
        known = {source.uid: source for source in self.casefile.sources()} if sources else {}
        for source in sources:
            if source.uid not in known:
                stored = self.write(lambda source=source: self.casefile.add_source(source))
                record = _with_source(record, source.uid, stored.uid)
        kinds = [(known[source.uid].kind, source) for source in sources if source.uid in known]
        # A record that was stored once and is gone is a conflict, which nothing before it would hide.
        before = record if record.stamp.revision else None
        text = tr("change to {record}") if before else tr("adding {record}")
        ((_, stored),) = self.turn([(before, record)], text, reason=reason, kinds=kinds)
        if sources:
            self.sources_changed.emit()
        return stored

    def save_many(self, records: Sequence[Record], text: str, feedback: Optional[QgsFeedback] = None) -> None:
        """Store other states of stored records, all or none; undoable in one step called `text`."""
        self.turn([(record, record) for record in records], text, feedback)

    def turn(
        self, changes: Sequence[Change], text: str, feedback: Optional[QgsFeedback] = None,
        reason: Reason = NO_REASON, kinds: Sequence[Tuple[str, Source]] = (),
    ) -> Tuple[Change, ...]:
        """As `Casefile.turn`; undoable in one step called `text`, in which {record} is the first one in words.

        kinds: sources whose kind changes with it, each with the kind it had.
        """
        done = self.write(lambda: self._ledger.write(changes, feedback, reason))
        self._set_kinds([source for _, source in kinds])

        def turn(is_forth: bool) -> None:
            here = done if is_forth else [(after, before) for before, after in done]
            self.write(lambda: self._ledger.turn(here, _occasion(is_forth)))
            if kinds:
                self._set_kinds([source if is_forth else replace(source, kind=kind) for kind, source in kinds])
                self.sources_changed.emit()
            self._tell(here)

        before, after = done[0]
        self.push(text.format(record=self.words(after or before)), turn)
        self._tell(done)
        return done

    def _set_kinds(self, sources: Sequence[Source]) -> None:
        for source in sources:
            self.write(lambda source=source: self.casefile.set_source_kind(source))

    def _stored_many(self, records: Sequence[Record]) -> Tuple[Record, ...]:
        """What the casefile holds of these records now, in their order; those that are gone are as they are given."""
        uids: List[List[str]] = [[], []]
        for record in records:
            uids[isinstance(record, Movement)].append(record.uid)
        stored = {(type(record), record.uid): record for record in self.casefile.chosen(*uids)}
        return tuple(stored.get((type(record), record.uid), record) for record in records)

    def push(self, text: str, turn: Callable[[bool], None]) -> None:
        """Make a change that was just done undoable; `turn` as in `Step`."""
        self.stack.push(Step(text, turn, self.problem.emit))

    def change_actors(
        self, before: Sequence[Actor], after: Sequence[Actor], text: str, records: Sequence[Record] = ()
    ) -> Tuple[Actor, ...]:
        """Put actors in the place of others, and other states of records that name them; undoable in one step."""
        named = self._stored_many(records)
        written, stored = self.write(lambda: self._ledger.change_actors(before, after, records))
        done = tuple(zip(named, stored))

        def turn(is_forth: bool) -> None:
            here, there = (before, written) if is_forth else (written, before)
            turned = done if is_forth else [(new, old) for old, new in done]
            self.write(lambda: self._ledger.turn_actors(here, there, turned, _occasion(is_forth)))
            self._follow_actors((before, written), turned)

        self.push(text, turn)
        self._follow_actors((before, written), done)
        return written

    def take_actors(self) -> None:
        """Read the registry again, which somebody else may have changed."""
        self.actors = self.casefile.actors()
        self.actors_changed.emit()

    def _look_at_actors(self, path: str) -> None:
        """An algorithm changed the actors of that casefile."""
        if self.casefile is None or Path(path).resolve() != Path(self.casefile.path).resolve():
            return
        before = {actor.actor_id: actor for actor in self.actors}
        self.casefile.forget_actors()
        now = {actor.actor_id: actor for actor in self.casefile.actors()}
        refresh_styles(self.casefile, self.project, {key for key in now if now[key] != before.get(key)})
        self.take_actors()

    def _follow_actors(self, changed: Sequence[Sequence[Actor]], changes: Sequence[Change]) -> None:
        """Let layers, legends and views follow."""
        ids = {actor.actor_id for actors in changed for actor in actors}
        refresh_styles(self.casefile, self.project, ids)
        self.take_actors()
        if changes:
            self._tell(changes)

    def based_on(self, mine: Record, theirs: Optional[Record]) -> Record:
        """My state of a record as a change of theirs, or as a new record where theirs was deleted."""
        return replace(mine, stamp=theirs.stamp if theirs else Stamp())

    def delete(self, record: Record) -> None:
        """Delete a record; undoable."""
        self.turn([(record, None)], tr("deletion of {record}"))

    def stored(self, record: Record) -> Optional[Record]:
        """The record as the casefile has it now, None where it is gone."""
        return self.load("incidents" if isinstance(record, Incident) else "movements", record.uid)

    def load(self, table: str, uid: str) -> Optional[Record]:
        """A record of one of the two tables, None where it is gone."""
        try:
            return self.casefile.incident(uid) if table == "incidents" else self.casefile.movement(uid)
        except UnknownRecord:
            return None

    def file_time(self) -> float:
        """When the file, or the log that SQLite keeps beside it while it is in use, was last written by whomever."""
        path = str(self.casefile.path)
        return max((os.path.getmtime(name) for name in (path, f"{path}-wal") if os.path.exists(name)), default=0.0)

    def follow_layers(self) -> None:
        """Redraw what the last write changed."""
        if self.casefile is not None and casefile_layers(self.casefile, self.project):
            refresh_styles(self.casefile, self.project)

    def write(self, act: Callable[[], Written]) -> Written:
        """Do what writes into the casefile; every write from the window is done here, so that others' are noticed."""
        self.is_behind = self.is_behind or self._time != self.file_time()
        try:
            return act()
        finally:
            self._look_at_file()

    def _look_at_file(self) -> None:
        self._time = self.file_time()

    def field_words(self) -> FieldWords:
        """What says single fields, by the casefile's own names."""
        return FieldWords(self.actors, source_titles(self.casefile.sources()))

    def follow(self, keys: Sequence[Tuple[str, str]]) -> None:
        """Records, by table and uid, were written in another way than by `turn`: redraw, and tell the views."""
        self.follow_layers()
        self._look_at_file()
        self.records_changed.emit(list(keys))
        self.is_behind = False

    def words(self, record: Record) -> str:
        """The record in a few words."""
        return record_in_words(record, self.actors)

    def _taking(self, casefile: Casefile) -> Steps[None]:
        """Put the casefile's layers into the project, above an offline basemap, and take it in hand."""
        yield
        actors = casefile.actors()
        yield
        put_basemap = yield from preparing_named_basemap(self.project)
        put_layers = yield from preparing_casefile(casefile, self.project)
        self.came_to_empty_map = not self.project.mapLayers()
        put_basemap()
        put_layers()
        self.stack.clear()
        self.casefile, self._ledger, self.actors = casefile, Ledger(casefile), actors
        self.is_behind = False
        self._look_at_file()
        settings = Settings.load()
        settings.remember_path(str(Path(casefile.path).resolve()))
        settings.last_folder = str(Path(casefile.path).resolve().parent)
        settings.save()
        try:
            yield
        finally:
            # The project has it: whoever gives it up only now gets it all the same.
            self.opened.emit()

    def _tell(self, changes: Sequence[Change]) -> None:
        growth = None if self.is_behind or len(changes) > FEW else key_changes(changes)
        refresh_styles(self.casefile, self.project, growth=growth)
        # The layers let go of the file, and SQLite may put it into one piece.
        self._look_at_file()
        records = [before or after for before, after in changes]
        self.records_changed.emit(
            [("incidents" if isinstance(record, Incident) else "movements", record.uid) for record in records]
        )
        self.is_behind = False


def _occasion(is_forth: bool) -> Reason:
    return Reason(occasion=REDONE if is_forth else UNDONE)


def _with_source(record: Record, new_uid: str, stored_uid: str) -> Record:
    """The record with the uid under which the casefile knows the source; somebody else may have added it meanwhile."""
    claims = tuple(
        replace(claim, source_uid=stored_uid) if claim.source_uid == new_uid else claim for claim in record.claims
    )
    return replace(record, claims=claims)
