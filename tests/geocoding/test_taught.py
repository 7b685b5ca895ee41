"""What was taught is found by its very names, wins over every list, and says so."""

from dataclasses import replace

import pytest

from libya_incident_mapper.geocoding.gazetteer import load_gazetteer
from libya_incident_mapper.geocoding.geocoder import Geocoder
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.search import PlaceSearch, bundled_names
from libya_incident_mapper.geocoding.taught import completed, lesson, lesson_behind, taught_rows
from libya_incident_mapper.geocoding.taught_faults import TaughtNames, doubt_about
from libya_incident_mapper.model.location import PlaceState
from libya_incident_mapper.model.taught import TaughtPlace

LINE = TaughtPlace(
    "103 line", 28.9, 20.9, 5000, uid="u1", name_ar="خط 103", kind="road_junction", author="A. Analyst",
    taught="2018-07-30T09:00:00+00:00", reason="shown on a driver's sketch",
)
KNOWN = next(place for place in load_gazetteer() if "Uqaylah" in place.aliases or place.name == "El Agheila")
SPELLING = TaughtPlace(
    KNOWN.name, KNOWN.lat, KNOWN.lon, KNOWN.extent_m, uid="u2", name_ar=KNOWN.name_ar, aliases=("Ras Lawgh", "Lejla"),
    kind=KNOWN.kind, district=KNOWN.district, place_id=KNOWN.place_id, author="A. Analyst", taught="2018-07-30",
)


def geocoder(*taught):
    return Geocoder(PlaceSearch(NameIndex(taught_rows(taught), is_taught=True), bundled_names()))


@pytest.mark.parametrize(
    "text", ["103 line", "the 103 line", "103 LINE", "line 103", "towards the 103 line", "خط 103", "الخط ١٠٣"],
)
def test_a_taught_place_is_found_by_its_name_in_any_form(text):
    assert geocoder().locate(text).state is PlaceState.UNKNOWN
    location = geocoder(LINE).locate(text)
    assert (location.state, location.name, location.place_id) == (PlaceState.FOUND, "103 line", "taught:u1")
    assert (location.lat, location.lon, location.radius_m) == (28.9, 20.9, 5000)
    assert lesson_behind(location) == "taught by A. Analyst on 2018-07-30: shown on a driver's sketch"
    assert lesson_behind(location) in location.remark


def test_a_name_taught_with_an_article_is_found_without():
    assert geocoder(replace(LINE, name="the 103 line", name_ar="")).locate("103 line").state is PlaceState.FOUND


@pytest.mark.parametrize("name", ["Gate 200", "km 40", "checkpoint 17", "بوابة 200", "Karama hospital", "Wadi al-Jafr"])
def test_a_name_with_a_generic_word_is_found_whatever_kind_of_place_it_was_taught_as(name):
    location = geocoder(replace(LINE, name=name, name_ar="", kind="locality")).locate(name)
    assert (location.state, location.place_id) == (PlaceState.FOUND, "taught:u1")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("20 km north of the 103 line", "distance at a heading"), ("near the 103 line", "near"),
        ("شمال خط 103", "heading only"),
    ],
)
def test_phrases_stand_on_a_taught_place(text, rule):
    location = geocoder(LINE).locate(text)
    assert (location.state, location.rule, location.sources) == (PlaceState.FOUND, rule, "taught:u1")
    assert lesson_behind(location).startswith("taught by")


@pytest.mark.parametrize("text", ["104 line", "Gate 103", "103", "field 103"])
def test_other_numbers_and_kinds_are_not_meant(text):
    assert geocoder(LINE).locate(text).place_id != "taught:u1"


def test_a_taught_spelling_stands_for_the_known_place_and_says_who_taught_it():
    found = geocoder(SPELLING).locate("Lejla")
    assert (found.state, found.place_id, found.name) == (PlaceState.FOUND, KNOWN.place_id, KNOWN.name)
    assert lesson_behind(found) == "spelling taught by A. Analyst on 2018-07-30"
    assert lesson_behind(geocoder(SPELLING).locate(KNOWN.name)) == ""
    assert geocoder().locate("Lejla").place_id != KNOWN.place_id


def test_a_taught_spelling_does_not_teach_the_name_of_the_known_place():
    """Two places are called Awaynat; a nickname for one of them settles nothing about the other."""
    awaynat = next(place for place in load_gazetteer() if "Awaynat" in place.name and place.kind != "mountain")
    taught = replace(SPELLING, name=awaynat.name, lat=awaynat.lat, lon=awaynat.lon, place_id=awaynat.place_id)
    before, after = geocoder().locate("Awaynat"), geocoder(taught).locate("Awaynat")
    assert (after.state, after.place_id) == (before.state, before.place_id)


def test_what_was_taught_wins_over_the_gazetteer():
    ours = TaughtPlace("Tripoli", 27.0, 15.0, 300, uid="u3", reason="a farm")
    location = geocoder(ours).locate("Tripoli")
    assert (location.state, location.place_id) == (PlaceState.FOUND, "taught:u3")
    assert "taught" in location.remark


def test_a_lesson_is_completed_with_its_district():
    done = completed(replace(LINE, name="  103 line ", aliases=(" a", "", "a")))
    assert (done.name, done.aliases, done.district) == ("103 line", ("a",), "Al Wahat")
    assert completed(done) == done


def test_the_lesson_in_words_is_one_line():
    assert lesson(replace(LINE, reason="a\nb", author="")) == "taught on 2018-07-30: a b"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": ""}, "name", "No name"),
        ({"name": "x" * 121}, "name", "longer than 120"),
        ({"name": "a\nb"}, "name", "control characters"),
        ({"name": "the gate", "name_ar": ""}, "name", "mere kind of place"),
        ({"name": "95.0 N, 19.0 E"}, "name", "coordinates"),
        ({"name": "🙂"}, "name", "name alone"),
        ({"name": "<img src=x>", "aliases": ("a;b",)}, "aliases", "semicolon"),
        ({"lat": 95.0}, "lat", "-90 to 90"),
        ({"lat": float("nan")}, "lat", "-90 to 90"),
        ({"lon": 200.0}, "lon", "-180 to 180"),
        ({"radius_m": 0.0}, "radius_m", "above 0 m"),
        ({"radius_m": float("inf")}, "radius_m", "above 0 m"),
        ({"kind": "metropolis"}, "kind", "use one of city"),
        ({"reason": "x" * 2001}, "reason", "shorter"),
        ({"taught": "yesterday"}, "taught", "2018-07-30"),
        ({"uid": "other"}, "name", "taught already"),
        ({"uid": "other", "name": "Line 103", "name_ar": ""}, "name", "taught already (103 line, "),
        ({"place_id": "gn:1"}, "aliases", "No spelling"),
    ],
)
def test_every_fault_gets_a_sentence_beside_its_field(changes, field, words):
    faults = TaughtNames([LINE]).faults([replace(LINE, **changes)])
    assert any(fault.field == field and words in fault.sentence for _, fault in faults), faults
    assert TaughtNames([LINE]).faults([LINE]) == []


def test_lessons_are_judged_together_and_each_is_found_by_its_own_name():
    gates = [replace(LINE, uid=f"g{number}", name=f"Gate {number}", name_ar="") for number in range(100, 130)]
    assert TaughtNames().faults(gates) == []
    again = replace(gates[3], uid="again")
    ((place, fault),) = TaughtNames().faults([*gates, again])
    assert (place, fault.field) == (again, "name")


def test_a_point_outside_libya_is_doubted_and_not_refused():
    assert doubt_about(LINE) == ""
    abroad = replace(LINE, lat=20.9, lon=28.9)
    assert "outside Libya" in doubt_about(abroad)
    assert TaughtNames().faults([abroad]) == []
