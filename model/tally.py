"""Records and deaths per day, week or month, by actor: what a chart of a case is drawn from."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
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


def tally(records: Iterable[Counted]) -> List[Bar]:
    """A bar for every day, week or month from the first record to the last, empty ones included.

    A record is counted once, on the first day it may have happened on, so that the bars add up to the records.
    """
    counted = [record for record in records if not record.dates.is_reversed]
    if not counted:
        return []
    first, last = (end(record.dates.start for record in counted) for end in (min, max))
    bars = [Bar(period) for period in _periods(first, last)]
    bar_of: Dict[date, Bar] = {
        bar.period.start + timedelta(days=day): bar
        for bar in bars for day in range((bar.period.end - bar.period.start).days + 1)
    }
    for record in counted:
        bar = bar_of[record.dates.start]
        bar.records[record.actor] += 1
        if record.deaths is None:
            bar.unknown += 1
        else:
            bar.deaths[record.actor] += record.deaths
    return bars


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
