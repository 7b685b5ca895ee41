"""Reasons of the system and of Python, met with real files and values, in the reader's language."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from libya_incident_mapper.model.errors import UnreadableValue
from libya_incident_mapper.model.language import speaking
from libya_incident_mapper.model.location import PlaceState
from libya_incident_mapper.model.reason_words import reason_of


def opened(tmp_path):
    (tmp_path / "none" / "list.txt").read_text()


def folder(tmp_path):
    tmp_path.read_text()


def through_a_file(tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "file" / "list.txt").read_text()


def long_name(tmp_path):
    (tmp_path / ("x" * 300)).read_text()


def made_twice(tmp_path):
    tmp_path.mkdir()


FAILURES = {
    opened: ("there is no such file or folder", "il n’y a pas de fichier ou de répertoire de ce nom"),
    folder: ("it is a folder", "c’est un répertoire"),
    through_a_file: ("a part of its path is no folder", "une partie de son chemin n’est pas un répertoire"),
    long_name: ("its name is too long", "son nom est trop long"),
    made_twice: ("it exists already", "il existe déjà"),
    lambda _: Path("/dev/full").write_text("x"): ("the disk is full", "le disque est plein"),
    lambda _: b"\xff".decode("utf-8"): ("it is not UTF-8", "ce n’est pas de l’UTF-8"),
    lambda _: json.loads('{\n"a": }'): ("line 2 is not JSON", "la ligne 2 n’est pas du JSON"),
    lambda _: PlaceState("lost"): ("'lost' is missing or does not belong there",
                                   "« lost » manque ou n’a pas sa place là"),
    lambda _: date.fromisoformat("24.7.2018"): ("'24.7.2018' is missing or does not belong there",
                                                "« 24.7.2018 » manque ou n’a pas sa place là"),
    lambda _: {}["title"]: ("'title' is missing or does not belong there", "« title » manque ou n’a pas sa place là"),
    lambda _: [] + 1: ("a value is missing or of another kind", "une valeur manque ou est d’un autre type"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_reason_is_a_clause_in_the_language(tmp_path, failure):
    with pytest.raises((OSError, ValueError, LookupError, TypeError)) as raised:
        failure(tmp_path)
    english, french = FAILURES[failure]
    assert reason_of(raised.value) == english
    with speaking("fr"):
        assert reason_of(raised.value).replace("\u00a0", " ").replace("\u202f", " ") == french
    with speaking("ar"):
        assert not re.search("[a-z]{4,}", re.sub("«.*?»", "", reason_of(raised.value)))


def test_what_is_written_for_people_stays():
    assert reason_of(UnreadableValue("Write it as 5.")) == "Write it as 5"


def test_what_the_list_does_not_know_is_in_the_words_of_the_system():
    assert reason_of(OSError(999_999, "something new")) == "something new"
