from collections import Counter

import pytest

from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.tally import Counted, order_of, tally


def counted(day, actor="lna", deaths=None):
    return Counted(DateRange.parse(day), actor, deaths)


def test_records_and_deaths_are_counted_by_day_and_actor():
    bars = tally([
        counted("2020-01-02", "lna", 3), counted("2020-01-02", "gna"), counted("2020-01-04/2020-01-09", "lna", 0),
        counted("2020-01-02", "lna", 4),
    ])
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
    bars = tally([counted("2020-01-01"), counted(last)])
    assert {bar.period.precision.value for bar in bars} == {unit}
    assert len(bars) == number
    assert bars[0].records == bars[-1].records == Counter(lna=1)


def test_without_records_there_are_no_bars():
    assert tally([]) == []
    assert tally([Counted(DateRange.parse("2020-01-05 to 2020-01-01"), "lna", 1)]) == []
