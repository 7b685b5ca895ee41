from datetime import date

import pytest
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QApplication, QProgressDialog, QPushButton

from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.records import Incident
from libya_incident_mapper.qgis_support.settings import Settings


@pytest.fixture
def film(opened):
    for day, kind in ((24, "attack"), (25, "protest"), (26, "attack")):
        opened.session.save(Incident(kind, DateRange.day(date(2018, 7, day)), "is_libya"))
    opened.films.ask()
    return opened.films.dialog


def test_a_picture_a_day_goes_into_the_folder(qtbot, opened, film, tmp_path):
    film.folder.setFilePath(str(tmp_path / "film"))
    film.export.click()
    qtbot.waitUntil(lambda: "(pictures: 3)" in opened.dock.banner.text.text(), timeout=60_000)
    pictures = sorted(tmp_path.glob("film/frame-*.png"))
    assert [picture.name for picture in pictures] == ["frame-001.png", "frame-002.png", "frame-003.png"]
    assert QImage(str(pictures[0])).width() == 1920
    assert QApplication.overrideCursor() is None
    assert Settings.load().film_folder == str(tmp_path / "film")


def test_the_step_is_as_asked_and_remembered(qtbot, opened, film, tmp_path):
    film.step.setCurrentIndex(film.step.findData(DatePrecision.MONTH))
    film.folder.setFilePath(str(tmp_path / "film"))
    film.export.click()
    qtbot.waitUntil(lambda: "(pictures: 1)" in opened.dock.banner.text.text(), timeout=60_000)
    qtbot.waitUntil(lambda: opened.films.dialog is None)
    opened.films.ask()
    assert opened.films.dialog.step.currentData() is DatePrecision.MONTH


def test_a_film_has_no_paper(film):
    for editor in (film.paper, film.orientation, film.template, film.number):
        assert not editor.isVisible()
        assert film.form.labelForField(editor) is None
    assert film.language.isVisible()


@pytest.mark.parametrize(("folder", "words"), [("", "No folder"), ("nowhere/film", "nowhere")])
def test_what_cannot_be_written_is_told_in_the_dialogue(qtbot, film, tmp_path, folder, words):
    film.folder.setFilePath(str(tmp_path / folder) if folder else "")
    film.export.click()
    qtbot.waitUntil(film.fault.isVisible, timeout=60_000)
    assert words in film.fault.text()


def test_a_film_that_is_cancelled_leaves_nothing(qtbot, film, tmp_path):
    film.folder.setFilePath(str(tmp_path / "film"))
    timer = QTimer(film)
    timer.timeout.connect(lambda: [
        progress.findChild(QPushButton).click() for progress in film.findChildren(QProgressDialog)
    ])
    timer.start(1)
    film.export.click()
    qtbot.waitUntil(film.fault.isVisible, timeout=60_000)
    assert "ancelled" in film.fault.text()
    assert not (tmp_path / "film").exists()
