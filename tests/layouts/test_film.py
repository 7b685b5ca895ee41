"""A picture for each day, week or month, one file in which they move; whole or not at all."""

import importlib.util
import sys
from datetime import date, datetime, timezone

import pytest
from qgis.core import QgsFeedback
from qgis.PyQt.QtGui import QColor, QImage, QImageReader
from sheet_case import UBARI, UQAYLAH, crowded, incident

from libya_incident_mapper.layouts.export import SheetError
from libya_incident_mapper.layouts.film import MOST, periods_of, write_film
from libya_incident_mapper.layouts.spec import SheetSpec
from libya_incident_mapper.layouts.telling import told_case
from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.record_filter import RecordFilter
from libya_incident_mapper.model.redaction import NOTHING

NOW = datetime(2031, 3, 1, tzinfo=timezone.utc)
DAY, WEEK, MONTH = DatePrecision.DAY, DatePrecision.WEEK, DatePrecision.MONTH
HAS_PILLOW = importlib.util.find_spec("PIL") is not None
MAP = (80, 180, 1000, 700)
"""Where the map is, in pixels of a picture."""


@pytest.fixture
def filled(case):
    return case.fill([incident(date(2031, 2, 3), UQAYLAH), incident(date(2031, 2, 5), UBARI)])


def film(case, folder, step=DAY, sheet=None, feedback=None):
    with told_case(case.project, case.casefile, sheet or SheetSpec(), NOTHING, NOW) as told:
        return write_film(told, step, 0.5, folder, feedback or QgsFeedback())


def map_of(picture):
    return QImage(str(picture)).copy(*MAP)


@pytest.mark.parametrize(("period", "step", "starts"), [
    ("2031-02-03/2031-02-05", DAY, ["2031-02-03", "2031-02-04", "2031-02-05"]),
    ("2031-02-05/2031-02-12", WEEK, ["2031-02-03", "2031-02-10"]),
    ("2031-01-31/2031-03-01", MONTH, ["2031-01-01", "2031-02-01", "2031-03-01"]),
])
def test_the_steps_cover_the_period(period, step, starts):
    assert [str(one.start) for one in periods_of(DateRange.parse(period), step)] == starts


def test_too_many_pictures_are_refused():
    with pytest.raises(SheetError, match="choose fewer days"):
        periods_of(DateRange.parse("2001-01-01/2031-01-01"), DAY)
    assert len(periods_of(DateRange.parse("2001-01-01/2031-01-01"), MONTH)) < MOST


def test_each_day_is_a_picture_of_what_happened_then(filled, tmp_path):
    folder = tmp_path / "film"
    metadata = filled.project.metadata()
    metadata.setAuthor("Ann Analyst")
    filled.project.setMetadata(metadata)
    made = film(filled, folder)
    assert not any(b"Ann Analyst" in file.read_bytes() for file in folder.iterdir())
    assert [picture.name for picture in made.pictures] == ["frame-001.png", "frame-002.png", "frame-003.png"]
    third, nothing, fifth = map(map_of, made.pictures)
    assert (QImage(str(made.pictures[0])).width(), QImage(str(made.pictures[0])).height()) == (1920, 1080)
    assert third != nothing
    assert fifth != nothing
    assert third != fifth
    assert filled.project.layoutManager().layouts() == []


def test_what_moves_has_every_picture(filled, tmp_path):
    made = film(filled, tmp_path / "film")
    assert (made.moving is not None) == HAS_PILLOW
    if made.moving is not None:
        assert QImageReader(str(made.moving)).imageCount() == len(made.pictures)


@pytest.mark.parametrize(("actors", "more"), [(6, 0), (45, 1)])
def test_signs_for_which_the_legend_has_no_room_are_explained_in_a_last_picture(case, tmp_path, actors, more):
    case.fill(crowded(actors))
    made = film(case, tmp_path / "film", MONTH)
    assert len(made.pictures) == 1 + more
    if more:
        assert QImage(str(made.pictures[-1])).copy(*MAP) != QImage(str(made.pictures[0])).copy(*MAP)
        assert QImage(str(made.pictures[-1])).pixelColor(1900, 1060) == QColor("#ffffff")


def test_without_pillow_there_are_the_pictures_alone(filled, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    made = film(filled, tmp_path / "film", WEEK)
    assert made.moving is None
    assert [file.name for file in (tmp_path / "film").iterdir()] == ["frame-001.png"]


def test_an_earlier_film_is_replaced_and_files_of_others_stay(filled, tmp_path):
    folder = tmp_path / "film"
    film(filled, folder)
    (folder / "notes.txt").write_text("mine")
    film(filled, folder, WEEK)
    assert {file.name for file in folder.iterdir()} - {"film.gif"} == {"frame-001.png", "notes.txt"}


def test_a_cancelled_film_leaves_nothing(filled, tmp_path):
    feedback = QgsFeedback()
    feedback.progressChanged.connect(lambda _: feedback.cancel())
    with pytest.raises(SheetError, match="Cancelled"):
        film(filled, tmp_path / "film", feedback=feedback)
    assert [file.name for file in tmp_path.iterdir() if "film" in file.name] == []


@pytest.mark.parametrize(("folder", "sheet", "words"), [
    ("nowhere/film", SheetSpec(), "choose another folder"),
    ("film", SheetSpec(RecordFilter(DateRange.parse("2030-01-01"))), "no records in this period"),
])
def test_what_cannot_be_is_one_sentence(filled, tmp_path, folder, sheet, words):
    with pytest.raises(SheetError, match=words):
        film(filled, tmp_path / folder, sheet=sheet)
    assert not (tmp_path / folder).exists()
