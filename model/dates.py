"""Dates as ranges with a precision: a report seldom knows the hour and often not the day."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Iterator, Optional, Tuple

from .date_words import date_words, folded
from .errors import UnreadableValue
from .language import figures, tr
from .partial_dates import PartialDate, cleaned, read_partial, split_opening


class DatePrecision(str, Enum):
    """What the source knows of a date; UCDP's `date_prec` follows from it and from the length."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class DateRange:
    """First and last possible day, both included; `text` is the date as written."""

    start: date
    end: date
    precision: DatePrecision = DatePrecision.DAY
    text: str = ""

    @property
    def is_reversed(self) -> bool:
        """Whether it ends before it begins; such a range is kept as typed and reported as a fault."""
        return self.end < self.start

    @property
    def ucdp_precision(self) -> int:
        """UCDP's `date_prec`: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
        days = (self.end - self.start).days + 1
        return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)

    def overlaps(self, other: "DateRange") -> bool:
        """Whether any day lies in both."""
        return self.start <= other.end and other.start <= self.end

    def display(self) -> str:
        """The range in words a reader expects: '24 Jul 2018', '24–31 Jul 2018', 'Mar 2018', '24 يوليو 2018'."""
        return figures(self._words())

    def _words(self) -> str:
        if self.precision is DatePrecision.YEAR:
            return str(self.start.year)
        if self.precision is DatePrecision.MONTH:
            return f"{_month(self.start)} {self.start.year}"
        last = f"{self.end.day} {_month(self.end)} {self.end.year}"
        if self.start == self.end:
            return last
        first = str(self.start.day)
        if (self.start.year, self.start.month) != (self.end.year, self.end.month):
            first += f" {_month(self.start)}"
        if self.start.year != self.end.year:
            first += f" {self.start.year}"
        return f"{first}–{last}"

    def iso(self) -> str:
        """The range as `parse` reads it again: 2018-07-24, 2018-W30, 2018-07, 2018 or 2018-07-24/2018-07-31."""
        if self.precision is DatePrecision.YEAR:
            return f"{self.start.year:04}"
        if self.precision is DatePrecision.MONTH:
            return f"{self.start:%Y-%m}"
        if self.precision is DatePrecision.WEEK:
            year, week, _ = self.start.isocalendar()
            return f"{year:04}-W{week:02}"
        if self.start == self.end:
            return self.start.isoformat()
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @classmethod
    def day(cls, day: date, text: str = "") -> "DateRange":
        """One known day."""
        return cls(day, day, DatePrecision.DAY, text)

    @classmethod
    def parse(cls, text: str) -> "DateRange":
        """Read a day, the week of one, month, part of a month, year, ISO week, or two joined by a word, '/' or a dash.

        Accepted: 2018-07-24, 24 July 2018, July 24, 2018, 2018-07, July 2018, late July 2018, 2018, 2018-W30,
        2018-07-24/2018-07-31, '24 July 2018 to 31 July 2018', '24–31 July 2018', 'between 24 and 31 July 2018', in
        English, Arabic or French ("24 يوليو 2018", "mardi 24 juil. 2018", "du 24 au 31 juillet 2018"), in digits of
        either kind; 'week of 23 July 2018' and 'week ending 29 July 2018', the seven days from or up to that day;
        'first week of July 2018', days 1 to 7. The end of a range lends the other its month and year. A range may come
        out reversed.
        Raises NoSuchDay for 31 June 2018, and UnreadableValue for anything else, 07/08/2018 included, whose day cannot
        be told, and a weekday that the day does not have.
        """
        return _read(text, None)


def dates_near(text: str, near: date) -> DateRange:
    """What a text means beside a day: a weekday of that week, what has no year in that year, 7/8/2018 as 7 August.

    Otherwise as `DateRange.parse`.
    """
    weekday = date_words().weekdays.get(folded(text))
    if weekday:
        return DateRange.day(near + timedelta(days=weekday - near.isoweekday()))
    return _read(text, near.year)


def is_said_as_range(text: str) -> bool:
    """Whether a word or mark in it joins or opens a range, or makes it a week's, be it understood or not."""
    whole, known = cleaned(text), date_words()
    is_week = split_opening(whole, known.weeks)[0] is not None
    return is_week or bool(_MARKS.search(text)) or any(
        folded(word) in known.joints | known.betweens for word in whole.split()
    )


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARKS = re.compile(r"\s*/\s*|\s*[–—]\s*|\s+-\s+|(?<=[0-9])(?<![0-9]{4})-(?=[0-9]{1,2}(?: |$))")
_ARABIC_AND = re.compile(r"(?<!\S)و(?=[0-9])")


def _read(text: str, near_year: Optional[int]) -> DateRange:
    written = " ".join(text.split())
    is_near = near_year is not None
    whole = read_partial(written, is_near)
    found = _made(whole.in_year(near_year), written) if whole else None
    if found is not None:
        return found
    for parts in _halves(cleaned(written)):
        ends = [read_partial(part, is_near) for part in parts]
        if None not in ends:
            first, last = (_made(end, written) for end in _lent(*ends, near_year))
            if first and last:
                return DateRange(first.start, last.end, DatePrecision.RANGE, written)
    raise UnreadableValue(tr(
        "'{written}' is not a date this program reads; write 2018-07-24, 2018-07, 2018 or 2018-07-24/2018-07-31."
    ).format(written=written[:60]))


def _made(said: PartialDate, written: str) -> Optional[DateRange]:
    days = said.days()
    if days is None:
        return None
    precision = (
        DatePrecision.RANGE if said.place_in_week or said.part else DatePrecision.DAY if said.day
        else DatePrecision.WEEK if said.week else DatePrecision.MONTH if said.month else DatePrecision.YEAR
    )
    return DateRange(*days, precision, written)


def _lent(first: PartialDate, last: PartialDate, near_year: Optional[int]) -> Tuple[PartialDate, PartialDate]:
    """Each end with the month and year that only the other one says; December goes before January.

    A day and a month lend each other nothing: "9 March/April 2021" contradicts itself.
    """
    if first.day and first.month is None:
        first = replace(first, month=last.month)
    if last.day and last.month is None:
        last = replace(last, month=first.month)
    if not (first.month and last.month) or bool(first.day) != bool(last.day):
        return first, last
    turn = int(first.month > last.month)
    if last.year is None:
        first = first.in_year(near_year)
        return first, last.in_year(first.year + turn if first.year else None)
    return first.in_year(last.year - turn), last


def _halves(text: str) -> Iterator[Tuple[str, str]]:
    """The text before and after each mark or word that may join the ends of a range, without the words that open it."""
    words, known = _ARABIC_AND.sub("و ", text).split(" "), date_words()
    joints = known.joints
    opening = next((
        length for length in (3, 2, 1) if folded(" ".join(words[:length])) in known.betweens | known.froms
    ), 0)
    if folded(" ".join(words[:opening])) in known.betweens:
        joints = joints | known.pairs
    words = words[opening:]
    opened = " ".join(words)
    for mark in _MARKS.finditer(opened):
        yield opened[:mark.start()], opened[mark.end():]
    for place, word in enumerate(words):
        if folded(word) in joints:
            yield " ".join(words[:place]), " ".join(words[place + 1:])


def _month(day: date) -> str:
    return tr(_MONTHS[day.month - 1])
