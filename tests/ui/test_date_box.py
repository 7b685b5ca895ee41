from datetime import date

import pytest
from qgis.PyQt.QtCore import QEvent, QLocale, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.language import Speech, speak_in_window
from libya_incident_mapper.ui.date_box import DateBox
from libya_incident_mapper.ui.known_day import KnownDayEdit


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


def key_in(box, text):
    """As a keyboard of that language sends the letters; QTest types no Arabic."""
    for letter in text:
        QApplication.sendEvent(box.start, QKeyEvent(
            QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter
        ))


@pytest.fixture(params=["en_GB", "ar_EG", "ar_LY", "fr_FR", "de_DE"])
def box_in(request, show):
    """A date box in a window of each language, which shows 28 Feb 2017, a Tuesday."""
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    speak_in_window(Speech(request.param[:2]))
    try:
        box = DateBox()
        box.set_dates(DateRange.day(date(2017, 2, 28)))
        yield show(box)
    finally:
        QLocale.setDefault(before)
        speak_in_window(Speech())


@pytest.mark.parametrize(("typed", "day"), [
    ("7Dec2018", date(2018, 12, 7)), ("7 dec 2018", date(2018, 12, 7)), ("07/12/2018", date(2018, 12, 7)),
    ("7.12.2018", date(2018, 12, 7)), ("7 déc. 2018", date(2018, 12, 7)), ("7 جويلية 2018", date(2018, 7, 7)),
    ("٧ تموز ٢٠١٨", date(2018, 7, 7)), ("7 كانون الثاني 2018", date(2018, 1, 7)), ("0812", date(2017, 12, 8)),
    ("12 تشرين الأول", date(2017, 10, 12)), ("31 يوليو", date(2017, 7, 31)), ("31/12/2019", date(2019, 12, 31)),
    ("الخميس", date(2017, 3, 2)), ("jeu", date(2017, 3, 2)), ("thursday", date(2017, 3, 2)),
    ("31 juin", date(2017, 6, 30)),
    ("1/1/2019", date(2019, 1, 1)), ("11/11/2019", date(2019, 11, 11)), ("٢٤ يوليو", date(2017, 7, 24)),
])
def test_a_day_is_typed_in_any_of_the_languages(box_in, typed, day):
    key_in(box_in, typed)
    assert box_in.dates() == DateRange.day(day)


@pytest.mark.parametrize(("text", "day"), [
    ("24 يوليو 2018", date(2018, 7, 24)), ("٢٤ جويلية ٢٠١٨", date(2018, 7, 24)),
    ("mardi 24 juil. 2018", date(2018, 7, 24)),
    ("24 أغسطس", date(2017, 8, 24)), ("السبت", date(2017, 3, 4)), ("soon", date(2017, 2, 28)),
])
def test_a_day_is_pasted_in_any_words(box_in, text, day):
    QApplication.clipboard().setText(text)
    QTest.keyClick(box_in.start, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box_in.dates() == DateRange.day(day)


def test_days_are_shown_in_western_digits_and_words_of_the_language(box_in):
    shown = box_in.start.text()
    assert shown.startswith("28 ") and shown.endswith(" 2017")
    assert ("فبراير" in shown) is (QLocale().language() == QLocale.Language.Arabic)


def test_a_day_that_may_be_unknown_is_typed_alike(show):
    edit = show(KnownDayEdit("when"))
    edit.set_day(date(2017, 2, 28))
    QApplication.clipboard().setText("3 مايو 2018")
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.day() == date(2018, 5, 3)
    edit.set_day(None)
    QTest.keyClicks(edit, "4/6/2019")
    assert edit.day() == date(2019, 6, 4)


@pytest.mark.parametrize("typed, day", [
    ("31 July 2018", date(2018, 7, 31)), ("2 Aug 2017", date(2017, 8, 2)), ("1.3.2016", date(2016, 3, 1)),
    ("2018-07-24", date(2018, 7, 24)), ("2011-11-02", date(2011, 11, 2)), ("29 Feb 2016", date(2016, 2, 29)),
])
@pytest.mark.parametrize("reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason])
def test_a_day_is_what_was_typed_whatever_stood_there_and_wherever_one_comes_from(show, typed, day, reason):
    box = DateBox()
    box.set_dates(DateRange.day(date(2018, 2, 28)))
    show(box)
    box.precision.setFocus()
    box.start.setFocus(reason)
    for letter in typed:
        QTest.keyClicks(QApplication.focusWidget(), letter)
    assert box.start.hasFocus()
    assert box.dates() == DateRange.day(day)


def test_tab_comes_to_the_second_day_after_the_choice_of_a_range(show):
    box = show(DateBox())
    QTest.keyClicks(box.start, "24Jul2018")
    QTest.keyClick(box.start, Qt.Key.Key_Tab)
    QTest.keyClicks(box.precision, "r")
    QTest.keyClick(box.precision, Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "31 Jul 2018")
    assert box.dates() == DateRange(date(2018, 7, 24), date(2018, 7, 31), DatePrecision.RANGE)


@pytest.fixture
def told():
    """What a box told, the last sentence last."""
    return []


def told_by(box, told):
    box.refused.connect(told.append)
    return told


@pytest.mark.parametrize("typed, named, shown", [
    ("31 Feb 2019", "31/2/2019", date(2019, 2, 28)), ("31Feb2019", "31/2/2019", date(2019, 2, 28)),
    ("31/6/2016", "31/6/2016", date(2016, 6, 30)), ("31.11.2016", "31/11/2016", date(2016, 11, 30)),
    ("30 fév 2016", "30/2/2016", None), ("2016-09-31", "31/9/2016", None),
    ("29 Feb", "29/2/2017", date(2017, 2, 28)), ("٣١ أبريل", "31/4/2017", date(2017, 4, 30)),
])
def test_a_day_that_the_month_does_not_have_is_told(box_in, told, typed, named, shown):
    told_by(box_in, told)
    key_in(box_in, typed)
    assert box_in.refusal() and box_in.refusal() == told[-1]
    assert named in box_in.refusal()
    assert shown is None or box_in.start.day() == shown


def test_a_day_alone_is_told_when_the_field_is_left(show):
    box = DateBox()
    box.set_dates(DateRange.day(date(2018, 2, 3)))
    show(box)
    QTest.keyClicks(box.start, "30")
    assert box.refusal() == ""
    QTest.keyClick(box.start, Qt.Key.Key_Tab)
    assert "30/2/2018" in box.refusal()
    box.start.setFocus(Qt.FocusReason.BacktabFocusReason)
    QTest.keyClicks(box.start, "30 Mar")
    assert box.refusal() == ""
    assert box.dates() == DateRange.day(date(2018, 3, 30))


@pytest.mark.parametrize("typed, day", [
    ("29 Feb 2020", date(2020, 2, 29)), ("31 Mar", date(2018, 3, 31)), ("30Jun2018", date(2018, 6, 30)),
    ("31", date(2018, 2, 28)), ("2018-08-31", date(2018, 8, 31)),
])
def test_a_day_that_the_month_has_is_not_told(show, typed, day):
    box = DateBox()
    box.set_dates(DateRange.day(date(2018, 2, 3)))
    show(box)
    QTest.keyClicks(box.start, typed)
    assert (box.start.day(), box.refusal()) == (day, "")


def paste(edit, text):
    QApplication.clipboard().setText(text)
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("text, words", [
    ("31/6/2018", "31/6/2018"), ("30 Feb 2018", "30/2/2018"), ("٣٠ فبراير", "30/2/2017"),
    ("soon", "soon"),
])
def test_what_is_pasted_and_is_no_day_is_told_and_changes_nothing(box_in, text, words):
    paste(box_in.start, text)
    assert words in box_in.refusal()
    assert box_in.dates() == DateRange.day(date(2017, 2, 28))
    paste(box_in.start, "7 Dec 2018")
    assert (box_in.refusal(), box_in.dates()) == ("", DateRange.day(date(2018, 12, 7)))


@pytest.mark.parametrize("text, start, end", [
    ("between 5 and 9 March", (3, 5), (3, 9)), ("5–9 March 2017", (3, 5), (3, 9)), ("5 to 9 Mar", (3, 5), (3, 9)),
    ("late March", (3, 21), (3, 31)), ("بين 5 و9 مارس", (3, 5), (3, 9)), ("entre le 5 et le 9 mars", (3, 5), (3, 9)),
    ("du 29 mars au 2 avril", (3, 29), (4, 2)), ("أواخر مارس", (3, 21), (3, 31)), ("5-9 Mar 2017", (3, 5), (3, 9)),
    ("2017-03-05/2017-03-09", (3, 5), (3, 9)), ("week of 5 March", (3, 5), (3, 11)),
    ("the week of March 27, 2017", (3, 27), (4, 2)), ("w/c 27 Mar", (3, 27), (4, 2)),
    ("the first week of March", (3, 1), (3, 7)), ("dernière semaine de mars", (3, 25), (3, 31)),
    ("الأسبوع الأول من مارس", (3, 1), (3, 7)), ("in the second week of March", (3, 8), (3, 14)),
    ("in late March", (3, 21), (3, 31)), ("أسبوع 27 مارس", (3, 27), (4, 2)), ("الأسبوع من 5 آذار", (3, 5), (3, 11)),
    ("la semaine du 27 mars", (3, 27), (4, 2)), ("la semaine du 5 au 9 mars", (3, 5), (3, 9)),
])
@pytest.mark.parametrize("put", [key_in, lambda box, text: paste(box.start, text)], ids=["typed", "pasted"])
def test_a_range_fills_both_ends(box_in, put, text, start, end):
    put(box_in, text)
    assert box_in.dates() == DateRange(date(2017, *start), date(2017, *end), DatePrecision.RANGE, text)
    assert box_in.end.isVisible() and box_in.refusal() == ""


@pytest.mark.parametrize("text, precision", [("March 2016", DatePrecision.MONTH), ("mars 2016", DatePrecision.MONTH)])
@pytest.mark.parametrize("put", [key_in, lambda box, text: paste(box.start, text)], ids=["typed", "pasted"])
def test_a_month_is_a_month(box_in, put, text, precision):
    put(box_in, text)
    assert box_in.dates() == DateRange(date(2016, 3, 1), date(2016, 3, 31), precision, text)


def test_a_range_may_go_on_to_its_year_and_is_told_where_it_leads_nowhere(show):
    box = DateBox()
    box.set_dates(DateRange.day(date(2018, 2, 3)))
    show(box)
    QTest.keyClicks(box.start, "between 5 and 9 March 2011")
    assert (box.start.day(), box.end.day()) == (date(2011, 3, 5), date(2011, 3, 9))
    box.set_dates(DateRange.day(date(2018, 2, 3)))
    QTest.keyClick(box.start, Qt.Key.Key_Tab)
    box.start.setFocus(Qt.FocusReason.BacktabFocusReason)
    QTest.keyClicks(box.start, "between 5 and Smarch")
    QTest.keyClick(box.start, Qt.Key.Key_Tab)
    assert "'between 5 and Smarch' is not a date" in box.refusal()
    QTest.keyClick(box.start, Qt.Key.Key_Backtab)
    box.start.setFocus(Qt.FocusReason.BacktabFocusReason)
    QTest.keyClicks(box.start, "week of 9")
    box.precision.setFocus()
    assert "'week of 9' is not a date" in box.refusal()


def test_a_field_of_one_day_tells_a_range(show):
    edit = show(KnownDayEdit("when"))
    edit.set_day(date(2017, 2, 28))
    paste(edit, "5–9 March 2017")
    assert "'5–9 March 2017' is no single day" in edit.refusal
    assert edit.day() == date(2017, 2, 28)
    edit.set_day(date(2017, 3, 1))
    assert edit.refusal == ""
