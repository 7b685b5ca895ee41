import pytest
from qgis.core import QgsExpression, QgsExpressionContext, QgsLayoutItemLabel, QgsPrintLayout, QgsProject

from libya_incident_mapper.layouts.text import breakable, literal, shortened, width_mm

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
