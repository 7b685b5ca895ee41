"""Lists of place names loaded, fetched with consent, stopped and removed from the dialogue."""

import random
import shutil

import pytest
from dump_files import GEONAMES_ROWS, NAME_ROWS, feature, pack, write
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QPushButton
from scripted_server import broken_off, serving, slow, status, whole

from libya_incident_mapper.qgis_support import download
from libya_incident_mapper.qgis_support.place_names import place_names
from libya_incident_mapper.qgis_support.settings import remember


@pytest.fixture(autouse=True)
def folder(qgis_app, monkeypatch):
    """The profile's folder of lists, empty before and after; no long waits between tries."""
    monkeypatch.setattr(download.Download.__init__, "__defaults__", ((0.01,), 5.0))
    folder = place_names().files.folder
    shutil.rmtree(folder.parent, ignore_errors=True)
    place_names().follow_lists()
    yield folder
    shutil.rmtree(folder.parent, ignore_errors=True)
    place_names().follow_lists()


@pytest.fixture
def dialog(desk, qtbot):
    desk.dock.bar.lists_asked.emit()
    dialog = desk.names.dialog
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def act(dialog):
    click(next(one for one in dialog.banner.findChildren(QPushButton)))


def said(dialog, words):
    return lambda: dialog.banner.isVisible() and words in dialog.banner.text.text()


def titles(dialog):
    return [dialog.lists.topLevelItem(row).text(0) for row in range(dialog.lists.topLevelItemCount())]


def state(text):
    return place_names().geocoder.locate(text).state.value


def zipped(tmp_path, name, rows):
    return pack(tmp_path / name, LY_txt=rows).read_bytes()


def test_a_file_is_loaded_and_its_names_are_found(dialog, qtbot, tmp_path):
    dialog.file.setFilePath(str(pack(tmp_path / "LY.zip", LY_txt=GEONAMES_ROWS)))
    dialog.alternate.setFilePath(str(write(tmp_path / "names.txt", NAME_ROWS)))
    click(dialog.load)
    qtbot.waitUntil(said(dialog, "5 places with"), timeout=20_000)
    assert "Left out: 1 outside" in dialog.banner.text.text()
    assert titles(dialog) == ["Bundled gazetteer", "LY.zip"]
    assert not dialog.progress.isVisible() and dialog.load.isEnabled()
    assert state("Villaggio Esperienza") == "found"
    click(dialog.load)
    qtbot.waitUntil(said(dialog, "already"), timeout=20_000)


@pytest.mark.parametrize("make, words", [
    (lambda folder: "", "No file is given"), (lambda folder: str(folder / "absent.zip"), "cannot be read"),
    (lambda folder: str(write(folder / "LY.txt", ["a,b"])), "neither a dump of GeoNames"),
])
def test_a_file_that_cannot_be_loaded_is_told(dialog, qtbot, tmp_path, make, words):
    dialog.file.setFilePath(make(tmp_path))
    click(dialog.load)
    qtbot.waitUntil(said(dialog, words), timeout=20_000)
    assert titles(dialog) == ["Bundled gazetteer"]
    assert state("Uqaylah") == "found"


def test_loading_can_be_stopped(desk, dialog, qtbot, tmp_path, folder):
    rows = [feature(number, f"Qaryat {number}", 28, 17) for number in range(1, 60_000)]
    dialog.file.setFilePath(str(write(tmp_path / "LY.txt", rows)))
    click(dialog.load)
    qtbot.waitUntil(lambda: dialog.cancel.isVisible() and dialog.progress.value() > 2, timeout=20_000)
    click(dialog.cancel)
    qtbot.waitUntil(said(dialog, "Stopped"), timeout=20_000)
    assert titles(dialog) == ["Bundled gazetteer"]
    assert not folder.exists() or list(folder.iterdir()) == []


def test_closing_the_dialogue_does_not_stop_the_loading(desk, dialog, qtbot, tmp_path):
    rows = [feature(number, f"Qaryat {number}", 28, 17) for number in range(1, 20_000)]
    desk.names.load(str(write(tmp_path / "LY.txt", rows)))
    dialog.close()
    qtbot.waitUntil(lambda: desk.names.dialog is None)
    qtbot.waitUntil(said(desk.dock, "19999 places"), timeout=30_000)


def test_geonames_is_fetched_after_consent_only(dialog, qtbot, tmp_path, folder):
    places, names = zipped(tmp_path, "a.zip", GEONAMES_ROWS), zipped(tmp_path, "b.zip", NAME_ROWS)
    with serving(broken_off(places, 100), whole(places), whole(names)) as server:
        remember(geonames_address=server.url("dump"))
        click(dialog.download)
        qtbot.wait(300)
        assert said(dialog, "will connect to http://127.0.0.1")()
        assert server.asked == []
        act(dialog)
        qtbot.waitUntil(said(dialog, "5 places with"), timeout=20_000)
        assert [asked["path"] for asked in server.asked] == [
            "/dump/LY.zip", "/dump/LY.zip", "/dump/alternatenames/LY.zip"
        ]
        assert server.asked[1]["range"] == "bytes=100-"
    assert state("Villaggio Esperienza") == "found"
    assert list((folder.parent / "download").iterdir()) == []


def test_a_refusal_is_told_and_nothing_changes(dialog, qtbot):
    with serving(status(429, Retry_After="90")) as server:
        remember(geonames_address=server.url())
        click(dialog.download)
        act(dialog)
        qtbot.waitUntil(said(dialog, "It asks to wait 90 seconds"), timeout=20_000)
    assert titles(dialog) == ["Bundled gazetteer"]


def test_a_download_can_be_stopped_and_taken_up_again(dialog, qtbot, tmp_path):
    chance = random.Random(3)
    rows = [feature(number, f"Qaryat {chance.random()}", 28, 17) for number in range(1, 3000)]
    places, names = zipped(tmp_path, "a.zip", rows), zipped(tmp_path, "b.zip", NAME_ROWS)
    with serving(slow(places), whole(places, tag='"slow"'), whole(names)) as server:
        remember(geonames_address=server.url())
        click(dialog.download)
        act(dialog)
        qtbot.waitUntil(lambda: dialog.progress.value() > 5, timeout=20_000)
        click(dialog.cancel)
        qtbot.waitUntil(said(dialog, "Stopped"), timeout=20_000)
        click(dialog.download)
        act(dialog)
        qtbot.waitUntil(said(dialog, "2999 places"), timeout=20_000)
        assert server.asked[1]["range"].startswith("bytes=")


def test_a_list_is_removed_by_button_and_by_key(dialog, qtbot, tmp_path):
    for number, way in enumerate((lambda: click(dialog.remove), lambda: QTest.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Delete))):
        dialog.file.setFilePath(str(write(tmp_path / "LY.txt", GEONAMES_ROWS[number:])))
        click(dialog.load)
        qtbot.waitUntil(said(dialog, "places with"), timeout=20_000)
        QApplication.setActiveWindow(dialog)
        dialog.lists.setFocus()
        dialog.lists.setCurrentItem(dialog.lists.topLevelItem(1))
        way()
        assert said(dialog, "LY.txt is removed")()
        assert titles(dialog) == ["Bundled gazetteer"]
        assert state("Wādī an Namūdhaj") != "found"


def test_the_bundled_gazetteer_cannot_be_removed(dialog):
    dialog.lists.setCurrentItem(dialog.lists.topLevelItem(0))
    assert not dialog.remove.isEnabled()


def test_a_broken_list_stands_there_with_its_trouble_and_can_be_removed(desk, folder, qtbot):
    folder.mkdir(parents=True)
    (folder / "abc.names").write_bytes(b"nonsense")
    desk.names.ask()
    dialog = desk.names.dialog
    assert "load its file again, or remove it" in dialog.lists.topLevelItem(1).text(4)
    dialog.lists.setCurrentItem(dialog.lists.topLevelItem(1))
    click(dialog.remove)
    assert not (folder / "abc.names").exists()
