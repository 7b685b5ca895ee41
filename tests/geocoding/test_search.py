import subprocess
import sys
from pathlib import Path

import pytest

from libya_incident_mapper.geocoding.clues import Clues
from libya_incident_mapper.geocoding.gazetteer import GAZETTEER, Place, load_gazetteer
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.search import PlaceSearch, bundled_names, default_search
from libya_incident_mapper.model.location import PlaceState
from libya_incident_mapper.model.table import read_table

FOUND, AMBIGUOUS, UNKNOWN = PlaceState.FOUND, PlaceState.AMBIGUOUS, PlaceState.UNKNOWN
PLUGINS = Path(__file__).resolve().parents[2] / "build" / "plugins"


def decide(text, **words):
    return default_search().decide(text, **words)


def place(place_id, name, lat=30.0, lon=18.0, kind="town", importance=0.5, aliases=(), district=""):
    return Place(place_id, name, "", tuple(aliases), kind, district, lat, lon, 5000.0, importance, "test")


@pytest.mark.parametrize("text", [
    "Uqaylah", "El Agheila", "al-'Aqila", "Ugayla", "العقيلة", "Al ‘Uqaylah", "AL-UQAYLA", "el agheila", "Uqayla",
    "Oqaila", "Uqaila", "Al-Oqayla", "Ogaila", "El Ageila", "Al Ugayla", "عقيلة", "الـعـقيلة", "El-Agheilah",
])
def test_the_town_of_the_example_is_found_in_every_usual_spelling(text):
    decision = decide(text)
    assert decision.state is FOUND, decision
    assert decision.candidates[0].place_id == "sup:el-agheila"


@pytest.mark.parametrize(("text", "place_id"), [
    ("Castelverde", "sup:garabulli"),
    ("al-Qarah Bulli", "sup:garabulli"),
    ("Ubari", "sup:ubari"),
    ("Kufra", "sup:kufra"),
    ("Jalu", "sup:jalu"),
    ("Tripoli", "sup:tripoli"),
    ("طرابلس", "sup:tripoli"),
    ("Sirte", "sup:sirte"),
    ("Mersa Brega", "sup:brega"),
    ("Zuetina", "sup:zuwaytina"),
    ("Ghani oil field", "sup:ghani-field"),
    ("حقل الغاني", "sup:ghani-field"),
    ("مطار الكفرة", "sup:kufra-airport"),
    ("Kufra airfield", "sup:kufra-airport"),
    ("HLLS", "sup:sarir-field"),
    ("Gate 40 (Brega-Ajdabiya)", "sup:gate-40-brega-ajdabiya"),
])
def test_names_are_found(text, place_id):
    if text == "HLLS":
        place_id = next(p.place_id for p in load_gazetteer() if "HLLS" in p.aliases)
    decision = decide(text)
    assert decision.state is FOUND, decision
    assert decision.candidates[0].place_id == place_id


@pytest.mark.parametrize(("text", "place_id"), [
    ("Misuratah", "sup:misrata"),
    ("Ajedabia", "sup:ajdabiya"),
    ("Nawfalia", "sup:nofaliya"),
    ("Beniwalid", "sup:bani-walid"),
    ("Tarhuuna", "sup:tarhuna"),
    ("Ghadaames", "sup:ghadames"),
    ("Sabraatha", "sup:sabratha"),
    ("Tawerghaa", "sup:tawergha"),
    ("Rass Lanouf", "sup:ras-lanuf"),
    ("زواره", "sup:zuwara"),
    ("بن جوّاد", "sup:bin-jawad"),
])
def test_spellings_that_no_row_has_are_found(text, place_id):
    assert text not in {spelling for row in load_gazetteer() for spelling in row.spellings()}
    decision = decide(text)
    assert decision.state is FOUND, decision
    assert decision.candidates[0].place_id == place_id
    assert decision.candidates[0].score > 0 or decision.candidates[0].reason == "same spelling"


@pytest.mark.parametrize("text", ["Awaynat", "Sultan", "سلطان", "Hawari", "Zighan", "Jufra", "Suq al-Khamis"])
def test_homonyms_are_asked(text):
    decision = decide(text)
    assert decision.state is AMBIGUOUS
    assert len({(c.lat, c.lon) for c in decision.candidates[:2]}) == 2
    assert decision.reason.startswith("could be ")


@pytest.mark.parametrize(("text", "district", "name"), [
    ("Awaynat", "Ghat", "Awaynat (Ghat)"),
    ("Sultan", "Sirte", "Sultan (Sirte)"),
    ("Sultan", "Surt", "Sultan (Sirte)"),
    ("Sultan", "سرت", "Sultan (Sirte)"),
    ("Sultan", "Al Wahat", "Sultan (Ajdabiya)"),
    ("Souq al-Khamis", "Murqub", "Souq al-Khamis (Khoms)"),
])
def test_the_district_of_the_record_decides_between_homonyms(text, district, name):
    said = decide(text, clues=Clues(district))
    for decision in (said, decide(f"{text}, {district}"), decide(f"{text} ({district})")):
        assert decision.state is FOUND
        assert decision.candidates[0].name == name


def test_a_district_never_turns_an_unlike_name_into_a_place():
    assert decide("Qwerty", clues=Clues("Sirte")).state is UNKNOWN
    assert decide("Wadi al-Jafr", clues=Clues("Sirte")).state is UNKNOWN


def test_a_name_qualified_by_another_country_is_not_placed():
    assert decide("Tripoli, Lebanon").state is not FOUND
    assert decide("Tripoli, Libya").state is FOUND


def test_a_town_comes_before_its_district_unless_the_words_say_district():
    assert decide("Sirte").candidates[0].kind == "town"
    assert decide("Sirte district").candidates[0].place_id == "district:LY.76"
    assert decide("Sirte", kinds=("district",)).candidates[0].place_id == "district:LY.76"
    assert decide("شعبية سرت").candidates[0].kind == "district"
    assert decide("Jufra district").candidates[0].place_id == "district:LY.64"


def test_wadi_al_jafr_and_the_103_line_stay_unplaced_with_candidates():
    jafr = decide("Wadi al-Jafr")
    assert jafr.state is UNKNOWN
    assert {"Jarif", "Jufra"} <= {candidate.name for candidate in jafr.candidates[:5]}
    line = decide("103 line")
    assert line.state is UNKNOWN
    assert "103" in line.candidates[0].name
    assert "no source" in jafr.reason or "source" in line.reason


@pytest.mark.parametrize("name", [row["name"] for _, row in read_table(GAZETTEER / "unplaced.csv", ("name", "reason"))])
def test_names_that_no_source_places_are_not_placed(name):
    decision = decide(name)
    assert decision.state is UNKNOWN
    assert decision.reason


def test_every_unplaced_name_of_the_supplement_is_listed():
    listed = {row["name"].casefold() for _, row in read_table(GAZETTEER / "unplaced.csv", ("name", "reason"))}
    for line in (GAZETTEER / "supplement" / "unlocated.txt").read_text(encoding="utf-8").splitlines()[1:]:
        name = line.split("\t")[0]
        words = [word for word in name.replace("(", " ").replace(",", " ").replace("/", " ").split() if len(word) > 3]
        assert any(word.casefold() in entry for word in words for entry in listed), name


@pytest.mark.parametrize("text", [
    "Paris", "Damascus", "Aleppo", "دمشق", "police station", "the town", "the field", "Wadi", "بئر", "وادي", "road",
    "airport", "the oil field", "gunmen", "vehicle", "", "   ", "?", "42", "12345", "🙂", "\x00", "a", "al", "ال",
    "<b>Sirte</b><script>", "Sirte'; DROP TABLE places; --", "x" * 10_000, "\u202e\u202e", "Тобрук",
])
def test_what_is_no_libyan_place_is_not_found(text):
    assert decide(text).state is not FOUND


@pytest.mark.parametrize("text", ["جديد", "كام", "شاطي", "Tadjoura"])
def test_words_that_only_sound_like_a_place_are_asked_about(text):
    assert decide(text).state is AMBIGUOUS


def test_foreign_names_and_ordinary_words_are_hardly_ever_found():
    names = (Path(__file__).parent / "no_libyan_places.txt").read_text(encoding="utf-8").splitlines()
    found = [name for name in names if decide(name).state is FOUND]
    assert len(names) > 500
    assert len(found) <= 0.01 * len(names), found


def test_every_stored_spelling_finds_its_place_or_asks_about_it():
    for row in load_gazetteer():
        for spelling in row.spellings():
            near = [c for c in default_search().candidates(spelling, 8) if c.score <= 0.02]
            assert row.place_id in {candidate.place_id for candidate in near}, spelling


def test_short_names_match_exactly_or_not_at_all():
    search = PlaceSearch(NameIndex([place("t:hun", "Hun"), place("t:ghat", "Ghat")]))
    assert search.decide("Hun").state is FOUND
    assert search.decide("Hon").state is FOUND
    assert search.candidates("Hu") == []
    assert search.candidates("Bun") == []


def test_every_candidate_says_why():
    candidate = default_search().candidates("Oqeilleh")[0]
    assert candidate.place_id == "sup:el-agheila"
    assert 0 < candidate.score < 0.2
    assert candidate.reason == "other vowels"
    assert default_search().candidates("Kufra airport")[0].reason == "same spelling"
    assert "'airport' is not in the name" in {c.reason for c in default_search().candidates("Uqaylah airport")}.pop()


def test_importance_ranks_equal_names_and_decides_only_when_clear():
    small, big = place("t:a", "Zuma", importance=0.3), place("t:b", "Zuma", lat=25.0, importance=0.4)
    assert PlaceSearch(NameIndex([small, big])).decide("Zuma").state is AMBIGUOUS
    assert PlaceSearch(NameIndex([small, big])).candidates("Zuma")[0].place_id == "t:b"
    huge = place("t:b", "Zuma", lat=25.0, importance=0.9)
    assert PlaceSearch(NameIndex([small, huge])).decide("Zuma").state is FOUND


def test_two_rows_of_one_place_are_no_rivals():
    rows = [place("t:a", "Zuma"), place("t:b", "Zuma", lat=30.05)]
    assert PlaceSearch(NameIndex(rows)).decide("Zuma").state is FOUND


def test_a_wanted_kind_decides_between_a_town_and_a_far_airfield():
    rows = [place("t:a", "Zuma"), place("t:b", "Zuma", lat=31.0, kind="airport")]
    assert PlaceSearch(NameIndex(rows)).decide("Zuma").state is AMBIGUOUS
    decision = PlaceSearch(NameIndex(rows)).decide("Zuma", kinds=("airport", "airbase"))
    assert decision.state is FOUND
    assert decision.candidates[0].kind == "airport"


@pytest.mark.parametrize(("typed", "name"), [
    ("Uqay", "El Agheila"), ("Agh", "El Agheila"), ("Ubar", "Ubari"), ("Trip", "Tripoli"), ("طراب", "Tripoli"),
    ("Ras L", "Ras Lanuf"), ("Bengh", "Benghazi"),
])
def test_places_are_offered_while_typing(typed, name):
    assert name in [candidate.name for candidate in default_search().complete(typed, 8)]


def test_the_limit_is_kept_and_the_order_is_the_same_each_time():
    first = default_search().complete("Al", 7)
    assert len(first) == 7
    assert first == PlaceSearch(NameIndex(load_gazetteer())).complete("Al", 7)
    assert default_search().candidates("Zawiya", 3) == default_search().candidates("Zawiya", 9)[:3]


def test_an_empty_gazetteer_knows_nothing():
    assert PlaceSearch(NameIndex([])).decide("Sirte").state is UNKNOWN
    assert PlaceSearch(NameIndex([])).complete("Si") == []


def test_names_are_found_without_shapely_pyproj_and_qgis_and_nothing_is_read_at_import():
    script = (
        "import sys\n"
        f"sys.path.insert(0, {str(PLUGINS)!r})\n"
        "for name in ('shapely', 'pyproj', 'numpy', 'qgis'): sys.modules[name] = None\n"
        "from libya_incident_mapper.geocoding import gazetteer, search, spelling_rules\n"
        "assert not gazetteer.load_gazetteer.cache_info().currsize\n"
        "assert not spelling_rules.symbols.cache_info().currsize\n"
        "print(search.default_search().decide('Uqaylah').state.value)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "found"


def test_a_settlement_comes_before_the_field_named_after_it_unless_both_bear_the_very_name():
    assert default_search().decide("جالو").state is PlaceState.FOUND
    assert default_search().decide("جالو").candidates[0].place_id == "sup:jalu"
    assert default_search().decide("Gialo").state is PlaceState.AMBIGUOUS


def test_what_was_taught_wins_over_every_list_and_says_so():
    source = "taught by A. on 2018-07-30"
    taught = Place("taught:1", "103 line", "خط 103", (), "site", "", 29.0, 20.9, 5000.0, 0.3, source)
    search = PlaceSearch(NameIndex([taught], is_taught=True), bundled_names())
    decision = search.decide("the 103 line")
    assert decision.state is FOUND
    assert decision.candidates[0].place_id == "taught:1"
    assert source in decision.candidates[0].reason
    assert default_search().decide("103 line").state is UNKNOWN


def test_a_taught_spelling_finds_the_place_of_the_gazetteer():
    kufra = next(place for place in load_gazetteer() if place.place_id == "sup:kufra")
    spelling = Place(kufra.place_id, "Zqwx", "", (), kufra.kind, kufra.district, kufra.lat, kufra.lon,
                     kufra.extent_m, kufra.importance, "taught by A. on 2018-07-30")
    search = PlaceSearch(NameIndex([spelling], is_taught=True), bundled_names())
    assert search.decide("Zqwx").candidates[0].place_id == "sup:kufra"
    assert search.decide("Kufra").candidates[0].name == kufra.name
