"""A date as a range with a precision: a day, two days, or the week, month or year around a day."""

from datetime import date
from typing import Optional, Tuple

from qgis.PyQt.QtCore import QDate, pyqtSignal
from qgis.PyQt.QtWidgets import QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from ..model.dates import DatePrecision, DateRange
from ..model.periods import period_around
from ..qgis_support.translation import tr
from .day_typing import DayTyping
from .editors import PlainCombo
from .field import SmallLabel

EARLIEST, LATEST = QDate(1900, 1, 1), QDate(2099, 12, 31)


class DayEdit(DayTyping, QDateEdit):
    """A day in one field."""

    def __init__(self, tooltip: str) -> None:
        super().__init__()
        self.set_up_typing()
        self.setDateRange(EARLIEST, LATEST)
        how = tr("A weekday, such as Tue, goes to that day of the same week; '24 Jul' stays in the same year.")
        self.setToolTip(f"{tooltip}\n{how}")

    def day(self) -> date:
        """The day as Python has it."""
        day = self.date()
        return date(day.year(), day.month(), day.day())

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.forget_typing()
        self.setDate(QDate(day.year, day.month, day.day))


class DateBox(QWidget):
    """A day, its precision and, after it, the second day of a range; below, the days meant where they are not seen.

    A range, part of a month, month or year that is typed or pasted into either day fills all of it.

    The precision stands between the two days: who makes a range of a day finds the second one with the next Tab.
    """

    changed = pyqtSignal()
    refused = pyqtSignal(str)
    """As `DayTyping.refused`, of either day."""

    def __init__(self) -> None:
        super().__init__()
        self.precision = PlainCombo()
        for precision, text in (
            (DatePrecision.DAY, tr("Day")), (DatePrecision.RANGE, tr("Range")), (DatePrecision.WEEK, tr("Week")),
            (DatePrecision.MONTH, tr("Month")), (DatePrecision.YEAR, tr("Year")),
        ):
            self.precision.addItem(text, precision.value)
        self.precision.setToolTip(tr("What the source knows: the day, or only a range, week, month or year."))
        self.start = DayEdit(tr("The day, or the first possible day."))
        self.end = DayEdit(tr("The last possible day."))
        self.start.setAccessibleName(tr("First day"))
        self.end.setAccessibleName(tr("Last day"))
        self.precision.setAccessibleName(tr("Precision of the date"))
        self.echo = SmallLabel()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.start, 1)
        row.addWidget(self.precision)
        row.addWidget(self.end, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.echo)
        self.setFocusProxy(self.start)
        self._shown: Optional[Tuple[DateRange, Tuple[object, ...]]] = None
        self.precision.currentIndexChanged.connect(self._follow)
        self.start.dateChanged.connect(self._follow)
        self.end.dateChanged.connect(self._follow)
        for edit in (self.start, self.end):
            edit.takes_ranges = True
            edit.ranged.connect(self.set_dates)
            edit.refused.connect(lambda _: self.refused.emit(self.refusal()))
        self.set_dates(DateRange.day(date.today()))

    def refusal(self) -> str:
        """What is told of input that is not shown as it was meant; empty where all of it is."""
        is_range = self.precision.currentData() == DatePrecision.RANGE.value
        return self.start.refusal or (self.end.refusal if is_range else "")

    def dates(self) -> DateRange:
        """The range; what was set comes back unchanged, words included, as long as nobody touched the box."""
        if self._shown is not None and self._shown[1] == self._state():
            return self._shown[0]
        precision = DatePrecision(self.precision.currentData())
        start, end = self.start.day(), self.end.day()
        if precision is DatePrecision.RANGE:
            return DateRange(start, end, precision)
        return period_around(start, precision)

    def set_dates(self, dates: DateRange) -> None:
        """Show a range."""
        self.precision.setCurrentIndex(self.precision.findData(dates.precision.value))
        self.start.set_day(dates.start)
        self.end.set_day(dates.end)
        self._shown = (dates, self._state())
        self._follow()

    def kept(self) -> object:
        """As `TextLine.kept`."""
        return [self.precision.currentData(), self.start.day().isoformat(), self.end.day().isoformat()]

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        precision, start, end = kept
        self.precision.put_back(precision)
        self.start.set_day(date.fromisoformat(start))
        self.end.set_day(date.fromisoformat(end))

    def _state(self) -> Tuple[object, ...]:
        return self.precision.currentData(), self.start.date(), self.end.date()

    def _follow(self) -> None:
        """Show the second day only for a range, and say which days a week, month or year means."""
        precision = DatePrecision(self.precision.currentData())
        is_range = precision is DatePrecision.RANGE
        self.end.setVisible(is_range)
        words = "" if precision in (DatePrecision.DAY, DatePrecision.RANGE) else _days_in_words(self.dates())
        self.echo.setText(words)
        self.echo.setVisible(bool(words))
        self.changed.emit()


def _days_in_words(dates: DateRange) -> str:
    return DateRange(dates.start, dates.end, DatePrecision.RANGE).display()
