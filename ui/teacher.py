"""The presenter of teaching: from a place box, from the map or from the list to what the casefile knows."""

from pathlib import Path
from typing import Optional, Sequence, Tuple

from qgis.core import Qgis
from qgis.gui import QgsMapMouseEvent
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QMenu

from ..exchange.taught_table import write_taught
from ..model.direction import isolated
from ..model.errors import IncidentMapperError
from ..model.language import listed
from ..model.location import Location, PlaceState
from ..model.taught import TaughtPlace
from ..model.validation import InvalidRecord
from ..qgis_support.translation import counted, tr
from .banner import Action
from .dock import IncidentDock
from .file_choice import choose_table
from .map_view import location_extent, show_extent
from .pick_tool import spot_on_ground
from .picking import Picking
from .place_box import PlaceBox
from .place_finder import PlaceFinder
from .record_words import Record
from .session import Session
from .taught_dialog import TaughtDialog
from .taught_files import FileRead, read_file
from .teach_dialog import TeachDialog
from .teaching import Teaching

SUCCESS, INFO, CRITICAL = Qgis.MessageLevel.Success, Qgis.MessageLevel.Info, Qgis.MessageLevel.Critical


class Teacher(QObject):
    """Opens the two dialogues, does what they ask for, and offers to place the records that name a new place."""

    def __init__(self, session: Session, dock: IncidentDock, picking: Picking, finder: PlaceFinder) -> None:
        super().__init__(dock)
        self._session, self._dock, self._picking, self._finder = session, dock, picking, finder
        self.teaching = Teaching(session, self)
        self.dialog: Optional[TeachDialog] = None
        self.list: Optional[TaughtDialog] = None
        dock.bar.teach_asked.connect(lambda: self.teach(""))
        dock.bar.teach_on_map_asked.connect(self.teach_on_map)
        dock.bar.taught_asked.connect(self.show_list)
        for form in (dock.incident, dock.movement):
            form.places.teach_asked.connect(self.teach_words)
        picking.canvas.contextMenuAboutToShow.connect(self._offer_on_map)
        self.teaching.changed.connect(self._fill_list)
        session.problem.connect(self._say_in_list)

    def close(self) -> None:
        """Let go of map, dialogues and what was taught."""
        self._picking.canvas.contextMenuAboutToShow.disconnect(self._offer_on_map)
        for dialog in (self.dialog, self.list):
            if dialog is not None:
                dialog.close()
        self.teaching.close()

    # -- one place

    def teach(self, name: str, lesson: Optional[TaughtPlace] = None) -> TeachDialog:
        """Ask what a name stands for, or what a lesson is to become; an open dialogue keeps what was typed into it."""
        if self.dialog is None:
            self.dialog = TeachDialog(self._dock, self._finder, name, lesson)
            self.dialog.where.pick_asked.connect(lambda: self._picking.start(self.dialog.where))
            self.dialog.teach_asked.connect(self._store)
            self.dialog.finished.connect(self._forget_dialog)
        self.dialog.show()
        self.dialog.activateWindow()
        return self.dialog

    def teach_words(self, box: PlaceBox) -> None:
        """Ask what the name in a place box stands for; a point or a candidate chosen there is proposed."""
        location, is_new = box.location("place", []), self.dialog is None
        dialog = self.teach(self._finder.name_to_teach(location.phrase))
        if is_new:
            dialog.finished.connect(box.take_focus)
        if is_new and location.is_placed:
            if box.chosen is not None:
                dialog.where.choose(box.chosen)
            elif self._finder.is_name_alone(location.phrase):
                dialog.where.set_picked(location.lat, location.lon, location.radius_m)

    def teach_on_map(self) -> None:
        """Let the next click on the map say where the new place is."""
        self._picking.start(self.teach("").where)

    def _offer_on_map(self, menu: QMenu, event: QgsMapMouseEvent) -> None:
        """An entry of the map's own context menu."""
        if self._session.casefile is None:
            return
        spot = spot_on_ground(self._picking.canvas, event.pos())
        if spot is not None:
            action = menu.addAction(tr("Teach a place here…"))
            action.triggered.connect(lambda: self.teach("").where.set_picked(*spot))

    def _store(self, lesson: TaughtPlace) -> None:
        """Teach it, or tell in the dialogue why that is not possible."""
        name = isolated(lesson.spellings[0] if lesson.spellings else "")
        before = (self.dialog.lesson,) if self.dialog.lesson else ()
        text = tr("change to {name}") if before else tr("teaching {name}")
        try:
            stored = self.teaching.change(before, (lesson,), text.format(name=name))
        except InvalidRecord as invalid:
            self.dialog.tell(invalid.faults)
        except IncidentMapperError as error:
            self.dialog.say(str(error))
        else:
            self.dialog.close()
            self._tell(tr("Taught: {name}. It is found from now on.").format(name=name), stored)

    # -- the list

    def show_list(self) -> None:
        """Show what was taught."""
        if self.list is None:
            self.list = TaughtDialog(self._dock)
            for asked, act in (
                (self.list.teach_asked, lambda: self.teach("")),
                (self.list.change_asked, lambda lesson: self.teach("", lesson)), (self.list.forget_asked, self.forget),
                (self.list.zoom_asked, self.zoom), (self.list.import_asked, self._choose_import),
                (self.list.export_asked, self._choose_export), (self.list.undo_asked, self._session.stack.undo),
                (self.list.redo_asked, self._session.stack.redo),
            ):
                asked.connect(act)
            self.list.finished.connect(self._forget_list)
            self._fill_list()
        self.list.show()
        self.list.activateWindow()
        self.list.view.setFocus()

    def forget(self, lesson: TaughtPlace) -> None:
        """Take a lesson back; there is no question, because there is an undo."""
        name = isolated(lesson.spellings[0])
        try:
            self.teaching.change((lesson,), (), tr("forgetting {name}").format(name=name))
        except IncidentMapperError as error:
            self._say(str(error), CRITICAL)
        else:
            undo = (tr("&Undo"), self._session.stack.undo)
            self._say(tr("Forgotten: {name}. Records that it placed stay placed.").format(name=name), INFO, [undo])

    def zoom(self, lesson: TaughtPlace) -> None:
        """Show a taught place on the map."""
        place = Location(lesson.name, PlaceState.FOUND, lesson.lat, lesson.lon, lesson.radius_m)
        show_extent(self._picking.canvas, location_extent(place))

    def import_file(self, path: str) -> None:
        """Read a table of taught places in the background, then teach what is new in it."""
        known = self.teaching.lessons
        title = tr("Reading {path}").format(path=path)
        self.teaching.run(title, lambda task: read_file(Path(path), known), lambda read: self._import(path, read))

    def export_file(self, path: str) -> None:
        """Write all that was taught as a table."""
        try:
            number = write_taught(Path(path), self.teaching.lessons)
        except IncidentMapperError as error:
            self._say(str(error), CRITICAL)
        else:
            self._say(tr("Exported: {number}, to {path}.").format(number=number, path=path), SUCCESS)

    def _choose_import(self) -> None:
        choose_table(self.list, tr("Import taught places"), False, self.import_file)

    def _choose_export(self) -> None:
        choose_table(self.list, tr("Export taught places"), True, self.export_file)

    def _import(self, path: str, read: FileRead) -> None:
        stored: Sequence[TaughtPlace] = ()
        try:
            if read.lessons.after:
                text = tr("teaching the places of {file}").format(file=Path(path).name)
                stored = self.teaching.change(read.lessons.before, read.lessons.after, text)
        except IncidentMapperError as error:
            self._say(str(error), CRITICAL)
        else:
            self._tell(read.in_words(), stored)

    def _fill_list(self) -> None:
        if self.list is not None:
            self.list.show_lessons(self.teaching.lessons)

    # -- what is said

    def _tell(self, sentence: str, lessons: Sequence[TaughtPlace]) -> None:
        """Say what was taught, and offer to place the records that name it as soon as they are known."""
        undo = (tr("&Undo"), self._session.stack.undo)
        self._say(sentence, SUCCESS, [undo] if lessons else [])
        if lessons:
            self.teaching.find_records(lessons, lambda records: self._offer(sentence, records))

    def _offer(self, sentence: str, records: Tuple[Record, ...]) -> None:
        if records:
            named = tr("One record names it and is not placed: {record}.").format(
                record=self._session.words(records[0])
            ) if len(records) == 1 else counted(
                "{number} record names it and is not placed.", "{number} records name it and are not placed.",
                len(records),
            )
            act = tr("&Place them") if len(records) > 1 else tr("&Place it")
            undo = (tr("&Undo"), self._session.stack.undo)
            self._say(f"{sentence}\n{named}", SUCCESS, [(act, lambda: self._place(records)), undo])

    def _place(self, records: Tuple[Record, ...]) -> None:
        try:
            self._session.save_many(records, counted(
                "placing {number} record", "placing {number} records", len(records)
            ))
        except IncidentMapperError as error:
            self._say(str(error), CRITICAL)
        else:
            undo = (tr("&Undo"), self._session.stack.undo)
            placed = tr("Placed: {records}.").format(records=listed(map(self._session.words, records[:3]), ";"))
            self._say(placed, SUCCESS, [undo])

    def _say(self, sentence: str, level: Qgis.MessageLevel, actions: Sequence[Action] = ()) -> None:
        self._dock.banner.tell(sentence, level, actions)
        self._say_in_list(sentence)

    def _say_in_list(self, sentence: str) -> None:
        if self.list is not None:
            self.list.say(sentence)

    def _forget_dialog(self) -> None:
        self._picking.leave(self.dialog.where)
        self.dialog = None

    def _forget_list(self) -> None:
        self.list = None
