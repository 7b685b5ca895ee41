"""What leads from a name to a place besides its sounds: history, slips of the keyboard, the rest of the report."""

import pytest

from libya_incident_mapper.geocoding import clue_costs, historic_names
from libya_incident_mapper.geocoding.clues import Clues
from libya_incident_mapper.geocoding.comparison import is_one_letter_apart
from libya_incident_mapper.geocoding.folding import fold
from libya_incident_mapper.geocoding.gazetteer import Place
from libya_incident_mapper.geocoding.geodesy import GeoPoint
from libya_incident_mapper.geocoding.historic_names import other_names
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.search import PlaceSearch, default_search
from libya_incident_mapper.model.errors import DataFileError
from libya_incident_mapper.model.location import PlaceState

FOUND, AMBIGUOUS, UNKNOWN = PlaceState.FOUND, PlaceState.AMBIGUOUS, PlaceState.UNKNOWN


def place(name, lat=30.0, lon=18.0, kind="town", importance=0.5):
    return Place(f"t:{name}:{lat}", name, "", (), kind, "", lat, lon, 5000.0, importance, "test")


def search(*places):
    return PlaceSearch(NameIndex(places))


@pytest.mark.parametrize(("asked", "known"), [
    ("Apollonia", "Susah"), ("Castelverde", "Al Qarabulli"), ("Oea", "Tripoli"), ("Ptolemais", "Tolmeita"),
    ("طرابلس", "Tripoli"), ("Trables", "Tripoli"), ("Leptis Magna", "Al Khums"), ("Cyrene", "شحات"),
])
def test_a_historic_name_leads_to_the_one_in_the_list(asked, known):
    decision = search(place(known), place("Ghat", lat=25.0)).decide(asked)
    assert decision.state is FOUND
    assert decision.candidates[0].name == known
    assert "also called" in decision.candidates[0].reason


def test_a_historic_name_leads_to_no_other_name_that_sounds_a_little_like_it():
    for text in ("Uqaylah", "Tripoli", "Awjila"):
        also = [found for found in default_search().candidates(text) if "also called" in found.reason]
        assert all(found.score < 0.5 for found in also), also


def test_generic_words_keep_their_weight_beside_a_historic_name():
    assert not list(other_names(fold("Wadi Apollonia")))
    assert {other.concepts for other, _ in other_names(fold("Oea district"))} >= {("district",)}


def test_a_historic_name_in_two_lines_is_refused(tmp_path, monkeypatch):
    (tmp_path / "historic_names.csv").write_text("names\nAlpha;Beta\nGamma;Beta\n", encoding="utf-8")
    monkeypatch.setattr(historic_names, "RULES", tmp_path)
    with pytest.raises(DataFileError, match="line 3: 'beta'"):
        historic_names._groups.__wrapped__()


@pytest.mark.parametrize(("first", "second", "is_apart"), [
    ("misrata", "misrta", True), ("misrata", "misrrata", True), ("misrata", "mirsata", True),
    ("misrata", "misraka", True), ("misrata", "israta", True), ("misrata", "misrat", True),
    ("misrata", "mistara", False), ("misrata", "mrsita", False), ("ghat", "ghad", False),
    ("misrata", "misrata a", False),
])
def test_one_letter_apart(first, second, is_apart):
    assert is_one_letter_apart(first, second) is is_apart
    assert is_one_letter_apart(second, first) is is_apart


@pytest.mark.parametrize("typed", ["Tarhxna", "Nofalxya", "Zuwayxina", "Bin Jxwad"])
def test_a_slip_of_the_keyboard_is_asked_about_and_not_taken(typed):
    decision = default_search().decide(typed)
    assert decision.state is AMBIGUOUS
    assert "one letter other" in decision.candidates[0].reason


@pytest.mark.parametrize(("written", "spelling"), [
    ("brdyt", "البردية"), ("zwart", "زوارة"), ("albryqt", "البريقة"), ("Jdabya", "أجدابيا"), ("bny wlyd", "بني وليد"),
    ("Labraq", "الأبرق"), ("tmnhnt", "تمنهنت"), ("wady alrml", "وادي الرمل"), ("am alghzlan", "أم الغزلان"),
])
def test_spellings_without_vowels_and_of_the_dialect_are_read(written, spelling):
    decision = search(place(spelling), place("Ghat", lat=25.0)).decide(written)
    assert decision.candidates[0].name == spelling
    assert decision.candidates[0].score < 0.2


def test_a_name_in_both_scripts_is_one_name():
    for text in ("Uqaylah العقيلة", "العقيلة Uqaylah", "Uqaylah (العقيلة)", "El Agheila / العقيلة"):
        assert default_search().decide(text).candidates[0].place_id == "sup:el-agheila", text
        assert default_search().decide(text).state is FOUND, text
    assert default_search().decide("Uqaylah طرابلس").state is not FOUND


def test_the_other_places_of_a_report_decide_between_homonyms():
    homonyms = search(place("Awaynat", 25.8, 10.6), place("Awaynat", 22.0, 25.0))
    assert homonyms.decide("Awaynat").state is AMBIGUOUS
    for near, lat in ((GeoPoint(24.96, 10.18), 25.8), (GeoPoint(22.4, 24.6), 22.0)):
        decision = homonyms.decide("Awaynat", Clues(others=(near,)))
        assert decision.state is FOUND
        assert decision.candidates[0].lat == lat
        assert "far from the other places" in decision.candidates[1].reason
    between = GeoPoint(24.0, 18.0)
    assert homonyms.decide("Awaynat", Clues(others=(between,))).state is AMBIGUOUS


def test_the_other_places_never_bring_in_another_name():
    names = search(place("Awaynat", 25.8, 10.6), place("Awjila", 22.0, 25.0))
    decision = names.decide("Awaynat", Clues(others=(GeoPoint(22.0, 25.0),)))
    assert decision.candidates[0].name == "Awaynat"


def test_a_protest_is_likelier_in_a_town_than_on_a_mountain():
    homonyms = search(place("Zuma", 30, 18, "town", 0.4), place("Zuma", 25, 12, "mountain", 0.45))
    assert homonyms.decide("Zuma").candidates[0].kind == "mountain"
    assert homonyms.decide("Zuma", Clues(event_kind="protest")).candidates[0].kind == "town"
    assert homonyms.decide("Zuma", Clues(event_kind="air_drone_strike")).candidates[0].kind == "mountain"


def test_the_list_of_usual_places_is_read_strictly(tmp_path, monkeypatch):
    (tmp_path / "event_places.csv").write_text("event_kind,groups\nprotest,moon\n", encoding="utf-8")
    monkeypatch.setattr(clue_costs, "RULES", tmp_path)
    with pytest.raises(DataFileError, match="line 2: 'moon'"):
        clue_costs.usual_places.__wrapped__()


def test_a_place_of_two_lists_is_shown_once():
    rows = [place("Zuma", 30.0), place("Zūmah", 30.02), place("Zuma", 30.01, kind="airport"), place("Zuma", 31.0)]
    shown = [(c.lat, c.kind) for c in search(*rows).candidates("Zuma")]
    assert sorted(shown) == [(30.0, "town"), (30.01, "airport"), (31.0, "town")]
