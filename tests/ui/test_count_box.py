import pytest
from qgis.PyQt.QtTest import QTest

from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.language import EASTERN, speaking
from libya_incident_mapper.ui.count_box import CountBox, CountGrid, count_in_words


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("5", ""), ("five", "5"), ("<=5", "at most 5"), ("as many as five", "at most 5"), ("at least 4", "at least 4"),
        ("more than 10", "at least 11"), ("8-12", "8 to 12"), ("~30", "about 30"), ("several", "number not known"),
        ("", ""), ("minus 3", "no count"), ("<b>5</b>", "no count"),
    ],
)
def test_what_a_count_is_taken_for_is_said_at_once(show, typed, echo):
    box = show(CountBox("of actor 1", "Deaths."))
    QTest.keyClicks(box.edit, typed)
    assert box.echo.text() == ("" if echo == typed else echo)


@pytest.mark.parametrize(
    "count",
    [
        CountRange(), CountRange.exactly(7), CountRange(high=5, text="as many as five"), CountRange(high=5),
        CountRange(low=4), CountRange(low=8, high=12), CountRange(best=30), CountRange(text="several"),
    ],
)
def test_a_stored_count_comes_back_with_the_same_bounds(show, count):
    box = show(CountBox("x", "y"))
    box.set_count(count)
    read = box.count()
    assert (read.low, read.best, read.high) == (count.low, count.best, count.high)
    if count.text:
        assert read.text == count.text


def test_what_is_no_count_is_a_fault_and_stays_typed(show):
    grid = show(CountGrid((("killed_a", "a", ""), ("killed_b", "b", ""))))
    grid.boxes["killed_b"].edit.setText("many?!")
    faults = []
    counts = grid.read(faults)
    assert [fault.field for fault in faults] == ["killed_b"]
    assert not counts["killed_b"].is_known
    assert grid.boxes["killed_b"].edit.text() == "many?!"


def test_the_echo_is_in_the_digits_of_the_window():
    with speaking("ar", EASTERN):
        assert count_in_words(CountRange.parse("ما يصل إلى خمس مركبات")) == "٥ على الأكثر"
