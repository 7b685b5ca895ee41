"""MGRS references of points; known values of the NGA's own conversion (GeoTrans, as in the package mgrs)."""

import random

import pytest

from libya_incident_mapper.geocoding.grids import parse_mgrs, write_mgrs
from libya_incident_mapper.model.errors import UnreadableValue


@pytest.mark.parametrize(("lat", "lon", "reference"), [
    (30.26, 19.2, "34RCU2683448967"),
    (32.8872, 13.1913, "33SUS3081240232"),
    (24.1978, 23.2903, "34RGM3263278032"),
    (31.999999, 18.0000001, "34RBA1657644369"),
    (38.8977, -77.0365, "18SUJ2339407395"),
    (48.8583, 2.2945, "31UDQ4825111943"),
    (-33.8568, 151.2153, "56HLH3490052288"),
    (0.0, 0.0, "31NAA6602100000"),
    (60.39, 5.32, "32VKN9723000510"),
    (78.22, 15.65, "33XWG1481383004"),
])
def test_known_references(lat, lon, reference):
    assert write_mgrs(lat, lon) == reference
    assert write_mgrs(lat, lon, 0) == reference[:5]
    assert write_mgrs(lat, lon, 2) == reference[:7] + reference[10:12]


def test_the_cell_holds_the_point():
    chance = random.Random(11)
    for _ in range(300):
        lat, lon, digits = chance.uniform(19, 34), chance.uniform(9, 25), chance.randint(1, 5)
        middle = parse_mgrs(write_mgrs(lat, lon, digits))
        assert abs(middle.lat - lat) * 111_000 < 0.6 * middle.precision_m
        assert write_mgrs(middle.lat, middle.lon, digits) == write_mgrs(lat, lon, digits)


@pytest.mark.parametrize(("point", "sentence"), [
    ((84.1, 0), "84.1, 0 has no MGRS reference here"), ((-81, 0), "no MGRS"), ((30, 181), "no MGRS"),
    ((float("nan"), 0), "no MGRS"),
])
def test_where_the_grid_ends(point, sentence):
    with pytest.raises(UnreadableValue, match=sentence):
        write_mgrs(*point)


@pytest.mark.parametrize("digits", [-1, 6])
def test_the_number_of_digits_has_bounds(digits):
    with pytest.raises(UnreadableValue, match="0 to 5 digits"):
        write_mgrs(30, 20, digits)
