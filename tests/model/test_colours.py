"""The blocs tell apart for every reader; units of one bloc differ; strangers keep a colour of their own."""

import re
from itertools import combinations

import pytest

from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.codes import code_list
from libya_incident_mapper.model.colour_difference import difference
from libya_incident_mapper.model.colours import SHADES, actor_colour, shade, stable_colour

USUAL = {code: bloc.more for code, bloc in code_list("blocs").items() if bloc.more["is_usual"] == "yes"}
PAIRS = list(combinations(USUAL, 2))


@pytest.mark.parametrize(
    ("vision", "least"), [("normal", 15), ("deuteranopia", 8), ("protanopia", 8), ("tritanopia", 8)],
)
def test_blocs_that_a_week_shows_together_are_apart(vision, least):
    assert len(USUAL) == 10
    near = {pair: difference(*(USUAL[bloc]["colour"] for bloc in pair), vision) for pair in PAIRS}
    assert {pair: apart for pair, apart in near.items() if apart < least} == {}


def test_where_grey_print_cannot_tell_one_of_the_two_has_a_ring():
    alike = [pair for pair in PAIRS if difference(*(USUAL[bloc]["colour"] for bloc in pair), "grey") < 8]
    assert alike
    assert [pair for pair in alike if USUAL[pair[0]]["has_ring"] == USUAL[pair[1]]["has_ring"]] == []


def test_the_first_of_a_bloc_has_its_colour_and_hardly_any_two_units_share_one():
    registry = default_actors()
    assert actor_colour(registry.get("lna"), registry) == code_list("blocs")["LNA"].more["colour"]
    drawn = [(actor.bloc, actor_colour(actor, registry)) for actor in registry]
    shared = [one for one, other in combinations(drawn, 2) if one == other]
    assert len(shared) < 10


@pytest.mark.parametrize("step", SHADES)
def test_a_shade_is_a_colour_neither_black_nor_white(step):
    for colour in ("#1a1a1a", "#ffd329", "#c1c1c1"):
        assert re.fullmatch("#[0-9a-f]{6}", shade(colour, step))
        assert difference(shade(colour, step), "#ffffff") > 5


def test_a_stranger_keeps_its_colour_which_is_no_blocs():
    strangers = ["brigade_x", "لواء", "brigade_y", "b3", "b4", "b5", "b6", "b7"]
    given = {one: stable_colour(one) for one in strangers}
    assert given["brigade_x"] == "#dd6666"
    assert len(set(given.values())) >= 5
    blocs = [bloc.more["colour"] for bloc in code_list("blocs").values()]
    assert min(difference(colour, bloc) for colour in given.values() for bloc in blocs) > 8
