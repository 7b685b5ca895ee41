"""Outlines of vague places: valid, on the right side, of the right size."""

import sys

import pytest
from shapely import wkb
from shapely.geometry import Point

from libya_incident_mapper.geocoding import geodesy, packages, shapes
from libya_incident_mapper.geocoding.geodesy import GeoPoint

UQAYLAH = GeoPoint(30.256, 19.199)
RAS_LANUF = GeoPoint(30.517, 18.567)


def distances(centre, ring):
    return geodesy.bearings_and_distances(centre, ring)[1]


def area_m2(polygon):
    """Geodesic area of a polygon in lon/lat degrees."""
    return abs(geodesy.geod().geometry_area_perimeter(polygon)[0])


@pytest.mark.parametrize("half_width, points", [(45, 19), (22.5, 10), (11.25, 6), (5.625, 4), (2, 2)])
def test_arcs_step_by_at_most_five_degrees_with_exact_ends(half_width, points):
    arc = shapes.arc(UQAYLAH, 180 - half_width, 180 + half_width, 20_000)
    bearings, away = geodesy.bearings_and_distances(UQAYLAH, arc)
    assert len(arc) == points
    assert (bearings[0], bearings[-1]) == pytest.approx((180 - half_width, 180 + half_width), abs=1e-6)
    assert away == pytest.approx([20_000] * points, abs=1e-3)
    assert max(b - a for a, b in zip(bearings, bearings[1:])) <= 5 + 1e-6


@pytest.mark.parametrize("heading", [0, 5, 90, 180, 270, 355])
def test_sector_lies_round_its_heading_also_across_north(heading):
    polygon = wkb.loads(shapes.ring_wkb(shapes.sector_ring(UQAYLAH, heading, 22.5, 15_000, 25_000)))
    assert polygon.is_valid
    middle = geodesy.destination(UQAYLAH, heading, 20_000)
    behind = geodesy.destination(UQAYLAH, heading + 180, 20_000)
    assert polygon.contains(Point(middle.lon, middle.lat))
    assert not polygon.contains(Point(behind.lon, behind.lat))
    assert not polygon.contains(Point(UQAYLAH.lon, UQAYLAH.lat))
    # pi (R^2 - r^2) times 45 of 360 degrees; the chords of 4.5 degrees cut off a little
    assert area_m2(polygon) == pytest.approx(3.14159265 * (25_000**2 - 15_000**2) / 8, rel=3e-3)


def test_sector_from_the_centre_closes_at_the_apex():
    ring = shapes.sector_ring(UQAYLAH, 180, 45, 0, 10_000)
    assert ring[-1] == UQAYLAH and len(ring) == 20
    assert wkb.loads(shapes.ring_wkb(ring)).is_valid


def test_ring_has_a_hole():
    polygon = wkb.loads(shapes.ring_wkb(shapes.circle_ring(UQAYLAH, 9_000), shapes.circle_ring(UQAYLAH, 4_000)))
    assert polygon.is_valid and len(polygon.interiors) == 1
    assert not polygon.contains(Point(UQAYLAH.lon, UQAYLAH.lat))
    assert area_m2(polygon) == pytest.approx(3.14159265 * (81e6 - 16e6), rel=3e-3)


def test_a_disc_is_round_in_metres_not_in_degrees():
    ring = shapes.circle_ring(UQAYLAH, 10_000)
    assert len(ring) == 72 and distances(UQAYLAH, ring) == pytest.approx([10_000] * 72, abs=1e-3)
    width = max(p.lon for p in ring) - min(p.lon for p in ring)
    height = max(p.lat for p in ring) - min(p.lat for p in ring)
    assert width / height == pytest.approx(1.153, abs=5e-3)


def test_lens_runs_from_place_to_place_inside_their_circle():
    ring = shapes.lens_ring(RAS_LANUF, UQAYLAH)
    polygon = wkb.loads(shapes.ring_wkb(ring))
    middle = geodesy.midpoint(RAS_LANUF, UQAYLAH)
    assert polygon.is_valid and RAS_LANUF in ring and UQAYLAH in ring
    assert max(distances(middle, ring)) <= 33_640.5 * 1.001
    # the sides bulge by tan(45/2) of half the distance
    assert min(distances(middle, ring)) == pytest.approx(33_640 * 0.41421, rel=1e-3)
    assert polygon.contains(Point(middle.lon, middle.lat))


def test_hull_covers_both_discs():
    discs = [shapes.circle_ring(RAS_LANUF, 12_000), shapes.circle_ring(UQAYLAH, 15_000)]
    hull = wkb.loads(shapes.ring_wkb(shapes.hull_ring(discs)))
    middle = geodesy.midpoint(RAS_LANUF, UQAYLAH)
    assert hull.is_valid and hull.contains(Point(middle.lon, middle.lat))
    for disc in discs:
        assert hull.buffer(1e-6).contains(wkb.loads(shapes.ring_wkb(disc)))


def test_union_of_apex_sector_and_town_is_one_polygon():
    union = wkb.loads(shapes.union_wkb(
        [shapes.circle_ring(UQAYLAH, 2_000), shapes.sector_ring(UQAYLAH, 180, 45, 0, 4_000)]
    ))
    assert union.is_valid and union.geom_type == "Polygon"
    north = geodesy.destination(UQAYLAH, 0, 1_900)
    assert union.contains(Point(north.lon, north.lat))


def test_same_input_gives_the_same_bytes():
    ring = shapes.sector_ring(UQAYLAH, 180, 45, 15_000, 25_000)
    assert shapes.ring_wkb(ring) == shapes.ring_wkb(list(ring))


def test_without_shapely_there_is_one_sentence_that_says_how_to_get_it(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "shapely"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(packages.MissingPackage, match="shapely is not installed; get it with"):
        shapes.ring_wkb(shapes.circle_ring(UQAYLAH, 1_000))


def test_what_two_shapes_have_in_common_is_area_only():
    square = [GeoPoint(30, 18), GeoPoint(30, 19), GeoPoint(31, 19), GeoPoint(31, 18)]
    # a hook that covers a corner of the square and elsewhere only touches its edge
    hook = [GeoPoint(29.5, 18.5), GeoPoint(30, 18.5), GeoPoint(30, 18.8), GeoPoint(29.8, 18.8), GeoPoint(29.8, 18.9),
            GeoPoint(30.2, 18.9), GeoPoint(30.2, 19.2), GeoPoint(29.5, 19.2)]
    common = wkb.loads(shapes.common_wkb(shapes.ring_wkb(square), hook))
    assert common.geom_type == "Polygon" and common.is_valid
    apart = [GeoPoint(20, 10), GeoPoint(20, 11), GeoPoint(21, 11)]
    assert shapes.common_corners(shapes.ring_wkb(square), apart) == []


def test_corridor_follows_the_line_within_its_circle():
    line = [GeoPoint(30.0, 18.0), GeoPoint(30.0, 18.5), GeoPoint(30.4, 18.5)]
    corridor = wkb.loads(shapes.corridor_wkb(line, 2_000, line[1], 30_000))
    assert corridor.is_valid and corridor.contains(Point(18.5, 30.0)) and corridor.contains(Point(18.3, 30.0))
    beside = geodesy.destination(line[1], 135, 2_500)
    beyond = geodesy.destination(line[1], 270, 31_000)
    assert not corridor.contains(Point(beside.lon, beside.lat)) and not corridor.contains(Point(beyond.lon, beyond.lat))


def test_ring_about_a_shape_keeps_its_distance():
    square = shapes.ring_wkb(shapes.circle_ring(UQAYLAH, 5_000))
    ring = wkb.loads(shapes.ring_about_wkb(square, UQAYLAH, 4_000, 8_000))
    for metres, is_inside in ((4_000, False), (8_900, False), (9_100, True), (12_900, True), (13_100, False)):
        at = geodesy.destination(UQAYLAH, 40, metres)
        assert ring.contains(Point(at.lon, at.lat)) is is_inside
    full = wkb.loads(shapes.ring_about_wkb(square, UQAYLAH, 0, 8_000))
    assert not full.interiors and full.contains(Point(UQAYLAH.lon, UQAYLAH.lat))
