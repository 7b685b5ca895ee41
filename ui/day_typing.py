"""How a day is typed, whatever the language: "24 Jul 2018", "24 juil.", "٢٤ يوليو", "24/7/2018", a weekday, a paste."""

import time
from typing import Iterator, Tuple

from qgis.PyQt.QtCore import QDate, QEvent, QLocale, Qt
from qgis.PyQt.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QApplication, QDateTimeEdit, QWidget

from ..model.date_words import begun, date_words, western_digits
from ..model.dates import day_near
from ..model.language import is_right_to_left

SPELLING_S = 1.2
"""Letters that come sooner after each other are of one word."""
_Section = QDateTimeEdit.Section
DAY, MONTH, YEAR = _Section.DaySection, _Section.MonthSection, _Section.YearSection
_BETWEEN_PARTS = " /.-"
_LARGEST = {DAY: 31, MONTH: 12}


class DayTyping:
    """Goes before Qt's date field in the bases of a class.

    Tab leaves the field at once, where Qt's own would go from day to month to year. Letters go to a weekday of the
    week that is shown where the day stands, and to a month where the month stands, as soon as they fit one alone.
    """

    def set_up_typing(self) -> None:
        """To be called first: the order of the parts stays as it is said, from either side of the window."""
        self._section, self._typed, self._last_key = DAY, "", 0.0
        self._day = 0
        self._whole = ""
        # Qt cannot read days in the digits of Egypt that it writes (5.15); Libya writes western ones.
        if str(QLocale().zeroDigit()) != "0":
            self.setLocale(QLocale("ar_LY") if is_right_to_left() else QLocale.c())
        # "24 Jul 2018" stands so in a mirrored window too: Qt would turn the format round, and typing with it (5.15).
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if is_right_to_left():
            self.lineEdit().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setDisplayFormat("d MMM yyyy")
        self.setCalendarPopup(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        standard = QKeySequence.StandardKey
        text = western_digits(event.text())
        if text.isalnum() and not self.date().isValid():
            self.setDate(QDate.currentDate())
            self.setSelectedSection(DAY)
        if self.currentSection() != self._section:
            self._section, self._typed = self.currentSection(), ""
        if event.matches(standard.Undo) or event.matches(standard.Redo):
            event.ignore()
        elif event.matches(standard.Paste):
            self._take(QApplication.clipboard().text())
        elif text.isalpha() and self._section in (DAY, MONTH):
            self._spell(text)
        elif text.isdecimal():
            self._count(text)
        elif text and text in _BETWEEN_PARTS:
            self._end_part()
        else:
            super().keyPressEvent(event)
        self._read_whole(text)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusInEvent(event)
        self._whole = ""
        # Coming back, Qt's own begins at the year: "31 July" made the year 31 of it (5.15).
        if event.reason() == Qt.FocusReason.BacktabFocusReason:
            self.setSelectedSection(DAY)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802 (Qt's name)
        return bool(QWidget.focusNextPrevChild(self, is_next))

    def _read_whole(self, text: str) -> None:
        """What was typed, once all of it is a date: the parts by themselves lose "29 Feb 2016" and "2018-07-24"."""
        is_typing = text and (text.isalnum() or text in _BETWEEN_PARTS) and self.date().isValid()
        self._whole = self._whole + text if is_typing else ""
        day = day_near(self._whole, self.date().toPyDate()) if self._whole[-1:].isdecimal() else None
        if day is not None:
            self._show(QDate(day.year, day.month, day.day))

    def _take(self, text: str) -> None:
        """What was copied elsewhere, if it is a day in whatever words."""
        day = day_near(text, (self.date() if self.date().isValid() else QDate.currentDate()).toPyDate())
        if day is not None:
            self.setDate(QDate(day.year, day.month, day.day))

    def _spell(self, letter: str) -> None:
        """One letter of a weekday or month, in the language of the window, English, Arabic or French."""
        now = time.monotonic()
        self._typed = (self._typed if now - self._last_key < SPELLING_S else "") + letter
        self._last_key = now
        found = begun(self._typed, _weekdays() if self._section == DAY else _months())
        if len(found) == 1:
            number, shown = found.pop(), self.date()
            self._show(shown.addDays(number - shown.dayOfWeek()) if self._section == DAY else self._in(number))

    def _count(self, digit: str) -> None:
        """A digit of the day, of the month's number, or of the year; the latter too once the month has its name."""
        if self._section == MONTH and self._typed[:1].isalpha():
            self.setSelectedSection(YEAR)
        if self.currentSection() == YEAR:
            self._pass_on(Qt.Key.Key_0 + int(digit), digit)
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
