"""The presenter of the forms: saved, emptied, copied, opened on a record, and never emptied of what is not saved."""

from dataclasses import replace
from typing import Callable, Dict, Optional, Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, Qt

from ..casefile.errors import RevisionConflict
from ..model.errors import IncidentMapperError
from ..model.history import Reason
from ..model.location import Candidate
from ..model.validation import InvalidRecord
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .record_form import Draft, RecordForm
from .record_rows import Key, RecordRow
from .record_words import Record
from .session import Session

INFO, WARNING, CRITICAL = Qgis.MessageLevel.Info, Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical


class Editing(QObject):
    """Between the forms and the casefile. No rule of the field is decided here."""

    def __init__(self, session: Session, dock: IncidentDock, reload_list: Callable[[], None]) -> None:
        super().__init__(dock)
        self._session, self._dock, self._reload_list = session, dock, reload_list
        self._last: Dict[RecordForm, Record] = {}
        dock.save_asked.connect(self.save)
        dock.new_asked.connect(self.new)
        dock.copy_asked.connect(self.copy)
        dock.records.open_asked.connect(self.edit)
        session.opened.connect(self._last.clear)

    def save(self) -> None:
        """Store what the form in front holds, or tell every fault of it; nothing typed is lost."""
        form = self._dock.form()
        if form is None:
            return
        self._dock.banner.clear()
        draft = form.draft()
        homeless = form.show_faults(draft.faults)
        if homeless:
            self._dock.banner.tell(" ".join(fault.sentence for fault in homeless), WARNING)
        if not draft.faults:
            self._store(form, draft)

    def _store(self, form: RecordForm, draft: Draft) -> None:
        try:
            stored = self._session.save(draft.record, draft.sources, Reason(draft.why))
        except RevisionConflict as conflict:
            self._ask_which(form, conflict, draft)
            return
        except InvalidRecord as invalid:
            form.show_faults(invalid.faults)
            return
        except IncidentMapperError as error:
            self._dock.banner.tell(str(error), CRITICAL)
            return
        form.remember_choices()
        self._last[form] = stored
        form.clear()
        for other in self._dock.forms:
            if other.record is None and not other.is_modified():
                other.clear()
        form.focus_first()
        self._dock.say(tr("Saved: {record}").format(record=self._session.words(stored)))

    def _ask_which(self, form: RecordForm, conflict: RevisionConflict, draft: Draft) -> None:
        """Somebody else changed the record: show what differs, mine first, and let the analyst choose."""
        theirs, mine = conflict.stored, conflict.given
        lines = self._session.field_words().differences(mine, theirs) if theirs else []
        sentence = "\n".join([str(conflict), *lines])
        based = replace(draft, record=self._session.based_on(mine, theirs))
        if theirs is None:
            again = [(tr("Save as new"), lambda: self._store(form, based))]
        else:
            again = [
                (tr("Save mine"), lambda: self._store(form, based)),
                (tr("Take theirs"), lambda: form.show_record(theirs)),
            ]
        self._dock.banner.tell(sentence, WARNING, again)

    def new(self) -> None:
        """Empty the form; unsaved input is only thrown away when asked for."""
        form = self._dock.form()
        if form is not None:
            self.when_free(form, lambda: self._begin(form))

    def copy(self) -> None:
        """A new record like the one shown, or else like the last one saved."""
        form = self._dock.form()
        if form is None:
            return
        like = form.record or self._last.get(form)
        if like is None:
            self._dock.banner.tell(tr("Nothing was saved yet that could be copied; open a record, or save one."), INFO)
        else:
            self.when_free(form, lambda: self._begin_copy(form, like))

    def _begin_copy(self, form: RecordForm, like: Record) -> None:
        form.show_copy(like)
        self._dock.say(tr("A copy, not saved yet: {record}").format(record=self._session.words(like)))
        self._dock.show_form(form)

    def _begin(self, form: RecordForm) -> None:
        form.clear()
        self._dock.say("")
        self._dock.show_form(form)

    def take_place(self, text: str, candidate: Optional[Candidate]) -> None:
        """Put a place found elsewhere into the form in front: into its first empty box, else into its first."""
        if self._session.casefile is None:
            self._dock.banner.tell(tr("Make or open a casefile first; then there is a form for the place."), INFO)
            return
        form = self._dock.form() or self._dock.incident
        self._dock.tabs.setCurrentWidget(form)
        boxes = form.place_boxes()
        box = next((box for box in boxes if not box.line.text().strip()), boxes[0])
        box.take(text, candidate)
        form.ensureWidgetVisible(box)
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, row: RecordRow) -> None:
        """Open a record in its form."""
        form = self._dock.incident if row.table == "incidents" else self._dock.movement
        record = self._load(row)
        if record is not None:
            self.when_free(form, lambda: self._begin_editing(form, record))

    def _begin_editing(self, form: RecordForm, record: Record) -> None:
        form.show_record(record)
        self._dock.say(tr("Editing: {record}").format(record=self._session.words(record)))
        self._dock.show_form(form)

    def when_free(self, form: RecordForm, act: Callable[[], None]) -> None:
        """Do something to a form once nothing in it would be lost by that."""
        if form.is_modified():
            sentence = tr("The form holds something that is not saved yet; save it with Ctrl+Return, or discard it.")
            self._dock.tabs.setCurrentWidget(form)
            self._dock.banner.tell(sentence, WARNING, [(tr("&Discard it"), act)])
        else:
            self._dock.banner.clear()
            act()

    def _load(self, row: RecordRow) -> Optional[Record]:
        self._dock.banner.clear()
        try:
            record = self._session.load(row.table, row.uid)
        except IncidentMapperError as error:
            self._dock.banner.tell(str(error), CRITICAL)
            return None
        if record is None:
            self._reload_list()
            self._dock.banner.tell(tr("The record is gone; somebody else deleted it."), WARNING)
        return record

    def follow(self, keys: Sequence[Key]) -> None:
        """Records changed through us: show them as they are now in the forms where nothing was typed over them."""
        for table, form in zip(("incidents", "movements"), self._dock.forms):
            if form.record is not None and (table, form.record.uid) in keys and not form.is_modified():
                try:
                    record = self._session.load(table, form.record.uid)
                except IncidentMapperError:
                    # QGIS's attribute table made a row of it that cannot be read; whoever found that tells it.
                    continue
                if record is None:
                    form.clear()
                else:
                    form.show_record(record)
