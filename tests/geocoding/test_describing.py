"""A point in words, and from the words back to the point."""

import random

import pytest

from libya_incident_mapper.geocoding.describing import Describer
from libya_incident_mapper.geocoding.districts import district_of
from libya_incident_mapper.geocoding.gazetteer import load_gazetteer
from libya_incident_mapper.geocoding.geocoder import Geocoder, default_geocoder
from libya_incident_mapper.geocoding.geodesy import GeoPoint, bearing_and_distance, destination
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.search import PlaceSearch
from libya_incident_mapper.model.errors import UnreadableValue

POINTS = 400
AGHEILA = GeoPoint(30.256, 19.199)


@pytest.fixture(scope="module")
def describer():
    return Describer(default_geocoder())


@pytest.mark.parametrize(("bearing", "km", "english", "arabic"), [
    (202, 12, "12 km SSW of El Agheila, Al Wahat", "12 كم جنوب جنوب غرب العقيلة، الواحات"),
    (180, 50, "50 km S of El Agheila, Al Wahat", "50 كم جنوب العقيلة، الواحات"),
    (170, 20, "20 km S of El Agheila, Al Wahat", "20 كم جنوب العقيلة، الواحات"),
    (0, 0, "in El Agheila, Al Wahat", "في العقيلة، الواحات"),
    (135, 4, "in El Agheila, Al Wahat", "في العقيلة، الواحات"),
    (135, 6, "near El Agheila, Al Wahat", "قرب العقيلة، الواحات"),
    (0, 20, "20 km N of El Agheila, offshore", "20 كم شمال العقيلة، في عرض البحر"),
])
def test_a_point_by_its_settlement(describer, bearing, km, english, arabic):
    place = next(place for place in load_gazetteer() if place.name == "El Agheila")
    point = destination(GeoPoint(place.lat, place.lon), bearing, km * 1000)
    described = describer.describe(*point)
    assert described.text == english
    assert describer.describe(*point, "ar").text == arabic
    assert (described.place_id, described.name) == (place.place_id, "El Agheila")
    assert described.distance_m == pytest.approx(km * 1000, abs=1)
    if km:
        assert described.bearing_deg == pytest.approx(bearing, abs=0.01)


@pytest.mark.parametrize(("bearing", "km", "french"), [
    (202, 12, "12 km au sud-sud-ouest d’El Agheila, Al Wahat"), (270, 12, "12 km à l’ouest d’El Agheila, Al Wahat"),
    (0, 0, "à El Agheila, Al Wahat"), (135, 6, "près d’El Agheila, Al Wahat"),
    (0, 20, "20 km au nord d’El Agheila, en mer"),
])
def test_a_point_in_french(describer, bearing, km, french):
    place = next(place for place in load_gazetteer() if place.name == "El Agheila")
    assert describer.describe(*destination(GeoPoint(place.lat, place.lon), bearing, km * 1000), "fr").text == french


@pytest.mark.parametrize(("lat", "lon", "text"), [
    (30.76, 20.22, "in Ajdabiya, Al Wahat"),
    (31.2, 16.6, "in Sirte"),
    (24.9, 10.2, "in Barkat, Ghat"),
    (31.0, 26.0, "113 km SE of Musaid, outside Libya"),
    (33.3, 10.9, "98 km WNW of Zaltan, outside Libya"),
    (34.5, 14.5, "216 km NE of Tripoli, offshore"),
    (35.9, 14.5, "outside Libya"),
    (-40.0, 170.0, "outside Libya"),
])
def test_more_points(describer, lat, lon, text):
    assert describer.describe(lat, lon).text == text


def test_a_town_that_the_coarse_coast_cuts_off_is_in_its_district(describer):
    derna = next(place for place in load_gazetteer() if place.name == "Derna")
    assert district_of(derna.lat, derna.lon) is None
    assert describer.describe(derna.lat, derna.lon).district == "Derna"


def test_importance_is_weighed_against_distance(describer):
    """A village at 10 km is nearer than Ajdabiya at 30 km and less known by more than that."""
    names = {describer.describe(lat / 10, lon / 10).name for lat in range(300, 320) for lon in range(195, 210)}
    assert "Ajdabiya" in names
    points = [(lat / 10, lon / 10) for lat in range(300, 312) for lon in range(195, 210)]
    taken = [(describer.describe(*point), GeoPoint(*point)) for point in points]
    nearest = [
        min(bearing_and_distance(point, GeoPoint(place.lat, place.lon))[1] for place in load_gazetteer())
        for _, point in taken
    ]
    assert any(described.distance_m > 1.5 * distance for (described, _), distance in zip(taken, nearest))


@pytest.mark.parametrize("point", [(91, 0), (0, 181), (float("nan"), 20), (float("inf"), 20), (3_500_000, 2_000_000)])
def test_what_is_no_point_is_refused(describer, point):
    with pytest.raises(UnreadableValue, match="no latitude and longitude"):
        describer.describe(*point)


def test_another_language_is_refused(describer):
    with pytest.raises(UnreadableValue, match="'it' is no language of descriptions; use en or ar or fr"):
        describer.describe(30, 20, "it")


def _points_in_libya(count):
    chance = random.Random(20180724)
    while count:
        lat, lon = chance.uniform(19.5, 33.2), chance.uniform(9.4, 25.2)
        if district_of(lat, lon):
            count -= 1
            yield lat, lon


def _is_covered(geocoder, text, lat, lon):
    location = geocoder.locate(text)
    apart = bearing_and_distance(GeoPoint(location.lat, location.lon), GeoPoint(lat, lon))[1]
    return apart <= location.radius_m


def test_the_words_lead_back_to_the_point(describer):
    """Over random points of the country: the location of the English text covers the point, and so does the French."""
    for lat, lon in _points_in_libya(POINTS):
        for language in ("en", "fr"):
            described = describer.describe(lat, lon, language)
            assert _is_covered(default_geocoder(), described.text, lat, lon), (lat, lon, described)


def test_they_do_so_round_every_place_of_the_gazetteer(describer):
    chance = random.Random(7)
    for place in load_gazetteer():
        lat, lon = destination(GeoPoint(place.lat, place.lon), chance.uniform(0, 360), chance.uniform(0, 15_000))
        described = describer.describe(lat, lon)
        assert described.text.endswith("Libya") or described.place_id
        assert _is_covered(default_geocoder(), described.text, lat, lon), (place.name, lat, lon, described)


def test_a_name_that_means_another_place_to_the_search_is_not_used():
    """With two Agheilas in one district, neither name leads back; the next settlement is taken."""
    places = load_gazetteer()
    agheila = next(place for place in places if place.name == "El Agheila")
    twin = agheila.__class__(**{**agheila.__dict__, "place_id": "twin", "lat": 29.0, "lon": 21.0})
    geocoder = Geocoder(PlaceSearch(NameIndex((*places, twin))))
    described = Describer(geocoder).describe(agheila.lat, agheila.lon)
    assert described.place_id not in ("", agheila.place_id)
    assert _is_covered(geocoder, described.text, agheila.lat, agheila.lon)
