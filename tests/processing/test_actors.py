"""The registry of actors from a table into a casefile, and back out."""

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

from libya_incident_mapper.casefile.notifier import REGISTRY_NEWS
from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.actors import default_actors

from .conftest import Listener

HEADER = ("id", "name", "type", "bloc", "aliases", "parent_id")
NEW = ("", "Tummo Border Guard", "political_militia", "Unknown", "Tummo guards;حرس التوم", "")


@pytest.fixture
def casefile(new_casefile, tmp_path):
    return new_casefile(tmp_path / "case.gpkg")


def read(path):
    with Path(path).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_what_is_exported_is_known_when_it_is_imported(run, casefile, tmp_path):
    path = str(tmp_path / "actors.csv")
    out = run("exportactors", CASEFILE=str(casefile.path), OUTPUT=path)
    assert out["WRITTEN"] == len(read(path)) == len(list(casefile.actors()))
    numbers = run("importactors", INPUT=path, CASEFILE=str(casefile.path))
    assert [numbers[name] for name in ("ADDED", "CHANGED", "KNOWN", "REJECTED")] == [0, 0, out["WRITTEN"], 0]
    assert numbers["REJECTS"] == ""


def test_the_bundled_registry_is_exported_without_a_casefile(run, tmp_path):
    path = str(tmp_path / "actors.csv")
    assert run("exportactors", OUTPUT=path)["WRITTEN"] == len(list(default_actors()))
    assert {row["id"] for row in read(path)} == {actor.actor_id for actor in default_actors()}


def test_rows_add_change_and_are_told(run, write_csv, casefile):
    known = casefile.actors().get("is_libya")
    path = write_csv(
        "actors.csv", HEADER, NEW,
        ("is_libya", "IS in Libya", known.type, known.bloc, ";".join(known.aliases), known.parent_id),
        ("", "Nobody's unit", "political_militia", "Unknown", "", "no_such_parent"),
    )
    told, listener = [], Listener()
    REGISTRY_NEWS.changed_in.connect(told.append)
    numbers = run("importactors", listener, INPUT=path, CASEFILE=str(casefile.path))
    REGISTRY_NEWS.changed_in.disconnect(told.append)
    assert [numbers[name] for name in ("ADDED", "CHANGED", "KNOWN", "REJECTED")] == [1, 1, 0, 1]
    (refused,) = read(numbers["REJECTS"])
    assert (refused["row"], refused["column"], refused["name"]) == ("4", "parent_id", "Nobody's unit")
    assert any(numbers["REJECTS"] in line for line in listener.warned)
    actors = Casefile.open(casefile.path).actors()
    assert actors.get("is_libya") == replace(known, name="IS in Libya")
    assert actors.get("tummo_border_guard").aliases == ("Tummo guards", "حرس التوم")
    assert told == [str(casefile.path)]


def test_a_table_of_qgis_is_read_too(run, table, casefile):
    layer = table([f"{name}:string" for name in HEADER], [NEW])
    assert run("importactors", INPUT=layer, CASEFILE=str(casefile.path))["ADDED"] == 1


@pytest.mark.parametrize("content, part", [("", "is empty"), ("name,kind,bloc\n", "column 'type' is missing")])
def test_an_unusable_table_gets_a_sentence_and_changes_nothing(run, tmp_path, casefile, content, part):
    (tmp_path / "actors.csv").write_text(content)
    with pytest.raises(QgsProcessingException, match=part):
        run("importactors", INPUT=str(tmp_path / "actors.csv"), CASEFILE=str(casefile.path))
    assert sorted(os.listdir(tmp_path)) == ["actors.csv", "case.gpkg"]


def test_nothing_that_is_read_is_replaced(run, write_csv, casefile):
    path = write_csv("actors.csv", HEADER, NEW)
    with pytest.raises(QgsProcessingException, match="REJECTS"):
        run("importactors", INPUT=path, CASEFILE=str(casefile.path), REJECTS=path)
    with pytest.raises(QgsProcessingException, match="OUTPUT"):
        run("exportactors", CASEFILE=str(casefile.path), OUTPUT=str(casefile.path))
    assert list(Casefile.open(casefile.path).actors())


def test_a_folder_that_is_not_there_gets_a_sentence(run, tmp_path):
    with pytest.raises(QgsProcessingException, match="cannot be written"):
        run("exportactors", OUTPUT=str(tmp_path / "none" / "actors.csv"))
