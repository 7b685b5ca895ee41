"""A rounded location tells the area, and nothing of the spot."""

import pytest
from shapely import wkb
from shapely.geometry import Point

from libya_incident_mapper.geocoding.coarsening import WITHHELD, in_district, on_grid
from libya_incident_mapper.geocoding.districts import district_of
from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.geocoding.geodesy import GeoPoint, bearing_and_distance
from libya_incident_mapper.model.location import NOWHERE, Location, PlaceState, Precision

PLACES = ["Zillah", "Brak", "Bani Walid", "12 km west of Sinawin", "Tobruk airport"]


def located(text):
    location = default_geocoder().locate(text)
    assert location.is_placed
    return location


@pytest.mark.parametrize("text", PLACES)
@pytest.mark.parametrize("degrees", [0.1, 0.25, 1.0])
def test_the_cell_holds_the_place_and_its_circle_the_cell(text, degrees):
    exact, rounded = located(text), on_grid(located(text), degrees)
    centre = GeoPoint(rounded.lat, rounded.lon)
    assert bearing_and_distance(centre, GeoPoint(exact.lat, exact.lon))[1] <= rounded.radius_m
    if rounded.area_wkb is not None:
        west, south, east, north = wkb.loads(rounded.area_wkb).bounds
        assert (east - west, north - south) == pytest.approx((degrees, degrees))
        assert wkb.loads(rounded.area_wkb).contains(Point(exact.lon, exact.lat))
    else:
        assert rounded.radius_m > exact.radius_m


def test_all_places_of_one_cell_come_out_the_same():
    spots = [(30.01, 19.2), (30.3, 19.4), (30.0, 19.0)]
    cell = {on_grid(Location("x", PlaceState.FOUND, *spot, 100.0), 0.5) for spot in spots}
    assert len(cell) == 1
    assert cell.pop().phrase == "30–30.5° N, 19–19.5° E"


@pytest.mark.parametrize("text", PLACES)
@pytest.mark.parametrize("rounded", [lambda one: on_grid(one, 0.25), in_district])
def test_nothing_of_the_place_is_left(text, rounded):
    exact = located(text)
    told = repr(rounded(exact))
    for word in (exact.phrase or text, exact.remark, str(exact.lat), str(exact.lon)):
        assert word and word not in told
    assert rounded(exact).candidates == ()
    assert not exact.place_id or exact.place_id not in told


def test_what_is_vaguer_than_the_cell_is_not_made_sharper():
    vague = located("between Zillah and Waddan")
    for rounded in (on_grid(vague, 0.25), on_grid(vague, 0.1)):
        assert rounded.radius_m > vague.radius_m
        assert (rounded.radius_m % 5_000, rounded.area_wkb) == (0, None)


@pytest.mark.parametrize("rounded", [lambda one: on_grid(one, 0.25), in_district])
def test_a_region_is_told_as_it_was(rounded):
    region = located("Cyrenaica")
    told = rounded(region)
    assert (told.name, told.lat, told.radius_m, told.area_wkb, told.precision) == (
        region.name, region.lat, region.radius_m, region.area_wkb, Precision.REGION,
    )
    assert (told.candidates, told.remark) == ((), "")


def test_the_district_is_told_with_its_shape():
    exact = located("Zillah")
    district = district_of(exact.lat, exact.lon)
    rounded = in_district(exact)
    assert (rounded.phrase, rounded.name_ar) == (district.name, district.name_ar)
    assert rounded.radius_m == district.circle()[1]
    assert rounded.area_wkb == district.wkb


@pytest.mark.parametrize("rounded", [lambda one: on_grid(one, 0.25), in_district])
def test_words_that_were_never_placed_are_withheld(rounded):
    assert rounded(Location("Wadi al-Jafr", PlaceState.UNKNOWN)) == WITHHELD
    assert rounded(NOWHERE) == NOWHERE


def test_a_place_outside_every_district_is_withheld():
    assert in_district(Location("Siwa", PlaceState.FOUND, 29.2, 25.52, 5000.0)) == WITHHELD
