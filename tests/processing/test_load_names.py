import shutil

import pytest
from dump_files import GEONAMES_ROWS, GNS_NEW_ROWS, NAME_ROWS, pack, write
from qgis.core import QgsProcessingException

from libya_incident_mapper.geocoding.name_files import checksum
from libya_incident_mapper.qgis_support.place_names import place_names

from .conftest import Listener


@pytest.fixture(autouse=True)
def folder(qgis_app):
    """The profile's folder of lists, empty before and after."""
    folder = place_names().files.folder
    shutil.rmtree(folder, ignore_errors=True)
    place_names().follow_lists()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
    place_names().follow_lists()


def state(text):
    return place_names().geocoder.locate(text).state.value


def test_a_loaded_list_is_known_to_every_search_of_this_qgis(run, tmp_path, folder, qtbot):
    path = pack(tmp_path / "LY.zip", LY_txt=GEONAMES_ROWS)
    names = write(tmp_path / "names.txt", NAME_ROWS)
    assert state("Qaryat at Tajribah") == "unknown"
    listener = Listener()
    with qtbot.waitSignal(place_names().changed):
        results = run("loadnames", listener, INPUT=str(path), ALTERNATE_NAMES=str(names))
    assert (results["PLACES"], results["OUTSIDE"], results["UNUSED"]) == (5, 1, 1)
    assert results["NAMES"] >= 9
    assert results["SHA256"] == f"{checksum(path)} {checksum(names)}"
    assert (state("Qaryat at Tajribah"), state("Villaggio Esperienza"), state("قرية تجريبة")) == ("found",) * 3
    assert state("20 km south of Tajriba") == "found"
    assert listener.steps == sorted(listener.steps)


def test_the_same_content_says_so(run, tmp_path, listener):
    path = write(tmp_path / "ly.txt", GNS_NEW_ROWS)
    run("loadnames", INPUT=str(path))
    results = run("loadnames", listener, INPUT=str(path))
    assert any("already" in said for said in listener.said)
    assert results["PLACES"] == 1


@pytest.mark.parametrize("rows, sentence", [
    ([*GEONAMES_ROWS, "short"], "1 column where 19 belong"), (["a,b"], "neither a dump of GeoNames"), ([], "is empty"),
])
def test_a_bad_file_ends_with_a_sentence_and_the_search_goes_on(run, tmp_path, folder, rows, sentence):
    path = write(tmp_path / "LY.txt", rows, end="\n" if rows else "")
    with pytest.raises(QgsProcessingException, match=sentence):
        run("loadnames", INPUT=str(path))
    assert not folder.exists()
    assert state("Uqaylah") == "found"


def test_a_file_that_is_not_there(run, tmp_path):
    with pytest.raises(QgsProcessingException, match="cannot be read"):
        run("loadnames", INPUT=str(tmp_path / "absent.zip"))


def test_it_can_be_cancelled(run, tmp_path, folder):
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run("loadnames", Listener(cancels=True), INPUT=str(write(tmp_path / "LY.txt", GEONAMES_ROWS)))
    assert not folder.exists() or list(folder.iterdir()) == []


def test_a_broken_list_is_passed_over_and_told(run, tmp_path, folder, qgis_app):
    run("loadnames", INPUT=str(write(tmp_path / "LY.txt", GEONAMES_ROWS)))
    (folder / "broken.names").write_bytes(b"nonsense")
    said = []
    qgis_app.messageLog().messageReceived.connect(lambda text, tag, level: said.append(text))
    place_names().follow_lists()
    assert state("Qaryat at Tajribah") == "found"
    assert sum("broken.names is damaged" in text for text in said) == 1
