"""The presenter: connects the dock with the casefile in hand. No rule of the field is decided here."""

from dataclasses import replace
from typing import Dict, List, Optional, Sequence

from qgis.core import Qgis, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication

from ..casefile.errors import RevisionConflict
from ..model.errors import IncidentMapperError
from ..model.history import Reason
from ..model.location import Candidate
from ..model.validation import InvalidRecord
from ..qgis_support.translation import tr
from .actors import Actors
from .basemaps import Basemaps
from .deleted import Deleted
from .dock import IncidentDock
from .draft_keeper import DraftKeeper
from .duplicates import Duplicates
from .films import Films
from .filtering import Filtering
from .histories import Histories
from .list_keeper import ListKeeper
from .map_view import show_extent
from .name_lists import NameLists
from .opening import Opening
from .own_style import OwnStyle
from .packs import Packs
from .picking import Picking
from .place_finder import PlaceFinder
from .preview import Preview
from .qgis_edits import QgisEdits
from .record_form import Draft, RecordForm
from .record_rows import Key, RecordRow
from .record_words import Record
from .roads import Roads
from .selecting import Selecting
from .session import Session
from .several import Several
from .sheets import Sheets
from .teacher import Teacher

INFO, WARNING, CRITICAL = Qgis.MessageLevel.Info, Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical


class Desk(QObject):
    """Makes the dock and keeps it, the session and the map together."""

    def __init__(self, canvas: QgsMapCanvas, project: QgsProject) -> None:
        super().__init__()
        self._canvas = canvas
        self.session = Session(project, self)
        finder = PlaceFinder()
        finder.warm_up()
        self.dock = IncidentDock(self.session.stack, finder)
        self.opening = Opening(self.dock, self.create, self.open, self._try)
        self.picking = Picking(canvas, self)
        self.preview = Preview(canvas, self.dock, self.picking, self)
        self.list = ListKeeper(self.session, self.dock)
        self.selecting = Selecting(self.session, self.dock)
        self.several = Several(self.session, self.dock, canvas, self.list.reload)
        self.duplicates = Duplicates(self.session, self.dock, self.several.zoom)
        self.histories = Histories(self.session, self.dock)
        self.deleted = Deleted(self.session, self.dock)
        self.filtering = Filtering(self.session, self.dock, canvas)
        self.own_style = OwnStyle(self.session, self.dock, self.filtering)
        self.sheets = Sheets(self.session, self.dock, self.filtering)
        self.films = Films(self.session, self.dock, self.filtering)
        self.packs = Packs(self.session, self.dock, self.filtering)
        self.basemaps = Basemaps(self.session, self.dock)
        self.actors = Actors(self.session, self.dock)
        self.names = NameLists(self.dock)
        self.roads = Roads(project, self.dock)
        self.drafts = DraftKeeper(self.session, self.dock, self._when_free)
        self.edits = QgisEdits(self.session, self.dock)
        self.teacher = Teacher(self.session, self.dock, self.picking, finder)
        self._last: Dict[RecordForm, Record] = {}
        self._connect()
        project.readProject.connect(self._follow_project)
        for follow in (self._follow_project, self.roads.follow):
            QTimer.singleShot(0, follow)

    def close(self) -> None:
        """Let go of map and project; the dock is taken down by whoever put it up."""
        self.session.project.readProject.disconnect(self._follow_project)
        self.drafts.close()
        self.list.close()
        self.filtering.close()
        self.selecting.close()
        self.edits.close()
        self.teacher.close()
        self.preview.close()
        self.picking.close()
        self.names.close()
        self.roads.close()

    def focus(self) -> None:
        """Put the keyboard where typing begins."""
        if self.session.casefile is None:
            # By Tab, as it were: else nothing shows which button has the keyboard.
            self.dock.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            self.dock.welcome.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.dock.focus_front()

    def has_focus(self) -> bool:
        """Whether the keyboard is in the dock."""
        here = QApplication.focusWidget()
        return here is not None and self.dock.isAncestorOf(here)

    def _connect(self) -> None:
        dock, session = self.dock, self.session
        dock.bar.sheet_asked.connect(self.sheets.ask)
        dock.bar.film_asked.connect(self.films.ask)
        dock.bar.pack_asked.connect(self.packs.ask)
        dock.bar.actors_asked.connect(self.actors.ask)
        dock.bar.lists_asked.connect(self.names.ask)
        dock.bar.roads_asked.connect(self.roads.ask)
        dock.save_asked.connect(self.save)
        dock.new_asked.connect(self.new)
        dock.copy_asked.connect(self.copy)
        dock.page.undo_asked.connect(session.stack.undo)
        dock.page.redo_asked.connect(session.stack.redo)
        dock.records.open_asked.connect(self.edit)
        dock.tabs.currentChanged.connect(self.list.look)
        for form in self._forms():
            form.places.pick_asked.connect(self.picking.start)
        self.picking.began.connect(dock.say)
        self.picking.ended.connect(lambda: dock.say(""))
        session.opened.connect(self._show_casefile)
        session.records_changed.connect(self._follow_records)
        session.actors_changed.connect(self._follow_actors)
        session.sources_changed.connect(self._follow_sources)
        session.problem.connect(lambda sentence: dock.banner.tell(sentence, WARNING))

    def _forms(self) -> List[RecordForm]:
        return [self.dock.incident, self.dock.movement]

    # -- casefile

    def create(self, path: str) -> None:
        """Make a casefile and go to work in it."""
        self._try(lambda: self.session.create(path))

    def open(self, path: str) -> None:
        """Open a casefile, or say why that is not possible."""
        self._try(lambda: self.session.open(path))

    def _try(self, act: object) -> None:
        self.dock.banner.clear()
        try:
            act()
        except IncidentMapperError as error:
            self.dock.banner.tell(str(error), CRITICAL)

    def _follow_project(self) -> None:
        self._try(self.session.open_from_project)

    def _show_casefile(self) -> None:
        """Fill the views for the casefile just opened."""
        casefile, dock = self.session.casefile, self.dock
        self._last.clear()
        dock.bar.show_casefile(casefile.title, str(casefile.path))
        for form in self._forms():
            form.set_registry(self.session.actors, casefile.actor_colours())
            form.claim.set_sources(tuple(casefile.sources()))
            form.clear()
        self.list.reload()
        dock.say("")
        if self.session.came_to_empty_map:
            # After QGIS itself, which shows the whole world when the first layer comes.
            QTimer.singleShot(0, lambda: show_extent(self._canvas, self.session.extent()))
        dock.pages.setCurrentWidget(dock.desk)
        dock.show_form(dock.form() or dock.incident)

    def _follow_actors(self) -> None:
        colours = self.session.casefile.actor_colours()
        for form in self._forms():
            form.set_registry(self.session.actors, colours)

    def _follow_sources(self) -> None:
        sources = tuple(self.session.casefile.sources())
        for form in self._forms():
            form.claim.set_sources(sources)

    # -- records

    def save(self) -> None:
        """Store what the form in front holds, or tell every fault of it; nothing typed is lost."""
        form = self.dock.form()
        if form is None:
            return
        self.dock.banner.clear()
        draft = form.draft()
        homeless = form.show_faults(draft.faults)
        if homeless:
            self.dock.banner.tell(" ".join(fault.sentence for fault in homeless), WARNING)
        if not draft.faults:
            self._store(form, draft)

    def _store(self, form: RecordForm, draft: Draft) -> None:
        try:
            stored = self.session.save(draft.record, draft.sources, Reason(draft.why))
        except RevisionConflict as conflict:
            self._ask_which(form, conflict, draft)
            return
        except InvalidRecord as invalid:
            form.show_faults(invalid.faults)
            return
        except IncidentMapperError as error:
            self.dock.banner.tell(str(error), CRITICAL)
            return
        form.remember_choices()
        self._last[form] = stored
        form.clear()
        for other in self._forms():
            if other.record is None and not other.is_modified():
                other.clear()
        form.focus_first()
        self.dock.say(tr("Saved: {record}").format(record=self.session.words(stored)))

    def _ask_which(self, form: RecordForm, conflict: RevisionConflict, draft: Draft) -> None:
        """Somebody else changed the record: show what differs, mine first, and let the analyst choose."""
        theirs, mine = conflict.stored, conflict.given
        lines = self.session.field_words().differences(mine, theirs) if theirs else []
        sentence = "\n".join([str(conflict), *lines])
        based = replace(draft, record=self.session.based_on(mine, theirs))
        if theirs is None:
            again = [(tr("Save as new"), lambda: self._store(form, based))]
        else:
            again = [
                (tr("Save mine"), lambda: self._store(form, based)),
                (tr("Take theirs"), lambda: form.show_record(theirs)),
            ]
        self.dock.banner.tell(sentence, WARNING, again)

    def new(self) -> None:
        """Empty the form; unsaved input is only thrown away when asked for."""
        form = self.dock.form()
        if form is not None:
            self._when_free(form, lambda: self._begin(form))

    def copy(self) -> None:
        """A new record like the one shown, or else like the last one saved."""
        form = self.dock.form()
        if form is None:
            return
        like = form.record or self._last.get(form)
        if like is None:
            self.dock.banner.tell(tr("Nothing was saved yet that could be copied; open a record, or save one."), INFO)
        else:
            self._when_free(form, lambda: self._begin_copy(form, like))

    def _begin_copy(self, form: RecordForm, like: Record) -> None:
        form.show_copy(like)
        self.dock.say(tr("A copy, not saved yet: {record}").format(record=self.session.words(like)))
        self.dock.show_form(form)

    def _begin(self, form: RecordForm) -> None:
        form.clear()
        self.dock.say("")
        self.dock.show_form(form)

    def take_place(self, text: str, candidate: Optional[Candidate]) -> None:
        """Put a place found elsewhere into the form in front: into its first empty box, else into its first."""
        if self.session.casefile is None:
            self.dock.banner.tell(tr("Make or open a casefile first; then there is a form for the place."), INFO)
            return
        form = self.dock.form() or self.dock.incident
        self.dock.tabs.setCurrentWidget(form)
        boxes = form.place_boxes()
        box = next((box for box in boxes if not box.line.text().strip()), boxes[0])
        box.take(text, candidate)
        form.ensureWidgetVisible(box)
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, row: RecordRow) -> None:
        """Open a record in its form."""
        form = self.dock.incident if row.table == "incidents" else self.dock.movement
        record = self._load(row)
        if record is not None:
            self._when_free(form, lambda: self._begin_editing(form, record))

    def _begin_editing(self, form: RecordForm, record: Record) -> None:
        form.show_record(record)
        self.dock.say(tr("Editing: {record}").format(record=self.session.words(record)))
        self.dock.show_form(form)

    def _when_free(self, form: RecordForm, act: object) -> None:
        if form.is_modified():
            sentence = tr("The form holds something that is not saved yet; save it with Ctrl+Return, or discard it.")
            self.dock.tabs.setCurrentWidget(form)
            self.dock.banner.tell(sentence, WARNING, [(tr("&Discard it"), act)])
        else:
            self.dock.banner.clear()
            act()

    def _load(self, row: RecordRow) -> Optional[Record]:
        self.dock.banner.clear()
        try:
            record = self.session.load(row.table, row.uid)
        except IncidentMapperError as error:
            self.dock.banner.tell(str(error), CRITICAL)
            return None
        if record is None:
            self.list.reload()
            self.dock.banner.tell(tr("The record is gone; somebody else deleted it."), WARNING)
        return record

    def _follow_records(self, keys: Sequence[Key]) -> None:
        """Records changed through us: their lines, the forms that show them, and what was said of the last change."""
        self.dock.banner.clear()
        self.dock.say("")
        self.list.follow(keys)
        for table, form in (("incidents", self.dock.incident), ("movements", self.dock.movement)):
            if form.record is not None and (table, form.record.uid) in keys and not form.is_modified():
                try:
                    record = self.session.load(table, form.record.uid)
                except IncidentMapperError:
                    # QGIS's attribute table made a row of it that cannot be read; whoever found that tells it.
                    continue
                if record is None:
                    form.clear()
                else:
                    form.show_record(record)
