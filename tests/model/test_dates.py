from datetime import date

import pytest

from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.errors import UnreadableValue


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
    "text", ["", "07/08/2018", "2019-02-30", "31 Smarch 2019", "yesterday", "2019-W60", "٢٠١٩", "1/2/3", "2019-00"]
)
def test_what_is_no_date_says_how_to_write_one(text):
    with pytest.raises(UnreadableValue, match="write 2018-07-24"):
        DateRange.parse(text)


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
