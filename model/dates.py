"""Dates as ranges with a precision: a report seldom knows the hour and often not the day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Callable, Iterator, Optional, Pattern, Tuple

from .date_words import date_words, folded, month_number, western_digits
from .errors import UnreadableValue
from .language import figures, tr


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
        """Read a day, month, year, ISO week, or two days joined by 'to', '/' or an en dash.

        Accepted: 2018-07-24, 24 July 2018, 2018-07, July 2018, 2018, 2018-W30,
        2018-07-24/2018-07-31, '24 July 2018 to 31 July 2018', in English, Arabic or French ("24 يوليو 2018",
        "mardi 24 juil. 2018"), in digits of either kind. A range may come out reversed.
        Raises UnreadableValue for anything else, 07/08/2018 included, whose day cannot be told, and a weekday that
        the day does not have.
        """
        written = " ".join(text.split())
        whole = _parse_one(written)
        if whole is not None:
            return whole
        for parts in _halves(written):
            first, last = map(_parse_one, parts)
            if first and last:
                return cls(first.start, last.end, DatePrecision.RANGE, written)
        raise UnreadableValue(tr(
            "'{written}' is not a date this program reads; write 2018-07-24, 2018-07, 2018 or 2018-07-24/2018-07-31."
        ).format(written=written[:60]))


def day_near(text: str, near: date) -> Optional[date]:
    """The one day that a text means beside another: a weekday of that week, a day of that year, or a whole date."""
    written = " ".join(text.split())
    weekday = date_words().weekdays.get(folded(written))
    if weekday:
        return near + timedelta(days=weekday - near.isoweekday())
    found = _parse_one(written) or _parse_one(f"{written} {near.year}")
    return found.start if found and found.start == found.end else None


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARKS = re.compile(r"\s*/\s*|\s*[–—]\s*|\s+-\s+")


def _halves(written: str) -> Iterator[Tuple[str, str]]:
    """The text before and after each mark or word that may join the ends of a range."""
    for mark in _MARKS.finditer(written):
        yield written[:mark.start()], written[mark.end():]
    words = written.split(" ")
    for place, word in enumerate(words):
        if folded(word) in date_words().joints:
            yield " ".join(words[:place]), " ".join(words[place + 1:])


def _month(day: date) -> str:
    return tr(_MONTHS[day.month - 1])


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _iso_day(year: str, month: str, day: str) -> DateRange:
    return DateRange.day(date(int(year), int(month), int(day)))


def _named_day(day: str, month: str, year: str) -> DateRange:
    return DateRange.day(date(int(year), _month_of(month), int(day)))


def _iso_month(year: str, month: str) -> DateRange:
    return DateRange(date(int(year), int(month), 1), _month_end(int(year), int(month)), DatePrecision.MONTH)


def _named_month(month: str, year: str) -> DateRange:
    return _iso_month(year, str(_month_of(month)))


def _month_of(words: str) -> int:
    number = month_number(words)
    if number is None:
        raise ValueError(words)
    return number


def _year(year: str) -> DateRange:
    return DateRange(date(int(year), 1, 1), date(int(year), 12, 31), DatePrecision.YEAR)


def _iso_week(year: str, week: str) -> DateRange:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return DateRange(monday, monday + timedelta(days=6), DatePrecision.WEEK)


_TIME = r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?"  # spreadsheets add one; days are what we keep
_WORDS = r"[^\W\d_][^\d,،]{1,30}"
_WEEKDAY = re.compile(r"([^\W\d_]+)\.?[,،]? (?=[0-9])")
# Digits are spelt out: \d would also take digits of other scripts, and a year has four of them.
_FORMS: Tuple[Tuple[Pattern[str], Callable[..., DateRange]], ...] = (
    (re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}})(?:{_TIME})?"), _iso_day),
    (re.compile(rf"([0-9]{{1,2}})(?:er)? ({_WORDS}) ([0-9]{{4}})"), _named_day),
    (re.compile(r"([0-9]{4})-([0-9]{1,2})"), _iso_month),
    (re.compile(rf"({_WORDS}) ([0-9]{{4}})"), _named_month),
    (re.compile(r"([0-9]{4})-[Ww]([0-9]{1,2})"), _iso_week),
    (re.compile(r"([0-9]{4})"), _year),
)


def _parse_one(written: str) -> Optional[DateRange]:
    text = western_digits(written)
    named = _WEEKDAY.match(text)
    weekday = date_words().weekdays.get(folded(named.group(1))) if named else None
    if named and weekday:
        text = text[named.end():]
    for form, make in _FORMS:
        match = form.fullmatch(text)
        if match:
            try:
                found = make(*match.groups())
            except ValueError:
                return None
            if weekday and (found.start != found.end or found.start.isoweekday() != weekday):
                return None
            return DateRange(found.start, found.end, found.precision, written)
    return None
