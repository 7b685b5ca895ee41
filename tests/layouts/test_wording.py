from dataclasses import replace
from datetime import date

import pytest

from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.layouts import wording
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.language import speaking
from libya_incident_mapper.model.location import NOWHERE, Candidate, Location, PlaceState, Precision
from libya_incident_mapper.model.records import Incident, Movement, Waypoint


def placed(phrase, precision, radius_m, name=""):
    return Location(phrase, PlaceState.FOUND, 30.0, 19.0, radius_m, precision=precision, name=name)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (placed("Uqaylah", Precision.LOCALITY, 5000.0, "El Agheila"), "Uqaylah (El Agheila)"),
        (placed("Ubari", Precision.LOCALITY, 5000.0, "Ubari"), "Ubari"),
        (placed("south of Uqaylah", Precision.DIRECTION, 18_200.0), "south of Uqaylah (direction only, ±18 km)"),
        (replace(placed("between Brega and Sirte", Precision.DIRECTION, 37_000.0), rule="between"),
         "between Brega and Sirte (±37 km)"),
        (placed("near Ubari", Precision.NEAR, 4_460.0), "near Ubari (±4.5 km)"),
        (placed("the barracks", Precision.SITE, 250.0), "the barracks (site, ±250 m)"),
        (placed("Kufra", Precision.DISTRICT, 302_000.0), "Kufra (district only, ±302 km)"),
        (Location("Wadi al-Jafr", PlaceState.UNKNOWN), "Wadi al-Jafr (not on the map)"),
        (NOWHERE, "No place given"),
    ],
)
def test_a_place_reads_with_how_closely_it_is_known(location, expected):
    assert wording.where(location) == expected


def test_candidates_are_named_once_and_never_as_the_place():
    candidates = tuple(
        Candidate("1", name, "", "town", "Jufra", 29.0, 16.0, 1000.0, 1.0, "near spelling")
        for name in ("Jufra", "Jufra", "Jarif")
    )
    words = wording.why_unplaced(Location("Wadi al-Jafr", PlaceState.AMBIGUOUS, candidates=candidates))
    assert words == "Several places fit. Near in spelling, not chosen: Jufra (Jufra), Jarif (Jufra)."


@pytest.mark.parametrize(("language", "expected"), [
    ("ar", "«\u2068Gate 17\u2069» يُسمّى برقم ولا ترد في أي قائمة بهذا الاسم بعينه؛ "
           "ولا يُعرف من أين يبدأ عدّه، ولا على أي طريق."),
    ("fr", "«\u00a0Gate 17\u00a0» est désigné par un numéro et aucune liste ne l’a sous ce nom exact\u00a0; "
           "on ignore d’où part son compte, et sur quelle route."),
])
def test_the_reason_is_told_in_the_language_of_the_sheet(language, expected):
    location = default_geocoder().locate("Gate 17")
    with speaking(language):
        assert wording.why_unplaced(location) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (CountRange(), "–"), (CountRange.exactly(0), "0"), (CountRange(high=5), "≤ 5"), (CountRange(8, 10, 12), "8–12"),
        (CountRange(text="several"), "several"),
    ],
)
def test_unknown_is_not_zero(value, expected):
    assert wording.count(value) == expected


@pytest.mark.parametrize(("numbers", "expected"), [([3], "3"), ([2, 1], "1, 2"), ([1, 2, 3, 7], "1–3, 7"), ([], "")])
def test_numbers_at_one_spot_are_written_short(numbers, expected):
    assert wording.number_ranges(numbers) == expected


def test_the_order_of_two_sides_names_no_attacker():
    incident = Incident("attack", DateRange.day(date(2018, 7, 24)), "is_libya", actor2="nobody listed")
    words = wording.who(incident, default_actors())
    assert words == "IS – nobody listed"


@pytest.mark.parametrize(
    ("heading", "expected"), [(180.0, "south (heading only)"), (359.0, "north (heading only)"), (None, "–")]
)
def test_a_movement_without_destination_shows_its_heading(heading, expected):
    stops = (Waypoint("origin", NOWHERE),)
    movement = Movement("IS", DateRange.day(date(2018, 7, 24)), heading=heading, waypoints=stops)
    assert wording.towards(movement) == expected


def test_the_kind_of_vehicle_stands_beside_the_number_whatever_is_in_its_name():
    movement = Movement(
        "IS", DateRange.day(date(2018, 7, 24)), vehicles=CountRange(high=4), vehicle_kind="technical",
        persons=CountRange.exactly(11),
    )
    assert wording.strength(movement) == "≤ 4 vehicles, technical (armed pick-up), 11 persons"


@pytest.mark.parametrize("text, english, french", [
    ("1", "1 vehicle", "1 véhicule"), ("0", "0 vehicles", "0 véhicule"),
    ("as many as five", "≤ 5 vehicles", "≤ 5 véhicules"), ("1-2", "1–2 vehicles", "1–2 véhicules"),
])
def test_the_noun_goes_with_the_last_number_of_a_count(text, english, french):
    movement = Movement("is_libya", DateRange.day(date(2018, 7, 28)), vehicles=CountRange.parse(text))
    assert wording.strength(movement) == english
    with speaking("fr"):
        assert wording.strength(movement) == french
