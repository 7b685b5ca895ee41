"""The presenter of what became of records: reads it when a form asks."""

from functools import partial

from qgis.PyQt.QtCore import QObject

from ..model.errors import IncidentMapperError
from .dock import IncidentDock
from .history_words import history_in_words
from .record_form import RecordForm
from .session import Session


class Histories(QObject):
    """What cannot be read is told in the place of the history."""

    def __init__(self, session: Session, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._session = session
        for form in (dock.incident, dock.movement):
            form.history.asked.connect(partial(self._show, form))

    def _show(self, form: RecordForm) -> None:
        try:
            entries = self._session.casefile.history(form.record)
            words = history_in_words(entries, type(form.record), self._session.field_words())
        except IncidentMapperError as error:
            words = str(error)
        form.history.say(words)
