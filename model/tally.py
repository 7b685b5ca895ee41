"""Records and deaths per day, week or month, by actor: what a chart of a case is drawn from."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Dict, Iterable, List, NamedTuple, Optional, Tuple

from .dates import DatePrecision, DateRange
from .periods import next_period, period_around

MOST_DAYS, MOST_WEEKS = 45, 60
"""The longest case that is told by days, and by weeks (in weeks); a longer one is told by months."""


class Counted(NamedTuple):
    """One record as it is counted: when, under which actor, and the dead as far as a number is known."""

    dates: DateRange
    actor: str
    deaths: Optional[int]


@dataclass
class Bar:
    """One day, week or month. records, deaths: numbers by actor. unknown: records whose number of dead is not known."""

    period: DateRange
    records: Counter = field(default_factory=Counter)
    deaths: Counter = field(default_factory=Counter)
    unknown: int = 0


class DayTally:
    """Counts records by day and actor, and follows those that come and go.

    A record is counted once, on the first day it may have happened on, so that the bars add up to the records.
    """

    def __init__(self, records: Iterable[Counted] = ()) -> None:
        self._days: Dict[date, Bar] = {}
        for record in records:
            self.count(record)

    def count(self, record: Counted, times: int = 1) -> None:
        """Count a record; with -1 one that was counted and is gone."""
        day = record.dates.start
        if record.dates.is_reversed:
            return
        bar = self._days.get(day)
        if bar is None:
            bar = self._days[day] = Bar(DateRange(day, day, DatePrecision.DAY))
        bar.records[record.actor] += times
        if record.deaths is None:
            bar.unknown += times
        else:
            bar.deaths[record.actor] += times * record.deaths
        if not any(bar.records.values()):
            del self._days[day]

    def bars(self) -> List[Bar]:
        """A bar for every day, week or month from the first record to the last, empty ones included."""
        if not self._days:
            return []
        bars = [Bar(period) for period in _periods(min(self._days), max(self._days))]
        remaining = iter(bars)
        bar = next(remaining)
        for day, counted in sorted(self._days.items()):
            while bar.period.end < day:
                bar = next(remaining)
            bar.records.update(counted.records)
            bar.deaths.update(counted.deaths)
            bar.unknown += counted.unknown
        return [Bar(bar.period, +bar.records, +bar.deaths, bar.unknown) for bar in bars]


def order_of(bars: Iterable[Bar]) -> Tuple[str, ...]:
    """The actors, those with the most records first, in which all bars are stacked."""
    total: Counter = sum((bar.records for bar in bars), Counter())
    return tuple(sorted(total, key=lambda actor: (-total[actor], actor)))


def _periods(first: date, last: date) -> List[DateRange]:
    days = (last - first).days + 1
    if days <= MOST_DAYS:
        unit = DatePrecision.DAY
    else:
        unit = DatePrecision.WEEK if days <= 7 * MOST_WEEKS else DatePrecision.MONTH
    periods = [period_around(first, unit)]
    while periods[-1].end < last:
        periods.append(next_period(periods[-1]))
    return periods
