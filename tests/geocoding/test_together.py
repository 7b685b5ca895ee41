"""The places of one report, located together."""

import pytest

from libya_incident_mapper.geocoding.clues import NO_CLUES, Clues
from libya_incident_mapper.geocoding.geocoder import Geocoder, default_geocoder
from libya_incident_mapper.geocoding.geodesy import GeoPoint
from libya_incident_mapper.geocoding.together import CERTAIN_M, certain_points, locate_or_say, locate_together
from libya_incident_mapper.model.location import PlaceState

FOUND, AMBIGUOUS, UNKNOWN = PlaceState.FOUND, PlaceState.AMBIGUOUS, PlaceState.UNKNOWN


@pytest.fixture(scope="module")
def geocoder():
    return default_geocoder()


class Listening(Geocoder):
    """A geocoder that remembers with which clues it was asked."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def locate(self, text, clues=NO_CLUES):
        self.asked.append((text, clues))
        return super().locate(text, clues)


def together(geocoder, *texts):
    return locate_together(geocoder, [(text, NO_CLUES) for text in texts])


def test_what_needs_no_help_is_as_if_it_stood_alone(geocoder):
    texts = ["Uqaylah", "20 km south of Jalu", "the 103 line", "zzzzqqq", "العقيلة", ""]
    assert together(geocoder, *texts) == [geocoder.locate(text) for text in texts]


def test_only_what_is_ambiguous_is_asked_again_and_beside_what_was_found():
    geocoder = Listening()
    texts = ["Awaynat", "Ghat", "the 103 line", "Kufra district", "Ghat"]
    locate_together(geocoder, [(text, Clues("Ghat" if text == "Ghat" else "")) for text in texts])
    *first, again = geocoder.asked
    ghat = default_geocoder().locate("Ghat", Clues("Ghat"))
    assert [text for text, _ in first] == texts
    # Once, though it was named twice; and not the district, whose middle says nothing.
    assert again == ("Awaynat", Clues(others=(GeoPoint(ghat.lat, ghat.lon),)))


def test_clues_that_a_row_brings_are_kept():
    geocoder = Listening()
    mine = Clues("", "clash", (GeoPoint(31.2, 16.6),))
    locate_together(geocoder, [("Awaynat", mine), ("Benghazi", NO_CLUES)])
    _, clues = geocoder.asked[-1]
    assert (clues.event_kind, clues.others[0], len(clues.others)) == ("clash", GeoPoint(31.2, 16.6), 2)


def test_alone_nothing_is_asked_twice():
    geocoder = Listening()
    assert [location.state for location in together(geocoder, "Awaynat", "the 103 line")] == [AMBIGUOUS, UNKNOWN]
    assert len(geocoder.asked) == 2


def test_coordinates_that_cannot_be_right_are_said_and_help_nobody(geocoder):
    swapped = locate_or_say(geocoder, "19.20, 30.26", NO_CLUES)
    assert (swapped.state, swapped.is_placed, swapped.phrase) == (UNKNOWN, False, "19.20, 30.26")
    assert "write latitude first" in swapped.remark
    assert certain_points([swapped]) == ()


def test_only_what_was_found_closely_helps(geocoder):
    located = [geocoder.locate(text) for text in ("Sirte", "Awaynat", "Kufra district", "200 km south of Sirte")]
    assert [location.state for location in located] == [FOUND, AMBIGUOUS, FOUND, FOUND]
    assert located[3].radius_m > CERTAIN_M
    assert certain_points(located) == (GeoPoint(located[0].lat, located[0].lon),)


@pytest.mark.parametrize(("homonym", "other", "meant"), [
    ("Awaynat", "Ghat", "Awaynat (Ghat)"), ("العوينات", "غات", "Awaynat (Ghat)"),
    ("Hawari", "Benghazi", "Hawari (Benghazi)"), ("Hawari", "Kufra", "Hawari (Kufra)"),
    ("Sultan", "Sirte", "Sultan (Sirte)"), ("Sultan", "Ajdabiya", "Sultan (Ajdabiya)"),
    ("20 km south of Awaynat", "Ghat", "Awaynat (Ghat)"), ("Hawari", "12 km NW of Kufra", "Hawari (Kufra)"),
])
def test_a_homonym_is_the_one_near_the_other_places(geocoder, homonym, other, meant):
    assert geocoder.locate(homonym).state is AMBIGUOUS
    for texts in ((homonym, other), (other, homonym)):
        located = {location.phrase: location for location in together(geocoder, *texts)}
        assert (located[homonym].state, located[homonym].name) == (FOUND, meant)
        assert located[other] == geocoder.locate(other)


@pytest.mark.parametrize("others", [("Sirte",), ("Benghazi", "Kufra"), ("the 103 line",), ("Kufra district",)])
def test_others_that_decide_nothing_leave_it_open(geocoder, others):
    first, *_ = together(geocoder, "Hawari", *others)
    assert first.state is AMBIGUOUS
    assert len(first.candidates) > 1


def test_kinds_of_event_that_are_usual_everywhere_share_one_answer(geocoder):
    alone = geocoder.locate("Hawari")
    assert geocoder.locate("Hawari", Clues(event_kind="attack")) is alone
    assert geocoder.locate("Hawari", Clues(event_kind="protest")) is not alone
