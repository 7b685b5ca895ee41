"""One date as far as its words say: "24" of "24 to 31 July" leaves month and year to what stands around it."""

import calendar
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Dict, Iterator, Optional, Tuple

from .date_words import date_words, folded, month_number, western_digits
from .errors import UnreadableValue
from .language import tr

_TIME = r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"  # spreadsheets add one; days are what we keep
_NAME = r"(?P<name>[^\W\d_][^\d,،]{1,40}?)"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er)?"
_YEAR = r"(?P<year>[0-9]{4})"
# Digits are spelt out: \d would also take digits of other scripts, and a year has four of them.
_FORMS = tuple(map(re.compile, (
    rf"{_YEAR}-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}}){_TIME}",
    rf"{_YEAR}-(?P<month>[0-9]{{1,2}})",
    rf"{_YEAR}-[Ww](?P<week>[0-9]{{1,2}})",
    rf"{_DAY}(?: {_NAME})?(?:[,،]? {_YEAR})?",
    rf"{_NAME}(?: {_DAY})?(?:[,،]? {_YEAR})?",
    _YEAR,
)))
_ELIDED = re.compile(r"\bd'(?=\w)")
_DAY_FIRST = re.compile(rf"{_DAY}[/.](?P<month>[0-9]{{1,2}})[/.]{_YEAR}")
DAYS_OF_WEEK = 7
LONGEST_MONTH = 31
THIRDS = {1: (1, 10), 2: (11, 20), 3: (21, LONGEST_MONTH)}
"""First and last day of the early, the middle and the late part of a month, as far as the month goes."""

MONTH_WEEKS = {1: (1, 7), 2: (8, 14), 3: (15, 21), 4: (22, 28), 5: (-7, -1)}
"""The same of the first to the fourth seven days of a month and of its last ones, counted from its end.

Whoever writes "the first week of July" seldom looks at a calendar, so these weeks do not begin on any weekday.
"""


class NoSuchDay(UnreadableValue):
    """A day that its month does not have."""

    def __init__(self, day: int, month: int, year: int) -> None:
        last = _length(year, month)
        super().__init__(tr("There is no {day}/{month}/{year}: that month ends on day {last}; check the day.").format(
            day=day, month=month, year=year, last=last
        ))


@dataclass(frozen=True)
class PartialDate:
    """What is None was not said.

    week: of the ISO year. part: first and last day of a part of the month, as in `THIRDS` and `MONTH_WEEKS`.
    place_in_week: which of the seven days that are meant `day` is, 1 for "week of", 7 for "week ending".
    """

    day: Optional[int] = None
    month: Optional[int] = None
    year: Optional[int] = None
    week: Optional[int] = None
    part: Optional[Tuple[int, int]] = None
    weekday: Optional[int] = None
    place_in_week: Optional[int] = None

    def in_year(self, year: Optional[int]) -> "PartialDate":
        """The same in that year, where none was said and a month was."""
        return replace(self, year=year) if self.year is None and self.month else self

    def days(self) -> Optional[Tuple[date, date]]:
        """First and last day; None for what does not say enough or contradicts itself, NoSuchDay for 31 June."""
        if not self.year or (self.day is not None and not self.month):
            return None
        try:
            first, last = self._days()
            if self.weekday and (first != last or first.isoweekday() != self.weekday):
                return None
            if self.place_in_week:
                first -= timedelta(days=self.place_in_week - 1)
                last = first + timedelta(days=DAYS_OF_WEEK - 1)
        except NoSuchDay:
            raise
        except (ValueError, OverflowError):
            return None
        return first, last

    def _days(self) -> Tuple[date, date]:
        if self.week is not None:
            monday = date.fromisocalendar(self.year, self.week, 1)
            return monday, monday + timedelta(days=DAYS_OF_WEEK - 1)
        if self.month is None:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        last = _length(self.year, self.month)
        if self.day is not None:
            if last < self.day <= LONGEST_MONTH:
                raise NoSuchDay(self.day, self.month, self.year)
            day = date(self.year, self.month, self.day)
            return day, day
        first, end = (day + last + 1 if day < 0 else min(day, last) for day in self.part or (1, last))
        return date(self.year, self.month, first), date(self.year, self.month, end)


def read_partial(written: str, is_day_first: bool = False) -> Optional[PartialDate]:
    """What the words say, None where they are no date. is_day_first: 7/8/2018 is 7 August."""
    place_in_week, text = split_opening(cleaned(written), date_words().weeks)
    for rest, weekday in _without_weekday(text):
        for form in (*_FORMS, *([_DAY_FIRST] if is_day_first else [])):
            match = form.fullmatch(rest)
            found = _said(match.groupdict(), weekday) if match else None
            if found is not None and (found.day or not place_in_week):
                return replace(found, place_in_week=place_in_week)
    return None


def split_opening(text: str, openings: Dict[str, int]) -> Tuple[Optional[int], str]:
    """The number of the longest opening that the text begins with, and what follows; None and all of it without one."""
    words = text.split(" ")
    longest = 1 + max(opening.count(" ") for opening in openings)  # of a whole paragraph in a paste only its beginning
    for length in range(min(longest, len(words) - 1), 0, -1):
        number = openings.get(folded(" ".join(words[:length])))
        if number:
            return number, " ".join(words[length:])
    return None, text


def cleaned(written: str) -> str:
    """In western digits, with single blanks and without marks that are not seen."""
    return " ".join(western_digits("".join(
        letter for letter in written if unicodedata.category(letter) != "Cf"
    )).split())


def _without_weekday(text: str) -> Iterator[Tuple[str, Optional[int]]]:
    """As it stands, then without an article, then without the weekday that it begins with: "mar" is March, too."""
    yield text, None
    is_opened, text = split_opening(text, date_words().articles)
    if is_opened:
        yield text, None
    first, _, rest = text.partition(" ")
    weekday = date_words().weekdays.get(folded(first.rstrip(",،")))
    if weekday and rest:
        yield rest, weekday


def _said(said: Dict[str, Optional[str]], weekday: Optional[int]) -> Optional[PartialDate]:
    numbers = {part: int(said[part]) for part in ("day", "month", "year", "week") if said.get(part)}
    found = PartialDate(**numbers, weekday=weekday)
    if not said.get("name"):
        return found
    part, name = _split_part(_ELIDED.sub("d' ", folded(re.sub(r"[-‑]", " ", said["name"]))))
    words = name.split()
    while len(words) > 1 and words[0] in date_words().ofs:
        words = words[1:]
    month = month_number(" ".join(words))
    is_wrong = month is None or (part and found.day is not None)
    return None if is_wrong else replace(found, month=month, part=part)


def _split_part(text: str) -> Tuple[Optional[Tuple[int, int]], str]:
    """The part of a month that a text begins with, None for the whole, and what follows."""
    for words, parts in ((date_words().thirds, THIRDS), (date_words().month_weeks, MONTH_WEEKS)):
        number, rest = split_opening(text, words)
        if number:
            return parts[number], rest
    return None, text


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
