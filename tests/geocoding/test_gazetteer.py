import csv
import json

import pytest

from libya_incident_mapper.geocoding.gazetteer import (
    GAZETTEER,
    PLACE_COLUMNS,
    load_gazetteer,
    place_kinds,
    read_places,
)
from libya_incident_mapper.model.errors import DataFileError

ROW = ["sup:here", "Here", "هنا", "Hier", "town", "Sirte", "30.5", "18.5", "5000", "0.5", "OSM"]


def table(tmp_path, *rows, header=PLACE_COLUMNS):
    path = tmp_path / "places.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def changed(column, value):
    return [value if name == column else cell for name, cell in zip(PLACE_COLUMNS, ROW)]


def test_every_place_lies_in_libya_and_has_a_known_kind_and_district():
    districts = {place.district for place in load_gazetteer() if place.kind == "district"}
    assert len(districts) == 22
    for place in load_gazetteer():
        assert 19 <= place.lat <= 34 and 9 <= place.lon <= 26, place
        assert place.kind in place_kinds()
        assert place.district in districts | {""}, place
        assert 0 < place.importance <= 1
        assert place.extent_m >= 1000


def test_the_sources_are_merged_without_doubles():
    sources = {place.place_id.split(":")[0] for place in load_gazetteer()}
    assert sources == {"sup", "gn", "sm", "ap", "district"}
    assert len(load_gazetteer()) > 500
    tobruk = [place for place in load_gazetteer() if "Tobrouk" in place.spellings() and place.kind != "district"]
    assert len(tobruk) == 1
    assert tobruk[0].place_id == "sup:tobruk"
    assert "GeoNames" in tobruk[0].source
    assert "طبرق" in tobruk[0].spellings()


def test_the_town_of_the_example_stands_where_it_should():
    agheila = next(place for place in load_gazetteer() if place.place_id == "sup:el-agheila")
    assert (agheila.lat, agheila.lon) == (30.26, 19.20)
    assert agheila.district == "Al Wahat"


def test_only_latin_and_arabic_spellings_are_kept_and_no_machine_made_ones():
    for place in load_gazetteer():
        for spelling in place.spellings():
            assert not any("Ͱ" <= letter <= "׿" or letter > "ऀ" and not "Ḁ" <= letter <= "⁯"
                           and not "ﭐ" <= letter <= "﻿" for letter in spelling), spelling
    tobruk = next(place for place in load_gazetteer() if place.place_id == "sup:tobruk")
    assert not {"tbrq", "tu bo lu ge", "TOB", "Тобрук"} & set(tobruk.spellings())


def test_a_spelling_that_belongs_to_an_unplaced_field_is_dropped():
    dahra = next(place for place in load_gazetteer() if place.name == "Dahra Field")
    assert "Hofra" not in dahra.aliases


def test_districts_have_modern_names_and_closed_rings():
    features = json.loads((GAZETTEER / "districts.geojson").read_text(encoding="utf-8"))["features"]
    names = {feature["properties"]["name"] for feature in features}
    assert len(features) == 22
    assert {"Nalut", "Al Wahat", "Derna", "Tripoli", "Jabal al Gharbi"} <= names
    assert not {"Ghadamis", "Al Qubbah", "Mizdah"} & names
    for feature in features:
        assert feature["properties"]["name_ar"]
        for polygon in feature["geometry"]["coordinates"]:
            assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in polygon)


@pytest.mark.parametrize(("row", "word"), [
    (changed("kind", "castle"), "castle"),
    (changed("lat", "north"), "north"),
    (changed("lat", "91"), "between -90 and 90"),
    (changed("lon", "nan"), "between -180 and 180"),
    (changed("importance", "2"), "between 0 and 1"),
    (changed("extent_m", "0"), "extent_m"),
    (changed("name", ""), "needs an id and a name"),
    (changed("name", " Here"), "blanks"),
    (ROW[:-1], "11 cells expected"),
])
def test_a_broken_row_is_refused_with_file_and_line(tmp_path, row, word):
    with pytest.raises(DataFileError, match=word) as caught:
        read_places(table(tmp_path, ["sup:there", *ROW[1:]], row))
    assert "places.csv, line 3" in str(caught.value)


def test_an_id_stands_there_once(tmp_path):
    with pytest.raises(DataFileError, match="twice"):
        read_places(table(tmp_path, ROW, ROW))


def test_another_header_is_refused(tmp_path):
    with pytest.raises(DataFileError, match="header"):
        read_places(table(tmp_path, ROW, header=PLACE_COLUMNS[::-1]))
