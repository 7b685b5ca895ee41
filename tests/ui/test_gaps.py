"""The list narrowed to records that lack something."""

import pytest
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest

from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Candidate, Location, PlaceState, Precision
from libya_incident_mapper.model.records import Claim, Incident, Movement, Waypoint
from libya_incident_mapper.ui.record_rows import Gap
from libya_incident_mapper.ui.records_model import ROW

DAY = DateRange.parse("2021-03-05")
PLACED = Location("Brak", PlaceState.FOUND, 27.5, 14.3, 900.0, precision=Precision.SITE)
OPEN = Location(
    "Jufra", PlaceState.AMBIGUOUS,
    candidates=tuple(Candidate(name, name, "", "town", "", 29.0, 16.0, 900.0, 0.0, "") for name in ("one", "two")),
)
LOST = Location("the farm", PlaceState.UNKNOWN)


def graded():
    return (Claim(reliability="B", credibility="2"),)


@pytest.fixture
def listed(opened):
    opened.session.casefile.save_many([
        Incident("attack", DAY, "lna", "whole", location=PLACED, claims=graded()),
        Incident("attack", DAY, "lna", "open", location=OPEN, claims=graded()),
        Incident("attack", DAY, "lna", "lost", location=LOST, claims=graded()),
        Incident("attack", DAY, "lna", "bare", location=PLACED),
        Incident("attack", DAY, "lna", "unjudged", location=PLACED, claims=(Claim(),)),
        Incident("attack", DAY, "lna", "judged in part", location=PLACED, claims=(Claim(reliability="C"),)),
        Movement("lna", DAY, "way", waypoints=(Waypoint("origin", PLACED),), claims=graded()),
        Movement("lna", DAY, "far", waypoints=(Waypoint("origin", PLACED), Waypoint("via", LOST)), claims=graded()),
        Movement("lna", DAY, "way on", waypoints=(Waypoint("origin", OPEN), Waypoint("via", PLACED)), claims=graded()),
    ])
    opened.dock.tabs.setCurrentWidget(opened.dock.records)

    def now():
        model = opened.dock.records.model
        return {model.index(line, 0).data(ROW).uid for line in range(model.rowCount())}

    now.desk, now.button = opened, opened.dock.records.gaps
    return now


@pytest.mark.parametrize(("gap", "uids"), [
    (Gap.UNPLACED, {"open", "lost", "far", "way on"}),
    (Gap.AMBIGUOUS, {"open", "way on"}),
    (Gap.UNGRADED, {"bare", "unjudged"}),
])
def test_one_gap(listed, gap, uids):
    listed.button.action(gap).trigger()
    assert listed() == uids
    assert listed.button.isChecked()
    listed.button.action(gap).trigger()
    assert len(listed()) == 9
    assert not listed.button.isChecked()


def test_several_gaps_are_one_or_the_other_and_go_with_words(listed):
    listed.button.action(Gap.AMBIGUOUS).trigger()
    listed.button.action(Gap.UNGRADED).trigger()
    assert listed() == {"open", "way on", "bare", "unjudged"}
    listed.desk.dock.records.search.setText("movement")
    assert listed() == {"way on"}
    assert listed.desk.dock.records.count.text() == "Records: 1 of 9"
    QTest.mouseClick(listed.desk.dock.records.bar.clear, Qt.MouseButton.LeftButton)
    assert len(listed()) == 9
    assert listed.desk.dock.records.search.text() == ""


def test_the_menu_works_by_keys(listed, qtbot):
    def pick():
        menu = listed.button.menu()
        QTest.keyClick(menu, Qt.Key.Key_G)

    listed.button.setFocus()
    QTimer.singleShot(200, pick)
    QTest.keyClick(listed.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: listed() == {"bare", "unjudged"})


def test_a_record_that_is_placed_leaves_the_list_of_unplaced_ones(listed):
    listed.button.action(Gap.UNPLACED).trigger()
    casefile = listed.desk.session.casefile
    lost = casefile.movement("far")
    listed.desk.session.save(
        type(lost)("lna", DAY, "far", waypoints=lost.waypoints[:1], claims=graded(), stamp=lost.stamp)
    )
    assert listed() == {"open", "lost", "way on"}
