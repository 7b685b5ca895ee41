"""Undo and redo: each step stores the other state through the casefile."""

from dataclasses import replace
from typing import Callable, Dict, Optional, Sequence, Tuple

from qgis.core import QgsFeedback
from qgis.PyQt.QtWidgets import QUndoCommand

from ..casefile.record_writer import Change
from ..casefile.repository import Casefile
from ..model.actors import Actor
from ..model.errors import IncidentMapperError
from ..model.history import NO_REASON, Reason
from .record_words import Record


class Ledger:
    """Writes records, and knows which revision of each was the last that came from here."""

    def __init__(self, casefile: Casefile) -> None:
        self._casefile = casefile
        self._revisions: Dict[str, int] = {}

    def write(
        self, changes: Sequence[Change], feedback: Optional[QgsFeedback] = None, reason: Reason = NO_REASON
    ) -> Tuple[Change, ...]:
        """As `Casefile.turn`, and remember the revisions."""
        made = self._casefile.turn(changes, feedback, reason)
        for before, after in made:
            if after is None:
                self._revisions.pop(before.uid, None)
            else:
                self._revisions[after.uid] = after.stamp.revision
        return made

    def turn(self, changes: Sequence[Change], reason: Reason) -> None:
        """Bring records from states that were stored from here to others, all or none.

        Raises RevisionConflict where somebody else changed one since our last write: their work is not undone.
        """
        self.write([(self._latest(here, here), self._latest(here, there)) for here, there in changes], None, reason)

    def change_actors(
        self, before: Sequence[Actor], after: Sequence[Actor], records: Sequence[Record],
        reason: Reason = NO_REASON,
    ) -> Tuple[Tuple[Actor, ...], Tuple[Record, ...]]:
        """As `Casefile.change_actors`, and remember the revisions."""
        written, stored = self._casefile.change_actors(before, after, records, reason)
        self._revisions.update({record.uid: record.stamp.revision for record in stored})
        return written, stored

    def turn_actors(
        self, before: Sequence[Actor], after: Sequence[Actor], changes: Sequence[Change], reason: Reason
    ) -> None:
        """The same for states that were stored from here; as `turn`."""
        self.change_actors(before, after, [self._latest(here, there) for here, there in changes], reason)

    def _latest(self, here: Optional[Record], state: Optional[Record]) -> Optional[Record]:
        """A state of a record with the revision that we wrote last; one of a record that is not there keeps its own."""
        if here is None or state is None:
            return state
        revision = self._revisions.get(here.uid, here.stamp.revision)
        return replace(state, stamp=replace(state.stamp, revision=revision))


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
