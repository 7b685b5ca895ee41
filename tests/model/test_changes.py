"""The reader of the publication before is told of every record that differs, and of no other."""

from dataclasses import replace

from libya_incident_mapper.model.changes import ChangeKind, changes, state_of
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.language import EASTERN, speaking
from libya_incident_mapper.model.location import Location, PlaceState
from libya_incident_mapper.model.records import Claim, Incident, Losses, Movement, Waypoint

ZILLAH = Location("Zillah", PlaceState.FOUND, 28.55, 17.56, 5000.0)
HUN = Location("Hun", PlaceState.FOUND, 29.13, 15.93, 5000.0)
RAID = Incident(
    "attack", DateRange.parse("2031-02-03"), "is_libya", uid="raid", location=ZILLAH,
    claims=(Claim(reliability="B", credibility="2"),),
)
STOPS = (Waypoint("origin", ZILLAH), Waypoint("destination", HUN))
TREK = Movement("lna", DateRange.parse("2031-02-04"), uid="trek", waypoints=STOPS)


def kinds(before, now, published=None):
    states = {record.uid: state_of(record) for record in now}
    found = changes([state_of(record) for record in before], states, list(states) if published is None else published)
    return {(change.after or change.before).uid: change.kinds for change in found}


def test_what_is_the_same_is_not_told():
    assert kinds([RAID, TREK], [RAID, TREK]) == {}


def test_what_was_not_published_before_is_new_and_what_is_gone_is_withdrawn():
    assert kinds([RAID], [TREK]) == {"trek": (ChangeKind.NEW,), "raid": (ChangeKind.WITHDRAWN,)}


def test_a_record_of_an_earlier_week_is_still_there_and_not_withdrawn():
    assert kinds([RAID], [RAID, TREK], published=["trek"]) == {"trek": (ChangeKind.NEW,)}


def test_a_denied_record_is_withdrawn_and_never_new():
    denied = replace(RAID, stance="denies")
    assert kinds([RAID], [denied]) == {"raid": (ChangeKind.WITHDRAWN,)}
    assert kinds([], [denied]) == {}
    assert kinds([denied], []) == {}
    assert kinds([denied], [RAID]) == {"raid": (ChangeKind.NEW,)}


def test_each_way_of_changing_has_its_name_and_several_come_together():
    moved = replace(RAID, location=replace(ZILLAH, lat=28.6))
    assert kinds([RAID], [moved]) == {"raid": (ChangeKind.MOVED,)}
    assert kinds([RAID], [replace(RAID, location=replace(ZILLAH, lat=28.55 + 4e-6))]) == {}
    regraded = replace(moved, claims=(Claim(reliability="A", credibility="2"),))
    assert kinds([RAID], [regraded]) == {"raid": (ChangeKind.MOVED, ChangeKind.REGRADED)}
    counted = replace(RAID, killed=Losses(CountRange.exactly(2)))
    assert kinds([RAID], [counted]) == {"raid": (ChangeKind.CORRECTED,)}


def test_a_place_that_is_lost_or_found_is_a_move():
    lost = replace(TREK, waypoints=(TREK.waypoints[0], Waypoint("destination", Location("Hun", PlaceState.AMBIGUOUS))))
    assert kinds([TREK], [lost]) == {"trek": (ChangeKind.MOVED,)}
    assert kinds([lost], [TREK]) == {"trek": (ChangeKind.MOVED,)}


def test_a_state_is_the_same_in_every_language():
    counted = replace(RAID, killed=Losses(CountRange(high=5)))
    with speaking("ar", EASTERN):
        assert state_of(counted) != state_of(RAID)
        told = state_of(counted)
    assert told == state_of(counted)
