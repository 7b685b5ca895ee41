"""The point-radius method: the guide's tables to the printed digit, the worked examples of Libya to the metre."""

import pytest
from shapely import wkb
from shapely.geometry import Point

from libya_incident_mapper.geocoding import geodesy, headings, relations
from libya_incident_mapper.geocoding.contradictions import contradiction
from libya_incident_mapper.geocoding.geodesy import GeoPoint
from libya_incident_mapper.geocoding.georeferencing_rules import DEFAULT_RULES
from libya_incident_mapper.geocoding.neighbours import Neighbour
from libya_incident_mapper.geocoding.phrases import parse_phrase
from libya_incident_mapper.geocoding.solution import Anchor
from libya_incident_mapper.model.location import Precision

DEFAULT_LENGTH = "the default, as no similar place is nearer than twice that"
NOFALIYA = Anchor("Nofaliya", GeoPoint(30.778, 17.835), 2_000)
UQAYLAH = Anchor("Al Uqaylah", GeoPoint(30.256, 19.199), 2_000)
RAS_LANUF = Anchor("Ras Lanuf", GeoPoint(30.517, 18.567), 2_000)
HARAWA = Anchor("Harawa", GeoPoint(31.053, 17.284), 2_000)


def nothing_near(point):
    return []


def solve(text, *anchors, neighbours=nothing_near):
    return relations.solve(parse_phrase(text), anchors, neighbours)


def vertices(solution):
    """All corners of the shape as points."""
    shape = wkb.loads(solution.area_wkb)
    parts = getattr(shape, "geoms", [shape])
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return [GeoPoint(lat, lon) for ring in rings for lon, lat in ring.coords]


@pytest.mark.parametrize("d, d_prime, a, e", [
    (10, 0, 22.5, "3.902"), (10, 4.119, 22.5, "6.202"), (10, 0, 45, "7.654"), (20, 3, 45, "16.687"),
    (20, 3, 22.5, "8.890"), (90, 7, 45, "71.853"), (90, 7, 22.5, "37.122"),
])
def test_radius_of_the_guides_table(d, d_prime, a, e):
    assert f"{relations.sector_radius(d * 1000, d_prime * 1000, a) / 1000:.3f}" == e


@pytest.mark.parametrize("kilometres, precision", [(10, 1.5), (20, 3), (90, 13.5), (100, 15), (140, 21)])
def test_distance_precision_is_fifteen_percent(kilometres, precision):
    phrase = parse_phrase(f"about {kilometres} km south of X")
    assert DEFAULT_RULES.distance_precision(phrase) == pytest.approx(precision * 1000)


@pytest.mark.parametrize("text, place, lat, lon, radius", [
    ("90 km south of Nofaliya", NOFALIYA, 29.9662, 17.8350, 76_173),
    ("20 km south of Al Uqaylah", UQAYLAH, 30.0756, 19.1990, 17_830),
])
def test_worked_examples_of_distance_at_a_heading(text, place, lat, lon, radius):
    solution = solve(text, place)
    assert (round(solution.point.lat, 4), round(solution.point.lon, 4)) == (lat, lon)
    assert round(solution.radius_m) == radius


@pytest.mark.parametrize("d, d_prime, radius", [(90, 15.5, 41_058), (20, 5, 10_056), (45, 8.75, 21_090)])
def test_worked_examples_with_a_finer_heading(d, d_prime, radius):
    assert round(relations.sector_radius(d * 1000, d_prime * 1000, 22.5)) == radius


def test_worked_example_south_west_of_a_town():
    assert round(solve("45 km south-west of a town", NOFALIYA).radius_m) == 21_090


@pytest.mark.parametrize("one, other, lat, lon, radius", [
    (RAS_LANUF, UQAYLAH, 30.3869, 18.8834, 33_640), (HARAWA, RAS_LANUF, 30.7866, 17.9273, 68_213),
])
def test_worked_examples_of_between(one, other, lat, lon, radius):
    solution = solve("between A and B", one, other)
    assert (round(solution.point.lat, 4), round(solution.point.lon, 4)) == (lat, lon)
    assert solution.radius_m == pytest.approx(radius, abs=1)
    assert solution.precision is Precision.DIRECTION
    shape = wkb.loads(solution.area_wkb)
    assert shape.is_valid and shape.contains(Point(lon, lat))
    assert max(geodesy.bearings_and_distances(solution.point, vertices(solution))[1]) <= solution.radius_m * 1.001


def test_remark_names_rule_and_numbers():
    assert solve("20 km south of Al Uqaylah", UQAYLAH).remark == (
        "20 km south of Al Uqaylah; heading half-width 45°, distance precision 3 km (15 % rule), extent 2 km"
    )


def test_an_adverb_changes_neither_point_nor_radius():
    plain, about = solve("20 km south of X", UQAYLAH), solve("roughly 20 km south of X", UQAYLAH)
    assert (plain.point, plain.radius_m, plain.area_wkb) == (about.point, about.radius_m, about.area_wkb)


def test_a_stated_range_wider_than_the_rule_sets_the_precision():
    narrow, wide = solve("20-21 km south of X", UQAYLAH), solve("10-30 km south of X", UQAYLAH)
    assert "3.1 km (15 % rule)" in narrow.remark and "10 km (half of the range)" in wide.remark
    assert wide.radius_m == pytest.approx(relations.sector_radius(20_000, 12_000, 45))


@pytest.mark.parametrize("text", [
    "20 km south of X", "90 km south of X", "45 km south-west of X", "10 km NNW of X", "30 km north of X",
    "6 km east of X", "300 km south of X", "15 km north by west of X",
])
def test_sector_lies_inside_its_circle_and_on_its_side(text):
    solution, phrase = solve(text, UQAYLAH), parse_phrase(text)
    shape = wkb.loads(solution.area_wkb)
    assert shape.is_valid and shape.geom_type == "Polygon" and shape.area > 0
    corners = vertices(solution)
    assert max(geodesy.bearings_and_distances(solution.point, corners)[1]) <= solution.radius_m * 1.001
    bearings, distances = geodesy.bearings_and_distances(UQAYLAH.point, corners)
    for bearing in bearings:
        assert geodesy.angle_between(bearing, phrase.heading.bearing_deg) <= phrase.heading.half_width_deg + 1e-6
    total = 2_000 + 0.15 * phrase.distance_m
    assert min(distances) == pytest.approx(phrase.distance_m - total, abs=0.01)
    assert max(distances) == pytest.approx(phrase.distance_m + total, abs=0.01)


def test_where_the_uncertainty_reaches_back_the_place_itself_belongs_to_the_shape():
    solution = solve("2 km south of X", UQAYLAH)
    shape = wkb.loads(solution.area_wkb)
    north = geodesy.destination(UQAYLAH.point, 0, 1_900)
    assert shape.is_valid and shape.contains(Point(UQAYLAH.point.lon, UQAYLAH.point.lat))
    assert shape.contains(Point(north.lon, north.lat))
    assert solution.radius_m == pytest.approx(relations.sector_radius(2_000, 2_300, 45))


def test_due_south_has_no_heading_error():
    solution = solve("20 km due south of X", UQAYLAH)
    assert solution.radius_m == pytest.approx(5_000)
    assert wkb.loads(solution.area_wkb).is_valid


@pytest.mark.parametrize("text, precision", [
    ("20 km south of X", Precision.NEAR), ("90 km south of X", Precision.DIRECTION), ("near X", Precision.NEAR),
    ("south of X", Precision.DIRECTION), ("5 km from X", Precision.NEAR), ("60 km from X", Precision.DIRECTION),
])
def test_precision_by_the_crosswalk(text, precision):
    assert solve(text, UQAYLAH).precision is precision


def test_near_is_the_extent_and_a_buffer():
    solution = solve("near X", UQAYLAH)
    assert (solution.point, solution.radius_m) == (UQAYLAH.point, 12_000)
    distances = geodesy.bearings_and_distances(UQAYLAH.point, vertices(solution))[1]
    assert distances == pytest.approx([12_000] * 73, abs=0.01)


def test_distance_only_is_a_ring():
    solution = solve("20 km from X", UQAYLAH)
    shape = wkb.loads(solution.area_wkb)
    assert solution.point == UQAYLAH.point and solution.radius_m == pytest.approx(25_000)
    assert shape.is_valid and len(shape.interiors) == 1
    assert not shape.contains(Point(UQAYLAH.point.lon, UQAYLAH.point.lat))


@pytest.mark.parametrize("text, radius", [("1 km from X", 3_150), ("within 20 km of X", 25_000)])
def test_distance_only_is_a_disc_where_it_reaches_the_place(text, radius):
    solution = solve(text, UQAYLAH)
    assert solution.radius_m == pytest.approx(radius) and not wkb.loads(solution.area_wkb).interiors


@pytest.mark.parametrize("heading, bearing", [("south", 180), ("north", 0), ("west", 270), ("north-east", 45)])
def test_heading_only_is_a_cone_on_that_side(heading, bearing):
    solution = solve(f"{heading} of X", UQAYLAH)
    shape = wkb.loads(solution.area_wkb)
    corners = vertices(solution)
    bearings, distances = geodesy.bearings_and_distances(UQAYLAH.point, corners)
    half_width = 22.5 if "-" in heading else 45
    assert shape.is_valid
    assert all(geodesy.angle_between(each, bearing) <= half_width + 1e-6 for each in bearings)
    assert min(distances) == pytest.approx(2_000, abs=0.01) and max(distances) == pytest.approx(27_000, abs=0.01)
    away = geodesy.bearings_and_distances(solution.point, corners)[1]
    assert max(away) == pytest.approx(solution.radius_m, rel=1e-9)
    assert geodesy.angle_between(geodesy.bearing_and_distance(UQAYLAH.point, solution.point)[0], bearing) < 1
    assert geodesy.bearing_and_distance(UQAYLAH.point, solution.point)[1] > 10_000


def test_south_of_a_town_lies_south_of_it():
    solution = solve("south of X", UQAYLAH)
    assert all(point.lat < UQAYLAH.point.lat for point in vertices(solution))
    # the smallest circle round a quarter of a disc of 27 km: 27 / sqrt 2
    assert solution.radius_m == pytest.approx(19_092, rel=1e-3)


@pytest.mark.parametrize("away, reach, words", [
    (30_000, 13_000, "half-way to Marada"), (8_000, 5_000, "Marada is close"), (200_000, 25_000, "the default"),
])
def test_the_cone_ends_half_way_to_the_next_similar_place(away, reach, words):
    others = [Neighbour("Marada", 200, away), Neighbour("Brega", 20, 1)]
    solution = solve("south of X", UQAYLAH, neighbours=lambda _: others)
    farthest = max(geodesy.bearings_and_distances(UQAYLAH.point, vertices(solution))[1])
    assert farthest == pytest.approx(2_000 + reach, abs=0.01) and words in solution.remark


def test_the_cone_knows_its_side():
    others = [Neighbour("north", 0, 10_000), Neighbour("far", 181, 167_000), Neighbour("near", 179, 84_000)]
    assert headings.cone_length(UQAYLAH, 180, 45, lambda _: others) == (25_000, DEFAULT_LENGTH)
    closer = [*others, Neighbour("closer", 140, 40_000), Neighbour("closest", 90, 20_000)]
    assert headings.cone_length(UQAYLAH, 180, 45, lambda _: closer) == (18_000, "half-way to closer")
    assert headings.cone_length(UQAYLAH, 270, 45, lambda _: closer) == (25_000, DEFAULT_LENGTH)


def test_near_ends_half_way_to_similar_places():
    solution = solve("near X", UQAYLAH, neighbours=lambda _: [Neighbour("Y", 90, 14_000), Neighbour("Z", 0, 60_000)])
    shape = wkb.loads(solution.area_wkb)
    assert solution.radius_m == 12_000 and "halved towards Y" in solution.remark and "Z" not in solution.remark
    for bearing, metres, is_near in ((90, 6_900, True), (90, 7_100, False), (45, 9_700, True), (45, 10_100, False),
                                     (270, 11_900, True), (0, 11_900, True)):
        point = geodesy.destination(UQAYLAH.point, bearing, metres)
        assert shape.contains(Point(point.lon, point.lat)) is is_near, (bearing, metres)


def test_near_is_never_less_than_the_place_itself():
    ring = [Neighbour(str(bearing), bearing, 3_000) for bearing in range(0, 360, 10)]
    solution = solve("near X", UQAYLAH, neighbours=lambda _: ring)
    assert solution.radius_m == pytest.approx(2_000) and wkb.loads(solution.area_wkb).is_valid


def test_joint_area_covers_both_surroundings():
    solution = solve("X and Y region", HARAWA, UQAYLAH)
    shape = wkb.loads(solution.area_wkb)
    assert shape.is_valid and solution.precision is Precision.REGION
    for anchor in (HARAWA, UQAYLAH):
        for bearing in range(0, 360, 30):
            point = geodesy.destination(anchor.point, bearing, 11_500)
            assert shape.contains(Point(point.lon, point.lat))
    assert max(geodesy.bearings_and_distances(solution.point, vertices(solution))[1]) <= solution.radius_m * 1.000001
    apart = geodesy.bearing_and_distance(HARAWA.point, UQAYLAH.point)[1]
    assert solution.radius_m == pytest.approx(apart / 2 + 12_000, rel=1e-3)


@pytest.mark.parametrize("relation, main, others, contradicts", [
    ("south-east of Ras Lanuf", UQAYLAH, [RAS_LANUF], False), ("east of Ras Lanuf", UQAYLAH, [RAS_LANUF], False),
    ("west of Ras Lanuf", UQAYLAH, [RAS_LANUF], True), ("north-west of Ras Lanuf", UQAYLAH, [RAS_LANUF], True),
    ("near Ras Lanuf", UQAYLAH, [RAS_LANUF], False), ("70 km east of Ras Lanuf", UQAYLAH, [RAS_LANUF], False),
    ("20 km east of Ras Lanuf", UQAYLAH, [RAS_LANUF], True),
    ("within 100 km of Ras Lanuf", UQAYLAH, [RAS_LANUF], False),
    ("20 km from Ras Lanuf", UQAYLAH, [RAS_LANUF], True),
    ("between Harawa and Uqaylah", RAS_LANUF, [HARAWA, UQAYLAH], False),
    ("between Harawa and Ras Lanuf", UQAYLAH, [HARAWA, RAS_LANUF], True),
    ("near Harawa", Anchor("Kufra", GeoPoint(24.2, 23.3), 12_000), [HARAWA], True),
])
def test_contradictions(relation, main, others, contradicts):
    assert bool(contradiction(parse_phrase(relation), others, main)) is contradicts
