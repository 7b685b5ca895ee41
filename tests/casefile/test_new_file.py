"""A casefile is made whole or not at all, in steps, under any name that QGIS can open."""

import os

import pytest
from osgeo import gdal

from libya_incident_mapper.casefile import errors
from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.casefile.schema import TABLES
from libya_incident_mapper.model.steps import at_once


def test_create_does_not_replace_unless_told(casefile, incident):
    casefile.save_incident(incident())
    with pytest.raises(errors.CasefileExists):
        Casefile.create(casefile.path)
    assert len(list(casefile.incidents())) == 1
    assert list(Casefile.create(casefile.path, replace_existing=True).incidents()) == []
    assert [path.name for path in casefile.path.parent.iterdir()] == [casefile.path.name]


@pytest.mark.parametrize("name", ["a|b.gpkg", "two%20words.gpkg"])
def test_a_name_that_qgis_cannot_open(tmp_path, qgis_app, name):
    with pytest.raises(errors.UnusableName, match="choose another name"):
        Casefile.create(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["o'brien & co.gpkg", "ليبيا.gpkg", "two  words [1] #2 ?.gpkg"])
def test_any_file_name(tmp_path, qgis_app, incident, name):
    folder = tmp_path / "it's a folder"
    folder.mkdir()
    made = Casefile.create(folder / name)
    stored = made.save_incident(incident())
    assert list(Casefile.open(folder / name).incidents()) == [stored]
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_new_file_is_on_the_disk_before_it_gets_its_name(tmp_path, monkeypatch):
    path, written = tmp_path / "new.gpkg", []
    monkeypatch.setattr(os, "fsync", lambda number: written.append((os.fstat(number).st_ino, path.exists())))
    Casefile.create(path)
    assert written == [(path.stat().st_ino, False)]


def test_only_what_is_not_finished_is_written_without_waiting_for_the_disk(tmp_path):
    """Not between the steps either: whoever else writes then waits as always."""
    making = Casefile.creating(tmp_path / "new.gpkg")
    told = {gdal.GetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", None) for _ in making}
    assert told == {None}


def test_a_casefile_is_made_in_steps_and_seen_when_it_is_whole(tmp_path):
    path = tmp_path / "new.gpkg"
    seen = [path.exists() for _ in Casefile.creating(path)]
    assert len(seen) > len(TABLES)
    assert not any(seen)
    assert Casefile.open(path).title == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("steps", [1, 2, 16, "all but the last"])
def test_a_making_that_is_given_up_leaves_everything_as_it_was(casefile, incident, steps):
    stored, path = casefile.save_incident(incident()), casefile.path
    if steps == "all but the last":
        steps = sum(1 for _ in Casefile.creating(path.with_name("other.gpkg")))
        path.with_name("other.gpkg").unlink()
    before = path.read_bytes()
    making = Casefile.creating(path, replace_existing=True)
    for _ in range(steps):
        next(making)
    assert len(list(path.parent.iterdir())) > 1
    making.close()
    assert list(path.parent.iterdir()) == [path]
    assert path.read_bytes() == before
    assert list(casefile.incidents()) == [stored]


def test_a_file_that_comes_to_the_name_while_one_is_made_for_it_stays(tmp_path):
    path = tmp_path / "new.gpkg"
    making = Casefile.creating(path)
    next(making)
    path.write_text("somebody else's")
    with pytest.raises(errors.CasefileExists):
        at_once(making)
    assert path.read_text() == "somebody else's"
    assert list(tmp_path.iterdir()) == [path]
