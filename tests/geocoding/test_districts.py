"""The 22 districts: names in both scripts, polygons, and which one a point lies in."""

import pytest
from shapely import wkb

from libya_incident_mapper.geocoding import districts, geodesy
from libya_incident_mapper.geocoding.geodesy import GeoPoint
from libya_incident_mapper.model.errors import DataFileError


def test_there_are_22_with_valid_polygons_and_both_names():
    loaded = districts.load_districts()
    assert len({district.code for district in loaded}) == 22
    for district in loaded:
        assert wkb.loads(district.wkb).is_valid and district.name and district.name_ar


@pytest.mark.parametrize("name, code", [
    ("Jufra", "LY.64"), ("Al-Jufrah", "LY.64"), ("الجفرة", "LY.64"), ("Kufra", "LY.65"), ("الكفرة", "LY.65"),
    ("Benghazi", "LY.69"), ("Wadi al-Hayat", "LY.84"), ("Jabal al Akhdar", "LY.63"), ("Jabal al Gharbi", "LY.80"),
])
def test_found_by_name(name, code):
    assert districts.district_named(name).code == code


@pytest.mark.parametrize("name", ["", "the", "Uqaylah", "Paris", "Jabal", "وادي", "Wadi"])
def test_other_names_are_no_district(name):
    assert districts.district_named(name) is None


@pytest.mark.parametrize("lat, lon, code", [
    (24.20, 23.29, "LY.65"), (29.13, 15.95, "LY.64"), (26.59, 12.77, "LY.84"), (24.96, 10.18, "LY.71"),
    (32.08, 23.96, "LY.79"),
])
def test_a_point_lies_in_its_district(lat, lon, code):
    assert districts.district_of(lat, lon).code == code


@pytest.mark.parametrize("lat, lon", [(34.5, 18.0), (48.9, 2.4), (0.0, 0.0), (30.0, 31.2)])
def test_a_point_elsewhere_lies_in_none(lat, lon):
    assert districts.district_of(lat, lon) is None


def test_every_polygon_contains_what_shapely_says_it_contains():
    from shapely.geometry import Point

    shapes = {district.code: wkb.loads(district.wkb) for district in districts.load_districts()}
    for lat in range(19, 34):
        for lon in range(9, 26):
            inside = {code for code, shape in shapes.items() if shape.contains(Point(lon + 0.013, lat + 0.017))}
            found = districts.district_of(lat + 0.017, lon + 0.013)
            assert ({found.code} if found else set()) == inside


def test_the_circle_encloses_the_district_from_inside_it():
    for district in districts.load_districts():
        centre, radius = district.circle()
        corners = [point for rings in district.polygons for point in rings[0]]
        assert max(geodesy.bearings_and_distances(centre, corners)[1]) == pytest.approx(radius, rel=1e-6)
        assert district.contains(centre) or centre in corners


@pytest.mark.parametrize("text", [
    "", "[]", "{}", '{"features": [{"properties": {}}]}', "not json", '{"features": [7]}',
])
def test_a_broken_file_is_named(tmp_path, text):
    path = tmp_path / "districts.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match="districts.geojson"):
        districts.read_districts(path)


def test_a_hole_does_not_belong_to_the_district():
    square = tuple(GeoPoint(lat, lon) for lat, lon in ((0, 0), (0, 10), (10, 10), (10, 0)))
    hole = tuple(GeoPoint(lat, lon) for lat, lon in ((4, 4), (4, 6), (6, 6), (6, 4)))
    district = districts.District("X", "X", "X", (), ((square, hole),))
    assert district.contains(GeoPoint(2, 2)) and not district.contains(GeoPoint(5, 5))
    assert len(wkb.loads(district.wkb).interiors) == 1


@pytest.mark.parametrize("line, reason", [
    ("sup:x,LY.99", "'LY.99' is no code of a district"), ("sup:fezzan,LY.64", "stands there twice"),
    ("sup:x", "2 cells expected"),
])
def test_a_broken_list_of_regions_is_named_with_its_line(tmp_path, monkeypatch, line, reason):
    path = tmp_path / "region_districts.csv"
    path.write_text((districts.GAZETTEER / path.name).read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    districts.load_districts()
    monkeypatch.setattr(districts, "GAZETTEER", tmp_path)
    districts.region_districts.cache_clear()
    with pytest.raises(DataFileError, match=f"region_districts.csv, line 5: .*{reason}"):
        districts.region_districts()
    districts.region_districts.cache_clear()


def test_every_region_is_a_row_of_the_gazetteer():
    from libya_incident_mapper.geocoding.gazetteer import load_gazetteer

    known = {place.place_id: place.kind for place in load_gazetteer()}
    assert {known[place_id] for place_id in districts.region_districts()} == {"hist_region"}
    codes = [code for codes in districts.region_districts().values() for code in codes]
    assert sorted(codes) == [district.code for district in districts.load_districts()]
