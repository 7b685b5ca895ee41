"""Undo and redo of whole records: each step stores the other state through the casefile."""

from dataclasses import replace
from typing import Callable, Dict, Optional

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
            revision = self._revisions.get(there.uid, here.stamp.revision)
            self.save(replace(there, stamp=replace(there.stamp, revision=revision)))

    def _restore(self, record: Record) -> None:
        store = self._casefile.restore_incident if isinstance(record, Incident) else self._casefile.restore_movement
        self._revisions[record.uid] = store(record).stamp.revision

    def _check_unchanged(self, record: Record) -> None:
        load = self._casefile.incident if isinstance(record, Incident) else self._casefile.movement
        stored = load(record.uid)
        if stored.stamp.revision != self._revisions.get(record.uid, record.stamp.revision):
            raise RevisionConflict(stored, record)


class RecordStep(QUndoCommand):
    """One save or deletion that has been done already; pushing it on the stack does nothing more."""

    def __init__(
        self, ledger: Ledger, before: Optional[Record], after: Optional[Record], text: str,
        turned: Callable[[Record], None], failed: Callable[[str], None],
    ) -> None:
        """`turned` is told of each change, `failed` gets the sentence when a step cannot be done any more."""
        super().__init__(text)
        self._ledger, self._before, self._after = ledger, before, after
        self._turned, self._failed = turned, failed
        self._is_done = True

    def redo(self) -> None:
        if self._is_done:
            return
        self._go(self._before, self._after)
        self._is_done = True

    def undo(self) -> None:
        self._go(self._after, self._before)
        self._is_done = False

    def _go(self, here: Optional[Record], there: Optional[Record]) -> None:
        """An error must not leave this function: Qt calls it, and PyQt would end the program."""
        try:
            self._ledger.turn(here, there)
        except IncidentMapperError as error:
            self.setObsolete(True)
            self._failed(str(error))
        else:
            self._turned(there or here)
