from datetime import date

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.ui.date_box import DateBox


def test_a_day_is_typed_in_one_go(show):
    box = show(DateBox())
    box.start.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(box.start, "24Jul2018")
    assert box.dates() == DateRange.day(date(2018, 7, 24))


def test_a_day_is_typed_alike_in_a_mirrored_window(show):
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        test_a_day_is_typed_in_one_go(show)
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_tab_leaves_the_date_at_once(show):
    box = show(DateBox())
    box.start.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box.start, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is box.precision


@pytest.mark.parametrize(
    ("precision", "start", "end", "echo"),
    [
        (DatePrecision.WEEK, date(2018, 7, 23), date(2018, 7, 29), "23–29 Jul 2018"),
        (DatePrecision.MONTH, date(2018, 7, 1), date(2018, 7, 31), "1–31 Jul 2018"),
        (DatePrecision.YEAR, date(2018, 1, 1), date(2018, 12, 31), "1 Jan–31 Dec 2018"),
    ],
)
def test_a_precision_widens_the_day_and_says_so(show, precision, start, end, echo):
    box = show(DateBox())
    box.set_dates(DateRange.day(date(2018, 7, 24)))
    box.precision.setCurrentIndex(box.precision.findData(precision.value))
    assert box.dates() == DateRange(start, end, precision)
    assert box.echo.text() == echo


def test_the_second_day_is_there_for_a_range_only(show):
    box = show(DateBox())
    assert not box.end.isVisible()
    box.precision.setCurrentIndex(box.precision.findData("range"))
    assert box.end.isVisible()


@pytest.mark.parametrize("text", ["2018-07-24/2018-07-31", "July 2018", "2018", "2018-W30", "24 July 2018"])
def test_an_untouched_date_comes_back_as_it_was_written(show, text):
    box = show(DateBox())
    box.set_dates(DateRange.parse(text))
    assert box.dates() == DateRange.parse(text)


def test_a_range_that_no_precision_makes_survives(show):
    odd = DateRange(date(2018, 7, 24), date(2018, 7, 30), DatePrecision.WEEK, "the week from the 24th")
    box = show(DateBox())
    box.set_dates(odd)
    assert box.dates() == odd


@pytest.mark.parametrize("typed, day", [
    ("tue", date(2018, 7, 24)), ("Mon", date(2018, 7, 23)), ("sun", date(2018, 7, 29)), ("w", date(2018, 7, 25)),
    ("Thursday", date(2018, 7, 26)), ("t", date(2018, 7, 28)), ("xyz", date(2018, 7, 28)),
])
def test_a_weekday_goes_to_that_day_of_the_week_that_is_shown(show, typed, day):
    box = DateBox()
    box.set_dates(DateRange.day(date(2018, 7, 28)))
    show(box)
    QTest.keyClicks(box.start, typed)
    assert box.dates() == DateRange.day(day)


@pytest.mark.parametrize("typed", ["24Jul", "24 Jul"])
def test_a_day_without_a_year_stays_in_the_year_that_is_shown(show, typed):
    box = DateBox()
    box.set_dates(DateRange.day(date(2018, 2, 3)))
    show(box)
    QTest.keyClicks(box.start, typed)
    assert box.dates() == DateRange.day(date(2018, 7, 24))


def test_digits_after_a_weekday_begin_anew(show):
    box = DateBox()
    box.set_dates(DateRange.day(date(2018, 7, 28)))
    show(box)
    QTest.keyClicks(box.start, "tue")
    QTest.keyClicks(box.start, "25Jul2018")
    assert box.dates() == DateRange.day(date(2018, 7, 25))
