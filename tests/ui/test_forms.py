from dataclasses import replace
from datetime import date

import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QWidget

from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.records import Source
from libya_incident_mapper.ui.incident_form import IncidentForm
from libya_incident_mapper.ui.movement_form import MovementForm


@pytest.fixture(params=[IncidentForm, MovementForm], ids=["incident", "movement"])
def form(request, show, finder, registry):
    form = request.param(finder)
    form.set_registry(registry, {})
    return show(form)


@pytest.fixture
def incident(show, finder, registry):
    form = IncidentForm(finder)
    form.set_registry(registry, {})
    return show(form)


@pytest.fixture
def movement(show, finder, registry):
    form = MovementForm(finder)
    form.set_registry(registry, {})
    return show(form)


def fill_incident(form):
    form.kind.line.setText("clash")
    form.date.start.set_day(date(2018, 7, 24))
    form.place.line.setText("Uqaylah")
    form.place.line.textEdited.emit("Uqaylah")
    form.actor1.line.setText("IS")
    form.actor2.line.setText("Ajdabiya Operations Room")
    form.killed.boxes["killed_b"].edit.setText("1")
    form.harmed.boxes["wounded"].edit.setText("as many as five")
    form.claim.source.setText("Desk note")
    form.notes.setPlainText("a\nb")


def test_the_fields_become_an_incident(incident):
    fill_incident(incident)
    draft = incident.draft()
    assert not draft.faults
    record = draft.record
    assert (record.kind, record.dates.start, record.actor1) == ("armed_clash", date(2018, 7, 24), "is_libya")
    assert record.location.phrase == "Uqaylah"
    assert record.killed.side_b == CountRange.exactly(1)
    assert not record.killed.side_a.is_known
    assert record.wounded.high == 5
    assert record.notes == "a\nb"
    assert draft.sources[0].name == "Desk note"
    claim = record.claims[0]
    assert claim.source_uid == draft.sources[0].uid
    assert claim.killed == record.killed.total
    assert claim.wounded == record.wounded


def test_a_stored_record_comes_back_unchanged(incident):
    fill_incident(incident)
    draft = incident.draft()
    incident.claim.set_sources(draft.sources)
    incident.show_record(draft.record)
    assert not incident.is_modified()
    again = incident.draft()
    assert again.record == draft.record
    assert again.sources == ()


@pytest.mark.parametrize("written", ["24 July 2018", "2018-W30", "2018-07-24/2018-07-31"])
def test_the_next_record_begins_with_the_date_as_it_is_and_not_as_it_was_written(form, written):
    form.date.set_dates(DateRange.parse(written))
    form.remember_choices()
    form.clear()
    assert form.date.dates() == replace(DateRange.parse(written), text="")


def test_a_movement_comes_back_unchanged_with_its_stops_in_order(movement):
    movement.actor.line.setText("IS")
    for box, text in ((movement.origin, "south of Uqaylah"), (movement.destination, "Kufra and Jalu region")):
        box.line.setText(text)
        box.line.textEdited.emit(text)
    for text in ("the 103 line", "Marada"):
        row = movement.stops.add()
        row.place.line.setText(text)
        row.place.line.textEdited.emit(text)
    movement.stops.add()
    movement.heading.setText("south-east")
    movement.counts.boxes["vehicles"].edit.setText("several")
    movement.observed.setChecked(True)
    draft = movement.draft()
    assert not draft.faults
    record = draft.record
    assert [(stop.role, stop.location.phrase) for stop in record.waypoints] == [
        ("origin", "south of Uqaylah"), ("via", "the 103 line"), ("via", "Marada"),
        ("destination", "Kufra and Jalu region"),
    ]
    assert record.heading == 135
    assert record.is_route_observed
    movement.show_record(record)
    assert movement.draft().record == record
    movement.stops.move(movement.stops.rows[1], -1)
    assert [stop.location.phrase for stop in movement.draft().record.waypoints][1:3] == ["Marada", "the 103 line"]
    movement.stops.remove(movement.stops.rows[0])
    assert movement.draft().record.unplaced_stops == 1


def test_all_faults_are_told_at_once_beside_their_fields(incident):
    incident.kind.line.setText("picnic")
    incident.actor1.line.setText("166 Battalion")
    incident.date.precision.setCurrentIndex(incident.date.precision.findData("range"))
    incident.date.start.set_day(date(2018, 7, 31))
    incident.date.end.set_day(date(2018, 7, 24))
    incident.killed.boxes["killed_a"].edit.setText("-3")
    incident.place.line.setText("95.0 N, 19.0 E")
    incident.place.line.textEdited.emit("95.0 N, 19.0 E")
    draft = incident.draft()
    assert {fault.field for fault in draft.faults} == {"kind", "actor1", "date", "killed_a", "place"}
    assert incident.show_faults(draft.faults) == []
    for name in ("kind", "actor1", "date", "killed_a", "place"):
        assert incident._fields[name].fault.isVisible(), name
    assert incident.kind.hasFocus()
    assert incident.kind.text() == "picnic"


def test_the_focus_goes_to_the_very_count_that_is_wrong(incident):
    fill_incident(incident)
    incident.killed.boxes["killed_unknown"].edit.setText("x")
    incident.show_faults(incident.draft().faults)
    assert incident.killed.boxes["killed_unknown"].edit.hasFocus()


def test_a_fault_goes_with_what_it_is_about(incident, qtbot):
    fill_incident(incident)
    incident.kind.line.setText("picnic")
    incident.killed.boxes["killed_a"].edit.setText("x")
    incident.show_faults(incident.draft().faults)
    incident.killed.boxes["killed_a"].edit.setText("3")
    qtbot.waitUntil(lambda: not incident._fields["killed_a"].fault.isVisible())
    assert incident._fields["kind"].fault.isVisible()
    incident.kind.line.setText("clash")
    incident.actor1.line.setText("nobody we know")
    qtbot.waitUntil(lambda: not incident._fields["kind"].fault.isVisible())
    assert not incident._fields["actor1"].fault.isVisible()


def test_the_letter_of_a_caption_leads_to_its_field_and_shows_all_of_it(form, qtbot):
    form.resize(420, 320)
    qtbot.wait(50)
    for label in form._labels:
        form.verticalScrollBar().setValue(0)
        form._labels[0].buddy().setFocus()
        mark = label.text().replace("&&", "").partition("&")[2][:1]
        if not mark or not label.isVisible():
            continue
        QTest.keyClick(QApplication.focusWidget(), mark.lower(), Qt.KeyboardModifier.AltModifier)
        here = QApplication.focusWidget()
        assert here is label.buddy() or label.buddy().isAncestorOf(here), label.text()
        top = here.mapTo(form, here.rect().topLeft()).y()
        assert 0 <= top <= form.viewport().height() - here.height(), label.text()


def test_the_candidates_open_right_below_their_line_and_stay_there(movement, qtbot):
    movement.resize(420, 700)
    movement.actor.line.setText("IS")
    for box, words in ((movement.origin, "south of Uqaylah"), (movement.destination, "Kufra and Jalu region")):
        box.line.setFocus()
        QTest.keyClicks(box.line, words)
        qtbot.waitUntil(lambda box=box: box.popup.is_open)
        qtbot.waitSignal(movement.paused).wait()
        gap = box.popup.popup().y() - box.line.mapToGlobal(QPoint(0, box.line.height())).y()
        assert -3 <= gap <= 3, words
        QTest.keyClick(box.popup.popup(), Qt.Key.Key_Escape)


def test_tab_reaches_every_field_and_comes_back(form):
    form.focus_first()
    first = QApplication.focusWidget()
    reached, here = [], first
    for _ in range(80):
        reached.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is first:
            break
    assert here is first
    wanted = [
        widget for kind in (QLineEdit, QComboBox, QDateEdit, QPlainTextEdit) for widget in form.findChildren(kind)
        if widget.isVisible() and not isinstance(widget.parent(), (QComboBox, QDateEdit))
    ]
    missed = [widget for widget in wanted if widget not in reached]
    assert not missed, [widget.accessibleName() or widget for widget in missed]


def test_tab_goes_down_the_form(form):
    """Never up: what is further down on the screen comes later, and in one row left before right."""
    form.focus_first()
    here = QApplication.focusWidget()
    first, last = here, (-1, -1)
    for _ in range(80):
        place = here.mapTo(form.widget(), here.rect().topLeft())
        assert (place.y() // 12, place.x()) > last, here.accessibleName()
        last = (place.y() // 12, place.x())
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is first:
            return
    pytest.fail("Tab never came back")


def test_every_editor_has_a_tooltip_and_a_name_for_screen_readers(form):
    editors = [
        widget for widget in form.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        and not isinstance(widget.parent(), (QComboBox, QDateEdit))
    ]
    assert len(editors) > 15
    assert [editor for editor in editors if not editor.toolTip() and not getattr(editor, "text", str)()] == []
    nameless = [
        editor for editor in editors if not editor.accessibleName() and not editor.property("text")
        and isinstance(editor, (QLineEdit, QComboBox, QDateEdit, QPlainTextEdit))
    ]
    assert [type(editor) for editor in nameless] == []


def test_nothing_is_wider_than_the_dock(form):
    form.resize(380, 800)
    assert form.widget().minimumSizeHint().width() <= form.viewport().width()


def test_no_editor_is_squeezed_when_faults_are_told(qtbot, form):
    form.resize(400, 500)
    qtbot.wait(20)
    whole = {line: line.height() for line in form.findChildren(QLineEdit) if line.isVisible()}
    form.show_faults(form.draft().faults)
    form.claim.source.setText("x")
    form.resize(360, 300)
    qtbot.wait(50)
    assert {line: line.height() for line in whole} == whole


def test_the_form_mirrors(qtbot, form):
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.wait(50)
    try:
        label = form._labels[0]
        editor = form._fields[next(iter(form._fields))]
        assert label.mapTo(form, label.rect().center()).x() > editor.mapTo(form, editor.rect().center()).x()
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_source_and_date_of_the_last_record_are_proposed(incident):
    fill_incident(incident)
    incident.claim.grade.reliability.set_code("B")
    incident.remember_choices()
    incident.clear()
    assert incident.claim.source.text() == "Desk note"
    assert incident.claim.grade.reliability.code() == "B"
    assert incident.date.dates().start == date(2018, 7, 24)
    assert not incident.is_modified()


def test_a_known_source_brings_its_reliability(incident):
    incident.claim.set_sources([Source(name="Reuters", reliability="A")])
    incident.claim.source.setFocus()
    QTest.keyClicks(incident.claim.source, "Reuters")
    incident.claim.source.editingFinished.emit()
    assert incident.claim.grade.reliability.code() == "A"
    assert incident.claim.read("reports", [])[1] == ()


def test_tab_comes_to_the_stops_between_origin_and_destination(qtbot, opened):
    form = opened.dock.movement
    opened.dock.show_form(form)
    form.stops.add()
    form.stops.add()
    qtbot.waitUntil(form.stops.rows[1].isVisible)
    form.origin.line.setFocus()
    came_to = []
    for _ in range(14):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        came_to.append(QApplication.focusWidget())
    stops = [row.place.line for row in form.stops.rows]
    order = [came_to.index(widget) for widget in (*stops, form.stops.button, form.destination.line)]
    assert order == sorted(order)
