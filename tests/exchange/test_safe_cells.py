import pytest

from libya_incident_mapper.exchange.safe_cells import bare_cell, safe_cell

FORMULAS = ("=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1")
NUMBERS_AND_TEXTS = ("-5", "-30.26", "+3", "Uqaylah", "", "العقيلة", "'quoted'", "'")


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_disarmed(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", NUMBERS_AND_TEXTS)
def test_numbers_and_texts_stay(text):
    assert safe_cell(text) == text


@pytest.mark.parametrize("text", [*FORMULAS, *NUMBERS_AND_TEXTS, "'=1", "''-x", "'-5"])
def test_every_cell_reads_back_as_it_was(text):
    assert bare_cell(safe_cell(text)) == text
