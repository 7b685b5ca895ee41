"""Pairs of records that may tell of the same thing."""

from dataclasses import replace
from math import hypot

import pytest

from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.duplicates import default_rules, likely_pairs, load_rules
from libya_incident_mapper.model.errors import DataFileError
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Claim, Incident, Movement, Waypoint
from libya_incident_mapper.model.table import RESOURCES

ACTORS = default_actors()
KM = 1 / 111.0


def flat(lat1, lon1, lat2, lon2):
    """Metres as on a plane, with which a test can be read."""
    return 111_000 * hypot(lat1 - lat2, lon1 - lon2)


def place(lat, lon, phrase="Uqaylah"):
    return Location(phrase, PlaceState.FOUND, lat, lon, 900.0, precision=Precision.SITE)


def clash(**others):
    given = {
        "kind": "armed_clash", "dates": DateRange.parse("2018-07-24"), "actor1": "is_libya", "actor2": "lna",
        "location": place(30.26, 19.2), "summary": "Gunmen attacked the police station of Uqaylah at dawn",
    }
    return Incident(**{**given, **others})


def pairs(*records, rules=None):
    return likely_pairs(records, ACTORS, flat, rules=rules)


def test_the_very_same_has_no_points():
    (pair,) = pairs(clash(), clash())
    assert (pair.score, pair.days, pair.metres, pair.actors, pair.kind, pair.wording) == (0, 0, 0, "same", "same", 1)


def test_every_difference_is_told_and_counted():
    rules = default_rules()
    other = clash(
        kind="attack", dates=DateRange.parse("2018-07-25"), actor1="lna_166", actor2="is_libya",
        location=place(30.26 + 10 * KM, 19.2), summary="Gunmen attacked the police station of Uqaylah at noon",
    )
    (pair,) = pairs(other, clash())
    assert pair.one.dates.start.day == 24
    assert (pair.days, round(pair.metres / 1000), pair.actors, pair.kind) == (1, 10, "related", "similar")
    assert pair.wording == pytest.approx(8 / 9)
    assert pair.score == pytest.approx(
        rules.per_day + 10 * rules.per_km + rules.related_actor / 2 + rules.similar_kind + rules.other_words / 9
    )


@pytest.mark.parametrize(("here", "there", "relation"), [
    ("lna", "lna_saiqa", "related"), ("lna_saiqa", "lna_166", "bloc"), ("unknown_armed", "lna", "unknown"),
])
def test_actors_are_compared_through_the_registry(here, there, relation):
    (pair,) = pairs(clash(actor1=here, actor2=""), clash(actor1=there, actor2=""))
    assert pair.actors == relation


def test_the_order_of_the_sides_is_no_difference():
    (pair,) = pairs(clash(actor1="lna", actor2="is_libya"), clash())
    assert (pair.score, pair.actors) == (0, "same")


@pytest.mark.parametrize("other", [
    clash(dates=DateRange.parse("2018-07-27")), clash(location=place(30.26, 19.2 + 51 * KM)),
    clash(location=place(30.26 + 60 * KM, 19.2)),
    clash(kind="protest", actor1="gna", summary="Teachers gathered in front of the ministry"),
    Movement("is_libya", DateRange.parse("2018-07-24"), waypoints=(Waypoint("origin", place(30.26, 19.2)),)),
])
def test_what_is_too_different_is_not_told(other):
    assert pairs(clash(), other) == []


def test_what_is_known_to_the_month_alone_shares_its_days():
    month = clash(dates=DateRange.parse("2018-07"))
    (pair,) = pairs(clash(), month)
    assert (pair.days, pair.score) == (0, default_rules().vague_days)
    (pair,) = pairs(month, clash(dates=DateRange.parse("2018-08-01")))
    assert pair.days == 1


def test_unplaced_records_are_compared_by_their_words():
    lost = Location("the farm", PlaceState.UNKNOWN)
    (pair,) = pairs(clash(location=lost), clash(location=replace(lost, phrase="The  farm")))
    assert (pair.metres, pair.score) == (None, 0)
    (pair,) = pairs(clash(location=lost), clash())
    assert (pair.metres, pair.score) == (None, default_rules().unplaced)


def test_movements_are_as_far_apart_as_their_farther_ends():
    def way(lat, day="2018-07-24"):
        ends = Waypoint("origin", place(30, 19)), Waypoint("destination", place(lat, 21))
        stops = ends[0], Waypoint("via", place(29, 20)), ends[1]
        return Movement("is_libya", DateRange.parse(day), waypoints=stops, summary="Ten cars drove south")

    (pair,) = pairs(way(27), way(27 + 20 * KM))
    assert round(pair.metres) == 20_000
    assert pairs(way(27), way(28)) == []
    heading = replace(way(27), waypoints=way(27).waypoints[:1])
    (pair,) = pairs(way(27), heading)
    assert pair.metres == 0


def test_words_of_claims_are_words_of_the_record():
    quoted = clash(summary="", claims=(Claim(quote=clash().summary),))
    (pair,) = pairs(quoted, clash())
    assert pair.wording == 1
    (pair,) = pairs(clash(summary=""), clash())
    assert (pair.wording, pair.score) == (None, default_rules().no_words)


def test_the_likeliest_come_first_and_nothing_depends_on_the_order_given():
    records = [clash(), clash(dates=DateRange.parse("2018-07-25")), clash(location=place(30.3, 19.2))]
    told = pairs(*records)
    assert [pair.score for pair in told] == sorted(pair.score for pair in told)
    assert len(told) == 3
    assert pairs(*reversed(records)) == told


def test_it_can_be_stopped():
    class Stopped(Exception):
        pass

    def stop(_):
        raise Stopped

    with pytest.raises(Stopped):
        likely_pairs([clash()], ACTORS, flat, progress=stop)


@pytest.mark.parametrize(("change", "words"), [
    (lambda text: text.replace("per_day,1.2", "per_day,-1"), "'-1' is not a number"),
    (lambda text: text.replace("per_day,1.2", "per_day,nan"), "'nan' is not a number"),
    (lambda text: text.replace("per_day", "per_dya"), "'per_dya' is not known"),
    (lambda text: text.replace("per_km", "per_day"), "'per_day' is not known or stands twice"),
    (lambda text: "\n".join(text.splitlines()[:-1]), "rare_words missing"),
])
def test_a_faulty_file_is_told_with_its_line(tmp_path, change, words):
    path = tmp_path / "duplicates.csv"
    path.write_text(change((RESOURCES / "duplicates.csv").read_text("utf-8")), "utf-8")
    with pytest.raises(DataFileError, match=words):
        load_rules(path)
