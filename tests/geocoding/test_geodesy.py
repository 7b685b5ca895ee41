"""Geodesics and the smallest enclosing circle, against figures worked out elsewhere."""

import math

import pytest

from libya_incident_mapper.geocoding import geodesy, packages
from libya_incident_mapper.geocoding.geodesy import GeoPoint

UQAYLAH = GeoPoint(30.256, 19.199)
RAS_LANUF = GeoPoint(30.517, 18.567)
NOFALIYA = GeoPoint(30.778, 17.835)
HARAWA = GeoPoint(31.053, 17.284)


@pytest.mark.parametrize("start, bearing, distance, expected", [
    (NOFALIYA, 180, 90_000, (29.9662, 17.8350)),
    (UQAYLAH, 180, 20_000, (30.0756, 19.1990)),
])
def test_destination_of_the_worked_examples(start, bearing, distance, expected):
    assert geodesy.destination(start, bearing, distance) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("one, other, middle, distance", [
    (RAS_LANUF, UQAYLAH, (30.3869, 18.8834), 67_281),
    (HARAWA, RAS_LANUF, (30.7866, 17.9273), 136_426),
])
def test_midpoint_of_the_worked_examples(one, other, middle, distance):
    assert geodesy.midpoint(one, other) == pytest.approx(middle, abs=5e-5)
    assert geodesy.bearing_and_distance(one, other)[1] == pytest.approx(distance, abs=0.5)


def test_a_degree_of_longitude_is_not_a_degree_of_latitude():
    _, east = geodesy.bearing_and_distance(UQAYLAH, GeoPoint(30.256, 20.199))
    _, north = geodesy.bearing_and_distance(UQAYLAH, GeoPoint(31.256, 19.199))
    assert east == pytest.approx(96_200, rel=2e-3) and north == pytest.approx(110_870, rel=2e-3)


def test_bearings_are_from_0_to_360():
    bearing, _ = geodesy.bearing_and_distance(UQAYLAH, RAS_LANUF)
    assert 290 < bearing < 300


@pytest.mark.parametrize("one, other, angle", [(350, 10, 20), (10, 350, 20), (0, 180, 180), (90, 90, 0), (-45, 315, 0)])
def test_angle_between_crosses_north(one, other, angle):
    assert geodesy.angle_between(one, other) == pytest.approx(angle)


def test_plane_and_back():
    points = [RAS_LANUF, NOFALIYA, HARAWA, UQAYLAH]
    back = geodesy.from_plane(UQAYLAH, geodesy.to_plane(UQAYLAH, points))
    for point, again in zip(points, back):
        assert again == pytest.approx(point, abs=1e-9)


def test_circle_round_two_points_is_half_their_distance():
    centre, radius = geodesy.enclosing_circle([HARAWA, RAS_LANUF])
    assert centre == pytest.approx((30.7866, 17.9273), abs=1e-4)
    assert radius == pytest.approx(68_213, abs=1)


def test_circle_round_one_point():
    assert geodesy.enclosing_circle([UQAYLAH]) == (pytest.approx(UQAYLAH), pytest.approx(0, abs=1e-6))


def test_circle_round_a_quarter_of_a_disc():
    """A sector of 90 degrees and radius R has its smallest circle at R/sqrt(2), as wide as that."""
    bearings = [135 + step for step in range(91)]
    rim = geodesy.destinations(UQAYLAH, bearings, [27_000.0] * 91)
    centre, radius = geodesy.enclosing_circle([UQAYLAH, *rim])
    assert radius == pytest.approx(27_000 / math.sqrt(2), rel=2e-4)
    bearing, distance = geodesy.bearing_and_distance(UQAYLAH, centre)
    assert bearing == pytest.approx(180, abs=0.1) and distance == pytest.approx(27_000 / math.sqrt(2), rel=2e-3)


def test_circle_is_the_smallest_round_an_acute_triangle():
    """All three corners lie on the circle of an acute triangle, so no smaller one holds them."""
    corners = geodesy.destinations(UQAYLAH, [0, 110, 235], [50_000.0] * 3)
    centre, radius = geodesy.enclosing_circle(corners)
    assert geodesy.bearings_and_distances(centre, corners)[1] == pytest.approx([radius] * 3, rel=1e-6)
    assert radius == pytest.approx(50_000, rel=1e-6)


@pytest.mark.parametrize("plane, expected", [
    ([(0, 0), (1, 0), (2, 0), (5, 0)], (2.5, 0, 2.5)),
    ([(3, 3)] * 4, (3, 3, 0)),
    ([(0, 0), (4, 0), (2, 1)], (2, 0, 2)),
    ([(0, 0), (10, 0), (0, 10), (10, 10), (5, 5)], (5, 5, math.sqrt(50))),
])
def test_smallest_circle_of_awkward_points(plane, expected):
    assert geodesy._smallest_circle(plane) == pytest.approx(expected)


def test_without_pyproj_there_is_one_sentence(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyproj", None)
    geodesy.geod.cache_clear()
    with pytest.raises(packages.MissingPackage, match="pyproj is not installed"):
        geodesy.midpoint(UQAYLAH, HARAWA)
    geodesy.geod.cache_clear()
