"""Days, weeks, months and years as periods, and the step from one to the next."""

import calendar
from datetime import date, timedelta

from .dates import DatePrecision, DateRange


def period_around(day: date, precision: DatePrecision) -> DateRange:
    """The whole day, ISO week, month or year that a day lies in; a range is that one day."""
    if precision is DatePrecision.WEEK:
        monday = day - timedelta(days=day.weekday())
        return DateRange(monday, monday + timedelta(days=6), precision)
    if precision is DatePrecision.MONTH:
        last = calendar.monthrange(day.year, day.month)[1]
        return DateRange(day.replace(day=1), day.replace(day=last), precision)
    if precision is DatePrecision.YEAR:
        return DateRange(date(day.year, 1, 1), date(day.year, 12, 31), precision)
    return DateRange(day, day, precision)


def next_period(period: DateRange) -> DateRange:
    """The period of the same sort that begins on the day after; of a range, one of the same length.

    Raises OverflowError where the calendar ends.
    """
    return _from(period, period.end + timedelta(days=1))


def previous_period(period: DateRange) -> DateRange:
    """The period of the same sort that ends on the day before; of a range, one of the same length.

    Raises OverflowError where the calendar begins.
    """
    before = period.start - timedelta(days=1)
    if period.precision is DatePrecision.RANGE:
        return _from(period, period.start - (period.end - period.start) - timedelta(days=1))
    return _from(period, before)


def _from(period: DateRange, day: date) -> DateRange:
    if period.precision is DatePrecision.RANGE:
        return DateRange(day, day + (period.end - period.start), DatePrecision.RANGE)
    return period_around(day, period.precision)
