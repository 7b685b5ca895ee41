"""The presenter of deleted records: lists them, tells their history, puts them back."""

from dataclasses import replace
from typing import Optional

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject

from ..casefile.errors import DuplicateRecord
from ..model.errors import IncidentMapperError
from ..model.records import Record, new_uid
from ..qgis_support.translation import tr
from .deleted_dialog import DeletedDialog
from .dock import IncidentDock
from .history_words import history_in_words
from .session import Session


class Deleted(QObject):
    """A record leaves the list when it is put back, and comes again when that is undone."""

    def __init__(self, session: Session, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._session, self._dock = session, dock
        self.dialog: Optional[DeletedDialog] = None
        dock.bar.deleted_asked.connect(self.ask)
        session.records_changed.connect(lambda _: self._show())
        session.opened.connect(self._close)

    def ask(self) -> None:
        """Open the dialogue."""
        if self._session.casefile is None:
            self._dock.banner.tell(tr("Make or open a casefile first."), Qgis.MessageLevel.Info)
            return
        if self.dialog is None:
            self.dialog = DeletedDialog(self._dock)
            self.dialog.turned.connect(self._tell)
            self.dialog.put_back_asked.connect(self._put_back)
            self.dialog.undo_asked.connect(self._session.stack.undo)
            self.dialog.redo_asked.connect(self._session.stack.redo)
            self.dialog.destroyed.connect(self._forget)
        self._show()
        self.dialog.show()
        self.dialog.activateWindow()

    def _show(self) -> None:
        if self.dialog is None:
            return
        try:
            records = self._session.casefile.deleted()
        except IncidentMapperError as error:
            self.dialog.say(str(error))
            return
        self.dialog.say("" if records else tr("No record was deleted."))
        self.dialog.show_records(records, [self._session.words(record) for record in records])

    def _tell(self, record: Record) -> None:
        try:
            entries = self._session.casefile.history(record)
            words = history_in_words(entries, type(record), self._session.field_words())
        except IncidentMapperError as error:
            words = str(error)
        self.dialog.history.setPlainText(words)

    def _put_back(self, record: Record) -> None:
        text = tr("putting back {record}")
        try:
            try:
                self._session.turn([(None, record)], text)
            except DuplicateRecord:
                # It was merged into another record, which has its claims now: it gets copies of them.
                claims = tuple(replace(claim, uid=new_uid()) for claim in record.claims)
                self._session.turn([(None, replace(record, claims=claims))], text)
        except IncidentMapperError as error:
            self.dialog.say(str(error))
        else:
            self.dialog.say(tr("Put back: {record}").format(record=self._session.words(record)))

    def _close(self) -> None:
        """Another casefile has other records."""
        if self.dialog is not None:
            self.dialog.close()

    def _forget(self) -> None:
        self.dialog = None
