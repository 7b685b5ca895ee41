"""Lines: positions along them, which line is meant, and how strictly the bundled ones are read."""

import json
import random

import pytest
from pyproj import Geod
from shapely import wkb
from shapely.geometry import Point

from libya_incident_mapper.geocoding import route_book
from libya_incident_mapper.geocoding.gazetteer import Place
from libya_incident_mapper.geocoding.geocoder import Geocoder
from libya_incident_mapper.geocoding.geodesy import GeoPoint
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.route_book import RouteBook, bundled_lines, read_lines
from libya_incident_mapper.geocoding.routes import Route
from libya_incident_mapper.geocoding.search import PlaceSearch
from libya_incident_mapper.geocoding.solution import Anchor
from libya_incident_mapper.model.errors import DataFileError
from libya_incident_mapper.model.location import PlaceState, Precision

GEOD = Geod(ellps="WGS84")
LINE = (GeoPoint(30.0, 18.0), GeoPoint(30.0, 19.0), GeoPoint(29.0, 19.5), GeoPoint(28.5, 18.5))


def metres(one, other):
    return GEOD.inv(one.lon, one.lat, other.lon, other.lat)[2]


def road(name, *corners, **more):
    return Route(name, tuple(GeoPoint(*corner) for corner in corners), "test", **more)


def test_positions_are_geodesic_metres_from_the_first_point():
    route = Route("R", LINE, "test")
    steps = [metres(*pair) for pair in zip(LINE, LINE[1:])]
    assert route.measures == pytest.approx([0, steps[0], sum(steps[:2]), sum(steps)])
    assert route.length_m == pytest.approx(GEOD.line_length([p.lon for p in LINE], [p.lat for p in LINE]))
    for point, measure in zip(LINE, route.measures):
        assert metres(route.at(measure), point) < 1e-3
    third = route.at(steps[0] + steps[1] / 3)
    assert metres(LINE[1], third) == pytest.approx(steps[1] / 3, abs=1e-3)
    assert metres(third, LINE[2]) == pytest.approx(steps[1] * 2 / 3, abs=1e-3)


def test_nearest_finds_the_point_one_started_from():
    route, chance = Route("R", LINE, "test"), random.Random(7)
    for _ in range(200):
        measure = chance.uniform(0, route.length_m)
        found, away = route.nearest(route.at(measure))
        assert found == pytest.approx(measure, abs=1) and away < 1
    beside = GEOD.fwd(18.5, 30.0009, 0, 4_000)
    measure, away = route.nearest(GeoPoint(beside[1], beside[0]))
    assert away == pytest.approx(4_000, abs=150) and measure == pytest.approx(route.measures[1] / 2, abs=50)


@pytest.mark.parametrize("line", [LINE, (GeoPoint(30.0, 12.0), GeoPoint(30.0, 25.0)), (LINE[0], LINE[0], LINE[1])])
def test_lines_far_away_are_left_out_and_none_that_is_near(line):
    route, chance = Route("R", line, "test"), random.Random(3)
    for _ in range(400):
        point = GeoPoint(chance.uniform(27.5, 31), chance.uniform(17, 20.5))
        away, extent = route.nearest(point)[1], chance.uniform(0, 60_000)
        assert route.passes_all([Anchor("X", point, extent)]) is (away <= extent + route.reach_m)


def test_beyond_the_ends_the_nearest_point_is_the_end():
    route = Route("R", LINE, "test")
    assert route.nearest(GeoPoint(30.2, 17.5))[0] == 0
    assert route.nearest(GeoPoint(28.0, 17.9))[0] == pytest.approx(route.length_m)


def test_a_part_keeps_the_corners_between():
    route = Route("R", LINE, "test")
    part = route.part(route.measures[2] + 1_000, route.measures[1] - 1_000)
    assert part[1:-1] == list(LINE[1:3]) and metres(part[0], LINE[1]) == pytest.approx(1_000, abs=0.01)
    whole = route.part(-5_000, route.length_m + 5_000)
    assert len(whole) == 4 and all(metres(*pair) < 1e-3 for pair in zip(whole, LINE))


def test_equidistant_is_as_far_from_both_ends():
    chance = random.Random(11)
    for _ in range(60):
        corners = tuple(GeoPoint(chance.uniform(25, 32), chance.uniform(12, 24)) for _ in range(chance.randint(2, 9)))
        route = Route("R", corners, "test")
        point = route.equidistant(0.0, route.length_m)
        assert metres(point, corners[0]) == pytest.approx(metres(point, corners[-1]), abs=1)
        assert route.nearest(point)[1] < 200


def test_doubled_points_do_no_harm():
    route = Route("R", (LINE[0], LINE[0], LINE[1], LINE[1]), "test")
    assert route.length_m == pytest.approx(metres(*LINE[:2])) and route.nearest(LINE[1])[1] < 1e-3
    assert metres(route.at(route.length_m), LINE[1]) < 1e-3
    assert route.equidistant(0, route.length_m)


def test_a_book_finds_by_name_and_by_places():
    one = Route("Hun - Sabha Road", LINE, "test", aliases=("طريق هون سبها",))
    other = Route("P", LINE, "test", "pipeline")
    book = RouteBook([one, other])
    assert list(book.named("the hun-sabha road")) == [one] and list(book.named("طريق هون - سبها")) == [one]
    assert not book.named("") and not book.named("the") and not book.named("Sabha road")
    near, far = Anchor("N", GeoPoint(30.05, 18.2), 2_000), Anchor("F", GeoPoint(30.2, 18.2), 2_000)
    assert book.passing("road", [near]) == [one] and book.passing("pipeline", [near]) == [other]
    assert book.passing("road", [near, far]) == []


def test_the_bundled_lines_are_the_coast_and_six_borders():
    kinds = [line.kind for line in bundled_lines()]
    assert sorted(kinds) == ["border"] * 6 + ["coast"] and all(line.name_ar for line in bundled_lines())
    coast = next(line for line in bundled_lines() if line.kind == "coast")
    assert 1_700_000 < coast.length_m < 2_100_000
    borders = sum(line.length_m for line in bundled_lines() if line.kind == "border")
    # 4,348 km by the CIA World Factbook
    assert borders == pytest.approx(4_348_000, rel=0.05)
    ends = [end for line in bundled_lines() for end in (line.line[0], line.line[-1])]
    for end in ends:  # each line begins and ends where another does
        assert sorted(metres(end, other) for other in ends)[1] < 10


@pytest.mark.parametrize("lat, lon", [
    (32.93, 12.08), (32.90, 13.18), (32.66, 14.27), (31.21, 16.59), (30.51, 18.55), (32.12, 20.06), (32.77, 22.64),
    (32.08, 23.98),
])
def test_the_towns_of_the_coast_lie_on_it(lat, lon):
    coast = next(line for line in bundled_lines() if line.kind == "coast")
    assert coast.nearest(GeoPoint(lat, lon))[1] < 6_000


@pytest.mark.parametrize("text", [
    "", "{}", '{"features": [{}]}', '{"features": 3}',
    json.dumps({"features": [{"properties": {"name": "X", "name_ar": "", "aliases": [], "code": "coast"},
                              "geometry": {"coordinates": [[1, 2]]}}]}),
    json.dumps({"features": [{"properties": {"name": "X", "name_ar": "", "aliases": [], "code": "coast"},
                              "geometry": {"coordinates": [["a", 2], [3, 4]]}}]}),
])
def test_a_broken_list_of_lines_is_named(tmp_path, text):
    path = tmp_path / "lines.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match="lines.geojson, line 1: this is no list of lines"):
        read_lines(path)


@pytest.fixture
def town():
    """A geocoder over one town, with the roads given."""
    places = (
        Place("test:1", "Marada", "مرادة", (), "town", "", 29.22, 19.22, 3_000, 0.5, "test"),
        Place("test:2", "Zella", "زلة", (), "town", "", 29.22, 20.22, 3_000, 0.5, "test"),
    )

    def with_roads(*routes):
        return Geocoder(PlaceSearch(NameIndex(places)), RouteBook(routes))

    return with_roads


CROSSING = (29.25, 19.25)
NORTH_SOUTH = road("North road", (28.5, 19.25), (30.0, 19.25))
EAST_WEST = road("East road", (29.25, 18.5), (29.25, 19.2), (29.25, 19.3), (29.25, 20.3))


@pytest.mark.parametrize("text", [
    "the junction at Marada", "Marada junction", "the crossroads in Marada", "مفترق مرادة",
])
def test_the_junction_of_two_roads_is_where_they_cross(town, text):
    location = town(NORTH_SOUTH, EAST_WEST).locate(text)
    assert (location.state, location.rule, location.precision) == (
        PlaceState.FOUND, "junction of two lines", Precision.EXACT)
    assert metres(GeoPoint(location.lat, location.lon), GeoPoint(*CROSSING)) < 20 and location.radius_m == 30
    assert wkb.loads(location.area_wkb).contains(Point(location.lon, location.lat))


def test_a_road_that_ends_at_another_makes_a_junction_and_side_by_side_they_make_none(town):
    ending = road("Spur", (29.25, 19.2501), (29.4, 19.6))
    assert town(NORTH_SOUTH, ending).locate("Marada junction").rule == "junction of two lines"
    lane = road("Second lane", (28.5, 19.25005), (30.0, 19.25005))
    location = town(NORTH_SOUTH, lane).locate("Marada junction")
    assert location.rule == "at a named place" and "not located itself" in location.remark


def test_two_junctions_are_asked_about(town):
    other = road("Other road", (29.2, 18.5), (29.2, 20.0))
    location = town(NORTH_SOUTH, EAST_WEST, other).locate("Marada junction")
    assert location.state is PlaceState.AMBIGUOUS and len(location.candidates) == 2
    for candidate in location.candidates:
        again = town(NORTH_SOUTH, EAST_WEST, other).locate(candidate.name)
        assert again.rule == "junction of two lines", again.remark
        assert metres(GeoPoint(again.lat, again.lon), GeoPoint(candidate.lat, candidate.lon)) < 20


@pytest.mark.parametrize("text", [
    "the junction of the North road and the East road", "junction of East road and North road",
    "at the crossroads of North road and East road",
])
def test_a_junction_may_be_named_by_its_roads(town, text):
    location = town(NORTH_SOUTH, EAST_WEST).locate(text)
    assert (location.rule, location.radius_m) == ("junction of two lines", 30) and location.name
    assert metres(GeoPoint(location.lat, location.lon), GeoPoint(*CROSSING)) < 20


def test_roads_that_do_not_meet_make_no_junction(town):
    far = road("Far road", (25.0, 15.0), (25.0, 16.0))
    assert town(NORTH_SOUTH, far).locate("the junction of North road and Far road").state is PlaceState.UNKNOWN


def test_which_road_leaves_the_town_that_way_decides(town):
    roads = town(NORTH_SOUTH, EAST_WEST)
    for text, lat, lon in (
        ("the 30 km checkpoint north of Marada", 29.4907, 19.25), ("the 30 km checkpoint west of Marada", 29.25, 18.91),
        ("Gate 30 east of Marada", 29.25, 19.53), ("بوابة 30 جنوب مرادة", 28.95, 19.25),
    ):
        location = roads.locate(text)
        assert location.rule == "distance along a path", location.remark
        assert metres(GeoPoint(location.lat, location.lon), GeoPoint(lat, lon)) < 2_000


def test_two_roads_that_way_are_asked_about(town):
    fork = road("Fork", (29.22, 19.22), (29.9, 19.6))
    location = town(NORTH_SOUTH, fork).locate("the 60 km checkpoint north of Marada")
    assert location.state is PlaceState.AMBIGUOUS and len(location.candidates) == 2
    assert all("60 km north" in candidate.name for candidate in location.candidates)


def test_two_lanes_of_one_road_are_one_place(town):
    lane = road("North road", (28.5, 19.252), (30.0, 19.252))
    assert town(NORTH_SOUTH, lane).locate("the 30 km checkpoint north of Marada").state is PlaceState.FOUND


def test_a_taught_or_listed_name_comes_before_the_line():
    places = (
        Place("test:1", "Marada", "مرادة", (), "town", "", 29.22, 19.22, 3_000, 0.5, "test"),
        Place("taught:1", "30 km checkpoint north of Marada", "", (), "checkpoint", "", 29.49, 19.3, 500, 0.5, "A. B."),
    )
    search = PlaceSearch(NameIndex(places[1:], is_taught=True), NameIndex(places[:1]))
    location = Geocoder(search, RouteBook([NORTH_SOUTH])).locate("the 30 km checkpoint north of Marada")
    assert (location.place_id, location.rule) == ("taught:1", "named place")


def test_the_listed_gate_of_the_road_is_taken_and_no_other():
    bundled = Geocoder()
    for text in ("Gate 40 on the Brega-Ajdabiya road", "Gate 40 west of Ajdabiya", "بوابة 40 غرب أجدابيا"):
        assert bundled.locate(text).place_id == "sup:gate-40-brega-ajdabiya", text
    for text, rule in (
        ("Gate 40 on the Ajdabiya-Jalu road", "between"), ("Gate 40 east of Ajdabiya", "distance at a heading"),
        ("the 40 km checkpoint west of Ajdabiya", "distance at a heading"),
    ):
        location = bundled.locate(text)
        assert location.place_id != "sup:gate-40-brega-ajdabiya" and location.rule == rule
        assert "not chosen: Gate 40 (Brega-Ajdabiya)" in location.remark
        assert "sup:gate-40-brega-ajdabiya" in {candidate.place_id for candidate in location.candidates}


def test_without_a_road_the_book_is_empty_and_bundled_lines_are_no_roads():
    assert route_book.NO_ROUTES.routes == ()
    assert route_book.bundled_book().passing("road", [Anchor("Tripoli", GeoPoint(32.9, 13.18), 9_000)]) == []
