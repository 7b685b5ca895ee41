"""The sentence above the form says back what was understood."""

from datetime import date

import pytest

from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Incident, Losses, Movement, Waypoint
from libya_incident_mapper.ui.understood import understood

DAY = DateRange.day(date(2018, 7, 24))
SOUTH = Location("south of Uqaylah", PlaceState.FOUND, 30.0, 19.2, 20_000.0, precision=Precision.DIRECTION)
NOWHERE = Location("Wadi al-Jafr", PlaceState.UNKNOWN)


def plain(words):
    """Without the marks that keep data in its own direction."""
    return "".join(mark for mark in words if mark not in "\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("record, sentence", [
    (
        Incident(
            "armed_clash", DAY, "is_libya", actor2="lna_ajdabiya_or", location=SOUTH,
            killed=Losses(CountRange.exactly(1)),
        ),
        "Armed clash, IS – Ajdabiya OR, 24 Jul 2018, south of Uqaylah, 1 killed",
    ),
    (
        Incident("attack", DAY, "is_libya", location=NOWHERE, wounded=CountRange.parse("as many as five")),
        "Attack, IS, 24 Jul 2018, Wadi al-Jafr (not placed), at most 5 wounded",
    ),
    (
        Incident("air_drone_strike", DAY, "", location=Location("", PlaceState.UNKNOWN), stance="denies"),
        "Air or drone strike, 24 Jul 2018 (denied)",
    ),
    (
        Incident("attack", DAY, "", killed=Losses(CountRange.parse("several"))),
        "Attack, 24 Jul 2018, several killed",
    ),
    (
        Movement("is_libya", DAY, heading=202.5, vehicles=CountRange.parse("as many as five"), waypoints=(
            Waypoint("origin", SOUTH), Waypoint("destination", NOWHERE),
        )),
        "Movement, IS, 24 Jul 2018, south of Uqaylah → Wadi al-Jafr (not placed), heading 202.5°, vehicles: at most 5",
    ),
])
def test_a_record_is_said_back(record, sentence, registry):
    assert plain(understood(record, registry)) == sentence


def test_the_form_says_back_what_was_typed_once_it_pauses(opened, qtbot):
    form = opened.dock.incident
    empty = form.said_back.text()
    assert empty
    form.kind.line.setText("clash")
    form.place.line.setText("Uqaylah")
    form.place.line.textEdited.emit("Uqaylah")
    qtbot.waitUntil(lambda: "Uqaylah" in form.said_back.text(), timeout=5000)
    assert plain(form.said_back.text()).startswith("Armed clash, ")
    assert "not placed" not in form.said_back.text()
    form.clear()
    qtbot.waitUntil(lambda: form.said_back.text() == empty, timeout=5000)


def test_the_list_of_candidates_still_opens(opened, qtbot):
    """What is said back must not look a place up before the list does."""
    box = opened.dock.incident.place
    box.line.setFocus()
    qtbot.keyClicks(box.line, "Uqay")
    qtbot.waitUntil(lambda: box.popup.is_open, timeout=5000)
