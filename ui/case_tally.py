"""How many of the records have what: what the filter bar offers, and the bars of its timeline."""

from collections import Counter
from typing import Iterable

from ..model.tally import Counted, DayTally
from .record_rows import RecordRow
from .state_icon import DENIED


class CaseTally:
    """Counts all records once and follows the changed ones, so that a save need not look at the others."""

    def __init__(self, rows: Iterable[RecordRow] = ()) -> None:
        self.actors: Counter = Counter()
        self.kinds: Counter = Counter()
        self.statuses: Counter = Counter()
        self.reliabilities: Counter = Counter()
        self.days = DayTally()
        for row in rows:
            self.count(row)

    def count(self, row: RecordRow, times: int = 1) -> None:
        """Count a record; with -1 one that was counted and is gone, or is different now."""
        self.kinds[row.kind] += times
        self.statuses[row.status] += times
        self.reliabilities[row.reliability] += times
        for actor in row.actors:
            self.actors[actor] += times
        # What is denied is kept and listed, and counts for nothing.
        if row.dates is not None and row.state != DENIED:
            self.days.count(Counted(row.dates, row.actors[0], row.deaths), times)
