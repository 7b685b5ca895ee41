"""Whatever words come: an answer without an exception, whole where it is found, reasoned where it is not."""

import random

import pytest
from shapely import wkb

from libya_incident_mapper.geocoding.geocoder import Geocoder
from libya_incident_mapper.geocoding.geodesy import GeoPoint
from libya_incident_mapper.geocoding.phrases import LONGEST_PHRASE, readings
from libya_incident_mapper.geocoding.route_book import RouteBook
from libya_incident_mapper.geocoding.routes import Route
from libya_incident_mapper.geocoding.wording import wording
from libya_incident_mapper.model.errors import UnreadableValue
from libya_incident_mapper.model.location import PlaceState, Precision

NAMES = (
    "Sirte", "Ajdabiya", "Kufra", "Jalu", "Ras Lanuf", "El Agheila", "Gate 40", "Jufra", "Tripoli", "Waddan", "Hun",
    "سرت", "أجدابيا", "الكفرة", "جالو", "رأس لانوف", "العقيلة", "الجفرة", "طرابلس", "هون", "Wadi al-Jafr", "Awaynat",
    "Cyrenaica",
)
NUMBERS = ("20", "20 km", "1.5", "٢٠ كم", "12,5 miles", "0", "0 km", "999999 km", "fifty", "-5 km", "200", "٤٠")
SIGNS = (",", "-", "–", "(", ")", "،", "\u200f", "\u200e", "\x00", "\u202e", "&", ";", "/", "'", "\u00a0", "🚩")


def words():
    known = wording()
    return [
        *(" ".join(key) for key in known.roles), *(" ".join(key) for key in known.lines), *known.compass,
        *(" ".join(key) for key in known.facilities), *known.areas, *(" ".join(key) for key in known.kinds),
    ]


@pytest.fixture(scope="module")
def geocoders():
    roads = RouteBook([
        Route("Ajdabiya-Jalu road", (GeoPoint(30.755, 20.226), GeoPoint(29.9, 20.9), GeoPoint(29.03, 21.55)), "test"),
        Route("Sirte-Hun road", (GeoPoint(31.2, 16.59), GeoPoint(29.13, 15.94)), "test"),
    ])
    return Geocoder(), Geocoder(routes=roads)


def whole(location, text):
    """What every location must be."""
    assert location.phrase == text and location.remark
    if location.state is not PlaceState.FOUND:
        assert location.lat is location.lon is location.radius_m is location.area_wkb is None
        assert location.precision is Precision.UNLOCATED and location.rule == ""
        return
    assert -90 <= location.lat <= 90 and -180 <= location.lon <= 180 and location.radius_m > 0
    assert location.rule and location.precision is not Precision.UNLOCATED
    assert location.name or location.rule == "coordinates given"
    if location.area_wkb:
        shape = wkb.loads(location.area_wkb)
        assert shape.is_valid and shape.geom_type in ("Polygon", "MultiPolygon") and shape.area > 0, text


@pytest.mark.parametrize("seed", range(8))
def test_random_phrases(geocoders, seed):
    chance, vocabulary = random.Random(seed), words()
    found = 0
    for _ in range(250):
        parts = [
            chance.choice(chance.choices((vocabulary, NAMES, NUMBERS, SIGNS), weights=(10, 8, 4, 1))[0])
            for _ in range(chance.randint(1, 8))
        ]
        text = " ".join(parts)[:LONGEST_PHRASE]
        for geocoder in geocoders:
            try:
                location = geocoder.locate(text)
            except UnreadableValue:  # coordinates out of range, which the person who types them is told
                continue
            whole(location, text)
            found += location.state is PlaceState.FOUND
    assert found > 10


TEMPLATES = (
    "{n} km {h} of {a}", "{n} km {h} and {n} km {i} of {a}", "{h} of {a}", "{h} and {i} of {a}", "{h}ern {a}",
    "the {h}ern outskirts of {a}", "near {a}", "{n} km from {a}", "within {n} km of {a}", "between {a} and {b}",
    "on the {a}-{b} road", "{n} km from {a} on the {a}-{b} road", "the {n} km checkpoint {h} of {a}",
    "Gate {n} on the {a}-{b} road", "along the coast between {a} and {b}", "on the coast {h} of {a}",
    "{n} كم {x} {a}", "{x} {a}", "بين {a} و{b}", "على طريق {a} {b}", "بوابة {n} {x} {a}", "على الساحل {x} {a}",
    "ضواحي {a} ال{x}ية", "{n} km {h} of the area between {a} and {b}", "{a}, {h} of {b}", "{a} and {b} region",
    "{n} km {h} of {a} on the {a}-{b} road", "the junction {h} of {a}",
)


@pytest.mark.parametrize("seed", range(4))
def test_random_well_formed_phrases(geocoders, seed):
    chance = random.Random(100 + seed)
    places = [name for name in NAMES if name not in ("Wadi al-Jafr", "Awaynat")]
    states = []
    for _ in range(150):
        a, b = chance.sample(places, 2)
        text = chance.choice(TEMPLATES).format(
            n=chance.choice((1, 7, 20, 45, 90, 130)), h=chance.choice(("north", "east", "south", "west")),
            i=chance.choice(("north", "east", "south", "west")), a=a, b=b,
            x=chance.choice(("شمال", "جنوب", "شرق", "غرب")),
        )
        for geocoder in geocoders:
            location = geocoder.locate(text)
            whole(location, text)
            states.append(location.state)
    assert states.count(PlaceState.FOUND) > len(states) * 0.7


@pytest.mark.parametrize("text", [
    "on the " * 28, "road " * 40, "between a and " * 14, "Gate 40 on the road " * 10, "طريق " * 40, "و" * 100 + " طريق",
    "southern " * 20, "km 40 " * 33, "a-" * 100,
    "on the a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p road", "على طريق " + "ا ب " * 45,
    "south and " * 20, "20 km E and " * 16, "checkpoint " * 18, "40 km checkpoint " * 11, "coast between " * 14,
])
def test_awkward_texts_have_few_readings_and_are_no_place(geocoders, text):
    assert 1 <= len(readings(text[:LONGEST_PHRASE])) <= 6
    for geocoder in geocoders:
        location = geocoder.locate(text[:LONGEST_PHRASE])
        assert location.state is not PlaceState.FOUND
        whole(location, text[:LONGEST_PHRASE])
