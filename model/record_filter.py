"""Which records are asked for: by period, actor, kind, status and grade."""

import json
from dataclasses import dataclass
from datetime import date
from typing import FrozenSet, Optional, Tuple

from .dates import DatePrecision, DateRange
from .errors import UnreadableValue
from .grading import record_grade
from .language import tr
from .records import Record


@dataclass(frozen=True)
class RecordFilter:
    """What a record must have to be shown; whatever is left empty lets every record pass.

    period: days of which the record may share one; a record known to the month alone is there in all its weeks.
    actors: registry ids of which one must be a side of it. kinds: codes of `event_kinds` and `movement_kinds`.
    statuses: codes. reliabilities: the letters A to F that the record's grade may begin with.
    """

    period: Optional[DateRange] = None
    actors: FrozenSet[str] = frozenset()
    kinds: FrozenSet[str] = frozenset()
    statuses: FrozenSet[str] = frozenset()
    reliabilities: FrozenSet[str] = frozenset()

    def admits(
        self, dates: Optional[DateRange], actors: Tuple[str, ...], kind: str, status: str, reliability: str
    ) -> bool:
        """Whether a record with these values is shown; one without a date lies in no period."""
        return (
            (self.period is None or (dates is not None and dates.overlaps(self.period)))
            and (not self.actors or not self.actors.isdisjoint(actors))
            and (not self.kinds or kind in self.kinds)
            and (not self.statuses or status in self.statuses)
            and (not self.reliabilities or reliability in self.reliabilities)
        )

    def matches(self, record: Record) -> bool:
        """Whether the record is shown."""
        reliability, _ = record_grade(record)
        return self.admits(record.dates, record.sides, record.kind, record.status, reliability or "")

    def as_text(self) -> str:
        """As JSON, for whoever remembers it."""
        period = self.period
        days = period and [period.start.isoformat(), period.end.isoformat(), period.precision.value]
        return json.dumps([days, *(sorted(getattr(self, name)) for name in _SETS)])

    @classmethod
    def parse(cls, text: str) -> "RecordFilter":
        """What `as_text` wrote; raises UnreadableValue for anything else."""
        try:
            days, *sets = json.loads(text)
            period = days and DateRange(*map(date.fromisoformat, days[:2]), DatePrecision(days[2]))
            if len(sets) != len(_SETS) or not all(isinstance(code, str) for codes in sets for code in codes):
                raise ValueError
            return cls(period or None, *map(frozenset, sets))
        except (ValueError, TypeError, IndexError, KeyError, RecursionError) as error:
            raise UnreadableValue(tr("'{text}' is no filter of records.").format(text=text[:60])) from error


_SETS = ("actors", "kinds", "statuses", "reliabilities")
EVERYTHING = RecordFilter()
