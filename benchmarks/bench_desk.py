#!/usr/bin/env python3
"""The desk: keys and seconds for a week entered in the dock, beside the same records in QGIS's own attribute form.

Then, in a case of 100,000 records: how long the dock takes to open, to save, to filter and to sort, and to make a new
case and the example's after it, with all that goes on afterwards until the list is ready, and for how long the window
was ever blocked, as a heartbeat in its event loop sees it; wall-clock time, and behind it the processor's for the
window's thread, which tells more on a busy machine.
Usage: bench_desk.py [INCIDENTS].

QGIS's form is that of the same table without our settings: the analyst goes from field to field by Tab, writes codes
and coordinates, and leaves empty what is not known. Seconds are the program's, with nobody's pauses between the keys.
"""

import os
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time
from typing import Callable, Dict, List, NamedTuple, Sequence, Tuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "build" / "plugins"))

from bench_draw import incidents, movements  # noqa: E402
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer, QgsVectorLayerUtils  # noqa: E402
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsGui, QgsMapCanvas  # noqa: E402
from qgis.PyQt import sip  # noqa: E402
from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTimer  # noqa: E402
from qgis.PyQt.QtTest import QTest  # noqa: E402
from qgis.PyQt.QtWidgets import QApplication, QMainWindow  # noqa: E402

from libya_incident_mapper.casefile.repository import Casefile  # noqa: E402
from libya_incident_mapper.geocoding.geocoder import default_geocoder  # noqa: E402
from libya_incident_mapper.model.record_filter import EVERYTHING, RecordFilter  # noqa: E402
from libya_incident_mapper.ui.desk import Desk  # noqa: E402

TAB, RETURN = Qt.Key.Key_Tab, Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
MONDAY = date(2018, 7, 23)
# kind as typed and as coded, day of the week, place, side 1 and 2 as typed and as coded, killed of side 2
WEEK = (
    ("clash", "armed_clash", 1, "Uqaylah", "IS", "is_libya", "Ajdabiya OR", "lna_ajdabiya_or", "1"),
    ("attack", "attack", 1, "Sabha airport", "IS", "is_libya", "LNA", "lna", "5"),
    ("shelling", "shelling", 2, "Ain Zara", "LNA", "lna", "GNA", "gna", ""),
    ("drone strike", "air_drone_strike", 3, "near Ubari", "AFRICOM", "us_africom", "AQIM", "aqim", ">=2"),
)
INCIDENTS, MOVEMENTS = 20, 5
FULL, AIM = 100_000, {"open": 200, "save": 100, "filter": 150, "blocked": 100}


class Keys(QObject):
    """Presses keys where the focus is, and counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def write(self, *strokes: object) -> None:
        """Texts, keys, and keys with a modifier."""
        for stroke in strokes:
            target = QApplication.focusWidget()
            if isinstance(stroke, str):
                QTest.keyClicks(target, stroke)
                self.count += len(stroke)
            elif isinstance(stroke, tuple):
                QTest.keyClick(target, *stroke)
                self.count += 2
            else:
                QTest.keyClick(target, stroke)
                self.count += 1

    def tab_to(self, is_there: Callable[[], bool], most: int = 200) -> None:
        """Tab as often as it takes."""
        for _ in range(most):
            if is_there():
                return
            self.write(TAB)
        raise SystemExit("a field cannot be reached by Tab")


class Heartbeat(QObject):
    """The longest time for which the event loop did not turn, and of the processor within a turn."""

    def __init__(self) -> None:
        super().__init__()
        self._begin()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def _begin(self) -> None:
        self._longest, self._last = (0.0, 0.0), (perf_counter(), thread_time())

    def _beat(self) -> None:
        now = perf_counter(), thread_time()
        took = (1000 * (time - last) for time, last in zip(now, self._last))
        self._longest, self._last = tuple(map(max, self._longest, took)), now

    def of(self, act: Callable[[], None], is_busy: Callable[[], bool]) -> "Took":
        """What an act takes with what it leaves to the event loop."""
        QApplication.processEvents()
        self._begin()
        started, worked = self._last
        act()
        QApplication.processEvents()
        while is_busy():
            QApplication.processEvents()
        took, work = perf_counter() - started, thread_time() - worked
        self._beat()
        return Took(1000 * took, 1000 * work, *self._longest)


class Took(NamedTuple):
    """Milliseconds: until all was done, of the processor; and both of the longest block."""

    wall: float
    cpu: float
    blocked: float
    blocked_cpu: float

    @classmethod
    def median_of(cls, several: Sequence["Took"]) -> "Took":
        """Of each by itself."""
        return cls(*map(median, zip(*several)))

    def told(self, what: str, aim: str = "") -> str:
        """As a line."""
        asked = f" (aim {AIM[aim]})" if aim else ""
        return (
            f"  {what} {self.wall:.0f} ms{asked}, processor {self.cpu:.0f} ms; blocked for {self.blocked:.0f} ms "
            f"(aim {AIM['blocked']}), processor {self.blocked_cpu:.0f} ms"
        )


def week() -> List[Tuple[str, ...]]:
    """Twenty incidents, the four over and over on the days of the week."""
    return [WEEK[number % len(WEEK)] for number in range(INCIDENTS)]


def enter_ours(desk: Desk, keys: Keys) -> None:
    """By keyboard alone, as docs and tooltips have it."""
    form, shown = desk.dock.incident, None
    desk.dock.show_form(form)
    for kind, _, weekday, place, side1, _, side2, _, killed in week():
        keys.write(kind, TAB)
        day = MONDAY + timedelta(weekday)
        if day != shown:
            keys.write(f"{day:%d%b%Y}" if shown is None else f"{day:%a}"[:2])
            shown = day
        for text, box in (
            (place, form.place.line), (side1, form.actor1.line), (side2, form.actor2.line),
            (killed, form.killed.boxes["killed_b"].edit),
        ):
            if text:
                keys.tab_to(lambda box=box: QApplication.focusWidget() in (box, box.parentWidget()))
                keys.write(text)
        keys.write((RETURN, CTRL))
    keys.write((Qt.Key.Key_PageDown, CTRL))
    form = desk.dock.movement
    for number in range(MOVEMENTS):
        keys.write("IS")
        for text, box in (
            ("south of Uqaylah", form.origin.line), ("Kufra and Jalu region", form.destination.line),
            (str(number + 2), form.counts.boxes["vehicles"].edit),
        ):
            keys.tab_to(lambda box=box: QApplication.focusWidget() is box)
            keys.write(text)
        keys.write((RETURN, CTRL))


def enter_qgis(layers: Tuple[QgsVectorLayer, QgsVectorLayer], keys: Keys) -> None:
    """The columns that hold the same, each by Tab from the one before."""
    locate = default_geocoder().locate
    for number, (_, kind, weekday, place, _, side1, _, side2, killed) in enumerate(week()):
        there = locate(place)
        fill(layers[0], keys, {
            "uid": f"i{number}", "kind": kind, "date_start": f"{MONDAY + timedelta(weekday):%Y-%m-%d}", "actor1": side1,
            "actor2": side2, "killed_b_text": killed, "place_text": place, "lat": f"{there.lat:.3f}",
            "lon": f"{there.lon:.3f}", "radius_m": f"{there.radius_m:.0f}",
        })
    for number in range(MOVEMENTS):
        fill(layers[1], keys, {
            "uid": f"m{number}", "actor": "is_libya", "date_start": f"{MONDAY:%Y-%m-%d}", "kind": "movement",
            "origin": "south of Uqaylah", "destination": "Kufra and Jalu region", "vehicles_text": str(number + 2),
        })


def editor_name(form: QgsAttributeForm) -> str:
    """The column whose editor has the focus."""
    widget = QApplication.focusWidget()
    while widget is not None and widget is not form:
        if widget.objectName() in form.layer().fields().names():
            return str(widget.objectName())
        widget = widget.parentWidget()
    return ""


def fill(layer: QgsVectorLayer, keys: Keys, values: Dict[str, str]) -> None:
    """One new feature in a form of its own, from its first field on."""
    form = QgsAttributeForm(layer, QgsVectorLayerUtils.createFeature(layer), QgsAttributeEditorContext())
    form.setMode(QgsAttributeEditorContext.Mode.AddFeatureMode)
    form.show()
    QApplication.setActiveWindow(form)
    form.setFocus(Qt.FocusReason.TabFocusReason)
    for name in (field.name() for field in layer.fields()):
        if name in values:
            keys.tab_to(lambda name=name: editor_name(form) == name)
            keys.write(values[name])
    keys.write(TAB)
    typed = form.currentFormFeature() if hasattr(form, "currentFormFeature") else form.feature()
    for name in ("kind", "actor1", "actor"):
        if name in values and str(typed[name]) != values[name]:
            raise SystemExit(f"QGIS's form took {name!r} for {typed[name]!r}")
    form.close()
    form.deleteLater()
    QApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)


def main() -> None:
    """Print the figures of entering a week, then those of a large case."""
    application = QgsApplication([], True)
    application.initQgis()
    window = QMainWindow()
    canvas = QgsMapCanvas(window)
    # As QGIS's own window does at its start; without it the form has no editors.
    QgsGui.editorWidgetRegistry().initEditors(canvas)
    window.setCentralWidget(canvas)
    window.resize(1280, 720)
    window.show()
    with tempfile.TemporaryDirectory() as folder:
        small = Casefile.create(Path(folder) / "week.gpkg")
        heart, put_up = Heartbeat(), []

        def put_up_dock() -> None:
            started, worked = perf_counter(), thread_time()
            desk = Desk(canvas, QgsProject.instance())
            window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, desk.dock)
            QApplication.setActiveWindow(window)
            QApplication.sendPostedEvents()
            desk.dock.repaint()
            put_up.extend((desk, 1000 * (perf_counter() - started), 1000 * (thread_time() - worked)))

        furnished = heart.of(put_up_dock, lambda: not hasattr(put_up[0], "save"))
        desk, opened, work = put_up
        desk.session.open(str(small.path))
        QApplication.processEvents()
        ours, theirs = Keys(), Keys()
        started = perf_counter()
        enter_ours(desk, ours)
        seconds = perf_counter() - started
        records = sum(1 for _ in small.incidents()) + sum(1 for _ in small.movements())
        if records != INCIDENTS + MOVEMENTS:
            raise SystemExit(f"{records} records were saved instead of {INCIDENTS + MOVEMENTS}")
        started = perf_counter()
        options = QgsVectorLayer.LayerOptions()
        options.loadDefaultStyle = False
        plain = tuple(
            QgsVectorLayer(small.table_uri(name), name, "ogr", options) for name in ("incidents", "movements")
        )
        for layer in plain:
            layer.startEditing()
        enter_qgis(plain, theirs)
        their_seconds = perf_counter() - started
        for layer in plain:
            layer.rollBack()
        print(f"{INCIDENTS} incidents and {MOVEMENTS} movements:")
        print(f"  the dock: {ours.count / records:.0f} keys and {seconds / records:.2f} s a record")
        print(
            f"  QGIS's form: {theirs.count / records:.0f} keys and {their_seconds / records:.2f} s a record, and a "
            f"click on the map for each; the dock needs {ours.count / theirs.count:.0%} of the keys (aim 50 %)"
        )
        print(f"dock opens in {opened:.0f} ms (aim {AIM['open']}), processor {work:.0f} ms")
        print(furnished.told("the same, and its forms and its list after it"))
        report_full(desk, heart, Path(folder))
        desk.close()
        QgsProject.instance().clear()
        # Layers and window go before QGIS does, or QGIS 3.22 crashes at the end.
        del plain, layer
        sip.delete(window)
    application.exitQgis()


def report_full(desk: Desk, heart: Heartbeat, folder: Path) -> None:
    """Open, save, filter and sort with many records in the case, and make new ones."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FULL
    large = Casefile.create(folder / "large.gpkg")
    large.add_many(incidents(count), movements(count // 10), expected=count)
    QgsProject.instance().clear()
    print(f"{count:,} incidents and {count // 10:,} movements in the case:")
    session, tabs, records = desk.session, desk.dock.tabs, desk.dock.records

    def measured(act: Callable[[], None]) -> Took:
        return heart.of(act, lambda: any(one.is_busy() for one in (records.model, desk.opening, desk.edits)))

    print(measured(lambda: desk.open(str(large.path))).told("opening"))
    uid = next(large.incidents()).uid

    def report_saves(what: str) -> None:
        saves = []
        for _ in range(5):
            # As the form holds it.
            record = session.load("incidents", uid)
            saves.append(measured(lambda record=record: session.save(record)))
        print(Took.median_of(saves).told(what, "save"))

    report_saves("a save")
    print(measured(lambda: tabs.setCurrentWidget(records)).told("the list, read when it first comes to the front"))
    report_saves("a save with the list in front")
    wanted, chosen = RecordFilter(kinds=frozenset(["attack"])), records.bar.changed
    filters = [measured(lambda one=one: chosen.emit(one)) for one in (wanted, EVERYTHING) * 3]
    print(Took.median_of(filters).told("a filter", "filter"))
    ascending = Qt.SortOrder.AscendingOrder
    sorts = [measured(lambda column=column: records.view.sortByColumn(column, ascending)) for column in (1, 2, 3)]
    print(Took.median_of(sorts).told("sorting by a column"))
    for act, what in ((desk.create, "making a new casefile"), (desk.opening.open_example, "making the example")):
        print(measured(lambda act=act, what=what: act(str(folder / f"{what}.gpkg"))).told(what))


if __name__ == "__main__":
    main()
