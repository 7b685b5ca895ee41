import sqlite3
import threading

import pytest

from libya_incident_mapper.geocoding import index as index_module
from libya_incident_mapper.geocoding.gazetteer import load_gazetteer
from libya_incident_mapper.geocoding.index import NameIndex, UnusableIndex
from libya_incident_mapper.geocoding.search import PlaceSearch, bundled_names, default_search

ASKED = ("Uqaylah", "العقيلة", "Ghani oil field", "HLLB", "Castelverde", "Ajdabya", "Sirte district", "103 line")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("names") / "bundled.names"
    NameIndex.write(load_gazetteer(), path)
    return path


def test_a_file_answers_like_the_index_in_memory(path):
    search = PlaceSearch(NameIndex.open(path))
    for text in ASKED:
        assert search.decide(text) == default_search().decide(text)
        assert search.complete(text[:4]) == default_search().complete(text[:4])


def test_a_file_gives_its_places_back_as_they_were(path):
    assert tuple(NameIndex.open(path).places()) == load_gazetteer()


def test_two_lists_are_searched_as_one(path):
    both = PlaceSearch(NameIndex.open(path), bundled_names())
    for text in ASKED:
        assert both.candidates(text) == default_search().candidates(text)


def test_exact_names_are_looked_up_without_a_search(path):
    index = NameIndex.open(path)
    assert [place.place_id for place in index.bearing("EL AGHEILA")] == ["sup:el-agheila"]
    assert index.bearing("El Agheyla") == []


def test_an_unfinished_file_is_refused(path, tmp_path):
    short = tmp_path / "short.names"
    short.write_bytes(path.read_bytes()[:-5000])
    with pytest.raises(UnusableIndex, match="short.names is cut off; load it again"):
        NameIndex.open(short)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_what_is_no_index_is_refused(tmp_path, content):
    other = tmp_path / "other.names"
    other.write_bytes(content)
    with pytest.raises(UnusableIndex, match="other.names is damaged"):
        NameIndex.open(other)


def test_a_file_damaged_within_knows_no_names_and_says_so(path, tmp_path):
    content = bytearray(path.read_bytes())
    for page in range(8192 * 16, len(content) - 8192, 8192):
        content[page:page + 4000] = b"\xff" * 4000
    broken = tmp_path / "broken.names"
    broken.write_bytes(content)
    index = NameIndex.open(broken)
    both = PlaceSearch(index, bundled_names())
    for text in ASKED:
        assert both.decide(text) == default_search().decide(text)
    assert "broken.names is damaged" in index.trouble
    assert not list(index.places())


def test_a_missing_file_is_refused_and_not_made(tmp_path):
    with pytest.raises(UnusableIndex, match="gone.names"):
        NameIndex.open(tmp_path / "gone.names")
    assert not (tmp_path / "gone.names").exists()


def test_a_file_of_other_spelling_rules_is_refused(path, monkeypatch):
    monkeypatch.setattr(index_module, "rules_hash", lambda: "another")
    with pytest.raises(UnusableIndex, match="another version of the plugin"):
        NameIndex.open(path)


def test_the_file_cannot_be_written_through_the_index(path):
    index = NameIndex.open(path)
    with pytest.raises(sqlite3.OperationalError):
        index._connection.execute("delete from place")


def test_several_threads_may_ask_at_once(path):
    search, answers = PlaceSearch(NameIndex.open(path)), []
    threads = [
        threading.Thread(target=lambda: answers.append([search.decide(text) for text in ASKED])) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [[default_search().decide(text) for text in ASKED]] * 8
