"""What was typed and not saved is offered back after QGIS ended, and only then."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QMainWindow, QPushButton

from libya_incident_mapper.qgis_support.settings import GROUP
from libya_incident_mapper.qgis_support.unsaved import Unsaved, UnsavedFile
from libya_incident_mapper.ui.desk import Desk


@pytest.fixture(autouse=True)
def _no_drafts_of_other_tests(qgis_app):
    folder = Path(QgsApplication.qgisSettingsDirPath()) / GROUP / "unsaved"
    shutil.rmtree(folder, ignore_errors=True)
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def next_day(opened, qtbot):
    """QGIS ends without a word, and another one opens the same casefile."""
    desks, windows = [], []

    def begin():
        before = desks[-1] if desks else opened
        path = str(before.session.casefile.path)
        # As a crash leaves it: the file as it is, its lock free.
        before.drafts._file.close()
        before.drafts._file = None
        QgsProject.instance().clear()
        window = QMainWindow()
        windows.append(window)
        qtbot.addWidget(window)
        desk = Desk(QgsMapCanvas(window), QgsProject.instance())
        desk.furnish()
        window.setCentralWidget(desk.dock)
        window.show()
        desk.session.open(path)
        desks.append(desk)
        return desk

    yield begin
    for desk in desks:
        desk.close()


def type_incident(desk, qtbot, place="Uqaylah"):
    form = desk.dock.incident
    form.kind.line.setText("clash")
    form.date.start.set_day(date(2018, 7, 24))
    form.place.line.setText(place)
    form.place.line.textEdited.emit(place)
    form.actor1.line.setText("IS")
    form.killed.boxes["killed_b"].edit.setText("no number at all")
    form.claim.quote.setPlainText("a\nb قصر")
    form.claim.grade.reliability.set_code("B")
    qtbot.waitUntil(lambda: bool(desk.drafts._file._now), timeout=5000)
    return form.kept()


def change_stored(desk, qtbot, summary):
    """A record is saved, and then changed without being saved again; the record as it is stored."""
    type_incident(desk, qtbot)
    desk.dock.incident.killed.boxes["killed_b"].edit.setText("1")
    desk.save()
    stored = next(iter(desk.session.casefile.incidents()))
    desk.dock.incident.show_record(stored)
    desk.dock.incident.summary.setText(summary)
    qtbot.waitUntil(lambda: bool(desk.drafts._file._now), timeout=5000)
    return stored


def offered(desk):
    return [button for button in desk.dock.banner.findChildren(QPushButton) if not button.isHidden()]


def press(desk, text):
    next(button for button in offered(desk) if button.text().replace("&", "") == text).click()


def test_what_was_typed_is_offered_and_put_back_as_it_stood(opened, next_day, qtbot):
    kept = type_incident(opened, qtbot)
    desk = next_day()
    assert "not saved" in desk.dock.banner.text.text()
    press(desk, "Put it back")
    form = desk.dock.incident
    assert form.kept() == kept
    assert form.is_modified()
    assert form.place.location("place", []).is_placed
    assert form.draft().faults


def test_what_was_saved_is_not_offered(opened, next_day, qtbot):
    type_incident(opened, qtbot)
    opened.dock.incident.killed.boxes["killed_b"].edit.setText("1")
    opened.save()
    assert len(list(opened.session.casefile.incidents())) == 1
    assert not offered(next_day())


def test_what_is_thrown_away_is_not_offered_again(opened, next_day, qtbot):
    type_incident(opened, qtbot)
    press(next_day(), "Discard it")
    assert not offered(next_day())


def test_what_is_neither_put_back_nor_thrown_away_is_offered_again_beside_what_comes_next(opened, next_day, qtbot):
    type_incident(opened, qtbot)
    second = next_day()
    second.dock.banner.clear()
    type_incident(second, qtbot, "Ubari")
    third = next_day()
    assert "Uqaylah" in third.dock.banner.text.text()
    press(third, "Discard it")
    assert "Ubari" in third.dock.banner.text.text()
    press(third, "Put it back")
    assert third.dock.incident.place.line.text() == "Ubari"


def test_a_change_to_a_stored_record_comes_back_as_a_change(opened, next_day, qtbot):
    stored = change_stored(opened, qtbot, "Changed")
    desk = next_day()
    press(desk, "Put it back")
    form = desk.dock.incident
    assert form.record.uid == stored.uid
    assert form.summary.text() == "Changed"
    desk.save()
    assert [one.summary for one in desk.session.casefile.incidents()] == ["Changed"]


def test_a_record_that_somebody_else_changed_meanwhile_is_not_written_over(opened, next_day, qtbot):
    stored = change_stored(opened, qtbot, "Mine")
    opened.session.casefile.save_incident(replace(stored, summary="Theirs"))
    desk = next_day()
    press(desk, "Put it back")
    desk.save()
    assert [one.summary for one in desk.session.casefile.incidents()] == ["Theirs"]
    assert "Save mine" in [button.text().replace("&", "") for button in offered(desk)]


def test_a_movement_comes_back_with_its_stops(opened, next_day, qtbot):
    form = opened.dock.movement
    opened.dock.tabs.setCurrentWidget(form)
    form.actor.line.setText("IS")
    form.origin.take("south of Uqaylah", None)
    form.stops.add().place.take("103 line", None)
    form.destination.set_picked(27.0, 22.0, 5000.0)
    form.observed.setChecked(True)
    qtbot.waitUntil(lambda: bool(opened.drafts._file._now), timeout=5000)
    kept = form.kept()
    desk = next_day()
    press(desk, "Put it back")
    assert desk.dock.movement.kept() == kept
    there = desk.dock.movement.destination.location("destination", [])
    assert (there.lat, there.lon, there.radius_m) == (27.0, 22.0, 5000.0)


def test_a_disk_that_is_full_or_a_broken_file_keeps_nobody_from_typing(opened, next_day, qtbot, monkeypatch):
    type_incident(opened, qtbot)
    path = opened.drafts._file._path
    path.write_text(path.read_text(encoding="utf-8").replace('"left"', '"lost"'), encoding="utf-8")
    desk = next_day()
    assert not offered(desk)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    type_incident(desk, qtbot)
    assert desk.dock.incident.place.line.text() == "Uqaylah"


def test_two_windows_keep_their_drafts_apart(qgis_app, tmp_path):
    casefile = tmp_path / "case.gpkg"
    one, two = UnsavedFile(casefile), UnsavedFile(casefile)
    for number, file in enumerate((one, two)):
        file.keep(Unsaved("incidents", "", 0, f"draft {number}", {"kind": ["clash", ""]}))
    two.close()
    third = UnsavedFile(casefile)
    assert [left.words for left in third.left] == ["draft 1"]
    third.settle(third.left[0])
    third.close()
    one.close()
    assert [left.words for left in UnsavedFile(casefile).left] == ["draft 0"]


def test_a_file_holds_what_json_can(qgis_app, tmp_path):
    file = UnsavedFile(tmp_path / "case.gpkg")
    file.keep(Unsaved("incidents", "u", 3, "words", {"kind": ["clash", ""]}))
    held = json.loads(file._path.read_text(encoding="utf-8"))
    assert held["now"][0]["values"] == {"kind": ["clash", ""]}
    file.drop("incidents")
    assert not file._path.exists()
