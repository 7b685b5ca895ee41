from datetime import date

import pytest

from libya_incident_mapper.model.date_words import date_words, month_number
from libya_incident_mapper.model.dates import DatePrecision, DateRange, dates_near
from libya_incident_mapper.model.errors import DataFileError, UnreadableValue
from libya_incident_mapper.model.partial_dates import NoSuchDay


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "shown", "ucdp"),
    [
        ("2019-04-05", date(2019, 4, 5), date(2019, 4, 5), "day", "5 Apr 2019", 1),
        ("2019-04-05T13:30:00", date(2019, 4, 5), date(2019, 4, 5), "day", "5 Apr 2019", 1),
        ("5 April 2019", date(2019, 4, 5), date(2019, 4, 5), "day", "5 Apr 2019", 1),
        ("5 Sept 2019", date(2019, 9, 5), date(2019, 9, 5), "day", "5 Sep 2019", 1),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month", "Feb 2020", 4),
        ("February 2020", date(2020, 2, 1), date(2020, 2, 29), "month", "Feb 2020", 4),
        ("2017", date(2017, 1, 1), date(2017, 12, 31), "year", "2017", 5),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3), "week", "28 Dec 2020–3 Jan 2021", 3),
        ("2019-04-05/2019-04-09", date(2019, 4, 5), date(2019, 4, 9), "range", "5–9 Apr 2019", 2),
        ("30 May 2019 to 2 June 2019", date(2019, 5, 30), date(2019, 6, 2), "range", "30 May–2 Jun 2019", 2),
        ("2019-05 – 2019-06", date(2019, 5, 1), date(2019, 6, 30), "range", "1 May–30 Jun 2019", 5),
    ],
)
def test_a_date_is_read_and_shown(text, start, end, precision, shown, ucdp):
    dates = DateRange.parse(f"  {text} ")
    assert (dates.start, dates.end, dates.precision) == (start, end, DatePrecision(precision))
    assert (dates.display(), dates.ucdp_precision, dates.text) == (shown, ucdp, text)


@pytest.mark.parametrize(
    "text", ["", "07/08/2018", "31 Smarch 2019", "yesterday", "2019-W60", "1/2/3", "2019-00", "07-08-2018",
             "5 and 9 March 2021", "from 5 March 2021", "March–2021", "2021 to March", "between 5 and", "32 March 2021",
             "5–9 March", "late 5 March 2021", "10 to 12"]
)
def test_what_is_no_date_says_how_to_write_one(text):
    with pytest.raises(UnreadableValue, match="write 2018-07-24"):
        DateRange.parse(text)


@pytest.mark.parametrize(("text", "start", "end"), [
    ("9 فبراير 2021", date(2021, 2, 9), None), ("٩ فيفري ٢٠٢١", date(2021, 2, 9), None),
    ("9 شباط 2021", date(2021, 2, 9), None),
    ("9 شباط/فبراير 2021", date(2021, 2, 9), None), ("9 شباط (فبراير) 2021", date(2021, 2, 9), None),
    ("الثلاثاء، 9 فبراير 2021", date(2021, 2, 9), None), ("Tuesday, 9 February 2021", date(2021, 2, 9), None),
    ("mardi 9 févr. 2021", date(2021, 2, 9), None), ("1er AOÛT 2020", date(2020, 8, 1), None),
    ("11 كانون الأول 2019", date(2019, 12, 11), None), ("11 كانون الثاني 2019", date(2019, 1, 11), None),
    ("جوان 2016", date(2016, 6, 1), date(2016, 6, 30)), ("décembre 2016", date(2016, 12, 1), date(2016, 12, 31)),
    ("٢٠١٩", date(2019, 1, 1), date(2019, 12, 31)),
    ("3 نيسان 2019 إلى 4 أيار 2019", date(2019, 4, 3), date(2019, 5, 4)),
    ("3 avril 2019 au 4 mai 2019", date(2019, 4, 3), date(2019, 5, 4)), ("۳ مارس ۲۰۱۹", date(2019, 3, 3), None),
])
def test_dates_are_read_in_arabic_and_french(text, start, end):
    found = DateRange.parse(text)
    assert (found.start, found.end, found.text) == (start, end or start, text)


@pytest.mark.parametrize("text", [
    "الأربعاء 9 فبراير 2021", "lundi 9 février 2021", "9 شباط/مارس 2021", "mardi février 2021",
])
def test_a_date_that_contradicts_itself_is_none(text):
    with pytest.raises(UnreadableValue):
        DateRange.parse(text)


@pytest.mark.parametrize(("text", "day"), [
    ("الخميس", date(2021, 2, 11)), ("dimanche", date(2021, 2, 14)), ("Mon", date(2021, 2, 8)),
    ("٢٤ جويلية", date(2021, 7, 24)), ("24 juil.", date(2021, 7, 24)), ("5 March 2019", date(2019, 3, 5)),
    ("7/8/2019", date(2019, 8, 7)), ("7.8.2019", date(2019, 8, 7)), ("March 5", date(2021, 3, 5)),
    ("\u200f٢٤ جويلية\u200f", date(2021, 7, 24)),
])
def test_a_day_is_read_beside_another(text, day):
    assert dates_near(text, date(2021, 2, 9)) == DateRange.day(day, dates_near(text, date(2021, 2, 9)).text)


@pytest.mark.parametrize("text", ["soon", "", "5 between", "9 and 10 March"])
def test_what_is_no_date_beside_another_is_refused(text):
    with pytest.raises(UnreadableValue, match="write 2018-07-24"):
        dates_near(text, date(2021, 2, 9))


@pytest.mark.parametrize(("text", "start", "end"), [
    ("between 5 and 9 March 2021", (3, 5), (3, 9)), ("5–9 March 2021", (3, 5), (3, 9)),
    ("5-9 March 2021", (3, 5), (3, 9)), ("5 to 9 Mar 2021", (3, 5), (3, 9)),
    ("from the 5th to the 9th of March 2021", (3, 5), (3, 9)), ("March 5–9, 2021", (3, 5), (3, 9)),
    ("March 29 to April 2, 2021", (3, 29), (4, 2)), ("2021-03-29 to 2 April", (3, 29), (4, 2)),
    ("between Friday 5 and Tuesday 9 March 2021", (3, 5), (3, 9)), ("March–April 2021", (3, 1), (4, 30)),
    ("بين 5 و9 مارس 2021", (3, 5), (3, 9)), ("ما بين ٥ و ٩ آذار ٢٠٢١", (3, 5), (3, 9)),
    ("من 29 مارس إلى 2 أفريل 2021", (3, 29), (4, 2)), ("entre le 5 et le 9 mars 2021", (3, 5), (3, 9)),
    ("du 29 mars au 2 avril 2021", (3, 29), (4, 2)), ("du 1er au 9 mars 2021", (3, 1), (3, 9)),
    ("early March 2021", (3, 1), (3, 10)), ("mid-February 2021", (2, 11), (2, 20)),
    ("end of February 2021", (2, 21), (2, 28)), ("fin février 2021", (2, 21), (2, 28)),
    ("mi-mars 2021", (3, 11), (3, 20)), ("début mars 2021", (3, 1), (3, 10)),
    ("أواخر شهر فبراير 2021", (2, 21), (2, 28)), ("مطلع مارس 2021", (3, 1), (3, 10)),
    ("mid-February to early March 2021", (2, 11), (3, 10)),
])
def test_the_ends_of_a_range_lend_each_other_month_and_year(text, start, end):
    found = DateRange.parse(text)
    assert found == DateRange(date(2021, *start), date(2021, *end), DatePrecision.RANGE, text)
    # Its own year says nothing beside another one.
    assert dates_near(text, date(2007, 11, 30)) == found


@pytest.mark.parametrize(("text", "start", "end"), [
    ("between 5 and 9 March", date(2007, 3, 5), date(2007, 3, 9)), ("late March", date(2007, 3, 21), date(2007, 3, 31)),
    ("28 Dec – 3 Jan", date(2007, 12, 28), date(2008, 1, 3)), ("بين 5 و9 مارس", date(2007, 3, 5), date(2007, 3, 9)),
    ("du 5 au 9 mars", date(2007, 3, 5), date(2007, 3, 9)),
    ("week of 29 Dec", date(2007, 12, 29), date(2008, 1, 4)), ("أسبوع 9 مارس", date(2007, 3, 9), date(2007, 3, 15)),
    ("semaine du 9/3/2008", date(2008, 3, 9), date(2008, 3, 15)),
    ("28 Dec to 3 Jan 2021", date(2020, 12, 28), date(2021, 1, 3)), ("March", date(2007, 3, 1), date(2007, 3, 31)),
])
def test_a_range_without_a_year_is_of_the_year_that_is_shown(text, start, end):
    found = dates_near(text, date(2007, 11, 30))
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(("text", "start", "end"), [
    ("the week of 27 February 2021", (2, 27), (3, 5)), ("Week of March 9th, 2021", (3, 9), (3, 15)),
    ("week commencing Monday, 8 March 2021", (3, 8), (3, 14)), ("w/c 8 Mar. 2021", (3, 8), (3, 14)),
    ("week of 2021-03-09", (3, 9), (3, 15)), ("week ending the 9th of March 2021", (3, 3), (3, 9)),
    ("أسبوع ٩ آذار ٢٠٢١", (3, 9), (3, 15)), ("الأسبوع من 28 فيفري 2021", (2, 28), (3, 6)),
    ("خلال الأسبوع من الاثنين 8 مارس 2021", (3, 8), (3, 14)), ("الأسبوع المنتهي في 9 مارس 2021", (3, 3), (3, 9)),
    ("La semaine du lundi 8 mars 2021", (3, 8), (3, 14)), ("semaine du 1er mars 2021", (3, 1), (3, 7)),
    ("au cours de la semaine du 27 févr. 2021", (2, 27), (3, 5)),
    # Its last day may be said, or another week follow.
    ("the week of 5–9 March 2021", (3, 5), (3, 9)), ("la semaine du 5 au 9 mars 2021", (3, 5), (3, 9)),
    ("الأسبوع من 5 إلى 9 مارس 2021", (3, 5), (3, 9)),
    ("from the week of 1 March to the week of 15 March 2021", (3, 1), (3, 21)),
])
def test_the_week_of_a_day_is_seven_days(text, start, end):
    found = DateRange.parse(text)
    assert found == DateRange(date(2021, *start), date(2021, *end), DatePrecision.RANGE, text)
    assert dates_near(text, date(2007, 11, 30)) == found
    assert DateRange.parse(found.iso()).end == found.end


@pytest.mark.parametrize(("text", "start", "end"), [
    ("the first week of March 2021", (3, 1), (3, 7)), ("in the second week of Aug. 2021", (8, 8), (8, 14)),
    ("third week of March, 2021", (3, 15), (3, 21)), ("during the fourth week of March 2021", (3, 22), (3, 28)),
    ("last week of February 2021", (2, 22), (2, 28)), ("the final week of December 2021", (12, 25), (12, 31)),
    ("la première semaine d’avril 2021", (4, 1), (4, 7)), ("la seconde semaine du mois d'août 2021", (8, 8), (8, 14)),
    ("au cours de la dernière semaine de juin 2021", (6, 24), (6, 30)),
    ("الأسبوع الأول من مارس 2021", (3, 1), (3, 7)), ("خلال الأسبوع الأخير من شهر فيفري ٢٠٢١", (2, 22), (2, 28)),
    ("في الأسبوع الثالث من آذار/مارس 2021", (3, 15), (3, 21)),
    ("late February to the first week of March 2021", (2, 21), (3, 7)),
    # What stands before a month as before a day.
    ("in late March 2021", (3, 21), (3, 31)), ("في أواخر مارس 2021", (3, 21), (3, 31)),
    ("fin d'octobre 2021", (10, 21), (10, 31)), ("au cours de mars 2021", (3, 1), (3, 31)),
    ("pendant le mois d'avril 2021", (4, 1), (4, 30)), ("خلال شهر مارس 2021", (3, 1), (3, 31)),
    ("in March 2021", (3, 1), (3, 31)),
])
def test_parts_of_a_month_are_counted_in_its_days(text, start, end):
    found = DateRange.parse(text)
    assert (found.start, found.end) == (date(2021, *start), date(2021, *end))
    assert found.precision is (DatePrecision.MONTH if end[1] - start[1] > 15 else DatePrecision.RANGE)
    assert DateRange.parse(found.iso()).end == found.end


@pytest.mark.parametrize("text", [
    "week of March 2021", "week of 2021", "week of 2021-W10", "week of", "the week of Tuesday, 8 March 2021",
    "the first week of 2021", "first week of 9 March 2021", "the fifth week of March 2021",
    "أسبوع", "semaine du mars 2021", "week of 31 December 9999",
])
def test_a_week_without_its_day_is_none(text):
    with pytest.raises(UnreadableValue, match="write 2018-07-24"):
        DateRange.parse(text)


@pytest.mark.parametrize("text", [
    "2019-02-29", "29 Feb 2019", "week of 31 June 2019", "31 juin 2019", "٣١ أبريل ٢٠١٩",
    "between 28 and 30 Feb 2019", "31/11/2019",
])
def test_a_day_that_its_month_does_not_have_is_named(text):
    with pytest.raises(NoSuchDay, match=r"There is no (29|30|31)/\d+/2019: that month ends on day (28|30)"):
        dates_near(text, date(2007, 1, 1))


def test_every_word_of_dates_is_read():
    words = date_words()
    assert {month_number(word) for word in words.months} == set(range(1, 13))
    assert {dates_near(word, date(2021, 2, 9)).start.isoweekday() for word in words.weekdays} == set(range(1, 8))
    for word, place in words.weeks.items():
        week = DateRange.parse(f"{word} 9 February 2021")
        assert (date(2021, 2, 9) - week.start).days == place - 1, word


@pytest.mark.parametrize("row", [
    "Januar,month,13", "Montag,weekday,0", "bis,joint,3", "Mai,month,5\nmaï,month,4", "x,hour,1",
])
def test_a_faulty_list_of_words_is_refused(row, tmp_path, monkeypatch):
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "date_words.csv").write_text(f"word,kind,number\n{row}\n", "utf-8")
    monkeypatch.setattr("libya_incident_mapper.model.date_words.RESOURCES", tmp_path)
    with pytest.raises(DataFileError, match="date_words"):
        date_words.__wrapped__()


def test_a_reversed_range_is_kept_as_typed():
    assert DateRange.parse("2019-04-09/2019-04-05").is_reversed
    assert not DateRange.parse("2019-04-05/2019-04-05").is_reversed


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("2019-04", "2019-04-30", True),
        ("2019-04", "2019-05-01", False),
        ("2019-04-01/2019-04-03", "2019-04-03/2019-04-09", True),
    ],
)
def test_ranges_overlap_on_a_shared_day(one, other, answer):
    assert DateRange.parse(one).overlaps(DateRange.parse(other)) is answer
    assert DateRange.parse(other).overlaps(DateRange.parse(one)) is answer
