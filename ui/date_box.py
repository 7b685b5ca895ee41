"""A date as a range with a precision: a day, two days, or the week, month or year around a day."""

import time
from datetime import date
from typing import Optional, Tuple

from qgis.PyQt.QtCore import QDate, QLocale, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..model.dates import DatePrecision, DateRange
from ..model.periods import period_around
from ..qgis_support.translation import tr
from .editors import PlainCombo
from .field import SmallLabel

EARLIEST = QDate(1900, 1, 1)
SPELLING_S = 1.2
"""Letters that come sooner after each other are of one word."""


class DayEdit(QDateEdit):
    """A day in one field: Tab leaves it, where Qt's own would go from day to month to year; typing on does that too.

    The first letters of a weekday, typed where the number of the day stands, go to that day of the week that is shown.
    """

    def __init__(self, tooltip: str) -> None:
        super().__init__()
        self._letters, self._last_letter = "", 0.0
        # "24 Jul 2018" stands so in a mirrored window too: Qt would turn the format round, and typing with it (5.15).
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        self.setMinimumDate(EARLIEST)
        how = tr("A weekday, such as Tue, goes to that day of the same week; '24 Jul' stays in the same year.")
        self.setToolTip(f"{tooltip}\n{how}")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        standard = QKeySequence.StandardKey
        if event.matches(standard.Undo) or event.matches(standard.Redo):
            event.ignore()
        elif event.key() == Qt.Key.Key_Space and self._has_come_on():
            event.accept()
        elif event.text().isalpha() and self.currentSection() == QDateEdit.Section.DaySection:
            self._spell(event.text())
        else:
            super().keyPressEvent(event)

    def _has_come_on(self) -> bool:
        """Whether the last digit led to the next part already, where a blank would lead past it."""
        return bool(self.lineEdit().selectedText() == self.sectionText(self.currentSection()))

    def _spell(self, letter: str) -> None:
        """One letter of a weekday, in the language of the window or English; a pause begins anew."""
        now = time.monotonic()
        self._letters = (self._letters if now - self._last_letter < SPELLING_S else "") + letter.casefold()
        self._last_letter = now
        found = {
            number for locale in (QLocale(), QLocale.c()) for number in range(1, 8)
            if locale.dayName(number).casefold().startswith(self._letters)
        }
        if len(found) == 1:
            self.setDate(self.date().addDays(found.pop() - self.date().dayOfWeek()))
            self.setSelectedSection(QDateEdit.Section.DaySection)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802 (Qt's name)
        return bool(QWidget.focusNextPrevChild(self, is_next))

    def day(self) -> date:
        """The day as Python has it."""
        day = self.date()
        return date(day.year(), day.month(), day.day())

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(QDate(day.year, day.month, day.day))


class DateBox(QWidget):
    """Precision and one or two days; below, the range that they stand for wherever it is more than what is seen."""

    changed = pyqtSignal()

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
        self.dash = QLabel("–")
        self.echo = SmallLabel()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.start, 1)
        row.addWidget(self.dash)
        row.addWidget(self.end, 1)
        row.addWidget(self.precision)
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
        self.set_dates(DateRange.day(date.today()))

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
        self.dash.setVisible(is_range)
        self.end.setVisible(is_range)
        words = "" if precision in (DatePrecision.DAY, DatePrecision.RANGE) else _days_in_words(self.dates())
        self.echo.setText(words)
        self.echo.setVisible(bool(words))
        self.changed.emit()


def _days_in_words(dates: DateRange) -> str:
    return DateRange(dates.start, dates.end, DatePrecision.RANGE).display()
