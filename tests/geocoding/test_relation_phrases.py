"""Place phrases end to end against geometry worked out here with pyproj and the guide's formulas, not with our code.

The phrases were written down before they were first tried.
"""

import math

import pytest
from pyproj import Geod
from shapely import wkb
from shapely.geometry import Point

from libya_incident_mapper.geocoding.gazetteer import Place
from libya_incident_mapper.geocoding.geocoder import Geocoder
from libya_incident_mapper.geocoding.geodesy import GeoPoint
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.route_book import RouteBook
from libya_incident_mapper.geocoding.routes import Route
from libya_incident_mapper.geocoding.search import PlaceSearch
from libya_incident_mapper.model.location import PlaceState, Precision

GEOD = Geod(ellps="WGS84")
EXTENT = 3_000
PLACES = {
    "Awjila": ("أوجلة", 29.108, 21.287), "Zella": ("زلة", 28.547, 17.548), "Marada": ("مرادة", 29.220, 19.220),
    "Tmassah": ("تمسة", 26.366, 15.800), "Derj": ("درج", 30.171, 10.450), "Tazirbu": ("تازربو", 25.700, 21.130),
    "Misrata": ("مصراتة", 32.375, 15.092), "Tobruk": ("طبرق", 32.076, 23.976), "Zuwara": ("زوارة", 32.931, 12.082),
    "Brak": ("براك", 27.550, 14.270), "Shwayrif": ("الشويرف", 29.983, 14.250),
}


def at(name):
    return PLACES[name][1:]


def forward(start, bearing, metres):
    lon, lat, _ = GEOD.fwd(start[1], start[0], bearing, metres)
    return lat, lon


def apart(one, other):
    """Bearing and metres."""
    bearing, _, metres = GEOD.inv(one[1], one[0], other[1], other[0])
    return bearing % 360, metres


def far_corner(d, d_prime, a):
    """The guide's e by the law of cosines."""
    return math.sqrt(d**2 + (d + d_prime) ** 2 - 2 * d * (d + d_prime) * math.cos(math.radians(a)))


def places():
    return tuple(
        Place(f"test:{name}", name, name_ar, (), "town", "", lat, lon, EXTENT, 0.5, "test")
        for name, (name_ar, lat, lon) in PLACES.items()
    )


def straight(name, *corners, kind="road", aliases=()):
    return Route(name, tuple(GeoPoint(*corner) for corner in corners), "roads of the test", kind, aliases)


BEND = (28.0, 20.0)
ROADS = RouteBook([
    straight("Awjila-Tazirbu road", at("Awjila"), at("Tazirbu")),
    straight("طريق مرادة - زلة", at("Marada"), BEND, at("Zella"), aliases=("Marada track",)),
    straight("Brak pipeline", at("Brak"), at("Tmassah"), kind="pipeline"),
    straight("Brak-Shwayrif road", at("Shwayrif"), at("Brak")),
])


@pytest.fixture(scope="module")
def plain():
    return Geocoder(PlaceSearch(NameIndex(places())))


@pytest.fixture(scope="module")
def with_roads():
    return Geocoder(PlaceSearch(NameIndex(places())), ROADS)


def check(location, point, radius, rule, precision, metres=1.0):
    """State, point and radius to a metre, rule, precision, and that shape and circle belong together."""
    assert location.state is PlaceState.FOUND, location.remark
    assert location.rule == rule
    assert apart((location.lat, location.lon), point)[1] < metres
    assert location.radius_m == pytest.approx(radius, abs=metres)
    assert location.precision is precision and location.remark and location.sources
    shape = wkb.loads(location.area_wkb)
    assert shape.is_valid and shape.area > 0
    corners = [corner for part in getattr(shape, "geoms", [shape]) for corner in part.exterior.coords]
    away = [apart(point, (lat, lon))[1] for lon, lat in corners]
    assert max(away) <= location.radius_m * 1.001 + metres


OFFSETS = [
    ("55 km south-east of Zella", "Zella", 55, 135, 22.5),
    ("roughly 8 km N of Derj", "Derj", 8, 0, 45),
    ("35 miles WNW of Marada", "Marada", 35 * 1.609344, 292.5, 11.25),
    ("a point some 120 kilometres to the south of Tazirbu", "Tazirbu", 120, 180, 45),
    ("thirty km north east of Awjila", "Awjila", 30, 45, 22.5),
    ("17.5 km due east of Tmassah", "Tmassah", 17.5, 90, 0),
    ("9 km to the SSE of Brak", "Brak", 9, 157.5, 11.25),
    ("65 km from Shwayrif towards the west", "Shwayrif", 65, 270, 45),
    ("على بعد 55 كيلومترا جنوب شرق زلة", "Zella", 55, 135, 22.5),
    ("٨ كم شمالي درج", "Derj", 8, 0, 45),
    ("نحو 120 كم إلى الجنوب من تازربو", "Tazirbu", 120, 180, 45),
    ("ثلاثين كيلومترا شمال غربي أوجلة", "Awjila", 30, 315, 22.5),
    ("غرب الشويرف بنحو 65 كم", "Shwayrif", 65, 270, 45),
]


@pytest.mark.parametrize("text, name, kilometres, bearing, half_width", OFFSETS)
def test_offsets(plain, text, name, kilometres, bearing, half_width):
    d, d_prime = kilometres * 1000, EXTENT + 0.15 * kilometres * 1000
    radius = far_corner(d, d_prime, half_width)
    precision = Precision.NEAR if radius <= 25_000 else Precision.DIRECTION
    check(plain.locate(text), forward(at(name), bearing, d), radius, "distance at a heading", precision)


@pytest.mark.parametrize("text, name, first, second, p", [
    ("3 km E and 2.5 km N of Derj", "Derj", (90, 3_000), (0, 2_500), 450),
    ("12 km west and 4 km south of Marada", "Marada", (270, 12_000), (180, 4_000), 1_800),
    ("800 m north and 1 km east of Brak", "Brak", (0, 800), (90, 1_000), 150),
    ("3 كم شرقا و 2.5 كم شمالا من درج", "Derj", (90, 3_000), (0, 2_500), 450),
    ("12 كم غرب و4 كم جنوب مرادة", "Marada", (270, 12_000), (180, 4_000), 1_800),
])
def test_offsets_at_right_angles(plain, text, name, first, second, p):
    point = forward(forward(at(name), *first), *second)
    check(plain.locate(text), point, EXTENT + p * math.sqrt(2), "orthogonal offsets", Precision.NEAR)


def cone_circle(half_width, r, reach):
    """The smallest circle round a cone up to 45° either way, in a plane: how far its centre lies off, its radius."""
    outer, half = r + reach, math.radians(half_width)
    side = outer * math.sin(half)
    if half_width >= 45:
        return outer * math.cos(half), side
    # through the two outer corners and the two inner ones
    inner_x, inner_y, outer_x, outer_y = r * math.cos(half), r * math.sin(half), outer * math.cos(half), side
    x = (outer_x**2 + outer_y**2 - inner_x**2 - inner_y**2) / 2 / (outer_x - inner_x)
    return x, math.hypot(outer_x - x, outer_y)


@pytest.mark.parametrize("text, name, bearing, half_width", [
    ("to the west of Zella", "Zella", 270, 45), ("somewhere in the desert north-east of Brak", "Brak", 45, 22.5),
    ("an area south of Tazirbu", "Tazirbu", 180, 45), ("SSW of Awjila", "Awjila", 202.5, 11.25),
    ("several kilometres east of Derj", "Derj", 90, 45), ("شمال غرب براك", "Brak", 315, 22.5),
    ("الصحراء الواقعة جنوب تازربو", "Tazirbu", 180, 45), ("إلى الشرق من درج", "Derj", 90, 45),
])
def test_headings_alone(plain, text, name, bearing, half_width):
    off, radius = cone_circle(half_width, EXTENT, 25_000)
    location = plain.locate(text)
    check(location, forward(at(name), bearing, off), radius, "heading only", Precision.DIRECTION, metres=25)
    assert "25 km beyond the edge" in location.remark


@pytest.mark.parametrize("text, name, bearings", [
    ("south and west of Zella", "Zella", (180, 270)), ("north and north-east of Brak", "Brak", (0, 45)),
    ("جنوب وغرب زلة", "Zella", (180, 270)), ("شمال و شرق درج", "Derj", (0, 90)),
])
def test_two_headings_are_two_cones(plain, text, name, bearings):
    location = plain.locate(text)
    assert (location.rule, location.precision) == ("several headings", Precision.DIRECTION)
    shape = wkb.loads(location.area_wkb)
    for bearing in range(0, 360, 10):
        lat, lon = forward(at(name), bearing, 15_000)
        off = min(abs((bearing - each + 180) % 360 - 180) for each in bearings)
        width = 22.5 if 45 in bearings and abs(bearing - 45) < abs(bearing - 0) else 45
        if abs(off - 45) > 1 and abs(off - 22.5) > 1 and off < 22 or off > 46:
            assert shape.contains(Point(lon, lat)) is (off < width), bearing
        assert apart((location.lat, location.lon), (lat, lon))[1] <= location.radius_m or off > width


@pytest.mark.parametrize("text, name", [
    ("close to Tmassah", "Tmassah"), ("in the vicinity of Marada", "Marada"), ("on the outskirts of Derj", "Derj"),
    ("just outside Awjila", "Awjila"), ("بالقرب من تمسة", "Tmassah"), ("في محيط مرادة", "Marada"),
    ("على أطراف درج", "Derj"),
])
def test_near(plain, text, name):
    check(plain.locate(text), at(name), EXTENT + 10_000, "near", Precision.NEAR)


@pytest.mark.parametrize("text, name, kilometres, rule", [
    ("7 km outside Tmassah", "Tmassah", 7, "distance only"), ("22 km away from Marada", "Marada", 22, "distance only"),
    ("within 30 km of Awjila", "Awjila", 30, "within a distance"),
    ("14 km off the coast of Zuwara", "Zuwara", 14, "distance only"),
    ("على بعد 22 كم من مرادة", "Marada", 22, "distance only"),
    ("على مسافة سبعة كيلومترات عن تمسة", "Tmassah", 7, "distance only"),
])
def test_distances_alone(plain, text, name, kilometres, rule):
    radius = EXTENT + kilometres * 1150
    precision = Precision.NEAR if radius <= 25_000 else Precision.DIRECTION
    check(plain.locate(text), at(name), radius, rule, precision)


@pytest.mark.parametrize("text, one, other", [
    ("between Zella and Marada", "Zella", "Marada"), ("midway between Brak and Tmassah", "Brak", "Tmassah"),
    ("an area between the towns of Derj and Shwayrif", "Derj", "Shwayrif"),
    ("on the Zella-Marada road", "Zella", "Marada"), ("along the highway from Awjila to Tazirbu", "Awjila", "Tazirbu"),
    ("the pipeline linking Brak with Tmassah", "Brak", "Tmassah"),
    ("the coastal road between Zuwara and Misrata", "Zuwara", "Misrata"),
    ("the 80 km checkpoint on the Awjila-Tazirbu road", "Awjila", "Tazirbu"),
    ("Gate 80 between Awjila and Tazirbu", "Awjila", "Tazirbu"),
    ("بين زلة ومرادة", "Zella", "Marada"), ("في منتصف الطريق بين براك وتمسة", "Brak", "Tmassah"),
    ("على الطريق الرابط بين أوجلة وتازربو", "Awjila", "Tazirbu"), ("على طريق زلة - مرادة", "Zella", "Marada"),
    ("الطريق الساحلي بين زوارة ومصراتة", "Zuwara", "Misrata"),
    ("بوابة 80 على طريق أوجلة تازربو", "Awjila", "Tazirbu"),
])
def test_between_and_lines_that_are_not_loaded(plain, text, one, other):
    bearing, metres = apart(at(one), at(other))
    location = plain.locate(text)
    check(location, forward(at(one), bearing, metres / 2), metres / 2, "between", Precision.DIRECTION)
    is_a_line = not any(words in text for words in ("between Zella", "midway", "an area", "بين زلة", "منتصف"))
    assert ("none is loaded" in location.remark) is is_a_line


@pytest.mark.parametrize("text, name, bearing, inner, outer, precision", [
    ("southern Awjila", "Awjila", 180, 0, 3_000, Precision.LOCALITY),
    ("in the eastern part of Misrata", "Misrata", 90, 0, 3_000, Precision.LOCALITY),
    ("north-western Derj", "Derj", 315, 0, 3_000, Precision.LOCALITY),
    ("the northern outskirts of Brak", "Brak", 0, 1_500, 13_000, Precision.NEAR),
    ("the western entrance to Tobruk", "Tobruk", 270, 1_500, 13_000, Precision.NEAR),
    ("الضواحي الشمالية لبراك", "Brak", 0, 1_500, 13_000, Precision.NEAR),
    ("أطراف طبرق الغربية", "Tobruk", 270, 1_500, 13_000, Precision.NEAR),
    ("المدخل الغربي لمدينة طبرق", "Tobruk", 270, 1_500, 13_000, Precision.NEAR),
    ("الجزء الشرقي من مصراتة", "Misrata", 90, 0, 3_000, Precision.LOCALITY),
])
def test_parts_of_a_place(plain, text, name, bearing, inner, outer, precision):
    location = plain.locate(text)
    assert (location.state, location.rule, location.precision) == (PlaceState.FOUND, "part of a place", precision)
    shape = wkb.loads(location.area_wkb)
    for metres, is_inside in ((inner + 300, True), (outer - 300, True), (outer + 300, False)):
        lat, lon = forward(at(name), bearing, metres)
        assert shape.contains(Point(lon, lat)) is is_inside
        lat, lon = forward(at(name), bearing + 180, metres)
        assert not shape.contains(Point(lon, lat))
    assert location.radius_m < outer and apart(at(name), (location.lat, location.lon))[1] < outer


@pytest.mark.parametrize("text, name, kilometres, bearing", [
    ("the 45 km checkpoint west of Tmassah", "Tmassah", 45, 270), ("Gate 150 south of Tazirbu", "Tazirbu", 150, 180),
    ("the 70 gate east of Derj", "Derj", 70, 90), ("kilometre 25 checkpoint north of Brak", "Brak", 25, 0),
    ("بوابة 150 جنوب تازربو", "Tazirbu", 150, 180), ("نقطة تفتيش الكيلو 45 غرب تمسة", "Tmassah", 45, 270),
])
def test_a_gate_with_a_zero_point_and_no_road_is_an_offset_and_says_so(plain, text, name, kilometres, bearing):
    d = kilometres * 1000
    location = plain.locate(text)
    radius = far_corner(d, EXTENT + 0.15 * d, 45)
    precision = Precision.NEAR if radius <= 25_000 else Precision.DIRECTION
    check(location, forward(at(name), bearing, d), radius, "distance at a heading", precision)
    assert "is counted along a line and none is loaded" in location.remark


@pytest.mark.parametrize("text", [
    "Gate 150", "the 70 gate", "the 45 km checkpoint", "kilometre 25", "بوابة 150", "نقطة تفتيش الكيلو 45",
    "Gate 150 on the coastal road", "the 45 km checkpoint on the main road", "on the coastal road", "along the coast",
    "the border", "الحدود", "on the road", "the coast", "الساحل", "the 88 line", "the pipeline", "two checkpoints",
])
def test_without_zero_point_or_ends_nothing_is_placed(plain, text):
    location = plain.locate(text)
    assert location.state is PlaceState.UNKNOWN and not location.is_placed and location.remark


@pytest.mark.parametrize("text, start, end, kilometres", [
    ("12 km from Awjila on the Awjila-Tazirbu road", "Awjila", "Tazirbu", 12),
    ("12 km from Awjila on the road to Tazirbu", "Awjila", "Tazirbu", 12),
    ("90 km from Tazirbu along the Awjila-Tazirbu road", "Tazirbu", "Awjila", 90),
    ("90 km north of Tazirbu, on the Awjila-Tazirbu road", "Tazirbu", "Awjila", 90),
    ("the 40 km checkpoint south of Awjila", "Awjila", "Tazirbu", 40),
    ("Gate 40, south of Awjila", "Awjila", "Tazirbu", 40),
    ("بوابة الكيلو 40 جنوب أوجلة", "Awjila", "Tazirbu", 40),
    ("على بعد 12 كم من أوجلة على طريق أوجلة تازربو", "Awjila", "Tazirbu", 12),
    ("على بعد 90 كم من تازربو على الطريق بين أوجلة وتازربو", "Tazirbu", "Awjila", 90),
    ("50 km from Brak on the Brak pipeline", "Brak", "Tmassah", 50),
])
def test_distances_along_a_line(with_roads, text, start, end, kilometres):
    bearing, _ = apart(at(start), at(end))
    d = kilometres * 1000
    location = with_roads.locate(text)
    check(location, forward(at(start), bearing, d), EXTENT + 0.15 * d, "distance along a path", Precision.NEAR)
    assert "roads of the test" in location.sources and "no heading error" in location.remark


def test_along_a_line_with_a_bend_kilometres_are_counted_round_the_bend(with_roads):
    to_bend = apart(at("Marada"), BEND)[1]
    bearing, _ = apart(BEND, at("Zella"))
    point = forward(BEND, bearing, 200_000 - to_bend)
    for text in ("200 km from Marada on the Marada-Zella road", "200 كم من مرادة على طريق مرادة زلة"):
        check(with_roads.locate(text), point, EXTENT + 30_000, "distance along a path", Precision.DIRECTION)


@pytest.mark.parametrize("text", [
    "somewhere on the Marada-Zella road", "on the Marada track", "between Zella and Marada",
    "على الطريق بين مرادة وزلة",
])
def test_somewhere_on_a_line_is_the_point_equidistant_from_its_ends(with_roads, text):
    location = with_roads.locate(text)
    point = location.lat, location.lon
    to_ends = [apart(point, at(name))[1] for name in ("Marada", "Zella")]
    assert to_ends[0] == pytest.approx(to_ends[1], abs=1)
    # on the second leg, which is the longer one
    legs = apart(BEND, point)[1] + apart(point, at("Zella"))[1]
    assert legs == pytest.approx(apart(BEND, at("Zella"))[1], abs=1)
    farthest = max(*to_ends, apart(point, BEND)[1])
    check(location, point, farthest, "somewhere on a path", Precision.DIRECTION)
    shape = wkb.loads(location.area_wkb)
    assert all(shape.buffer(1e-4).contains(Point(lon, lat)) for lat, lon in (at("Marada"), BEND, at("Zella")))


@pytest.mark.parametrize("text", [
    "Gate 60 on the Awjila-Tazirbu road", "the 60 km checkpoint on the road between Awjila and Tazirbu",
    "بوابة 60 على طريق أوجلة - تازربو",
])
def test_a_gate_whose_zero_point_is_open_is_asked_about(with_roads, text):
    location = with_roads.locate(text)
    assert location.state is PlaceState.AMBIGUOUS and not location.is_placed and len(location.candidates) == 2
    bearing, _ = apart(at("Awjila"), at("Tazirbu"))
    back, _ = apart(at("Tazirbu"), at("Awjila"))
    points = [forward(at("Awjila"), bearing, 60_000), forward(at("Tazirbu"), back, 60_000)]
    for candidate in location.candidates:
        assert min(apart(point, (candidate.lat, candidate.lon))[1] for point in points) < 1
        again = with_roads.locate(candidate.name)
        assert again.state is PlaceState.FOUND, candidate.name
        assert apart((again.lat, again.lon), (candidate.lat, candidate.lon))[1] < 1


def test_a_distance_beyond_the_end_of_the_line_is_no_place_on_it(with_roads):
    location = with_roads.locate("900 km from Awjila on the Awjila-Tazirbu road")
    assert location.rule == "distance only" and "none is loaded that fits" in location.remark


@pytest.mark.parametrize("text, one, other", [
    ("along the coast between Zuwara and Misrata", "Zuwara", "Misrata"),
    ("the coastal strip from Misrata to Zuwara", "Misrata", "Zuwara"),
    ("على الساحل بين زوارة ومصراتة", "Zuwara", "Misrata"), ("الشريط الساحلي من زوارة إلى مصراتة", "Zuwara", "Misrata"),
])
def test_along_the_coast(plain, text, one, other):
    location = plain.locate(text)
    assert (location.rule, location.precision) == ("somewhere on a path", Precision.DIRECTION)
    shape = wkb.loads(location.area_wkb)
    # Tripoli's harbour and Khoms lie there, Gharyan and a point out at sea do not
    for lat, lon, is_there in ((32.90, 13.19, True), (32.66, 14.27, True), (32.17, 13.02, False), (33.5, 13.5, False)):
        assert shape.contains(Point(lon, lat)) is is_there
    length = apart(at(one), at(other))[1]
    assert length * 0.49 <= location.radius_m <= length * 0.6 and "Natural Earth" in location.sources
    to_ends = [apart((location.lat, location.lon), at(name))[1] for name in (one, other)]
    assert abs(to_ends[0] - to_ends[1]) < 15_000


@pytest.mark.parametrize("text, side", [
    ("on the coast east of Zuwara", 1), ("the coast west of Tobruk", -1), ("على الساحل شرق زوارة", 1),
])
def test_the_coast_to_one_side_of_a_town(plain, text, side):
    town = at("Zuwara" if side == 1 else "Tobruk")
    location = plain.locate(text)
    assert location.rule == "somewhere on a path"
    west, _, east, _ = wkb.loads(location.area_wkb).bounds
    assert (location.lon - town[1]) * side > 0 and 0.2 < east - west < 0.6
    assert 10_000 < location.radius_m < 14_000


@pytest.mark.parametrize("text, inside", [
    ("on the Egyptian border", (29.5, 24.995)), ("the border with Tunisia", (31.7, 10.45)),
    ("along the Libyan-Chadian border", (21.0, 20.9)), ("الحدود مع الجزائر", (26.13, 9.4)),
    ("على الحدود الليبية المصرية", (29.5, 24.995)), ("border between Libya and Niger", (23.0, 14.5)),
])
def test_borders(plain, text, inside):
    location = plain.locate(text)
    assert (location.rule, location.precision) == ("somewhere on a path", Precision.DIRECTION)
    shape = wkb.loads(location.area_wkb)
    # within 30 km of a point on the border that is known from the treaty lines or the map
    assert shape.distance(Point(inside[1], inside[0])) < 0.3 and location.name_ar


@pytest.mark.parametrize("text, kilometres", [
    ("قرب الحدود التونسية", 10), ("near the Tunisian border", 10), ("20 كم من الحدود التونسية", 23),
    ("20 km from the Tunisian border", 23),
])
def test_near_and_off_a_border_follow_its_line(plain, text, kilometres):
    location = plain.locate(text)
    shape = wkb.loads(location.area_wkb)
    whole = wkb.loads(plain.locate("the Tunisian border").area_wkb)
    west, south, east, north = shape.bounds
    inner = whole.bounds
    # a degree of latitude is 111 km, one of longitude 94 km at 32 degrees
    assert east - inner[2] == pytest.approx(kilometres / 94, rel=0.1)
    assert inner[1] - south == pytest.approx(kilometres / 111, rel=0.1)
    assert location.rule == ("near" if kilometres == 10 else "distance only") and shape.is_valid


def test_relations_nest(plain):
    inner = plain.locate("west of Derj")
    outer = plain.locate("20 km south of the junction west of Derj")
    radius = far_corner(20_000, inner.radius_m + 3_000, 45)
    assert apart((inner.lat, inner.lon), (outer.lat, outer.lon))[1] == pytest.approx(20_000, abs=1)
    assert outer.radius_m == pytest.approx(radius, abs=1) and outer.rule == "distance at a heading"
    # the guide adds the reference itself to the shape where its uncertainty reaches as far as the offset
    assert wkb.loads(outer.area_wkb).contains(wkb.loads(inner.area_wkb).centroid)
