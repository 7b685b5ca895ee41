"""What was taught is kept in the casefile, and taken back."""

from dataclasses import replace

import pytest

from libya_incident_mapper.casefile import errors
from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.casefile.taught import taught_gazetteer
from libya_incident_mapper.model.taught import TaughtPlace
from libya_incident_mapper.model.validation import InvalidRecord

LINE = TaughtPlace("103 line", 28.9, 20.9, 5000, kind="road_junction", name_ar="خط 103", reason="=shown\non a sketch")
GATE = TaughtPlace("Gate 200", 29.5, 20.1, 3000, aliases=("بوابة 200",), kind="checkpoint")


def test_a_lesson_is_stored_signed_and_in_its_district(casefile):
    (kept,) = casefile.teach(LINE)
    assert (kept.author, kept.taught[:2], kept.district) == ("An Analyst", "20", "Al Wahat")
    assert replace(kept, author="", taught="", district="") == LINE
    assert Casefile.open(casefile.path).taught_places() == (kept,)
    assert [path.name for path in casefile.path.parent.iterdir()] == [casefile.path.name]


def test_a_lesson_of_somebody_else_keeps_its_author(casefile):
    signed = replace(LINE, author="Somebody Else", taught="2018-07-30")
    assert casefile.teach(signed)[0].author == "Somebody Else"


def test_lessons_are_forgotten_and_taught_again(casefile):
    line, gate = casefile.teach(LINE, GATE)
    casefile.forget(line)
    assert casefile.taught_places() == (gate,)
    assert casefile.teach(line) == (line,)
    assert casefile.taught_places() == (line, gate)


def test_a_lesson_is_changed_in_one_go(casefile):
    (line,) = casefile.teach(LINE)
    moved = replace(line, lat=29.0)
    assert casefile.change_taught((line,), (moved,)) == (moved,)
    assert casefile.taught_places() == (moved,)


def test_what_somebody_else_changed_is_not_overwritten(casefile):
    (line,) = casefile.teach(LINE)
    moved = replace(line, lat=29.0)
    casefile.change_taught((line,), (moved,))
    with pytest.raises(errors.TaughtChanged, match="103 line"):
        casefile.forget(line)
    assert casefile.taught_places() == (moved,)


def test_all_or_none_are_taught(casefile):
    with pytest.raises(InvalidRecord, match="taught already"):
        casefile.teach(LINE, GATE, replace(GATE, uid="again", aliases=()))
    assert casefile.taught_places() == ()


def test_the_same_uid_twice_is_refused(casefile):
    (line,) = casefile.teach(LINE)
    with pytest.raises(errors.DuplicateRecord):
        casefile.teach(replace(GATE, uid=line.uid))


def test_the_rows_of_a_gazetteer_come_from_the_file(casefile):
    casefile.teach(LINE)
    (row,) = taught_gazetteer(casefile.path)
    assert (row.place_id, row.name, row.extent_m) == (f"taught:{LINE.uid}", "103 line", 5000)
    assert row.source.startswith("taught by An Analyst on 20")


@pytest.mark.parametrize("value", ["kind = 'metropolis'", "lat = NULL", "lat = 95", "name = ''"])
def test_a_row_edited_into_nonsense_is_named(casefile, run_sql, value):
    casefile.teach(LINE)
    run_sql(casefile.path, f"UPDATE places SET {value}")
    with pytest.raises(errors.UnreadableRecord, match="table places"):
        casefile.taught_places()
