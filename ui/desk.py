"""The presenters of the dock, made and joined. No rule of the field is decided here."""

from typing import Optional, Sequence

from qgis.core import Qgis, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication

from ..model.location import Candidate
from ..model.steps import Steps, at_once
from .actors import Actors
from .basemaps import Basemaps
from .deleted import Deleted
from .dock import IncidentDock
from .draft_keeper import DraftKeeper
from .duplicates import Duplicates
from .editing import Editing
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
from .record_rows import Key
from .roads import Roads
from .selecting import Selecting
from .session import Session
from .several import Several
from .sheets import Sheets
from .slices import Slices
from .teacher import Teacher


class Desk(QObject):
    """Makes the dock and keeps it, the session and the map together.

    Of what a casefile is shown in nothing is there before `furnish`, which the event loop calls as soon as the dock has
    come up, and whatever opens a casefile before that.
    """

    def __init__(self, canvas: QgsMapCanvas, project: QgsProject) -> None:
        super().__init__()
        self._canvas = canvas
        self.session = Session(project, self)
        self._finder = PlaceFinder()
        self.dock = IncidentDock(self.session.stack)
        self._furnishing = self._furnish()
        self.opening = Opening(self.session, self.dock, self._furnishing)
        self.create, self.open = self.opening.create, self.opening.open
        self.own_style = OwnStyle(self.session, self.dock, self._filter_again)
        self.basemaps = Basemaps(self.session, self.dock)
        self._held = [self.opening]
        self._slices = Slices(self)
        QTimer.singleShot(0, lambda: self._slices.start(self._furnishing))

    def furnish(self) -> None:
        """Do at once what is left of making all that a casefile is shown in."""
        at_once(self._furnishing)

    def _furnish(self) -> Steps[None]:
        canvas, project = self._canvas, self.session.project
        yield from self.dock.furnish(self._finder)
        yield
        self.picking = Picking(canvas, self)
        self.preview = Preview(canvas, self.dock, self.picking, self)
        self.list = ListKeeper(self.session, self.dock)
        self.editing = Editing(self.session, self.dock, self.list.reload)
        self.selecting = Selecting(self.session, self.dock)
        self.several = Several(self.session, self.dock, canvas, self.list.reload)
        self.duplicates = Duplicates(self.session, self.dock, self.several.zoom)
        self.histories = Histories(self.session, self.dock)
        self.deleted = Deleted(self.session, self.dock)
        self.filtering = Filtering(self.session, self.dock, canvas)
        self.sheets = Sheets(self.session, self.dock, self.filtering)
        self.films = Films(self.session, self.dock, self.filtering)
        self.packs = Packs(self.session, self.dock, self.filtering)
        self.actors = Actors(self.session, self.dock)
        self.names = NameLists(self.dock)
        self.roads = Roads(project, self.dock)
        self.drafts = DraftKeeper(self.session, self.dock, self.editing.when_free)
        self.edits = QgisEdits(self.session, self.dock)
        self.teacher = Teacher(self.session, self.dock, self.picking, self._finder)
        self._held += [
            self.drafts, self.list, self.filtering, self.selecting, self.edits, self.teacher, self.preview,
            self.picking, self.names, self.roads,
        ]
        self.save, self.new, self.copy, self.edit = (
            self.editing.save, self.editing.new, self.editing.copy, self.editing.edit,
        )
        self._connect()
        # Not before the dock is seen: while another thread loads packages, this one waits for Python itself.
        self._finder.warm_up()
        for follow in (self.opening.follow_project, self.roads.follow):
            QTimer.singleShot(0, follow)

    def close(self) -> None:
        """Let go of map and project; the dock is taken down by whoever put it up."""
        self._furnishing.close()
        for held in self._held:
            held.close()

    def take_place(self, text: str, candidate: Optional[Candidate]) -> None:
        """Put a place found elsewhere into the form in front, once the casefile is there that is being opened."""
        self.furnish()
        self.opening.then(lambda: self.editing.take_place(text, candidate))

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
        dock.page.undo_asked.connect(session.stack.undo)
        dock.page.redo_asked.connect(session.stack.redo)
        dock.tabs.currentChanged.connect(self.list.look)
        dock.tabs.currentChanged.connect(self._leave_map)
        for form in dock.forms:
            form.places.pick_asked.connect(self.picking.start)
            form.cleaned.connect(lambda form=form: self.picking.leave_form(form))
        self.picking.began.connect(dock.ask)
        self.picking.ended.connect(lambda: dock.ask(""))
        session.opened.connect(self._show_casefile)
        session.records_changed.connect(self._follow_records)
        session.actors_changed.connect(self._follow_actors)
        session.sources_changed.connect(self._follow_sources)
        session.problem.connect(lambda sentence: dock.banner.tell(sentence, Qgis.MessageLevel.Warning))

    def _leave_map(self) -> None:
        """What is picked on the map is picked for the form in front."""
        for form in self.dock.forms:
            if form is not self.dock.form():
                self.picking.leave_form(form)

    def _show_casefile(self) -> None:
        """Fill the views for the casefile just opened."""
        casefile, dock = self.session.casefile, self.dock
        dock.bar.show_casefile(casefile.title, str(casefile.path))
        self._follow_actors()
        self._follow_sources()
        for form in dock.forms:
            form.clear()
        self.list.reload(soon=True)
        dock.say("")
        if self.session.came_to_empty_map:
            # After QGIS itself, which shows the whole world when the first layer comes.
            QTimer.singleShot(0, lambda: show_extent(self._canvas, self.session.extent()))
        dock.pages.setCurrentWidget(dock.desk)
        dock.show_form(dock.form() or dock.incident)

    def _filter_again(self) -> None:
        self.filtering.apply_again()

    def _follow_actors(self) -> None:
        colours = self.session.casefile.actor_colours()
        for form in self.dock.forms:
            form.set_registry(self.session.actors, colours)

    def _follow_sources(self) -> None:
        sources = self.session.casefile.sources()
        for form in self.dock.forms:
            form.claim.set_sources(sources)

    def _follow_records(self, keys: Sequence[Key]) -> None:
        """Records changed through us: their lines, the forms that show them, and what was said of the last change."""
        self.dock.banner.clear()
        self.dock.say("")
        self.list.follow(keys)
        self.editing.follow(keys)
