"""How a day is typed, whatever the language: "24 Jul 2018", "24 juil.", "٢٤ يوليو", "24/7/2018", a weekday, a paste.

A range is read, too: whoever has a field for it follows `ranged`.
"""

import time
from datetime import date
from typing import Iterator, Tuple

from qgis.PyQt.QtCore import QDate, QEvent, QLocale, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QApplication, QDateTimeEdit, QWidget

from ..model.date_words import begun, date_words, western_digits
from ..model.dates import DatePrecision, DateRange, dates_near, is_said_as_range
from ..model.errors import UnreadableValue
from ..model.language import is_right_to_left
from ..model.partial_dates import NoSuchDay
from ..qgis_support.translation import tr

SPELLING_S = 1.2
"""Letters that come sooner after each other are of one word."""
_Section = QDateTimeEdit.Section
DAY, MONTH, YEAR = _Section.DaySection, _Section.MonthSection, _Section.YearSection
_BETWEEN_PARTS = " /.-"
_IN_RANGES = "–—,،'’"
_LARGEST = {DAY: 31, MONTH: 12}


class DayTyping:
    """Goes before Qt's date field in the bases of a class.

    Tab leaves the field at once, where Qt's own would go from day to month to year. Letters go to a weekday of the
    week that is shown where the day stands, and to a month where the month stands, as soon as they fit one alone.

    ranged: carries the range that was typed or pasted, of which the field shows the first day.
    refused: carries a sentence on what was typed or pasted and cannot be shown, empty when it holds no longer.
    """

    ranged = pyqtSignal(object)
    refused = pyqtSignal(str)

    def set_up_typing(self) -> None:
        """To be called first: the order of the parts stays as it is said, from either side of the window."""
        self._section, self._typed, self._last_key = DAY, "", 0.0
        self._day = 0
        self._whole, self._near = "", date.today()
        self.refusal = ""
        """What is told of the last input, empty where it is shown as it was meant."""
        self.takes_ranges = False
        # Qt cannot read days in the digits of Egypt that it writes (5.15); Libya writes western ones.
        if str(QLocale().zeroDigit()) != "0":
            self.setLocale(QLocale("ar_LY") if is_right_to_left() else QLocale.c())
        # "24 Jul 2018" stands so in a mirrored window too: Qt would turn the format round, and typing with it (5.15).
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if is_right_to_left():
            self.lineEdit().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setDisplayFormat("d MMM yyyy")
        self.setCalendarPopup(True)
        # Whoever picks another day in the calendar has seen what was told.
        self.dateChanged.connect(lambda: self._refuse(""))

    def forget_typing(self) -> None:
        """Another day is shown: what was typed before, and what was told of it, is over."""
        self._day = 0
        self._refuse("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        standard = QKeySequence.StandardKey
        text = western_digits(event.text())
        if text.isalnum() and not self.date().isValid():
            self.setDate(QDate.currentDate())
            self.setSelectedSection(DAY)
        if self.currentSection() != self._section:
            self._section, self._typed = self.currentSection(), ""
        self._before = (self.date() if self.date().isValid() else QDate.currentDate()).toPyDate()
        if text.isprintable():
            self._refuse("")
        if event.matches(standard.Undo) or event.matches(standard.Redo):
            event.ignore()
        elif event.matches(standard.Paste):
            self._read(QApplication.clipboard().text(), self._before)
        elif text.isalpha() and self._section in (DAY, MONTH):
            self._spell(text)
        elif text.isdecimal():
            self._count(text)
        elif text and text in _BETWEEN_PARTS:
            self._end_part()
        else:
            super().keyPressEvent(event)
            if self.date().toPyDate() != self._before:
                self._day = 0
        self._read_whole(text)

    def stepBy(self, steps: int) -> None:  # noqa: N802 (Qt's name)
        self._day = 0
        super().stepBy(steps)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        self._look_at_day()
        if not self.refusal and is_said_as_range(self._whole.strip(_BETWEEN_PARTS)):
            self._read(self._whole, self._near)
        super().focusOutEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusInEvent(event)
        self._whole, self._typed, self._day = "", "", 0
        # Coming back, Qt's own begins at the year: "31 July" made the year 31 of it (5.15).
        if event.reason() == Qt.FocusReason.BacktabFocusReason:
            self.setSelectedSection(DAY)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802 (Qt's name)
        return bool(QWidget.focusNextPrevChild(self, is_next))

    def _read_whole(self, text: str) -> None:
        """What was typed, once all of it is a date: the parts by themselves lose "29 Feb 2016" and "2018-07-24".

        A month or year alone may be the beginning of a day, unless the month has its name.
        """
        is_typing = text and (text.isalnum() or text in _BETWEEN_PARTS + _IN_RANGES) and self.date().isValid()
        if not is_typing:
            self._whole = ""
            return
        if not self._whole:
            self._near = self._before
        self._whole += text
        try:
            dates = dates_near(self._whole, self._near)
        except NoSuchDay as error:
            self._refuse(str(error))
        except UnreadableValue:
            return
        else:
            is_range = dates.precision is DatePrecision.RANGE
            has_name = any(map(str.isalpha, self._whole))
            if is_range or (self._whole[-1].isdecimal() and (dates.start == dates.end or has_name)):
                self._take(dates, self._whole)

    def _read(self, text: str, near: date) -> None:
        """What was copied elsewhere, or typed and left, if it is a date in whatever words."""
        try:
            self._take(dates_near(text, near), text)
        except UnreadableValue as error:
            self._refuse(str(error))

    def _take(self, dates: DateRange, text: str) -> None:
        self._day = 0
        if dates.precision is DatePrecision.DAY:
            self._refuse("")
            self._show(QDate(dates.start.year, dates.start.month, dates.start.day))
        elif self.takes_ranges:
            self._refuse("")
            self._show(QDate(dates.start.year, dates.start.month, dates.start.day))
            self.ranged.emit(dates)
        else:
            self._refuse(tr("'{text}' is no single day; write it as 2018-07-31.").format(text=text[:60]))

    def _look_at_day(self) -> None:
        """The day that was typed is one that the month shown does not have."""
        shown = self.date()
        if self._day > shown.daysInMonth() > 0 and not self.refusal:
            self._refuse(str(NoSuchDay(self._day, shown.month(), shown.year())))

    def _refuse(self, sentence: str) -> None:
        if sentence != self.refusal:
            self.refusal = sentence
            self.refused.emit(sentence)

    def _spell(self, letter: str) -> None:
        """One letter of a weekday or month, in the language of the window, English, Arabic or French."""
        now = time.monotonic()
        self._typed = (self._typed if now - self._last_key < SPELLING_S else "") + letter
        self._last_key = now
        found = begun(self._typed, _weekdays() if self._section == DAY else _months())
        if len(found) == 1:
            number, shown = found.pop(), self.date()
            self._show(shown.addDays(number - shown.dayOfWeek()) if self._section == DAY else self._in(number))
            if self._section == MONTH:
                self._look_at_day()

    def _count(self, digit: str) -> None:
        """A digit of the day, of the month's number, or of the year; the latter too once the month has its name."""
        if self._section == MONTH and self._typed[:1].isalpha():
            self.setSelectedSection(YEAR)
        if self.currentSection() == YEAR:
            self._pass_on(Qt.Key.Key_0 + int(digit), digit)
            self._look_at_day()
            return
        self._typed = (self._typed if self._typed.isdecimal() else "") + digit
        number, largest = int(self._typed), _LARGEST[self._section]
        if number > largest:
            return
        if number and self._section == DAY:
            self._day = number
            self._show(self.date().addDays(min(number, self.date().daysInMonth()) - self.date().day()))
        elif number:
            self._show(self._in(number))
            self._look_at_day()
        if number > largest // 10 or len(self._typed) == len(str(largest)):
            self._go_on()

    def _end_part(self) -> None:
        """A blank or stroke leads to the next part, unless the last digit did already; some months are two words."""
        if self._section == MONTH and begun(self._typed + " ", _months()):
            self._typed += " "
        elif self._section != YEAR and self._typed:
            self._go_on()

    def _go_on(self) -> None:
        self.setSelectedSection(MONTH if self._section == DAY else YEAR)

    def _in(self, month: int) -> QDate:
        """The day that was typed, or else the one shown, in that month of the year, or the last of it."""
        first, shown = QDate(self.date().year(), month, 1), self.date()
        is_cut = shown.day() == min(self._day, shown.daysInMonth())
        return first.addDays(min(self._day if is_cut else shown.day(), first.daysInMonth()) - 1)

    def _show(self, day: QDate) -> None:
        self.setDate(day)
        self.setSelectedSection(self._section)

    def _pass_on(self, key: int, text: str) -> None:
        super().keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))


def _weekdays() -> Iterator[Tuple[str, int]]:
    yield from date_words().weekdays.items()
    yield from ((QLocale().dayName(number), number) for number in range(1, 8))


def _months() -> Iterator[Tuple[str, int]]:
    yield from date_words().months.items()
    yield from ((QLocale().monthName(number), number) for number in range(1, 13))
