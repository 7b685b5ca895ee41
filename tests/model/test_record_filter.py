from datetime import date

import pytest

from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.errors import UnreadableValue
from libya_incident_mapper.model.record_filter import EVERYTHING, RecordFilter
from libya_incident_mapper.model.records import Claim, Incident, Movement

MONTH = DateRange(date(2018, 7, 1), date(2018, 7, 31), DatePrecision.MONTH)
CLAIM = Claim(reliability="B", credibility="2")
CLASH = Incident(
    "armed_clash", DateRange.parse("2019-05-12"), "lna", actor2="gna", status="reviewed", claims=(CLAIM,),
)
SOMETIME_IN_MAY = Incident("protest", DateRange.parse("May 2019"), "civilians")
CONVOY = Movement("gna", DateRange.parse("2019-05-20/2019-06-02"), kind="advance")


def shown(**conditions):
    wanted = RecordFilter(**{
        name: value if name == "period" else frozenset(value) for name, value in conditions.items()
    })
    found = [record.kind for record in (CLASH, SOMETIME_IN_MAY) if wanted.matches(record)]
    return found + [CONVOY.kind] * wanted.matches(CONVOY)


def test_without_a_condition_everything_is_shown():
    assert shown() == ["armed_clash", "protest", "advance"]
    assert RecordFilter() == EVERYTHING


@pytest.mark.parametrize("conditions, kinds", [
    ({"period": DateRange.parse("2019-05-12")}, ["armed_clash", "protest"]),
    ({"period": DateRange.parse("2019-05-13/2019-05-19")}, ["protest"]),
    ({"period": DateRange.parse("2019-06-02")}, ["advance"]),
    ({"period": DateRange.parse("2019-07")}, []),
    ({"actors": ["gna"]}, ["armed_clash", "advance"]),
    ({"actors": ["lna", "civilians"]}, ["armed_clash", "protest"]),
    ({"kinds": ["protest", "advance"]}, ["protest", "advance"]),
    ({"statuses": ["reviewed"]}, ["armed_clash"]),
    ({"reliabilities": ["B", "C"]}, ["armed_clash"]),
    ({"actors": ["gna"], "period": DateRange.parse("2019-06-01")}, ["advance"]),
])
def test_a_record_is_shown_when_every_condition_lets_it_pass(conditions, kinds):
    assert shown(**conditions) == kinds


def test_a_record_without_a_date_is_in_no_period():
    week = DateRange(date(2019, 5, 13), date(2019, 5, 19), DatePrecision.WEEK)
    assert not RecordFilter(week).admits(None, ("lna",), "attack", "draft", "")
    assert EVERYTHING.admits(None, ("lna",), "attack", "draft", "")


@pytest.mark.parametrize("wanted", [
    RecordFilter(), RecordFilter(MONTH, frozenset(["lna", "is_libya"])),
    RecordFilter(None, frozenset(), frozenset(["attack"]), frozenset(["draft"]), frozenset("AB")),
])
def test_a_filter_is_written_and_read_back(wanted):
    assert RecordFilter.parse(wanted.as_text()) == wanted
    assert RecordFilter.parse(wanted.as_text()).as_text() == wanted.as_text()


@pytest.mark.parametrize("text", [
    "", "{}", "[]", "null", "3", '[null, [], [], []]', '[null, [1], [], [], []]', '[["2018-07-01"], [], [], [], []]',
    '[["2018-07-01", "2018-07-31", "age"], [], [], [], []]', "[" * 100_000,
])
def test_what_is_no_filter_is_refused(text):
    with pytest.raises(UnreadableValue, match="is no filter"):
        RecordFilter.parse(text)
