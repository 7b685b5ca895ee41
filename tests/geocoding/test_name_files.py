"""A loaded list is one file that is whole, named by its content."""

import os
import re
import time

import pytest
from dump_files import GEONAMES_ROWS, GNS_NEW_ROWS, NAME_ROWS, feature, write

from libya_incident_mapper.geocoding.dumps.rows import BadDump
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.name_files import NameFiles, checksum
from libya_incident_mapper.geocoding.name_lists import NameFileError
from libya_incident_mapper.geocoding.search import PlaceSearch
from libya_incident_mapper.model.location import PlaceState


@pytest.fixture
def files(tmp_path):
    return NameFiles(tmp_path / "names")


@pytest.fixture
def dump(tmp_path):
    return write(tmp_path / "LY.txt", GEONAMES_ROWS)


def names_in(files):
    return sorted(path.name for path in files.folder.iterdir())


def found(files, text):
    return PlaceSearch(*(files.open(stored) for stored in files.lists())).decide(text)


def test_a_list_is_loaded_found_and_described(files, dump):
    loaded = files.load(dump)
    assert names_in(files) == [f"{checksum(dump)}.names"]
    about = loaded.stored.about
    assert (about.title, about.source, about.country, about.places) == ("LY.txt", "GeoNames", "LY", "5")
    assert about.sha256 == checksum(dump)
    assert about.attribution == "Place names: GeoNames, CC BY 4.0"
    assert int(about.names) > int(about.places)
    assert (about.outside, about.unused) == ("1", "1")
    answer = found(files, "Tajriba")
    assert (answer.state, answer.candidates[0].place_id) == (PlaceState.FOUND, "gn:9100001")


def test_nothing_is_there_before_the_first_list(files):
    assert files.lists() == []
    assert not files.folder.exists()


def test_the_same_content_is_not_read_again(files, dump, tmp_path, monkeypatch):
    files.load(dump)
    monkeypatch.setattr(NameIndex, "write", None)
    same = write(tmp_path / "another name.txt", GEONAMES_ROWS)
    again = files.load(same)
    assert again.was_known and again.stored.about.title == "LY.txt"


def test_the_alternate_names_belong_to_the_content(files, dump, tmp_path):
    files.load(dump)
    loaded = files.load(dump, write(tmp_path / "names.txt", NAME_ROWS))
    assert not loaded.was_known
    assert found(files, "Villaggio Esperienza").state is PlaceState.FOUND


def test_a_newer_issue_takes_the_place_of_the_older(files, dump, tmp_path):
    files.load(dump)
    moved = [feature(9100001, "Qaryat at Tajribah", 29.0, 17.25), *GEONAMES_ROWS[1:]]
    newer = files.load(write(tmp_path / "LY-november.txt", moved))
    assert [stored.path for stored in files.lists()] == [newer.stored.path]
    assert found(files, "Qaryat at Tajribah").candidates[0].lat == 29.0


def test_lists_of_two_publishers_stay_side_by_side_the_last_first(files, dump, tmp_path):
    first = files.load(dump)
    os.utime(first.stored.path, (1, 1))
    files.load(write(tmp_path / "gns.txt", GNS_NEW_ROWS))
    assert [stored.about.source for stored in files.lists()] == ["GNS", "GeoNames"]


def test_lists_of_other_classes_of_feature_stay_side_by_side(files, tmp_path):
    header, row = GNS_NEW_ROWS[0], GNS_NEW_ROWS[2]
    files.load(write(tmp_path / "Populated_Places.txt", [header, row]))
    files.load(write(tmp_path / "Hydrographic.txt", [header, row.replace("\tPPL\tP\t", "\tWLL\tH\t")]))
    assert {stored.about.classes for stored in files.lists()} == {"H", "P"}


def test_a_bad_file_leaves_nothing_behind(files, tmp_path):
    with pytest.raises(BadDump):
        files.load(write(tmp_path / "LY.txt", [*GEONAMES_ROWS, "short"]))
    assert not files.folder.exists()


def test_a_load_that_is_stopped_leaves_the_lists_as_they_were(files, dump, tmp_path):
    files.load(dump)
    before = names_in(files)
    for stop_at in (0.0, 0.2, 0.35):
        def stop(share, stop_at=stop_at):
            if share >= stop_at:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            files.load(write(tmp_path / "other.txt", GEONAMES_ROWS[:3]), progress=stop)
        assert names_in(files) == before


def test_a_fault_while_writing_leaves_nothing_behind(files, dump, monkeypatch):
    whole = NameIndex.write

    def fill_the_disk(places, path):
        whole(places, path)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(NameIndex, "write", fill_the_disk)
    with pytest.raises(NameFileError, match="the disk is full"):
        files.load(dump)
    assert names_in(files) == []


def test_a_folder_that_cannot_be_made_gets_a_sentence(dump, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NameFileError, match="cannot be stored in"):
        NameFiles(tmp_path / "file").load(dump)


@pytest.mark.parametrize("spoil", [
    lambda path: path.write_bytes(b"no database"), lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:-4096]),
], ids=["nonsense", "empty", "cut off"])
def test_a_broken_list_is_told_and_made_again_when_loaded(files, dump, spoil):
    spoil(files.load(dump).stored.path)
    [broken] = files.lists()
    assert re.search("load (it|its file) again", broken.trouble)
    with pytest.raises(NameFileError):
        files.open(broken)
    assert not files.load(dump).was_known
    assert found(files, "Tajriba").state is PlaceState.FOUND


def test_a_list_is_removed_and_removing_it_twice_is_no_fault(files, dump):
    stored = files.load(dump).stored
    files.remove(stored)
    files.remove(stored)
    assert files.lists() == []


def test_what_a_killed_process_left_is_swept_after_a_day(files, dump):
    files.folder.mkdir()
    old, young = files.folder / "old.part", files.folder / "young.part"
    old.touch(), young.touch()
    os.utime(old, (time.time() - 90_000,) * 2)
    files.load(dump)
    assert not old.exists() and young.exists()
