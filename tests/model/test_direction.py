import pytest

from libya_incident_mapper.model.direction import isolated, isolated_lines, quoted, route
from libya_incident_mapper.model.language import speaking


@pytest.mark.parametrize("language, text, expected", [
    ("en", "al-Naba 141", "al-Naba 141"), ("en", "النبأ", "\u2068النبأ\u2069"),
    ("ar", "al-Naba 141", "\u2068al-Naba 141\u2069"), ("ar", "النبأ 141", "النبأ 141"), ("ar", "141", "141"),
    ("ar", "27.12069, 18.16825", "\u206827.12069, 18.16825\u2069"), ("en", "27.12069, 18.16825", "27.12069, 18.16825"),
])
def test_what_runs_the_other_way_is_isolated(language, text, expected):
    with speaking(language):
        assert isolated(text) == expected


@pytest.mark.parametrize("language, expected", [
    ("en", "Jalu → Kufra"), ("fr", "Jalu → Kufra"), ("ar", "Jalu ← Kufra"),
])
def test_arrows_point_the_way_that_is_read(language, expected):
    with speaking(language):
        assert route(["Jalu", "Kufra"]) == expected


@pytest.mark.parametrize("language, expected", [
    ("en", "“not us”"), ("", "“not us”"), ("fr", "«\u00a0not us\u00a0»"), ("ar", "«\u2068not us\u2069»"),
])
def test_quotation_marks_are_those_of_the_language(language, expected):
    with speaking(language):
        assert quoted("not us") == expected


def test_isolates_are_whole_on_every_line():
    lines = ["one \u2068two", "three", "four\u2069 five", "six"]
    assert list(isolated_lines(lines)) == ["one \u2068two\u2069", "\u2068three\u2069", "\u2068four\u2069 five", "six"]
