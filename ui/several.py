"""The presenter of what is done with several records at once: each time one step to undo."""

from typing import Callable, List, Optional, Sequence, Tuple

from qgis.core import Qgis, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from ..casefile.record_kinds import kind_of
from ..casefile.record_writer import Change
from ..layers.group import casefile_layers
from ..model.edits import Edit
from ..model.errors import IncidentMapperError
from ..model.history import Reason
from ..model.records import Record
from ..qgis_support.translation import counted, tr
from .change_dialog import ChangeDialog
from .dock import IncidentDock
from .map_view import record_extent, show_extent
from .progress import progress
from .record_rows import COLUMNS, RecordRow
from .session import Session

INFO, WARNING, CRITICAL = Qgis.MessageLevel.Info, Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical
FLASHED = 100
"""Records that flash at once; more would be the map itself."""
Wish = Callable[[Record], Tuple[Optional[Record], str]]
"""What a record is to become, None where it is to stay or to go, and why it cannot, where that is so."""


class Several(QObject):
    """Changes what the list shows and nothing else: a record that somebody else changed meanwhile is left alone."""

    def __init__(self, session: Session, dock: IncidentDock, canvas: QgsMapCanvas, reload: Callable[[], None]) -> None:
        """`reload` reads the list again."""
        super().__init__(dock)
        self._session, self._dock, self._canvas, self._reload = session, dock, canvas, reload
        self.dialog: Optional[ChangeDialog] = None
        records = dock.records
        records.delete_asked.connect(self.delete)
        records.zoom_asked.connect(self.zoom)
        records.status_asked.connect(lambda rows, code: self.change(rows, Edit(status=code)))
        records.change_asked.connect(self.ask)

    def ask(self, rows: Sequence[RecordRow]) -> None:
        """Open the dialogue that asks what is to be different."""
        self.dialog = ChangeDialog(self._dock, rows, self._session.actors, self._session.casefile.actor_colours())
        self.dialog.change_asked.connect(self.change)
        self.dialog.destroyed.connect(self._forget)
        self.dialog.open()

    def change(self, rows: Sequence[RecordRow], edit: Edit, why: str = "") -> None:
        """Make the same change to all of the records that can have it, and say which cannot and why."""
        def wanted(record: Record) -> Tuple[Optional[Record], str]:
            after = edit.applied(record)
            if after is record:
                return None, ""
            faults = kind_of(after).faults(after, self._session.actors)
            return (None, faults[0].sentence) if faults else (after, "")

        self._turn(rows, wanted, why)

    def delete(self, rows: Sequence[RecordRow]) -> None:
        """Delete records; there is no question, because there is an undo."""
        self._turn(rows, None)

    def zoom(self, rows: Sequence[RecordRow]) -> None:
        """Show records on the map, where they flash for a moment, or say that they have no place."""
        self._dock.banner.clear()
        records = self._load(rows)
        extent = QgsRectangle()
        for part in filter(None, map(record_extent, records or ())):
            extent.combineExtentWith(part)
        if not records:
            return
        if extent.isNull() or not show_extent(self._canvas, extent):
            words = tr("Nothing of this record could be placed, so it is not on the map.")
            self._dock.banner.tell(words if len(rows) == 1 else tr("None of these records could be placed."), INFO)
        elif len(rows) <= FLASHED:
            self._flash(rows)

    def _flash(self, rows: Sequence[RecordRow]) -> None:
        """As QGIS does after zooming to a feature, so that it is found among its neighbours."""
        layers = casefile_layers(self._session.casefile, self._session.project)
        for table in COLUMNS:
            if table in layers:
                self._canvas.flashFeatureIds(layers[table], [row.fid for row in rows if row.table == table])

    def _turn(self, rows: Sequence[RecordRow], wish: Optional[Wish], why: str = "") -> None:
        """Bring records to what is wished of each, or delete them, and say what became of them."""
        self._dock.banner.clear()
        loaded = self._load(rows)
        if loaded is None:
            return
        changes: List[Change] = []
        refused: List[str] = []
        for record in loaded:
            after, sentence = wish(record) if wish else (None, "")
            if sentence:
                refused.append(f"{self._session.words(record)}: {sentence}")
            elif after is not None or wish is None:
                changes.append((record, after))
        if changes and not self._store(changes, why):
            return
        others = len(rows) - len(loaded)
        if others:
            self._reload()
        offers = [(tr("&Undo"), self._session.stack.undo)] if changes else []
        sentence = self._told(changes, refused, others)
        self._dock.banner.tell(sentence, WARNING if refused or others else INFO, offers)

    def _told(self, changes: Sequence[Change], refused: Sequence[str], others: int) -> str:
        """What was done, and what was not done and why."""
        parts = []
        if len(changes) == 1:
            (before, after), = changes
            words = tr("Deleted: {record}") if after is None else tr("Changed: {record}")
            parts.append(words.format(record=self._session.words(after or before)))
        elif changes:
            number = len(changes)
            parts.append(
                counted("Deleted: {number} record.", "Deleted: {number} records.", number) if changes[0][1] is None
                else counted("Changed: {number} record.", "Changed: {number} records.", number)
            )
        if refused:
            words = tr("Not changed, because they would not be valid: {number}. {first}")
            parts.append(words.format(number=len(refused), first=refused[0]))
        if others:
            words = tr(
                "Left alone, because somebody else changed or deleted them since the list was read: {number}. "
                "The list shows them as they are now."
            )
            parts.append(words.format(number=others))
        return " ".join(parts) or tr("The selected records are like that already.")

    def _store(self, changes: Sequence[Change], why: str) -> bool:
        is_deletion = changes[0][1] is None
        if len(changes) == 1:
            title = tr("deletion of {record}") if is_deletion else tr("change to {record}")
        else:
            title = (
                counted("deletion of {number} record", "deletion of {number} records", len(changes)) if is_deletion
                else counted("change to {number} record", "change to {number} records", len(changes))
            )
        try:
            with progress(self._dock, tr("Writing records…")) as feedback:
                self._session.turn(changes, title, feedback, Reason(why))
        except IncidentMapperError as error:
            self._dock.banner.tell(str(error), CRITICAL)
            return False
        return True

    def _load(self, rows: Sequence[RecordRow]) -> Optional[List[Record]]:
        """The records of the rows that are still as the list shows them; None where they cannot be read."""
        uids = ([row.uid for row in rows if row.table == table] for table in ("incidents", "movements"))
        shown = {(row.table, row.uid): row.revision for row in rows}
        try:
            found = self._session.casefile.chosen(*uids)
        except IncidentMapperError as error:
            self._dock.banner.tell(str(error), CRITICAL)
            return None
        return [record for record in found if shown[kind_of(record).table, record.uid] == record.stamp.revision]

    def _forget(self) -> None:
        self.dialog = None
