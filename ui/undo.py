"""Undo and redo: each step stores the other state through the casefile."""

from dataclasses import replace
from typing import Callable, Dict, Optional, Sequence, Tuple

from qgis.PyQt.QtWidgets import QUndoCommand

from ..casefile.errors import RevisionConflict
from ..casefile.repository import Casefile
from ..model.errors import IncidentMapperError
from ..model.records import Incident
from .record_words import Record


class Ledger:
    """Writes records, and knows which revision of each was the last that came from here."""

    def __init__(self, casefile: Casefile) -> None:
        self._casefile = casefile
        self._revisions: Dict[str, int] = {}

    def save(self, record: Record) -> Record:
        """Insert or update, as `Casefile.save_incident`, and remember the revision."""
        store = self._casefile.save_incident if isinstance(record, Incident) else self._casefile.save_movement
        stored: Record = store(record)
        self._revisions[stored.uid] = stored.stamp.revision
        return stored

    def save_many(self, records: Sequence[Record]) -> Tuple[Record, ...]:
        """Insert or update, all or none, and remember the revisions."""
        stored = self._casefile.save_many(records)
        self._revisions.update({record.uid: record.stamp.revision for record in stored})
        return stored

    def delete(self, record: Record) -> None:
        """Delete, and forget the revision."""
        if isinstance(record, Incident):
            self._casefile.delete_incident(record.uid)
        else:
            self._casefile.delete_movement(record.uid)
        self._revisions.pop(record.uid, None)

    def turn(self, here: Optional[Record], there: Optional[Record]) -> None:
        """Bring a record from one state to the other; None is a record that does not exist.

        Raises RevisionConflict where somebody else changed it since our last write: their work is not undone.
        """
        if there is None:
            self._check_unchanged(here)
            self.delete(here)
        elif here is None:
            self._restore(there)
        else:
            self.save(self._next_of(here, there))

    def turn_many(self, here: Sequence[Record], there: Sequence[Record]) -> None:
        """Bring records that exist in both states from one to the other, all or none; as `turn`."""
        self.save_many([self._next_of(mine, theirs) for mine, theirs in zip(here, there)])

    def _next_of(self, here: Record, there: Record) -> Record:
        """The other state, to be stored upon what we wrote last."""
        revision = self._revisions.get(there.uid, here.stamp.revision)
        return replace(there, stamp=replace(there.stamp, revision=revision))

    def _restore(self, record: Record) -> None:
        store = self._casefile.restore_incident if isinstance(record, Incident) else self._casefile.restore_movement
        self._revisions[record.uid] = store(record).stamp.revision

    def _check_unchanged(self, record: Record) -> None:
        load = self._casefile.incident if isinstance(record, Incident) else self._casefile.movement
        stored = load(record.uid)
        if stored.stamp.revision != self._revisions.get(record.uid, record.stamp.revision):
            raise RevisionConflict(stored, record)


class Step(QUndoCommand):
    """One change that has been done already; pushing it on the stack does nothing more."""

    def __init__(self, text: str, turn: Callable[[bool], None], failed: Callable[[str], None]) -> None:
        """`turn` makes the change again (True) or takes it back (False).

        `failed` gets the sentence when that cannot be done any more.
        """
        super().__init__(text)
        self._turn, self._failed = turn, failed
        self._is_done = True

    def redo(self) -> None:
        if not self._is_done:
            self._go(True)

    def undo(self) -> None:
        self._go(False)

    def _go(self, is_forth: bool) -> None:
        """An error must not leave this function: Qt calls it, and PyQt would end the program."""
        try:
            self._turn(is_forth)
        except IncidentMapperError as error:
            self.setObsolete(True)
            self._failed(str(error))
        else:
            self._is_done = is_forth
