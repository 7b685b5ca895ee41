from datetime import date

import pytest

from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.periods import next_period, period_around, previous_period


@pytest.mark.parametrize("precision, first, last", [
    ("day", "2024-02-29", "2024-02-29"), ("week", "2024-02-26", "2024-03-03"), ("month", "2024-02-01", "2024-02-29"),
    ("year", "2024-01-01", "2024-12-31"),
])
def test_the_period_around_a_day(precision, first, last):
    found = period_around(date(2024, 2, 29), DatePrecision(precision))
    assert (found.start.isoformat(), found.end.isoformat()) == (first, last)


@pytest.mark.parametrize("period, after", [
    ("2024-02-29", "2024-03-01"), ("2024-W09", "2024-W10"), ("2023-12", "2024-01"), ("2023", "2024"),
    ("2024-02-27/2024-03-01", "2024-03-02/2024-03-05"),
])
def test_steps_lead_there_and_back(period, after):
    here, there = DateRange.parse(period), DateRange.parse(after)
    forth, back = next_period(here), previous_period(there)
    assert (forth.start, forth.end, forth.precision) == (there.start, there.end, there.precision)
    assert (back.start, back.end, back.precision) == (here.start, here.end, here.precision)


def test_the_calendar_ends():
    with pytest.raises(OverflowError):
        next_period(DateRange.day(date.max))
    with pytest.raises(OverflowError):
        previous_period(DateRange.day(date.min))
