"""The word lists of the relations, and how strictly they are read."""

import shutil

import pytest

from libya_incident_mapper.geocoding import wording
from libya_incident_mapper.model.errors import DataFileError


@pytest.fixture
def lists(tmp_path, monkeypatch):
    """A copy of the lists to break."""
    copy = tmp_path / "geocoding"
    shutil.copytree(wording.LISTS, copy)
    monkeypatch.setattr(wording, "LISTS", copy)
    wording.wording.cache_clear()
    yield copy
    wording.wording.cache_clear()


@pytest.mark.parametrize("name, line, reason", [
    ("units.csv", "league,far", "a number is needed, not 'far'"), ("units.csv", "league", "2 cells expected"),
    ("compass_words.csv", "up,U", "'U' is no point"), ("relation_words.csv", "near,near", "stands there twice"),
    ("relation_words.csv", "!,near", "is no word"), ("compass_points.csv", "U,up,1,up", "a number is needed"),
    ("line_words.csv", "lane", "2 cells expected"), ("line_words.csv", "!,road", "is no word"),
    ("number_words.csv", "many, ", "blanks around"),
])
def test_a_broken_list_is_named_with_its_line(lists, name, line, reason):
    path = lists / name
    with path.open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    number = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(DataFileError, match=f"{name}, line {number}: .*{reason}"):
        wording.wording()


def test_units_are_right():
    units = wording.wording().units
    assert (units["km"], units["miles"], units["m"], units["nmi"]) == (1000, 1609.344, 1, 1852)


@pytest.mark.parametrize("text, tidied", [
    ("  a\u00a0 b\t", "a b"), ("\u200fسرت\u200e", "سرت"), ("٢٠ كم", "20 كم"), ("south–east", "south-east"),
    ("a\x00b", "a b"),
    ("سـرت", "سرت"), ("a، b", "a, b"),
])
def test_tidy(text, tidied):
    assert wording.tidy(text) == tidied


@pytest.mark.parametrize("name, kind", [
    ("Ajdabiya-Jalu road", "road"), ("Libyan coast", "coast"), ("Mellitah gas pipeline", "pipeline"), ("R5", "road"),
    ("", "road"), ("الطريق الساحلي", "road"), ("خط انابيب الوفاء", "pipeline"), ("الحدود التونسية", "border"),
])
def test_the_kind_of_a_line_by_its_name(name, kind):
    assert wording.line_kind(name) == kind
