import pytest

from libya_incident_mapper.layers.colours import DARK, LIGHT, contrast, ink_on, tint
from libya_incident_mapper.model.codes import code_list


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("bloc", code_list("blocs").values(), ids=lambda bloc: bloc.code)
def test_glyphs_stand_out_on_every_bloc(bloc):
    ink, casing = ink_on((bloc.more["colour"],))
    assert casing is None
    assert contrast(ink, bloc.more["colour"]) >= 2.6


@pytest.mark.parametrize("sides, inks", [
    (("#1a1a1a", "#0072b2"), (LIGHT, None)),
    (("#f0c419", "#e69f00"), (DARK, None)),
    (("#f0c419", "#1a1a1a"), (LIGHT, DARK)),
])
def test_ink_for_two_sides(sides, inks):
    assert ink_on(sides) == inks


def test_tint_goes_from_white_to_the_colour():
    assert tint("#204060", 0) == "#ffffff"
    assert tint("#204060", 1) == "#204060"
