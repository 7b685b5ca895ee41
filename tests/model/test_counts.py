import pytest

from libya_incident_mapper.model.counts import UNKNOWN_COUNT, CountRange
from libya_incident_mapper.model.errors import UnreadableValue


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "shown"),
    [
        ("7", 7, 7, 7, "7"),
        ("7.0", 7, 7, 7, "7"),
        ("1,250", 1250, 1250, 1250, "1250"),
        ("0", 0, 0, 0, "0"),
        ("nine", 9, 9, 9, "9"),
        ("as many as seven", None, None, 7, "≤ 7"),
        ("Up to 20", None, None, 20, "≤ 20"),
        ("no more than three", None, None, 3, "≤ 3"),
        ("fewer than 6", None, None, 5, "≤ 5"),
        (">=4", 4, None, None, "≥ 4"),
        ("at least 4", 4, None, None, "≥ 4"),
        ("more than 10", 11, None, None, "≥ 11"),
        ("8-12", 8, None, 12, "8–12"),
        ("between 8 and 12", 8, None, 12, "8–12"),
        ("six or seven", 6, None, 7, "6–7"),
        ("about 30", None, 30, None, "about 30"),
        ("around a dozen", None, 12, None, "about 12"),
        ("several", None, None, None, "several"),
        ("a number of", None, None, None, "a number of"),
    ],
)
def test_a_count_keeps_its_bounds(text, low, best, high, shown):
    count = CountRange.parse(text)
    assert (count.low, count.best, count.high, count.display(), count.text) == (low, best, high, shown, text)


@pytest.mark.parametrize(("text", "low", "best", "high"), [
    ("ما يصل إلى خمس مركبات", None, None, 5), ("ما لا يقل عن ٧ قتلى", 7, None, None), ("أكثر من عشرة", 11, None, None),
    ("أقل من 6", None, None, 5), ("حوالي ثلاثين شخصًا", None, 30, None), ("بين ثمانية واثني عشر", 8, None, 12),
    ("٨ إلى ١٢", 8, None, 12), ("ستة أو سبعة", 6, None, 7), ("ثلاثة وعشرين", 23, 23, 23), ("قتيلان", 2, 2, 2),
    ("بين خمسة وعشرين", 5, None, 20), ("١٬٢٥٠", 1250, 1250, 1250), ("٠", 0, 0, 0), ("مركبة واحدة", 1, 1, 1),
    ("عدة مركبات", None, None, None), ("العشرات", None, None, None), ("jusqu’à cinq véhicules", None, None, 5),
    ("au moins 4 tués", 4, None, None), ("plus de dix", 11, None, None), ("environ 30", None, 30, None),
    ("entre 8 et 12", 8, None, 12), ("six ou sept", 6, None, 7), ("vingt-cinq", 25, 25, 25),
    ("1 250", 1250, 1250, 1250),
    ("plusieurs", None, None, None), ("as many as five vehicles", None, None, 5), ("twenty-five", 25, 25, 25),
])
def test_counts_are_read_in_three_languages(text, low, best, high):
    count = CountRange.parse(text)
    assert (count.low, count.best, count.high, count.text) == (low, best, high, text)


@pytest.mark.parametrize("text", ["خمسة تفاحات", "مركبات", "cinq pommes", "٥ ٦"])
def test_words_that_are_no_count_in_any_language_are_refused(text):
    with pytest.raises(UnreadableValue):
        CountRange.parse(text)


def test_no_text_is_unknown_and_unknown_is_not_zero():
    assert CountRange.parse(" ") == UNKNOWN_COUNT
    assert not UNKNOWN_COUNT.is_known
    assert not CountRange.parse("several").is_known
    assert CountRange.exactly(0).is_known
    assert CountRange.exactly(0).display() == "0"


@pytest.mark.parametrize("text", ["-3", "3 figs", "1.5", "five-ish", "99999999999", "twelvety", "8--12", "nan", "1e3"])
def test_what_is_no_count_says_how_to_write_one(text):
    with pytest.raises(UnreadableValue, match="write 5, <=5"):
        CountRange.parse(text)


def test_a_range_that_runs_backwards_is_seen():
    assert not CountRange.parse("12-8").is_ordered
    assert CountRange.parse("8-12").is_ordered
