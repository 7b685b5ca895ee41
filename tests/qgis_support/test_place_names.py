"""The one geocoder of the process, also while threads ask and what was taught changes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from libya_incident_mapper.geocoding.gazetteer import Place, load_gazetteer
from libya_incident_mapper.geocoding.geodesy import GeoPoint
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.route_book import RouteBook
from libya_incident_mapper.geocoding.routes import Route
from libya_incident_mapper.qgis_support import place_names as place_names_module
from libya_incident_mapper.qgis_support.place_names import PlaceNames, place_names

LINE = Place("taught:1", "103 line", "", (), "locality", "", 28.9, 21.1, 3000.0, 0.5, "taught")


@pytest.fixture
def names(qgis_app):
    return PlaceNames()


def test_there_is_one():
    assert place_names() is place_names()


def test_what_was_taught_is_found_at_once_and_told(names, qtbot):
    before = names.geocoder
    assert not before.locate("103 line").is_placed
    with qtbot.waitSignal(names.changed):
        names.use_taught([LINE])
    assert names.geocoder is not before
    assert names.geocoder.locate("103 line").name == "103 line"
    with qtbot.assertNotEmitted(names.changed):
        names.use_taught((LINE,))


def test_roads_are_known_at_once_and_told(names, qtbot):
    line = (GeoPoint(30.76, 20.22), GeoPoint(29.03, 21.55))
    text, book = "12 km from Ajdabiya on the Ajdabiya-Jalu road", RouteBook([Route("Ajdabiya-Jalu road", line, "mine")])
    assert names.geocoder.locate(text).rule == "distance only"
    with qtbot.waitSignal(names.changed):
        names.use_routes(book)
    assert names.geocoder.locate(text).rule == "distance along a path"
    assert names.geocoder_with([LINE]).locate(text).rule == "distance along a path"
    with qtbot.assertNotEmitted(names.changed):
        names.use_routes(RouteBook(book.routes))


def test_it_describes_with_the_same_names(names):
    assert names.describer.describe(30.26, 19.2).text == "in El Agheila, Al Wahat"


def test_a_list_that_breaks_while_it_is_searched_is_left_with_a_word(names, monkeypatch, tmp_path):
    path = tmp_path / "broken.names"
    NameIndex.write(load_gazetteer(), path)
    content = bytearray(path.read_bytes())
    for page in range(8192 * 16, len(content) - 8192, 8192):
        content[page:page + 4000] = b"\xff" * 4000
    path.write_bytes(content)
    said = []
    monkeypatch.setattr(place_names_module, "log", lambda text, level: said.append(text))
    monkeypatch.setattr(PlaceNames, "_open_lists", lambda self: iter([NameIndex.open(path)]))
    before = names.geocoder
    assert before.locate("Uqaylah").name == "El Agheila"
    assert names.geocoder is not before
    assert said == [f"The list of names {path.name} is damaged; load it again."]
    assert names.geocoder.locate("Uqaylah").name == "El Agheila"
    assert len(said) == 1


def test_threads_get_the_same_one_and_never_none(names):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: names.geocoder, range(32)))) == 1

    def ask(turn):
        if turn % 8 == 0:
            names.use_taught([LINE] if turn % 16 else [])
        return names.geocoder.locate("Uqaylah").name

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(160))) == {"El Agheila"}
