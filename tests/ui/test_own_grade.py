"""A record's grade overruled in its form: with a reason, and taken back to the rule."""

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Claim, Incident, Movement, OwnGrade, Waypoint

PLACE = Location("Brak", PlaceState.FOUND, 27.5, 14.3, 900.0, precision=Precision.SITE)
CLAIMS = (Claim(reliability="B", credibility="2", quote="as we said"),)
DAY = DateRange.parse("2021-03-01")
RECORDS = {
    "incident": Incident("attack", DAY, "lna", "R", location=PLACE, claims=CLAIMS),
    "movement": Movement("lna", DAY, "R", waypoints=(Waypoint("origin", PLACE),), claims=CLAIMS),
}


@pytest.fixture(params=["incident", "movement"])
def name(request):
    return request.param


@pytest.fixture
def desk(opened, name):
    opened.session.casefile.save_many([RECORDS[name]])
    opened.dock.tabs.setCurrentWidget(opened.dock.records)
    (row,) = opened.dock.records.model.rows()
    opened.edit(row)
    return opened


def stored(desk, name):
    return getattr(desk.session.casefile, name)("R")


def edit(desk):
    desk.dock.tabs.setCurrentWidget(desk.dock.records)
    (row,) = desk.dock.records.model.rows()
    desk.edit(row)


def overrule(form, reliability, credibility, reason):
    form.own_grade.tick.click()
    form.own_grade.grade.set_codes(reliability, credibility)
    form.grade_reason.setText(reason)


def test_the_form_says_the_grade_by_rule(desk, name):
    form = getattr(desk.dock, name)
    assert form.own_grade.by_rule.text() == "B2 by rule (best source)"
    assert not form.own_grade.grade.isVisible()
    assert not form.grade_reason.isVisible()
    assert not form.is_modified()
    assert form.draft().record == form.record


def test_what_is_typed_of_the_source_changes_it_at_the_next_pause(desk, name, qtbot):
    form = getattr(desk.dock, name)
    form.claim.grade.reliability.set_code("D")
    qtbot.waitUntil(lambda: form.own_grade.by_rule.text() == "D2 by rule (best source)")
    desk.new()
    desk.dock.banner.findChildren(type(desk.dock.save))[0].click()
    assert form.own_grade.by_rule.text() == "no grade by rule (no source says so)"


def test_another_grade_begins_with_that_of_the_rule_and_is_stored_with_its_reason(desk, name):
    form = getattr(desk.dock, name)
    form.own_grade.tick.click()
    assert form.own_grade.grade.codes() == ("B", "2")
    assert form.own_grade.grade.reliability.itemText(3).startswith("D – ")
    assert form.own_grade.grade.isVisible()
    assert form.grade_reason.isVisible()
    form.own_grade.grade.set_codes("D", "4")
    form.grade_reason.setText("wrong twice before")
    desk.save()
    assert stored(desk, name).own_grade == OwnGrade("D", "4", "wrong twice before")
    (row,) = desk.dock.records.model.rows()
    (feature,) = desk.session.casefile.layer(f"{name}s").getFeatures()
    assert (feature["reliability"], feature["credibility"]) == ("D", "4")
    edit(desk)
    assert form.own_grade.grade.codes() == ("D", "4")
    assert form.grade_reason.text() == "wrong twice before"
    assert form.own_grade.by_rule.text() == "B2 by rule (best source)"
    assert not form.is_modified()


def test_without_a_reason_it_is_not_stored_and_the_reason_is_asked_for(desk, name):
    form = getattr(desk.dock, name)
    overrule(form, "D", "4", "  ")
    desk.save()
    assert stored(desk, name).own_grade is None
    assert "No reason is given" in form._fields["grade_reason"].fault.text()
    assert form.grade_reason.hasFocus()
    assert form.own_grade.grade.codes() == ("D", "4")


def test_it_is_taken_back_to_the_rule_and_undo_brings_it_again(desk, name):
    form = getattr(desk.dock, name)
    overrule(form, "D", "4", "wrong before")
    desk.save()
    edit(desk)
    form.own_grade.tick.click()
    assert not form.grade_reason.isVisible()
    desk.save()
    assert stored(desk, name).own_grade is None
    desk.session.stack.undo()
    assert stored(desk, name).own_grade == OwnGrade("D", "4", "wrong before")
    edit(desk)
    form.history.heading.click()
    assert "Grade by the analyst: nothing → D4 (wrong before)" in form.history.text.toPlainText()


def test_it_is_kept_with_what_is_not_saved_and_not_copied(desk, name):
    form = getattr(desk.dock, name)
    overrule(form, "D", "4", "wrong before")
    kept = form.kept()
    form.show_record(stored(desk, name))
    assert not form.own_grade.tick.isChecked()
    form.put_back(kept)
    assert form.draft().record.own_grade == OwnGrade("D", "4", "wrong before")
    form.show_copy(replace(stored(desk, name), own_grade=OwnGrade("D", "4", "wrong before")))
    assert form.draft().record.own_grade is None


def test_all_of_it_by_keys(desk, name):
    form = getattr(desk.dock, name)
    form.status.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "E")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "5")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "a rumour")
    assert form.draft().record.own_grade == OwnGrade("E", "5", "a rumour")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert form.notes.hasFocus()
