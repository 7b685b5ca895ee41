"""An analyst's Monday, as the guide tells it; each picture is a part of the screen, as keys and mouse brought it."""

import importlib
from itertools import count
from pathlib import Path
from uuid import UUID

import qgis.utils
from guide_words import WORDS
from keyboard import enter
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QLineEdit, QPushButton
from scenario_work import PACKAGE, new_casefile

from libya_incident_mapper.qgis_support.translation import tr

TAB, RETURN, DOWN, ESCAPE, SPACE = (
    Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Space,
)
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)
LEFT = Qt.MouseButton.LeftButton
MAP_MS = 2500
"""Until the map is drawn, labels and all."""


class Guide:
    """Takes the pictures; `parts` says which part of the screen each is: left, top, width, height in pixels."""

    def __init__(self, window, dock, desk):
        self.window, self.dock, self.desk = window, dock, desk
        self.words = WORDS[window.arguments["language"]]
        self.canvas = window.iface.mapCanvas()
        self.parts = {}

    def picture(self, name, *widgets):
        """The screen around these widgets."""
        whole = QRect()
        for widget in widgets:
            whole = whole.united(QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size()))
        self.window.shot(name)
        self.parts[name] = whole.getRect()

    def banner(self, caption):
        """Take what the message in the dock offers, by its English words."""
        words = plain(tr(caption))
        offer = yield self.window.until(lambda: next((
            button for button in self.dock.banner.findChildren(QPushButton) if plain(button.text()) == words
        ), None))
        QTest.mouseClick(offer, LEFT)
        yield 300

    def back(self):
        """Bring the keyboard back from a dialogue that is gone; without a window manager nobody else does."""
        self.window.main.activateWindow()
        yield self.window.until(self.window.main.isActiveWindow)
        yield 200


def plain(caption):
    return caption.replace("&", "")


def begins(label, told):
    """Whether a label tells this, up to the value that is filled in."""
    return tr(told).partition("{")[0] in label.text()


def steps(window):
    QApplication.setCursorFlashTime(0)
    if window.arguments["language"] == "ar":
        # What Qt's own Arabic translation would do, which is not everywhere installed.
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    yield from enter((Qt.Key.Key_L, CTRL | ALT))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    guide = Guide(window, dock, qgis.utils.plugins[PACKAGE].desk)
    number_records()
    yield window.until(dock.isVisible)
    yield 500
    guide.picture("welcome", dock)
    yield from enter(TAB, TAB)
    yield from new_casefile(window, dock, window.arguments["casefile"])
    yield MAP_MS
    guide.picture("example", window.main)
    for part in (place, incident, claims, movement, teach, records, several, duplicates, actors, pack, sheet):
        yield from part(guide)
    QgsProject.instance().setDirty(False)
    return guide.parts


def number_records():
    """Let new records be called by numbers: of equals the one with the lower name comes first, and names are random."""
    numbers = count(1)
    importlib.import_module(f"{PACKAGE}.model.records").uuid4 = lambda: UUID(int=next(numbers))


def place(guide):
    """A name that several places have."""
    form = guide.dock.incident
    yield from enter(guide.words["clash"], TAB, "25Jul2018", TAB, TAB, guide.words["jufra"])
    yield guide.window.until(lambda: guide.desk.preview._letters)
    yield from enter(DOWN)
    yield MAP_MS
    guide.picture("place", guide.canvas, guide.dock)
    yield from enter(ESCAPE)
    yield guide.window.until(lambda: not form.place.popup.is_open and form.place.line.hasFocus())
    form.place.line.selectAll()


def incident(guide):
    """The clash that the example has, as another desk tells of it."""
    form, words = guide.dock.incident, guide.words
    yield from enter(words["south"])
    yield 300
    yield from enter(ESCAPE)
    yield guide.window.until(lambda: not form.place.popup.is_open and form.place.line.hasFocus())
    yield from enter(TAB, TAB, words["is"], TAB, words["operations_room"], TAB, TAB, "1", TAB, TAB, TAB)
    yield from enter(words["several"], TAB, TAB, words["summary"], TAB, TAB, words["radio"], TAB, "C", TAB, "3")
    yield 600
    form.ensureVisible(0, 0)
    yield MAP_MS
    guide.picture("incident", guide.canvas, guide.dock)


def claims(guide):
    """A second source, which contradicts the first."""
    form, words = guide.dock.incident, guide.words
    QTest.mouseClick(form.claim.bar.add, LEFT)
    yield 200
    yield from enter(words["council"], TAB, "B", TAB, "2", TAB, TAB, words["denied"], TAB, TAB, "3")
    form.claim.counts.boxes["killed"].setFocus(Qt.FocusReason.TabFocusReason)
    yield 600
    form.ensureWidgetVisible(form.claim.bar)
    yield 200
    guide.picture("claims", guide.dock)
    form.own_grade.tick.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter(SPACE, TAB, "D", TAB, "4", TAB, words["far"])
    yield 600
    form.ensureWidgetVisible(form.grade_reason)
    yield 200
    guide.picture("grade", guide.dock)
    yield from enter((RETURN, CTRL))
    yield guide.window.until(lambda: begins(guide.dock.status, "Saved: {record}"))


def movement(guide):
    """An arrow that grows while its places are typed."""
    form, words = guide.dock.movement, guide.words
    yield from enter((Qt.Key.Key_PageDown, CTRL))
    yield guide.window.until(form.isVisible)
    yield from enter(words["is"], TAB, "28Jul2018", TAB, TAB, words["south"])
    yield guide.window.until(lambda: form.origin.popup.is_open)
    yield from enter(ESCAPE)
    yield guide.window.until(lambda: not form.origin.popup.is_open and form.origin.line.hasFocus())
    yield 300
    yield from enter(TAB, TAB, TAB, words["region"])
    yield 300
    yield from enter(TAB, TAB, TAB, TAB, words["several"])
    yield MAP_MS
    guide.picture("movement", guide.canvas, guide.dock)
    QTest.mouseClick(guide.dock.new, LEFT)
    yield from guide.banner("&Discard it")


def teach(guide):
    """A line that no list has: the example's journey names it."""
    yield from enter((Qt.Key.Key_F, CTRL))
    yield from enter("103 line", TAB, DOWN, RETURN)
    yield guide.window.until(lambda: guide.dock.movement.record is not None)
    guide.dock.movement.stops.rows[0].place.line.setFocus(Qt.FocusReason.TabFocusReason)
    yield 300
    yield from enter((Qt.Key.Key_T, CTRL))
    dialog = yield guide.window.until(lambda: guide.desk.teacher.dialog)
    yield guide.window.until(dialog.isActiveWindow)
    yield from enter(guide.words["at_103"])
    yield 300
    dialog.where.popup.popup().hide()
    dialog.reason.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter(guide.words["known_by"])
    yield 500
    guide.picture("teach", dialog)
    QTest.mouseClick(dialog.teach, LEFT)
    yield guide.window.until(lambda: guide.desk.teacher.dialog is None)
    yield from guide.back()
    yield from guide.banner("&Place it")
    yield guide.window.until(lambda: begins(guide.dock.banner.text, "Placed: {records}."))
    guide.dock.banner.clear()


def records(guide):
    """The list with all records; then a week of one actor, which the map follows."""
    bar = guide.dock.records.bar
    yield from enter((Qt.Key.Key_F, CTRL))
    guide.dock.records.search.clear()
    yield MAP_MS
    guide.picture("records", guide.dock)
    bar.has_period.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter(SPACE, (Qt.Key.Key_Left, ALT))
    yield MAP_MS
    guide.picture("filter", guide.canvas, guide.dock)
    QTest.mouseClick(bar.clear, LEFT)
    yield 500


def several(guide):
    """Two records that get another status at once."""
    acts = guide.dock.records.acts
    guide.dock.records.view.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter(Qt.Key.Key_Home, (DOWN, SHIFT), (DOWN, SHIFT))
    acts.change.trigger()
    dialog = yield guide.window.until(lambda: guide.desk.several.dialog)
    yield guide.window.until(dialog.isActiveWindow)
    yield from enter(DOWN, DOWN)
    yield MAP_MS
    guide.picture("several", guide.canvas, guide.dock)
    yield from enter(ESCAPE)
    yield from guide.back()


def duplicates(guide):
    """The clash of the example and that of the other desk, side by side."""
    QTest.mouseClick(guide.dock.records.duplicates, LEFT)
    dialog = yield guide.window.until(lambda: guide.desk.duplicates.dialog)
    yield guide.window.until(dialog.isActiveWindow)
    yield 500
    guide.picture("duplicates", dialog)
    dialog.close()
    yield from guide.back()


def actors(guide):
    """Who there is, found by an alias."""
    bar = guide.dock.bar
    bar.menu.aboutToShow.emit()
    caption = plain(tr("&Actors and colours…"))
    next(action for action in bar.menu.actions() if plain(action.text()) == caption).trigger()
    dialog = yield guide.window.until(lambda: guide.desk.actors.dialog)
    yield guide.window.until(dialog.isActiveWindow)
    dialog.search.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter(guide.words["alias"])
    yield 500
    guide.picture("actors", dialog)
    dialog.close()
    yield from guide.back()


def pack(guide):
    """What goes out, and what is withheld."""
    QTest.mouseClick(guide.dock.bar.pack, LEFT)
    dialog = yield guide.window.until(lambda: guide.desk.packs.dialog)
    yield guide.window.until(dialog.isActiveWindow)
    write_path(dialog.folder, "week-31")
    write_path(dialog.previous, "week-30")
    dialog.redaction.setCollapsed(False)
    yield 300
    dialog.redaction.places.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter(DOWN)
    dialog.title.setFocus(Qt.FocusReason.TabFocusReason)
    yield 500
    guide.picture("pack", dialog)
    yield from enter(ESCAPE)
    yield from guide.back()


def sheet(guide):
    """The sheet itself: not a part of the screen, but the file."""
    QTest.mouseClick(guide.dock.bar.sheet, LEFT)
    dialog = yield guide.window.until(lambda: guide.desk.sheets.dialog)
    yield guide.window.until(dialog.isActiveWindow)
    write_path(dialog.file, guide.window.arguments["sheet"])
    QTest.mouseClick(dialog.export, LEFT)
    yield guide.window.until(lambda: Path(guide.window.arguments["sheet"]).exists(), 60)
    yield guide.window.until(lambda: guide.desk.sheets.dialog is None, 60)


def write_path(file_widget, path):
    line = file_widget.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, path)
