"""Words to locations, end to end: over the bundled gazetteer and over places made for the worked examples."""

import statistics
import sys
import time

import pytest
from shapely import wkb
from shapely.geometry import Point

from libya_incident_mapper.geocoding import districts, geodesy
from libya_incident_mapper.geocoding.gazetteer import Place, load_gazetteer
from libya_incident_mapper.geocoding.geocoder import Geocoder, default_geocoder
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.phrases import LONGEST_PHRASE
from libya_incident_mapper.geocoding.search import PlaceSearch
from libya_incident_mapper.model.errors import UnreadableValue
from libya_incident_mapper.model.location import PlaceState, Precision

FOUND, AMBIGUOUS, UNKNOWN = PlaceState.FOUND, PlaceState.AMBIGUOUS, PlaceState.UNKNOWN


def place(number, name, name_ar, lat, lon, kind="town", district="Sirte"):
    return Place(f"test:{number}", name, name_ar, (), kind, district, lat, lon, 2_000, 0.5, "test")


@pytest.fixture(scope="module")
def worked():
    """A geocoder over the places of the guide's Libyan examples, each with an extent of 2 km."""
    return Geocoder(PlaceSearch(NameIndex((
        place(1, "Nofaliya", "النوفلية", 30.778, 17.835), place(2, "Al Uqaylah", "العقيلة", 30.256, 19.199),
        place(3, "Ras Lanuf", "رأس لانوف", 30.517, 18.567), place(4, "Harawa", "هراوة", 31.053, 17.284),
        place(5, "Hawari", "الهواري", 32.03, 20.13, "suburb", "Benghazi"),
        place(6, "Hawari", "الهواري", 24.32, 23.17, "village", "Kufra"),
        place(7, "Kufra", "الكفرة", 24.18, 23.29, "oasis", "Kufra"),
    ))))


@pytest.fixture(scope="module")
def bundled():
    return default_geocoder()


@pytest.mark.parametrize("text, lat, lon, radius, rule, precision", [
    ("90 km south of Nofaliya", 29.9662, 17.8350, 76_173, "distance at a heading", Precision.DIRECTION),
    ("90 كم جنوب النوفلية", 29.9662, 17.8350, 76_173, "distance at a heading", Precision.DIRECTION),
    ("20 km south of Al Uqaylah", 30.0756, 19.1990, 17_830, "distance at a heading", Precision.NEAR),
    ("20 كم جنوب العقيلة", 30.0756, 19.1990, 17_830, "distance at a heading", Precision.NEAR),
    ("between Ras Lanuf and Al Uqaylah", 30.3869, 18.8834, 33_640, "between", Precision.DIRECTION),
    ("بين رأس لانوف والعقيلة", 30.3869, 18.8834, 33_640, "between", Precision.DIRECTION),
    ("between Harawa and Ras Lanuf", 30.7866, 17.9273, 68_213, "between", Precision.DIRECTION),
    ("near Harawa", 31.053, 17.284, 12_000, "near", Precision.NEAR),
    ("5 km from Harawa", 31.053, 17.284, 7_750, "distance only", Precision.NEAR),
    ("in Harawa", 31.053, 17.284, 2_000, "named place", Precision.LOCALITY),
])
def test_worked_examples(worked, text, lat, lon, radius, rule, precision):
    location = worked.locate(text)
    assert (round(location.lat, 4), round(location.lon, 4)) == (lat, lon)
    assert location.radius_m == pytest.approx(radius, abs=1)
    assert (location.rule, location.precision, location.phrase) == (rule, precision, text)
    assert (location.area_wkb is None) == (rule == "named place")


def test_nested_relations_use_the_inner_radius_as_extent(worked):
    inner = worked.locate("between Harawa and Ras Lanuf")
    outer = worked.locate("20 km south of the area between Harawa and Ras Lanuf")
    total = inner.radius_m + 3_000
    expected = ((20_000 + total - 20_000 * 0.5**0.5) ** 2 + (20_000 * 0.5**0.5) ** 2) ** 0.5
    assert outer.radius_m == pytest.approx(expected)
    _, distance = geodesy.bearing_and_distance(
        geodesy.GeoPoint(inner.lat, inner.lon), geodesy.GeoPoint(outer.lat, outer.lon))
    assert distance == pytest.approx(20_000)


@pytest.mark.parametrize("text", [
    "Hawari", "near Hawari", "south of Hawari", "20 km south of Hawari", "between Hawari and Harawa",
    "Hawari police station",
    "20 km south of the area between Harawa and Hawari", "Harawa and Hawari region", "جنوب الهواري",
])
def test_an_ambiguous_name_makes_the_whole_ambiguous(worked, text):
    location = worked.locate(text)
    assert location.state is AMBIGUOUS and location.precision is Precision.UNLOCATED
    assert (location.lat, location.lon, location.radius_m, location.area_wkb) == (None, None, None, None)
    assert {candidate.place_id for candidate in location.candidates} >= {"test:5", "test:6"}
    assert location.remark and location.phrase == text


@pytest.mark.parametrize("text", [
    "Wadi al-Jafr", "near Wadi al-Jafr", "20 km south of Wadi al-Jafr", "between Sirte and Wadi al-Jafr", "103 line",
    "the 103 line", "Gate 200", "the 40 km checkpoint", "the town", "the area",
    "south of the town", "south", "20 km", "20 km south of", "between Sirte and", "المدينة", "12345", "٠١٢", "!!!",
    "district",
    "checkpoint 40", "Intisar 103 line",
    "police station", "the police station", "Ajdabiya, 20 km south of Sirte",
    "Nofaliya, west of Sirte", "<b>the town</b>", "Robert'); DROP TABLE incidents;--", "[% @project_path %]", "😀",
    "near 😀",
])
def test_what_is_not_known_is_not_placed(bundled, text):
    location = bundled.locate(text)
    assert location.state is UNKNOWN and not location.is_placed and location.radius_m is None
    assert location.area_wkb is None and location.precision is Precision.UNLOCATED
    assert location.remark and location.phrase == text and location.rule == ""


def test_the_remark_says_why_a_gate_or_line_is_not_placed(bundled):
    assert "named by a number" in bundled.locate("103 line").remark
    assert "names no place by itself" in bundled.locate("the town").remark
    assert "contradicts itself" in bundled.locate("Nofaliya, west of Sirte").remark


def test_wadi_al_jafr_keeps_its_candidates(bundled):
    location = bundled.locate("Wadi al-Jafr")
    assert location.candidates and "none of them chosen" in location.remark


def test_a_gate_of_that_very_name_is_found(bundled):
    location = bundled.locate("Gate 40")
    assert location.state is FOUND and "Gate 40" in location.name
    assert bundled.locate("Gate 41").state is UNKNOWN


def test_every_name_with_a_qualifier_finds_its_own_place(bundled):
    """What the place box shows can be typed, or pasted into a phrase."""
    qualified = [place for place in load_gazetteer() if "(" in place.name]
    assert len(qualified) > 20
    for each in qualified:
        assert bundled.locate(each.name).place_id == each.place_id
        assert bundled.locate(f"20 km south of {each.name}").place_id == each.place_id


@pytest.mark.parametrize("text", ["Uqaylah", "in Uqaylah", "العقيلة", "the town of Uqaylah", "\u200fUqaylah\u200e"])
def test_uqaylah_stands_where_it_is(bundled, text):
    location = bundled.locate(text)
    _, away = geodesy.bearing_and_distance(geodesy.GeoPoint(30.26, 19.20), geodesy.GeoPoint(location.lat, location.lon))
    assert location.state is FOUND and away < 5_000
    assert (location.precision, location.rule, location.area_wkb) == (Precision.LOCALITY, "named place", None)


def test_near_ubari_stands_where_the_example_wants_it(bundled):
    location = bundled.locate("near Ubari")
    _, away = geodesy.bearing_and_distance(geodesy.GeoPoint(26.59, 12.78), geodesy.GeoPoint(location.lat, location.lon))
    assert away < 15_000 and location.rule == "near"


@pytest.mark.parametrize("text", ["south of Uqaylah", "to the south of Uqaylah", "جنوب العقيلة"])
def test_south_of_uqaylah_is_a_shape_south_of_the_town(bundled, text):
    town, location = bundled.locate("Uqaylah"), bundled.locate(text)
    west, south, east, north = wkb.loads(location.area_wkb).bounds
    assert location.rule == "heading only" and location.precision is Precision.DIRECTION
    assert north < town.lat and location.lat < town.lat - 0.05 and location.radius_m > 10_000
    assert location.name == town.name and location.place_id == town.place_id


@pytest.mark.parametrize("text", [
    "Kufra and Jalu region", "towards the Kufra and Jalu region", "the region of Kufra and Jalu",
])
def test_kufra_and_jalu_are_one_area(bundled, text):
    location = bundled.locate(text)
    shape = wkb.loads(location.area_wkb)
    assert (location.name, location.precision) == ("Kufra and Jalu", Precision.REGION)
    assert shape.is_valid
    for name in ("Kufra", "Jalu"):
        anchor = bundled.locate(name)
        assert shape.contains(Point(anchor.lon, anchor.lat))
    assert 250_000 < location.radius_m < 400_000 and ";" in location.sources


@pytest.mark.parametrize("text, name", [
    ("Kufra district", "Kufra"), ("Jufra district", "Jufra"), ("Jufra region", "Jufra"),
    ("the district of Sirte", "Sirte"),
    ("Jufra", "Jufra"), ("الجفرة", "Jufra"), ("شعبية الجفرة", "Jufra"),
    ("منطقة الكفرة", "Kufra"), ("Sirte area", "Sirte"),
])
def test_districts_are_polygons_and_first_order_divisions(bundled, text, name):
    location = bundled.locate(text)
    assert (location.state, location.name, location.precision) == (FOUND, name, Precision.REGION)
    assert wkb.loads(location.area_wkb).area > 1 and location.rule == "district polygon"


def test_a_town_is_not_its_district(bundled):
    town = bundled.locate("Sirte")
    assert town.precision is Precision.LOCALITY and town.kind in ("town", "city")


@pytest.mark.parametrize("text", ["Uqaylah police station", "the police station in Uqaylah", "مركز شرطة العقيلة"])
def test_a_police_station_is_its_town_and_says_so(bundled, text):
    town, location = bundled.locate("Uqaylah"), bundled.locate(text)
    assert (location.lat, location.lon, location.radius_m) == (town.lat, town.lon, town.radius_m)
    assert (location.precision, location.rule) == (Precision.LOCALITY, "inside a named place")
    assert f"inside {town.name}: not located itself" in location.remark


def test_a_checkpoint_may_lie_outside_its_town(bundled):
    town, location = bundled.locate("Uqaylah"), bundled.locate("Uqaylah checkpoint")
    assert (location.rule, location.precision) == ("at a named place", Precision.NEAR)
    assert location.radius_m == town.radius_m + 10_000 and "not located itself" in location.remark


def test_a_relation_chooses_among_places_of_one_name(worked):
    location = worked.locate("Hawari, near Kufra")
    assert (location.state, location.place_id) == (FOUND, "test:6") and "fits 'near Kufra'" in location.remark


@pytest.mark.parametrize("text, precision, radius", [
    ("30.26, 19.20", Precision.LOCALITY, 1_470), ("30°15'30\"N 19°12'00\"E", Precision.EXACT, 40.833),
    ("30.2561, 19.1992", Precision.EXACT, 30), ("30.256, 19.199", Precision.SITE, 147),
    ("33RXP1234567890", Precision.EXACT, 30), ("30.2, 19.2", Precision.NEAR, 14_700),
    ("30 N 19 E", Precision.DIRECTION, 147_000),
])
def test_typed_coordinates(bundled, text, precision, radius):
    location = bundled.locate(text)
    assert (location.state, location.rule, location.precision) == (FOUND, "coordinates given", precision)
    assert location.radius_m == pytest.approx(radius, abs=0.01) and "WGS84 assumed" in location.remark


def test_swapped_coordinates_are_refused_each_time(bundled):
    for _ in range(2):
        with pytest.raises(UnreadableValue, match="write latitude first"):
            bundled.locate("19.2, 30.26")


def test_identical_words_give_the_identical_location(bundled):
    assert bundled.locate("20 km south of Sirte") is bundled.locate("20 km south of Sirte")
    assert Geocoder().locate("20 km south of Sirte") == bundled.locate("20 km south of Sirte")


@pytest.mark.parametrize("text", [
    "x" * 10_000, "Uqaylah " * 2_000, "\u200f" * 10_000, "\x00" * 200, "near " * 40, "and " * 50, ", " * 100, "(" * 200,
    "بين " * 50, "و" * 200, "1" * 200, "<script>alert(1)</script>" * 8, "\ud800", "%s%n" * 40, "south of " * 22,
    "é" * 200,
])
def test_weird_texts_are_unknown_quickly(bundled, text):
    bundled.locate("Uqaylah")
    start = time.perf_counter()
    location = bundled.locate(text)
    assert time.perf_counter() - start < 0.25
    assert location.state is UNKNOWN and location.remark and location.phrase == text


@pytest.mark.parametrize("text", [
    "between Sirte and سرت", "on the road between Sirte and Surt", "Gate 40 between Sirte and سرت",
])
def test_nothing_lies_between_a_place_and_itself(bundled, text):
    location = bundled.locate(text)
    assert location.state is UNKNOWN and "are one place, and nothing lies between" in location.remark


@pytest.mark.parametrize("text", [
    "999999 km south of Sirte", "3000 km E and 2 km N of Sirte", "Gate 20000 west of Sirte",
])
def test_a_distance_longer_than_the_country_is_questioned(bundled, text):
    location = bundled.locate(text)
    assert location.state is UNKNOWN and "more than Libya is long" in location.remark


@pytest.mark.parametrize("text, districts_in, outside", [
    ("Cyrenaica", ("Benghazi", "Tobruk", "Kufra", "Ajdabiya"), ("Sirte", "Sabha", "Tripoli")),
    ("Fezzan", ("Sabha", "Murzuq", "Ghat", "Hun"), ("Ghadames", "Sirte", "Kufra")),
    ("إقليم طرابلس", ("Tripoli", "Misrata", "Ghadames", "Sirte"), ("Hun", "Benghazi", "Sabha")),
    ("the Fezzan region", ("Sabha",), ("Sirte",)), ("southern Libya", ("Sabha",), ("Sirte",)),
])
def test_the_historical_regions_are_unions_of_districts(bundled, text, districts_in, outside):
    location = bundled.locate(text)
    shape = wkb.loads(location.area_wkb)
    assert (location.rule, location.precision) == ("union of district polygons", Precision.REGION)
    assert shape.is_valid and "as the union of the districts" in location.remark
    for name in (*districts_in, *outside):
        place = bundled.locate(name)
        assert shape.contains(Point(place.lon, place.lat)) is (name in districts_in), name


@pytest.mark.parametrize("text, bearing", [
    ("south Tripoli", 180), ("southeast Benghazi", 135), ("north Misrata", 0), ("western Derna", 270),
])
def test_south_of_a_name_is_its_part_where_no_place_is_called_so(bundled, text, bearing):
    whole, part = bundled.locate(text.split()[1]), bundled.locate(text)
    assert (part.rule, part.precision) == ("part of a place", Precision.LOCALITY)
    start = geodesy.GeoPoint(whole.lat, whole.lon)
    to_part, away = geodesy.bearing_and_distance(start, geodesy.GeoPoint(part.lat, part.lon))
    assert geodesy.angle_between(to_part, bearing) < 1 and 0 < away < whole.radius_m
    assert bundled.locate("South Gate").kind == "checkpoint"


@pytest.mark.parametrize("text, names", [
    ("between Sirte, Hun and Jalu", ("Sirte", "Hun", "Jalu")), ("بين سرت، هون وجالو", ("Sirte", "Hun", "Jalu")),
    ("in the area between Tobruk, Derna, and Benghazi", ("Tobruk", "Derna", "Benghazi")),
])
def test_between_more_than_two_places_is_what_they_enclose(bundled, text, names):
    location = bundled.locate(text)
    shape, points = wkb.loads(location.area_wkb), [bundled.locate(name) for name in names]
    assert location.rule == "between" and len(shape.exterior.coords) == 4
    assert all(shape.exterior.distance(Point(point.lon, point.lat)) < 1e-6 for point in points)
    middle = geodesy.GeoPoint(location.lat, location.lon)
    away = [geodesy.bearing_and_distance(middle, geodesy.GeoPoint(point.lat, point.lon))[1] for point in points]
    assert max(away) == pytest.approx(location.radius_m) and ";" in location.sources


def test_three_places_may_be_one_area(bundled):
    location = bundled.locate("Kufra, Jalu and Tazirbu region")
    shape = wkb.loads(location.area_wkb)
    assert location.rule == "two places as one area" and location.precision is Precision.REGION
    for name in ("Kufra", "Jalu", "Tazirbu"):
        place = bundled.locate(name)
        assert shape.contains(Point(place.lon, place.lat))


def test_a_part_of_a_district_is_cut_from_its_polygon(bundled):
    whole, north = bundled.locate("Jufra district"), bundled.locate("northern Jufra district")
    assert north.rule == "part of a place" and north.precision is Precision.REGION and north.lat > whole.lat
    assert wkb.loads(whole.area_wkb).buffer(1e-6).contains(wkb.loads(north.area_wkb))


def test_near_a_district_is_near_its_polygon(bundled):
    whole, near = wkb.loads(bundled.locate("Ghat district").area_wkb), bundled.locate("near Ghat district")
    edge = whole.exterior if whole.geom_type == "Polygon" else max(whole.geoms, key=lambda part: part.area).exterior
    shape = wkb.loads(near.area_wkb)
    assert shape.contains(edge)
    # 10 km in degrees of longitude and of latitude at 25 degrees
    assert all(0.085 < Point(corner).distance(whole) < 0.105 for corner in shape.exterior.coords)


@pytest.mark.parametrize("text, crossings", [
    ("the border crossing with Tunisia", {"sup:ras-ajdir", "sup:wazin-dehiba-crossing"}),
    ("the Tunisian border crossing", {"sup:ras-ajdir", "sup:wazin-dehiba-crossing"}),
    ("معبر حدودي مع تونس", {"sup:ras-ajdir", "sup:wazin-dehiba-crossing"}),
    ("المنفذ الحدودي مع مصر", {"sup:musaid-salloum-crossing", "sup:uwaynat-triangle"}),
])
def test_the_crossings_of_a_border_are_asked_about(bundled, text, crossings):
    location = bundled.locate(text)
    assert location.state is AMBIGUOUS and {candidate.place_id for candidate in location.candidates} == crossings
    assert "several listed crossings" in location.remark


@pytest.mark.parametrize("text, place_id", [
    ("Ras Ajdir border crossing", "sup:ras-ajdir"), ("معبر راس جدير", "sup:ras-ajdir"),
    ("the border crossing with Sudan", "sup:uwaynat-triangle"), ("the Salvador triangle", "sup:salvador-pass"),
    ("Libya-Egypt-Sudan triangle", "sup:uwaynat-triangle"),
])
def test_a_crossing_or_triangle_that_is_listed_is_found(bundled, text, place_id):
    assert bundled.locate(text).place_id == place_id


@pytest.mark.parametrize("text", ["the border crossing", "border crossing with Greece", "المعبر", "the triangle"])
def test_a_crossing_of_no_border_of_libya_is_unknown(bundled, text):
    assert bundled.locate(text).state is UNKNOWN


def test_the_longest_phrase_is_documented(bundled):
    assert bundled.locate("Uqaylah" + " " * (LONGEST_PHRASE - 7)).state is FOUND
    assert str(LONGEST_PHRASE) in bundled.locate("Uqaylah" + " " * (LONGEST_PHRASE - 6)).remark


def test_nothing_typed_is_nowhere(bundled):
    assert bundled.locate("").remark == bundled.locate(" \u200f\t").remark == "no place was given"


@pytest.fixture
def without(monkeypatch):
    """Takes a package away, as if it had never been installed."""
    def take(name):
        for module in [module for module in sys.modules if module.partition(".")[0] == name]:
            monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.setitem(sys.modules, name, None)
        for remembered in (geodesy.geod, districts.load_districts, districts._by_name, districts._region):
            remembered.cache_clear()
        return Geocoder()
    yield take
    geodesy.geod.cache_clear()


@pytest.mark.parametrize("text", [
    "20 km south of Uqaylah", "south of Uqaylah", "near Ubari", "20 km from Sirte", "between Sirte and Hun",
    "Kufra district",
    "Kufra and Jalu region", "2 km south of Uqaylah",
])
def test_without_shapely_point_and_radius_stay_and_the_remark_says_how_to_get_it(without, bundled, text):
    complete, bare = bundled.locate(text), without("shapely").locate(text)
    assert (bare.lat, bare.lon, bare.radius_m, bare.precision) == (
        complete.lat, complete.lon, complete.radius_m, complete.precision)
    assert bare.area_wkb is None and complete.area_wkb
    assert bare.remark.count("shape left out: the Python package shapely is not installed; get it with") == 1


@pytest.mark.parametrize("text, state", [
    ("Uqaylah", FOUND), ("near Ubari", FOUND), ("20 km from Sirte", FOUND), ("Kufra district", FOUND),
    ("30.26, 19.2", FOUND),
    ("20 km south of Uqaylah", UNKNOWN), ("south of Uqaylah", UNKNOWN), ("between Sirte and Hun", UNKNOWN),
    ("Nofaliya, east of Sirte", UNKNOWN), ("Kufra and Jalu region", UNKNOWN), ("33RXP1234567890", UNKNOWN),
])
def test_without_pyproj_names_are_still_found(without, text, state):
    location = without("pyproj").locate(text)
    assert location.state is state and location.area_wkb is None
    if text not in ("Uqaylah", "30.26, 19.2", "Kufra district"):
        assert "the Python package pyproj is not installed" in location.remark


@pytest.mark.parametrize("text", [
    "Uqay", "south of Uqay", "20 km south-east of Uqay", "between Sirte and Uqay", "جنوب العقي",
])
def test_complete_offers_the_last_name_of_a_phrase(bundled, text):
    assert "El Agheila" in [candidate.name for candidate in bundled.complete(text)]


@pytest.mark.parametrize("text", ["", "south of ", "x" * 10_000])
def test_complete_offers_nothing_for_nothing(bundled, text):
    assert bundled.complete(text) == []


def test_repeated_texts_are_only_looked_up(bundled):
    texts = [f"{number} km south of Sirte" for number in range(1, 201)]
    for text in texts:
        bundled.locate(text)
    laps = []
    for _ in range(5):
        start = time.perf_counter()
        for text in texts:
            bundled.locate(text)
        laps.append(time.perf_counter() - start)
    assert statistics.median(laps) < 0.02


@pytest.mark.parametrize(("asked", "place_name"), [
    ("Tobrouk", "Tobruk"), ("Syrte", "Sirte"), ("Zaouïa", "Zawiya"), ("Guiryan", "Gharyan"),
    ("Beni Oualid", "Bani Walid"), ("l'oasis de Koufra", "Kufra"), ("l'aéroport de La Abraq", "Labraq Airport"),
    ("le champ pétrolier d’El-Feel", "El Feel Field"), ("la raffinerie de Zaouïa", "Zawiya Oil Terminal"),
    ("le golfe de Syrte", "Gulf of Sidra"), ("l'est libyen", "Cyrenaica"), ("le sud libyen", "Fezzan"),
    ("le poste-frontière de Ras Jedir", "Ras Ajdir"), ("le point de passage de Dehiba", "Wazin-Dehiba Crossing"),
    ("à la frontière avec le Niger", "Libyan-Nigerien border"),
    ("la frontière libyo-tchadienne", "Libyan-Chadian border"),
])
def test_places_as_the_french_press_writes_them(bundled, asked, place_name):
    location = bundled.locate(asked)
    assert (location.state, location.name) == (PlaceState.FOUND, place_name)
