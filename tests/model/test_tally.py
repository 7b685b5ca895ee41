import random
from collections import Counter
from datetime import date, timedelta

import pytest

from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.tally import Counted, DayTally, order_of


def counted(day, actor="lna", deaths=None):
    return Counted(DateRange.parse(day), actor, deaths)


def test_records_and_deaths_are_counted_by_day_and_actor():
    bars = DayTally([
        counted("2020-01-02", "lna", 3), counted("2020-01-02", "gna"), counted("2020-01-04/2020-01-09", "lna", 0),
        counted("2020-01-02", "lna", 4),
    ]).bars()
    assert [bar.period.start.isoformat() for bar in bars] == ["2020-01-02", "2020-01-03", "2020-01-04"]
    assert bars[0].records == Counter(lna=2, gna=1)
    assert (bars[0].deaths, bars[0].unknown) == (Counter(lna=7), 1)
    assert (bars[1].records, bars[2].deaths["lna"], bars[2].unknown) == (Counter(), 0, 0)
    assert sum(sum(bar.records.values()) for bar in bars) == 4
    assert order_of(bars) == ("lna", "gna")


@pytest.mark.parametrize("last, unit, number", [
    ("2020-02-14", "day", 45), ("2020-02-15", "week", 7), ("2021-02-20", "week", 60), ("2021-02-28", "month", 14),
])
def test_longer_cases_are_told_by_weeks_and_months(last, unit, number):
    bars = DayTally([counted("2020-01-01"), counted(last)]).bars()
    assert {bar.period.precision.value for bar in bars} == {unit}
    assert len(bars) == number
    assert bars[0].records == bars[-1].records == Counter(lna=1)


def test_without_records_there_are_no_bars():
    assert DayTally().bars() == []
    assert DayTally([Counted(DateRange.parse("2020-01-05 to 2020-01-01"), "lna", 1)]).bars() == []


@pytest.mark.parametrize("days", [20, 300, 900])
def test_records_that_come_and_go_leave_what_a_new_count_finds(days):
    chance = random.Random(days)
    held, tally = [], DayTally()
    for _ in range(400):
        if held and chance.random() < 0.45:
            tally.count(held.pop(chance.randrange(len(held))), -1)
        else:
            start, length = date(2029, 11, 3) + timedelta(chance.randrange(days)), timedelta(chance.randint(-1, 5))
            dates = DateRange(start, start + length, DatePrecision.RANGE)
            record = Counted(dates, chance.choice("abc"), chance.choice((None, 0, 0, 2, 7)))
            held.append(record)
            tally.count(record)
        assert tally.bars() == DayTally(held).bars()
    for record in held:
        tally.count(record, -1)
    assert tally.bars() == []
