import re

import pytest

from libya_incident_mapper.geocoding.coarsening import in_district, on_grid
from libya_incident_mapper.geocoding.geocoder import Geocoder
from libya_incident_mapper.geocoding.other_names import _unplaced
from libya_incident_mapper.geocoding.packages import MissingPackage
from libya_incident_mapper.geocoding.search import default_search
from libya_incident_mapper.geocoding.spelling_rules import penalties
from libya_incident_mapper.geocoding.wording import wording
from libya_incident_mapper.model.language import ARABIC, FRENCH, speaking
from libya_incident_mapper.model.reasons import forms, reason_of, told, untold

PHRASES = (
    "Zuwara", "Surman", "15 km west of Hun", "east of Tobruk", "north and east of Nalut", "near Ubari", "Awaynat",
    "80 km from Waddan", "within 12 km of Zliten", "between Misrata and Zliten", "between Hun, Sokna and Waddan",
    "Sabha and Ubari region", "Gate 17", "km 60 on the Hun-Waddan road", "the coast west of Derna",
    "on the Tobruk-Ajdabiya road", "Derna hospital", "northern Sabha", "the eastern outskirts of Zliten",
    "5 km north and 8 km east of Hun", "32.1, 20.05", "48.85, 2.35", "32RLU", "Marj district", "Cyrenaica", "Khartoum",
    "the city", "the border crossing with Egypt", "border with Sudan", "Hun, south of Zliten", "Hun, north of Sabha",
    "Hun, near Tobruk", "Hun, 15 km from Sabha", "Hun, between Zuwara and Surman", "4000 km south of Hun",
    "20-30 km west of Derna", "roughly 9 km SSE of Bayda", "Tobrouk", "Aldarnah", "between Hun and Hun", "x" * 400, "",
    "95 km west of Tobruk along the coast", "الزنتان", "شرق طبرق", "قرب غدامس", "Gharian checkpoint", "Qrzz", "nowhere",
    "9 km south by east of Bani Walid", "3 miles north of Zintan, on the road", "Benghazi airport",
)


@pytest.fixture(scope="module")
def locations():
    geocoder = Geocoder()
    texts = (*PHRASES, *list(_unplaced_names())[::3])
    return [geocoder.locate(text) for text in texts]


def _unplaced_names():
    return (" ".join((*concepts, own, *numbers)) for own, concepts, numbers in _unplaced())


@pytest.mark.parametrize("language", [ARABIC, FRENCH])
def test_every_reason_of_our_own_making_is_told_in_the_language(locations, language):
    with speaking(language):
        for location in locations:
            names = {place.name for place in (location, *location.candidates)}
            assert set(untold(location.remark)) <= names, location.phrase
            for place in location.candidates:
                assert untold(place.reason) == [], place.reason


@pytest.mark.parametrize("language", [ARABIC, FRENCH])
def test_what_is_said_of_spellings_names_and_headings_is_told(language):
    texts = [penalty.text.format(word="q", other="g") for code, penalty in penalties().items() if code != "taught"]
    texts += [*_unplaced().values(), *(point.name for point in wording().points.values())]
    with speaking(language):
        assert [clause for text in texts for clause in untold(text)] == []


@pytest.mark.parametrize("language", [ARABIC, FRENCH])
def test_a_place_made_vaguer_says_so_in_the_language(language):
    place = Geocoder().locate("Zuwara")
    with speaking(language):
        assert untold(on_grid(place, 0.5).remark) == untold(in_district(place).remark) == []


def test_an_offset_reads_in_arabic_with_arabic_names():
    location = Geocoder().locate("15 km west of Hun")
    with speaking(ARABIC):
        assert reason_of(location).startswith("15 كم غرب هون؛ نصف عرض الاتجاه 45°، دقة المسافة ")
    with speaking(ARABIC, "eastern"):
        assert reason_of(location).startswith("١٥ كم غرب هون")


def test_an_ambiguous_name_offers_its_places_in_arabic():
    location = Geocoder().locate("Awaynat")
    with speaking(ARABIC):
        said = reason_of(location)
    assert said.startswith("قد يكون العوينات (مدينة")
    # Its districts, too: nothing of this sentence is somebody's own words.
    assert "غات" in said and "الكفرة" in said and not re.search("[A-Za-z]", said)


def test_a_name_is_never_taken_for_words_of_ours():
    with speaking(ARABIC):
        assert told("Bay of Bomba; same spelling") == "\u2068Bay of Bomba\u2069؛ الكتابة نفسها"


def test_a_clause_that_nobody_knows_stays_as_it_was():
    with speaking(ARABIC):
        assert told("seen from the road; extent 5 km") == "\u2068seen from the road\u2069؛ الامتداد 5 كم"


def test_english_readers_get_what_is_stored():
    remark = Geocoder().locate("15 km west of Hun").remark
    with speaking("en"):
        assert told(remark) == remark
    assert told(remark) == remark


def test_both_languages_know_the_same_forms():
    assert set(forms(ARABIC)) == set(forms(FRENCH))


def test_a_missing_package_is_told():
    with speaking(FRENCH):
        assert untold(str(MissingPackage("shapely"))) == []


def test_the_search_says_why_in_the_language():
    with speaking(ARABIC):
        assert untold(default_search().decide("Tobrouk").reason) == []
