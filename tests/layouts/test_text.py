import re

import pytest
from qgis.core import QgsExpression, QgsExpressionContext, QgsLayoutItemLabel, QgsPrintLayout, QgsProject

from libya_incident_mapper.layouts.text import breakable, in_lines, lines_of, literal, shortened, width_mm
from libya_incident_mapper.model.language import speaking

HOSTILE = [
    "[% 1 + 1 %]",
    "[%1+1%] and [% env('HOME') %]",
    "[% 'a' %] [% [% 2 %] %]",
    "[%'%]",
    "[[% 3 %]",
    "<b>bold</b> & <script>alert(1)</script>",
    "'; DROP TABLE incidents; --",
    "قصر الأخيار 🚁",
]


def printed(text):
    # QGIS does not keep project and layout alive for a label; without the names it would crash.
    project = QgsProject()
    layout = QgsPrintLayout(project)
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    return label.currentText()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_prints_data_as_it_is(text):
    assert QgsExpression.replaceExpressionText(literal(text), QgsExpressionContext()) == text
    assert printed(literal(text)) == text


def test_without_escaping_a_label_runs_data():
    assert printed("[% 1 + 1 %]") == "2"


def test_a_short_text_stays_and_a_long_one_ends_in_an_ellipsis():
    assert shortened("two words") == "two words"
    cut = shortened("word " * 500)
    assert cut.endswith("word …")
    assert len(cut) <= 282


@pytest.mark.parametrize(("text", "expected"), [("a\nb\tc", "a b c"), ("a\0b", "a b"), ("  a  ", "a"), ("", "")])
def test_control_characters_become_blanks(text, expected):
    assert shortened(text) == expected


def test_a_pasted_file_is_shortened_in_no_time():
    assert len(shortened("x" * 50_000_000)) <= 282


def test_words_wider_than_their_column_are_broken_and_lose_nothing():
    text = "short " + "x" * 300
    broken = breakable(text, 7.5, 30.0)
    assert broken.replace("\n", "") == text
    assert all(width_mm(line.rpartition(" ")[2], 7.5) <= 30.0 for line in broken.split("\n"))
    assert breakable("short words stay", 7.5, 30.0) == "short words stay"


def test_as_many_words_stand_on_a_line_as_fit():
    assert lines_of("a bb ccc d", 4, len) == ["a bb", "ccc", "d"]
    assert lines_of("longer than fits", 3, len) == ["longer", "than", "fits"]
    assert lines_of("all of it", 9, len) == ["all of it"]
    assert lines_of("", 9, len) == [""]


def test_only_where_lines_begin_on_the_right_are_they_broken_here():
    numbers = ", ".join(map(str, range(100)))
    assert in_lines(numbers, 30.0, 7.5) == numbers
    with speaking("ar"):
        lines = in_lines(numbers, 30.0, 7.5).split("\n")
    assert len(lines) > 3 and all(line.startswith("\u200f") for line in lines)
    assert " ".join(line[1:] for line in lines) == numbers
    assert all(width_mm(line, 7.5) < 30.0 for line in lines)


def test_what_is_isolated_over_several_lines_is_so_on_each():
    with speaking("ar"):
        lines = in_lines("جبل \u2068one two three four five six\u2069 بعد \u2068seven\u2069", 20.0, 7.5).split("\n")
    assert len(lines) >= 3
    for line in lines:
        assert not re.search("[a-z]", re.sub("\u2068[^\u2068\u2069]*\u2069", "", line)), line
