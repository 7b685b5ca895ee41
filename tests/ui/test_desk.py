"""The dock at work on a real casefile."""

from dataclasses import replace

import pytest
from qgis.core import Qgis, QgsProject
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QApplication,
    QPushButton,
    QToolTip,
)

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.ui.dock_action import DockAction
from libya_incident_mapper.ui.records_model import ROW

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def focus():
    return QApplication.focusWidget()


def fill(form, kind="clash", place="Uqaylah", actor="IS"):
    form.kind.line.setText(kind)
    form.place.line.setText(place)
    form.place.line.textEdited.emit(place)
    form.actor1.line.setText(actor)


def save(desk):
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL)


def records(desk):
    return list(desk.session.casefile.incidents()) + list(desk.session.casefile.movements())


def rows(desk):
    desk.dock.tabs.setCurrentWidget(desk.dock.records)
    model = desk.dock.records.model
    return [model.index(row, 0).data(ROW) for row in range(model.rowCount())]


def button(desk, text):
    return next(b for b in desk.dock.banner.findChildren(QPushButton) if b.text().replace("&", "") == text)


@pytest.fixture
def saved(opened):
    fill(opened.dock.incident)
    opened.dock.incident.kind.line.setFocus()
    save(opened)
    return opened


@pytest.mark.parametrize("field", ["kind", "date", "place", "actor1", "killed", "summary", "notes", "stance"])
def test_ctrl_return_saves_from_any_field(opened, field):
    form = opened.dock.incident
    fill(form)
    getattr(form, field).setFocus()
    save(opened)
    assert len(records(opened)) == 1
    assert form.kind.hasFocus()
    assert not form.is_modified()
    assert form.kind.text() == ""


def test_faults_keep_everything_typed(opened):
    form = opened.dock.incident
    fill(form, kind="picnic")
    form.notes.setPlainText("do not lose me")
    form.notes.setFocus()
    save(opened)
    assert records(opened) == []
    assert form.kind.hasFocus()
    assert form.notes.toPlainText() == "do not lose me"


def test_a_save_that_fails_keeps_everything_typed(opened, monkeypatch):
    form = opened.dock.incident
    fill(form)
    path = opened.session.casefile.path
    path.rename(path.with_suffix(".away"))
    form.summary.setText("kept")
    form.summary.setFocus()
    save(opened)
    assert form.summary.text() == "kept"
    assert opened.dock.banner.isVisible()
    assert opened.dock.banner.text.textFormat() == Qt.TextFormat.PlainText
    path.with_suffix(".away").rename(path)
    save(opened)
    assert len(records(opened)) == 1


def test_a_saved_record_is_listed_and_on_the_map(saved):
    (row,) = rows(saved)
    assert (row.what, row.who, row.where, row.state) == ("Armed clash", "IS", "Uqaylah", "found")
    layer = QgsProject.instance().mapLayersByName("Incidents")[0]
    assert [feature.hasGeometry() for feature in layer.getFeatures()] == [True]


def test_undo_and_redo_of_a_save_a_change_and_a_deletion(saved):
    (record,) = records(saved)
    (row,) = rows(saved)
    saved.edit(row)
    saved.dock.incident.summary.setText("changed")
    saved.save()
    (row,) = rows(saved)
    saved.several.delete([row])
    assert records(saved) == []
    stack = saved.session.stack
    assert "Armed clash" in stack.undoText()
    stack.undo()
    assert records(saved)[0].summary == "changed"
    stack.undo()
    assert records(saved)[0].summary == ""
    stack.undo()
    assert records(saved) == []
    for summary in ("", "changed"):
        stack.redo()
        assert records(saved)[0].summary == summary
    assert records(saved)[0].uid == record.uid
    stack.redo()
    assert records(saved) == []
    assert rows(saved) == []
    assert not saved.dock.banner.isVisible() or "Deleted" in saved.dock.banner.text.text()


def test_ctrl_z_in_a_field_undoes_the_typing_first_and_then_the_record(saved):
    kind = saved.dock.incident.kind
    assert kind.hasFocus()
    QTest.keyClicks(kind, "raid")
    QTest.keyClick(kind.line.completer().popup(), Qt.Key.Key_Escape)
    QTest.keyClick(focus(), Qt.Key.Key_Z, CTRL)
    assert kind.text() == ""
    assert len(records(saved)) == 1
    QTest.keyClick(focus(), Qt.Key.Key_Z, CTRL)
    assert records(saved) == []
    for name, count in (("stance", 1), ("date", 0), ("notes", 1), ("status", 0)):
        getattr(saved.dock.incident, name).setFocus()
        QTest.keyClick(focus(), Qt.Key.Key_Z, CTRL | SHIFT if count else CTRL)
        assert len(records(saved)) == count, name


def test_undo_never_overwrites_somebody_elses_work(saved):
    (record,) = records(saved)
    other = Casefile.open(saved.session.casefile.path)
    theirs = other.save_incident(replace(record, summary="theirs"))
    saved.session.stack.undo()
    assert records(saved) == [theirs]
    assert saved.dock.banner.isVisible()
    assert not saved.session.stack.canUndo()


@pytest.mark.parametrize(("choice", "summary"), [("Save mine", "mine"), ("Take theirs", "theirs")])
def test_two_people_on_one_record_are_asked(saved, choice, summary):
    (row,) = rows(saved)
    saved.edit(row)
    form = saved.dock.incident
    form.summary.setText("mine")
    other = Casefile.open(saved.session.casefile.path)
    other.save_incident(replace(form.record, summary="theirs"))
    form.summary.setFocus()
    save(saved)
    assert "Summary: mine / theirs" in saved.dock.banner.text.text()
    assert form.summary.text() == "mine"
    assert records(saved)[0].summary == "theirs"
    button(saved, choice).click()
    assert records(saved)[0].summary == summary
    assert not saved.dock.banner.isVisible()
    if choice == "Take theirs":
        assert form.summary.text() == "theirs"


def test_a_record_deleted_by_somebody_else_can_be_saved_as_new(saved):
    (row,) = rows(saved)
    saved.edit(row)
    Casefile.open(saved.session.casefile.path).delete_incident(row.uid)
    saved.dock.incident.summary.setText("still wanted")
    saved.save()
    button(saved, "Save as new").click()
    assert [record.summary for record in records(saved)] == ["still wanted"]


def test_unsaved_input_is_not_thrown_away_by_opening_a_record(saved):
    (row,) = rows(saved)
    saved.dock.incident.notes.setPlainText("half a sentence")
    saved.edit(row)
    assert saved.dock.incident.notes.toPlainText() == "half a sentence"
    button(saved, "Discard it").click()
    assert saved.dock.incident.record.uid == row.uid


def test_the_offer_to_undo_goes_when_it_was_undone_otherwise(saved):
    """Its button would undo something else."""
    (row,) = rows(saved)
    saved.several.delete([row])
    assert saved.dock.banner.isVisible()
    saved.session.stack.undo()
    assert not saved.dock.banner.isVisible()
    assert len(records(saved)) == 1


def test_an_arabic_name_does_not_stir_the_line(saved):
    fill(saved.dock.incident, place="العقيلة")
    saved.dock.show_form(saved.dock.incident)
    saved.save()
    assert "\u2068العقيلة\u2069" in saved.dock.status.text()


def test_enter_opens_and_delete_deletes_in_the_list(saved):
    rows(saved)
    view = saved.dock.records.view
    view.setCurrentIndex(saved.dock.records.model.index(0, 0))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert saved.dock.tabs.currentWidget() is saved.dock.incident
    assert saved.dock.incident.record is not None
    rows(saved)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert records(saved) == []
    assert saved.dock.incident.record is None, "a form that shows a deleted record would save into nothing"


def test_what_others_wrote_is_in_the_list_when_it_is_looked_at(saved, registry):
    rows(saved)
    saved.dock.tabs.setCurrentWidget(saved.dock.incident)
    (record,) = records(saved)
    other = Casefile.open(saved.session.casefile.path)
    other.save_incident(replace(record, uid="b" * 32, stamp=replace(record.stamp, revision=0), stance="denies"))
    assert sorted(row.state for row in rows(saved)) == ["denied", "found"]


def test_the_list_is_filtered_by_words_in_any_column(saved):
    fill(saved.dock.incident, kind="IED", place="Wadi al-Jafr", actor="LNA")
    saved.dock.tabs.setCurrentWidget(saved.dock.incident)
    saved.save()
    assert len(rows(saved)) == 2
    saved.dock.records.search.setText("not placed")
    assert [row.where for row in rows(saved)] == ["Wadi al-Jafr"]
    saved.dock.records.search.setText("clash uqaylah")
    assert [row.where for row in rows(saved)] == ["Uqaylah"]


def test_text_of_a_record_is_text_in_list_and_messages(saved):
    form = saved.dock.incident
    evil = "<img src=x onerror=alert(1)><b>x</b> [% 1+1 %] ' \" ; DROP TABLE incidents"
    fill(form, place=evil)
    form.summary.setText(evil)
    saved.dock.show_form(form)
    saved.save()
    row = next(row for row in rows(saved) if row.where == evil)
    model = saved.dock.records.model
    tips = [model.index(place, 3).data(Qt.ItemDataRole.ToolTipRole) for place in range(model.rowCount())]
    assert not any("<" in tip for tip in tips)
    saved.several.delete([row])
    assert evil in saved.dock.banner.text.text()
    assert saved.dock.banner.text.textFormat() == Qt.TextFormat.PlainText


def test_zoom_shows_the_record(saved):
    (row,) = rows(saved)
    saved.several.zoom([row])
    assert saved._canvas.extent().contains(19.2, 30.26)
    assert saved._canvas.extent().width() < 5


def test_what_is_zoomed_to_flashes_for_a_moment(saved, qtbot):
    canvas = saved._canvas

    def flashing():
        return [item for item in canvas.scene().items() if isinstance(item, QgsRubberBand) and item.isVisible()]

    before = len(flashing())
    saved.several.zoom(rows(saved))
    assert len(flashing()) == before + 1
    qtbot.waitUntil(lambda: len(flashing()) == before)


def test_a_movement_is_saved_drawn_and_listed(opened):
    form = opened.dock.movement
    opened.dock.show_form(form)
    form.actor.line.setText("IS")
    for box, text in ((form.origin, "Uqaylah"), (form.destination, "Jalu")):
        box.line.setText(text)
        box.line.textEdited.emit(text)
    save(opened)
    layer = QgsProject.instance().mapLayersByName("Movements")[0]
    assert [feature.hasGeometry() for feature in layer.getFeatures()] == [True]
    assert rows(opened)[0].where == "Uqaylah → Jalu"


@pytest.mark.parametrize("content", [None, b"", b"not a database at all", b"SQLite format 3\x00 cut"])
def test_a_file_that_is_no_casefile_is_told_in_the_dock(desk, tmp_path, content):
    path = tmp_path / "bad.gpkg"
    if content is not None:
        path.write_bytes(content)
    desk.open(str(path))
    assert desk.session.casefile is None
    assert str(path) in desk.dock.banner.text.text()
    assert desk.dock.pages.currentWidget() is desk.dock.welcome


def test_a_new_casefile_never_replaces_a_file(saved):
    path = saved.session.casefile.path
    saved.create(str(path))
    assert saved.dock.banner.isVisible()
    assert len(records(saved)) == 1


def test_a_project_brings_its_casefile_along(saved, tmp_path, qtbot):
    project = QgsProject.instance()
    path = saved.session.casefile.path
    project.write(str(tmp_path / "week.qgz"))
    other = tmp_path / "other.gpkg"
    saved.create(str(other))
    project.read(str(tmp_path / "week.qgz"))
    qtbot.waitUntil(lambda: saved.session.casefile.path == path)
    assert len(project.mapLayersByName("Incidents")) == 1


def test_the_tabs_turn_by_keyboard(opened):
    seen = []
    for _ in range(3):
        QTest.keyClick(focus(), Qt.Key.Key_PageDown, CTRL)
        seen.append(opened.dock.tabs.currentIndex())
    assert seen == [1, 2, 0]
    QTest.keyClick(focus(), Qt.Key.Key_F, CTRL)
    assert opened.dock.records.search.hasFocus()


def test_dates_and_source_of_the_last_record_reach_the_other_form(opened):
    form = opened.dock.incident
    fill(form)
    form.claim.source.setText("Desk note")
    form.claim.source.setFocus()
    save(opened)
    assert opened.dock.banner.text.text() == ""
    assert opened.dock.movement.claim.source.text() == "Desk note"
    assert [source.name for source in opened.session.casefile.sources()] == ["Desk note"]


def test_a_copy_begins_with_all_but_the_quote_and_is_a_record_of_its_own(saved):
    form = saved.dock.incident
    form.claim.source.setText("Desk note")
    fill(form, "attack", "Ubari")
    form.claim.quote.setPlainText("As it was written.")
    save(saved)
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL | SHIFT)
    assert (form.kind.text(), form.place.line.text(), form.actor1.picked) == ("Attack", "Ubari", "is_libya")
    assert (form.claim.source.text(), form.claim.quote.toPlainText()) == ("Desk note", "")
    assert form.record is None and form.is_modified()
    form.place.line.setText("Ghat")
    form.place.line.textEdited.emit("Ghat")
    save(saved)
    assert sorted(record.location.phrase for record in records(saved)) == ["Ghat", "Ubari", "Uqaylah"]
    assert len({record.uid for record in records(saved)}) == 3
    assert len({claim.uid for record in records(saved) for claim in record.claims}) == 2


def test_a_copy_of_nothing_is_told(opened):
    opened.dock.incident.kind.line.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL | SHIFT)
    assert "Nothing was saved yet" in opened.dock.banner.text.text()
    assert not opened.dock.incident.is_modified()


@pytest.mark.parametrize("tab", ["incident", "movement", "records"])
def test_the_key_leads_into_the_dock_and_only_from_inside_out_of_it(opened, tab):
    window = opened.dock.window()
    action = DockAction(QIcon(), "Dock", window, opened.has_focus)
    action.setShortcut("Ctrl+Alt+L")
    action.toggled.connect(opened.dock.setVisible)
    action.entered.connect(opened.focus)
    window.addAction(action)
    action.setChecked(True)
    opened.dock.tabs.setCurrentWidget(getattr(opened.dock, tab))
    opened._canvas.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.AltModifier)
    assert opened.dock.isVisible()
    assert getattr(opened.dock, tab).isAncestorOf(focus())
    QTest.keyClick(focus(), Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.AltModifier)
    assert not opened.dock.isVisible()


def test_enter_presses_the_button_that_is_seen_to_have_the_keyboard(desk):
    asked = []
    desk.dock.welcome.new_asked.disconnect()
    desk.dock.welcome.new_asked.connect(lambda: asked.append("new"))
    desk.focus()
    assert desk.dock.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert asked == ["new"]


def test_buttons_without_words_say_what_they_are_when_the_keyboard_comes_to_them(opened):
    bar = opened.dock.bar
    QToolTip.hideText()
    for button in (bar.sheet, bar.film, bar.pack, bar.basemap, opened.dock.incident.place.button):
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert QToolTip.text() == button.toolTip() != ""


def test_a_stored_summary_is_shown_from_its_beginning(saved):
    form = saved.dock.incident
    form.show_record(replace(records(saved)[0], summary="Police station " * 20))
    assert form.summary.cursorPosition() == 0


def test_a_day_that_the_month_does_not_have_is_told_at_once_and_not_saved(opened):
    form = opened.dock.incident
    opened.dock.show_form(form)
    fill(form)
    form.date.set_dates(DateRange.parse("2018-06-03"))
    form.date.start.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(form.date.start, "31 Jun")
    told = form._fields["date"].fault
    assert told.isVisible() and told.text().startswith("There is no 31/6/2018")
    opened.save()
    assert list(opened.session.casefile.incidents()) == []
    assert told.text().startswith("There is no 31/6/2018")
    QTest.keyClick(form.date.start, Qt.Key.Key_Tab)
    form.date.start.setFocus(Qt.FocusReason.BacktabFocusReason)
    QTest.keyClicks(form.date.start, "30 Jun 2018")
    assert not told.isVisible()
    opened.save()
    assert [record.dates.start.isoformat() for record in opened.session.casefile.incidents()] == ["2018-06-30"]


def told_with_two_offers(desk, done):
    line = desk.dock.incident.summary
    line.setFocus()
    desk.dock.banner.tell("Something.", Qgis.MessageLevel.Warning, [
        ("&Discard it", lambda: done.append("one")), ("&Keep it", lambda: done.append("two")),
    ])
    return line


def test_a_key_brings_the_keyboard_to_the_message_and_back(opened):
    done, control = [], Qt.KeyboardModifier.ControlModifier
    line = told_with_two_offers(opened, done)
    QTest.keyClick(line, Qt.Key.Key_M, control)
    here = QApplication.focusWidget()
    assert here.text().replace("&", "") == "Discard it"
    assert "Ctrl+M" in here.toolTip()
    QTest.keyClick(here, Qt.Key.Key_M, control)
    assert line.hasFocus() and opened.dock.banner.isVisible()
    QTest.keyClick(line, Qt.Key.Key_M, control)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert done == ["two"]
    assert line.hasFocus() and not opened.dock.banner.isVisible()


def test_without_a_message_the_key_does_nothing_and_one_without_offers_is_closed_by_it(opened):
    line, control = opened.dock.incident.summary, Qt.KeyboardModifier.ControlModifier
    opened.dock.banner.clear()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_M, control)
    assert line.hasFocus()
    opened.dock.banner.tell("Something.", Qgis.MessageLevel.Info)
    QTest.keyClick(line, Qt.Key.Key_M, control)
    assert opened.dock.banner.close_button.hasFocus()
    QTest.keyClick(opened.dock.banner.close_button, Qt.Key.Key_Return)
    assert line.hasFocus() and not opened.dock.banner.isVisible()
