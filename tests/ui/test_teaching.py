"""Teaching from the dock: at once found, undone, kept in the casefile; the records that name the place are placed."""

import csv
from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsPointXY, QgsRectangle
from qgis.gui import QgsMapMouseEvent
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMenu, QPushButton

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import PlaceState
from libya_incident_mapper.model.records import Movement, Waypoint
from libya_incident_mapper.model.taught import TaughtPlace
from libya_incident_mapper.qgis_support.place_names import place_names
from libya_incident_mapper.ui.record_rows import read_rows
from libya_incident_mapper.ui.taught_dialog import LESSON

DAY = DateRange.day(date(2018, 7, 28))
LINE = TaughtPlace("103 line", 28.9, 20.9, 5000.0, name_ar="خط 103", kind="road_junction", reason="a sketch")


@pytest.fixture(autouse=True)
def _nothing_taught():
    yield
    assert place_names()._taught == (), "the dock took back what its casefile was taught"


def type_in(box, text):
    box.line.setText(text)
    box.line.textEdited.emit(text)
    return box.location("place", [])


def located(text):
    return place_names().geocoder.locate(text)


def taught(desk):
    return desk.session.casefile.taught_places()


def button(desk, text):
    return next(b for b in desk.dock.banner.findChildren(QPushButton) if b.text().replace("&", "") == text)


def said(desk):
    return desk.dock.banner.text.text()


@pytest.fixture
def dialog(opened):
    """The dialogue for a name that was typed into the incident form."""
    box = opened.dock.incident.place
    type_in(box, "20 km north of the 103 line")
    box.teach.click()
    return opened.teacher.dialog


@pytest.fixture
def journey(opened):
    """A movement in the casefile by way of the line, as the example has it."""
    stops = [("origin", "south of Uqaylah"), ("via", "103 line"), ("destination", "Kufra and Jalu region")]
    waypoints = tuple(Waypoint(role, located(text)) for role, text in stops)
    return opened.session.save(Movement("is_libya", DAY, uid="M2", waypoints=waypoints))


@pytest.mark.parametrize(
    ("text", "is_offered"),
    [("103 line", True), ("near the 103 line", True), ("Awaynat", True), ("Uqaylah", False), ("", False),
     ("28.9, 20.9", False), ("95.0 N, 19.0 E", False),
     ("near 95.0 N, 19.0 E", False), ("x" * 300, False), ("20 km south of Jalu", False)],
)
def test_teaching_is_offered_where_a_name_is_not_found(opened, text, is_offered):
    box = opened.dock.incident.place
    type_in(box, text)
    assert box.teach.isVisible() == is_offered


def test_teaching_is_offered_for_a_point_from_the_map_and_for_another_choice(opened):
    box = opened.dock.incident.place
    box.set_picked(28.9, 20.9, 200.0)
    assert not box.teach.isVisible(), "mere coordinates have no name"
    box.line.setText("the bridge")
    box.set_picked(28.9, 20.9, 200.0)
    assert box.teach.isVisible()
    ambiguous = type_in(box, "Awaynat")
    box.choose(ambiguous.candidates[1])
    assert box.location("place", []).place_id == ambiguous.candidates[1].place_id
    assert box.teach.isVisible()


def test_the_key_teaches_any_name_and_tab_passes_the_button_by(opened):
    box = opened.dock.incident.place
    box.line.setFocus()
    QTest.keyClick(box.line, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert opened.teacher.dialog is None, "there are no words yet"
    for text in ("103 line", "Uqaylah"):
        type_in(box, text)
        box.line.setFocus()
        QTest.keyClick(box.line, Qt.Key.Key_Tab)
        assert box.button.hasFocus()
        QTest.keyClick(box.button, Qt.Key.Key_Tab)
        assert opened.dock.incident.actor1.line.hasFocus()
    box.line.setFocus()
    QTest.keyClick(box.line, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert opened.teacher.dialog.name.text() == "Uqaylah"
    opened.teacher.dialog.close()
    assert box.line.hasFocus()


def test_the_name_of_the_phrase_is_proposed_and_the_position_asked(dialog):
    assert dialog.name.text() == "103 line"
    assert dialog.where.line.text() == ""
    assert dialog.where.line.hasFocus()
    assert not dialog.where.teach.isVisible()


def test_what_is_taught_is_found_at_once_in_every_box_and_stored(opened, dialog):
    other = opened.dock.movement.origin
    type_in(other, "the 103 line")
    type_in(dialog.where, "28.9, 20.9")
    dialog.name_ar.setText("خط 103")
    dialog.reason.setPlainText("a sketch")
    QTest.keyClick(dialog.where.line, Qt.Key.Key_Return)
    assert opened.teacher.dialog is None
    (lesson,) = taught(opened)
    assert (lesson.name, lesson.name_ar, lesson.reason) == ("103 line", "خط 103", "a sketch")
    assert (lesson.lat, lesson.lon, lesson.district) == (28.9, 20.9, "Al Wahat")
    box = opened.dock.incident.place
    assert box.location("place", []).rule == "distance at a heading"
    assert other.location("place", []).place_id == f"taught:{lesson.uid}"
    assert "taught by" in located("خط 103").remark
    assert "Taught: 103 line" in said(opened)


def test_undo_and_redo_teach_and_forget(opened, dialog):
    type_in(dialog.where, "28.9, 20.9")
    dialog.teach.click()
    box = opened.dock.incident.place
    before = taught(opened)
    opened.session.stack.undo()
    assert taught(opened) == ()
    assert not box.location("place", []).is_placed
    opened.session.stack.redo()
    assert taught(opened) == before
    assert box.location("place", []).is_placed
    assert "teaching 103 line" in opened.session.stack.undoText()


def test_a_known_name_as_position_teaches_a_spelling(opened):
    box = opened.dock.incident.place
    type_in(box, "Lejla")
    box.teach.click()
    dialog = opened.teacher.dialog
    known = type_in(dialog.where, "Uqaylah")
    assert "another spelling of" in dialog.note.text()
    assert not dialog.kind.isEnabled()
    dialog.aliases.setText("Lajla; ")
    dialog.teach.click()
    (lesson,) = taught(opened)
    assert (lesson.place_id, lesson.name, lesson.aliases) == (known.place_id, known.name, ("Lejla", "Lajla"))
    assert box.location("place", []).place_id == known.place_id


def test_a_candidate_chosen_in_the_box_is_proposed(opened):
    box = opened.dock.incident.place
    other = type_in(box, "Awaynat").candidates[1]
    box.choose(other)
    box.teach.click()
    opened.teacher.dialog.teach.click()
    (lesson,) = taught(opened)
    assert (lesson.place_id, lesson.aliases) == (other.place_id, ("Awaynat",))
    assert located("Awaynat").place_id == other.place_id


def test_a_phrase_as_position_is_the_reason(opened, dialog):
    type_in(dialog.where, "60 km south of Jalu")
    dialog.teach.click()
    (lesson,) = taught(opened)
    assert lesson.reason == "60 km south of Jalu"
    assert lesson.place_id == ""
    assert lesson.radius_m > 5_000


@pytest.mark.parametrize(
    ("name", "where", "field", "words"),
    [
        ("103 line", "", "where", "No position is given"),
        ("103 line", "Wadi al-Jafr", "where", "placed nowhere"),
        ("103 line", "95.0 N, 19.0 E", "where", "out of range"),
        ("", "28.9, 20.9", "name", "No name"),
        ("the gate", "28.9, 20.9", "name", "mere kind of place"),
        ("", "Uqaylah", "name", "No spelling"),
    ],
)
def test_every_fault_is_told_beside_its_field_and_nothing_is_lost(opened, dialog, name, where, field, words):
    dialog.name.setText(name)
    dialog.reason.setPlainText("do not lose me")
    type_in(dialog.where, where)
    dialog.teach.click()
    assert words in dialog._board._fields[field].fault.text()
    assert dialog.isVisible()
    assert (dialog.reason.toPlainText(), dialog.where.line.text()) == ("do not lose me", where)
    assert taught(opened) == ()


def test_a_name_taught_twice_and_a_casefile_that_refuses_are_told(opened, dialog, monkeypatch):
    opened.session.casefile.teach(LINE)
    type_in(dialog.where, "27.0, 20.0")
    dialog.teach.click()
    assert "taught already" in dialog._board._fields["name"].fault.text()
    opened.session.casefile.path.chmod(0o444)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    dialog.name.setText("Gate 200")
    dialog.teach.click()
    assert "read-only" in dialog._fault.text()


def test_a_point_abroad_is_doubted(dialog):
    type_in(dialog.where, "20.9, 2.9")
    assert "outside Libya" in dialog.note.text()


def test_escape_teaches_nothing(opened, dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened.teacher.dialog is None
    assert taught(opened) == ()


def test_a_click_on_the_map_places_the_dialogue(opened, dialog):
    canvas = opened._canvas
    canvas.setExtent(QgsRectangle(20, 28, 22, 30))
    dialog.where.button.click()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.viewport().rect().center())
    location = dialog.where.location("where", [])
    assert (location.lat, location.lon) == pytest.approx((29, 21), abs=0.1)
    assert dialog.where.radius.isVisible()
    dialog.teach.click()
    assert taught(opened)[0].radius_m == location.radius_m


def test_a_dialogue_closed_while_the_map_is_asked_gives_the_map_back(opened, dialog):
    before = opened._canvas.mapTool()
    dialog.where.button.click()
    dialog.close()
    assert opened._canvas.mapTool() is before


def test_the_bar_teaches_on_the_map(opened):
    actions = {action.text().replace("&", ""): action for action in opened.dock.bar.taught.menu().actions()}
    actions["Teach a place on the map…"].trigger()
    canvas = opened._canvas
    assert canvas.mapTool() is opened.picking.tool
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.viewport().rect().center())
    assert opened.teacher.dialog.where.location("where", []).is_placed
    actions["Teach a place…"].trigger()
    assert opened.teacher.dialog.where.line.text(), "an open dialogue keeps what it holds"


def test_the_maps_own_menu_teaches_what_is_there(opened):
    canvas = opened._canvas
    canvas.setExtent(QgsRectangle(20, 28, 22, 30))
    centre = canvas.viewport().rect().center()
    right = Qt.MouseButton.RightButton
    plain = QMouseEvent(QEvent.Type.MouseButtonPress, centre, right, right, Qt.KeyboardModifier.NoModifier)
    menu = QMenu()
    canvas.contextMenuAboutToShow.emit(menu, QgsMapMouseEvent(canvas, plain))
    menu.actions()[-1].trigger()
    location = opened.teacher.dialog.where.location("where", [])
    assert (location.lat, location.lon) == pytest.approx((29, 21), abs=0.1)


def test_the_records_that_name_it_are_offered_placed_and_taken_back(qtbot, opened, journey):
    opened.dock.tabs.setCurrentWidget(opened.dock.records)
    (row,) = read_rows(opened.session.casefile, opened.session.actors, [("movements", "M2")])
    opened.edit(row)
    box = opened.dock.movement.stops.rows[0].place
    assert box.teach.isVisible()
    box.teach.click()
    type_in(opened.teacher.dialog.where, "28.9, 20.9")
    opened.teacher.dialog.teach.click()
    qtbot.waitUntil(lambda: "One record names it" in said(opened), timeout=10_000)
    assert not opened.session.load("movements", "M2").waypoints[1].location.is_placed
    button(opened, "Place it").click()
    placed = opened.session.load("movements", "M2")
    assert (placed.waypoints[1].location.lat, placed.unplaced_stops) == (28.9, 0)
    assert opened.dock.movement.record == placed, "the form shows the record as it is now"
    assert said(opened).startswith("Placed: ")
    opened.session.stack.undo()
    assert opened.session.load("movements", "M2").unplaced_stops == 1
    opened.session.stack.undo()
    assert taught(opened) == ()
    opened.session.stack.redo()
    opened.session.stack.redo()
    assert opened.session.load("movements", "M2").unplaced_stops == 0


def test_placing_does_not_overwrite_what_somebody_else_changed(qtbot, opened, journey):
    opened.teacher.teaching.change((), (LINE,), "x")
    found = []
    opened.teacher.teaching.find_records((LINE,), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    Casefile.open(opened.session.casefile.path).save_movement(replace(journey, summary="theirs"))
    opened.teacher._place(found[0])
    assert "changed by" in said(opened)
    assert opened.session.load("movements", "M2").summary == "theirs"


def test_the_list_shows_forgets_and_brings_back(opened):
    opened.teacher.teaching.change((), (LINE,), "x")
    opened.teacher.show_list()
    view, model = opened.teacher.list.view, opened.teacher.list.model
    assert [model.index(0, column).data() for column in (1, 4)] == ["road junction in Al Wahat", "a sketch"]
    assert "103 line" in model.index(0, 0).data()
    assert opened.teacher.list.focusWidget() is view
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert (model.rowCount(), taught(opened)) == (0, ())
    assert "Forgotten: 103 line" in opened.teacher.list.words.text()
    opened.session.stack.undo()
    assert model.rowCount() == 1
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened._canvas.extent().contains(QgsPointXY(20.9, 28.9))
    assert opened._canvas.extent().width() < 1


def test_export_and_import_carry_the_lessons_to_another_casefile(qtbot, opened, tmp_path, empty_casefile):
    import shutil

    teacher = opened.teacher
    teacher.teaching.change((), (LINE,), "x")
    before = taught(opened)
    teacher.show_list()
    teacher.export_file(str(tmp_path / "taught.csv"))
    assert "Exported: 1" in teacher.list.words.text()
    shutil.copy(empty_casefile, tmp_path / "other.gpkg")
    opened.session.open(str(tmp_path / "other.gpkg"))
    qtbot.waitUntil(lambda: teacher.list.model.rowCount() == 0)
    assert located("103 line").state is PlaceState.UNKNOWN, "another casefile was not taught it"
    teacher.import_file(str(tmp_path / "taught.csv"))
    qtbot.waitUntil(lambda: taught(opened) == before, timeout=10_000)
    assert located("103 line").is_placed
    assert "Taught: 1." in said(opened)
    teacher.import_file(str(tmp_path / "taught.csv"))
    qtbot.waitUntil(lambda: "Known before: 1." in said(opened), timeout=10_000)
    opened.session.stack.undo()
    assert taught(opened) == ()


def test_a_table_with_faults_teaches_the_rest_and_says_where_the_reasons_are(qtbot, opened, tmp_path):
    with (tmp_path / "t.csv").open("w", newline="") as stream:
        rows = [("name", "lat", "lon"), ("103 line", "28.9", "20.9"), ("the gate", "1", "2"), ("x", "north", "2")]
        csv.writer(stream).writerows(rows)
    opened.teacher.import_file(str(tmp_path / "t.csv"))
    qtbot.waitUntil(lambda: "Rejected: 2" in said(opened), timeout=10_000)
    assert [lesson.name for lesson in taught(opened)] == ["103 line"]
    assert (tmp_path / "t-rejects.csv").exists()


@pytest.mark.parametrize(("name", "words"), [("none.csv", "cannot be read"), ("empty.csv", "is empty")])
def test_a_table_that_is_none_is_told(qtbot, opened, tmp_path, name, words):
    (tmp_path / "empty.csv").write_text("")
    opened.teacher.show_list()
    opened.teacher.import_file(str(tmp_path / name))
    qtbot.waitUntil(lambda: words in said(opened), timeout=10_000)
    assert words in opened.teacher.list.words.text()
    opened.teacher.export_file(str(tmp_path / "no folder" / "t.csv"))
    assert "cannot be written" in said(opened)


def test_what_an_algorithm_teaches_the_open_casefile_is_found(opened):
    Casefile.open(opened.session.casefile.path).teach(LINE)
    assert not located("103 line").is_placed
    place_names().taught_in.emit(str(opened.session.casefile.path))
    assert located("103 line").is_placed


def test_a_table_edited_into_nonsense_is_told_and_the_casefile_opens(qtbot, opened, run_sql):
    opened.session.casefile.teach(LINE)
    run_sql(opened.session.casefile.path, "UPDATE places SET kind = 'metropolis'")
    opened.session.open(str(opened.session.casefile.path))
    qtbot.waitUntil(lambda: "table places cannot be read" in said(opened))
    assert opened.dock.pages.currentWidget() is opened.dock.desk


def test_no_text_upsets_the_list(opened):
    hostile = replace(LINE, reason="<img src=x onerror=alert(1)> [% env('HOME') %]\n\u202e", author="<b>x</b>")
    opened.teacher.teaching.change((), (hostile,), "x")
    opened.teacher.show_list()
    assert "<img" in opened.teacher.list.model.index(0, 4).data()
    assert opened.teacher.list.words.textFormat() == Qt.TextFormat.PlainText


def test_closing_the_dock_closes_both_dialogues(opened, dialog, qtbot):
    opened.teacher.show_list()
    opened.close()
    assert (opened.teacher.dialog, opened.teacher.list) == (None, None)
    assert QApplication.activeModalWidget() is None
    opened.close = lambda: None


def change(desk, lesson):
    """The dialogue that *Change…* opens for the lesson in front of the list."""
    desk.teacher.show_list()
    rows = [desk.teacher.list.model.item(row).data(LESSON) for row in range(desk.teacher.list.model.rowCount())]
    desk.teacher.list.view.setCurrentIndex(desk.teacher.list.model.index(rows.index(lesson), 0))
    QTest.mouseClick(desk.teacher.list.change, Qt.MouseButton.LeftButton)
    return desk.teacher.dialog


def test_a_taught_place_is_changed_and_the_change_is_one_step(opened):
    (lesson,) = opened.teacher.teaching.change((), (replace(LINE, aliases=("one-oh-three",)),), "x")
    dialog = change(opened, lesson)
    assert dialog._lesson(dialog.where.location("where", [])) == replace(lesson, author="", taught="")
    dialog.name.setText("104 line")
    dialog.name_ar.clear()
    dialog.kind.put_back("village")
    dialog.where.set_picked(28.5, 21.5, 700.0)
    QTest.mouseClick(dialog.teach, Qt.MouseButton.LeftButton)
    (stored,) = taught(opened)
    assert (stored.uid, stored.name, stored.kind, stored.lat, stored.radius_m, stored.aliases) == (
        lesson.uid, "104 line", "village", 28.5, 700.0, ("one-oh-three",)
    )
    assert located("104 line").lat == 28.5
    assert located("103 line").state is not PlaceState.FOUND
    assert opened.session.stack.count() == 2
    opened.session.stack.undo()
    assert taught(opened) == (lesson,)


def test_a_taught_spelling_is_changed_and_stays_one(opened):
    known = located("Jalu")
    spelling = TaughtPlace(
        known.name, known.lat, known.lon, known.radius_m, name_ar=known.name_ar, aliases=("Djallou town", "Gallou"),
        kind=known.kind, district=known.district, place_id=known.place_id, reason="r",
    )
    (lesson,) = opened.teacher.teaching.change((), (spelling,), "x")
    dialog = change(opened, lesson)
    assert dialog._lesson(dialog.where.location("where", [])) == replace(lesson, author="", taught="")
    dialog.aliases.setText("Jallu oasis town")
    QTest.mouseClick(dialog.teach, Qt.MouseButton.LeftButton)
    (stored,) = taught(opened)
    assert (stored.place_id, stored.aliases) == (known.place_id, ("Djallou town", "Jallu oasis town"))


def test_a_change_that_says_what_another_lesson_says_is_told_and_lost_nothing(opened):
    first, second = opened.teacher.teaching.change((), (LINE, TaughtPlace("Tummo wells camp", 27.0, 20.0, 900.0)), "x")
    dialog = change(opened, second)
    dialog.name.setText("103 line")
    QTest.mouseClick(dialog.teach, Qt.MouseButton.LeftButton)
    assert "is taught already" in dialog._board._fields["name"].fault.text()
    assert set(taught(opened)) == {first, second}
