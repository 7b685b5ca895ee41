"""The presenter of the registry of actors: edited, merged, imported and exported, each undoable in one step."""

from pathlib import Path
from typing import Optional, Sequence

from qgis.PyQt.QtCore import QObject

from ..casefile.errors import ActorInUse
from ..exchange.actor_table import read_actors, write_actors
from ..exchange.columns import ACTORS
from ..model.actor_merge import merged, renamed
from ..model.actors import Actor
from ..model.direction import isolated
from ..model.errors import IncidentMapperError
from ..model.language import counted
from ..model.records import Record
from ..model.validation import InvalidRecord
from ..qgis_support.translation import tr
from .actors_dialog import ActorsDialog
from .dock import IncidentDock
from .file_choice import choose_table
from .session import Session
from .table_files import read_table_file


class Actors(QObject):
    """Changes the registry through the session, so that undo knows it and everything drawn follows."""

    def __init__(self, session: Session, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._session, self._dock = session, dock
        self.dialog: Optional[ActorsDialog] = None
        session.actors_changed.connect(self._show)
        session.opened.connect(self._close)
        session.problem.connect(self._say)

    def ask(self) -> None:
        """Open the dialogue, or bring it to the front."""
        if self._session.casefile is None:
            return
        if self.dialog is None:
            self.dialog = ActorsDialog(self._dock)
            for asked, act in (
                (self.dialog.save_asked, self.save), (self.dialog.delete_asked, self.delete),
                (self.dialog.merge_asked, self.merge), (self.dialog.import_asked, self._choose_import),
                (self.dialog.export_asked, self._choose_export),
                (self.dialog.page.undo_asked, self._session.stack.undo),
                (self.dialog.page.redo_asked, self._session.stack.redo),
                (self.dialog.destroyed, self._forget),
            ):
                asked.connect(act)
            self._show()
            self.dialog.show_actor("")
        self.dialog.show()
        self.dialog.activateWindow()

    def save(self, actor_id: str, actor: Actor) -> None:
        """Store an actor in the place of the one of that id, or as a new one for an empty id."""
        before = self._known(actor_id)
        if before == (actor,):
            self._say(tr("Nothing was changed."))
            return
        text = tr("change to {actor}") if before else tr("adding {actor}")
        if self._change(before, (actor,), text.format(actor=actor.short_name)):
            self.dialog.form.show_actor(None)
            self.dialog.show_actor(actor.actor_id)
            self._say(tr("Saved: {actor}.").format(actor=isolated(actor.name)))

    def delete(self, actor_id: str) -> None:
        """Delete an actor that nobody names; for another one a merger is offered."""
        for actor in self._known(actor_id):
            if self._change((actor,), (), tr("deletion of {actor}").format(actor=actor.short_name)):
                self._say(tr("Deleted: {actor}. Ctrl+Z brings it back.").format(actor=isolated(actor.name)))

    def merge(self, gone_id: str, into_id: str) -> None:
        """Let one actor take the place of another in the registry and in all records."""
        gone, into = self._session.actors.get(gone_id), self._session.actors.get(into_id)
        if gone is None or into is None:
            return
        casefile = self._session.casefile
        try:
            named = casefile.chosen(*casefile.uses_of_actor(gone_id))
        except IncidentMapperError as error:
            self._say(str(error))
            return
        records = [renamed(record, gone_id, into_id) for record in named]
        text = tr("merging {actor} into {other}").format(actor=gone.short_name, other=into.short_name)
        if self._change(*merged(gone, into, self._session.actors), text, records):
            self.dialog.show_actor(into_id)
            words = counted("{number} record was changed.", "{number} records were changed.", len(records))
            self._say(" ".join((tr("Merged into {actor}.").format(actor=isolated(into.name)), words)))

    def import_file(self, path: str) -> None:
        """Read a table of actors; the rows that can be taken are taken in one step."""
        known = self._session.actors
        try:
            read, rejected = read_table_file(
                Path(path), ACTORS, lambda table, rejects: read_actors(table, known, rejects)
            )
        except IncidentMapperError as error:
            self._say(str(error))
            return
        text = tr("importing the actors of {file}").format(file=Path(path).name)
        if read.after and not self._change(read.before, read.after, text):
            return
        words = tr("Added: {added}. Changed: {changed}. Known before: {known}.").format(
            added=len(read.after) - len(read.before), changed=len(read.before), known=read.known
        )
        self._say(" ".join(filter(None, (words, rejected.in_words()))))

    def export_file(self, path: str) -> None:
        """Write the registry as a table."""
        try:
            number = write_actors(Path(path), self._session.actors)
        except IncidentMapperError as error:
            self._say(str(error))
        else:
            self._say(tr("Exported: {number}, to {path}.").format(number=number, path=path))

    def _change(
        self, before: Sequence[Actor], after: Sequence[Actor], text: str, records: Sequence[Record] = ()
    ) -> bool:
        """Do it, or tell in the dialogue why that is not possible."""
        try:
            self._session.change_actors(before, after, text, records)
        except InvalidRecord as invalid:
            self.dialog.tell(invalid.faults)
        except IncidentMapperError as error:
            self._session.take_actors()
            self._say(str(error))
            if isinstance(error, ActorInUse):
                self.dialog.offer_merge()
        else:
            return True
        return False

    def _known(self, actor_id: str) -> Sequence[Actor]:
        known = self._session.actors.get(actor_id)
        return (known,) if known is not None else ()

    def _choose_import(self) -> None:
        choose_table(self.dialog, tr("Import actors"), False, self.import_file)

    def _choose_export(self) -> None:
        choose_table(self.dialog, tr("Export actors"), True, self.export_file)

    def _show(self) -> None:
        if self.dialog is not None:
            self.dialog.show_registry(self._session.actors)

    def _say(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.say(sentence)

    def _close(self) -> None:
        """Another casefile has other actors."""
        if self.dialog is not None:
            self.dialog.done(0)

    def _forget(self) -> None:
        self.dialog = None
