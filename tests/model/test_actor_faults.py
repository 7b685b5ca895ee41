from dataclasses import replace
from datetime import date

import pytest

from libya_incident_mapper.model.actor_faults import faults_of_actors, free_id
from libya_incident_mapper.model.actors import Actor, ActorRegistry, default_actors

COUNCIL = Actor("council", "Tummo Council", "TC", ("مجلس تمو",), "political_militia", "South")
WING = Actor("wing", "Tummo Wing", "TW", (), "political_militia", "South", parent_id="council")
UNIT = Actor("unit", "Tummo Unit", "TU", (), "political_militia", "South", parent_id="wing")


def told(actor, *kept):
    return [(fault.field, fault.sentence) for _, fault in faults_of_actors([actor], kept)]


def test_the_registry_that_ships_has_no_fault():
    assert faults_of_actors(default_actors(), ()) == []


@pytest.mark.parametrize(
    ("change", "field", "part"),
    [
        ({"name": ""}, "name", "No name is given"),
        ({"name": "x" * 201}, "name", "longer than 200"),
        ({"short_name": "a\tb"}, "short_name", "control characters"),
        ({"aliases": ("Wing", "Other", "wing")}, "aliases", "'wing' stands twice"),
        ({"aliases": ("one;two",)}, "aliases", "semicolon"),
        ({"parent_id": "wing"}, "parent_id", "its own parent"),
        ({"parent_id": "unit"}, "parent_id", "Tummo Unit belongs to Tummo Wing itself"),
        ({"parent_id": "nobody"}, "parent_id", "no actor 'nobody'"),
        ({"valid_from": date(2019, 2, 1), "valid_to": date(2019, 1, 31)}, "valid_to", "2019-01-31) before it begins"),
        ({"valid_from": date(1066, 1, 1)}, "valid_from", "too long ago"),
        ({"actor_id": "council", "parent_id": ""}, "id", "'council' is taken by Tummo Council"),
        ({"actor_id": "a|b"}, "id", "letters, digits and underscores"),
        ({"type": "army"}, "type", "state_forces"),
        ({"bloc": "North"}, "bloc", "Misrata"),
        ({"certainty": "quite"}, "certainty", "probable"),
        ({"colour": "blue"}, "colour", "#1b74b1"),
        ({"note": "\0"}, "note", "NUL"),
    ],
)
def test_each_fault_is_told_beside_its_field(change, field, part):
    faults = told(replace(WING, **change), COUNCIL, UNIT)
    assert [name for name, _ in faults] == [field]
    assert part in faults[0][1]


def test_what_fits_has_no_fault_and_several_are_seen_together():
    assert told(WING, COUNCIL, UNIT) == []
    assert faults_of_actors([UNIT, WING, COUNCIL], ()) == []
    turned = replace(COUNCIL, parent_id="unit")
    assert [actor.actor_id for actor, _ in faults_of_actors([UNIT, WING, turned], ())] == ["unit", "wing", "council"]


def test_identifiers_are_made_of_the_name_and_are_free():
    assert free_id("166th Battalion (Sabhā)", ()) == "166th_battalion_sabha"
    assert free_id("Tummo Wing", ("tummo_wing", "tummo_wing_2")) == "tummo_wing_3"
    assert free_id("مجلس", ("actor",)) == "actor_2"


def test_actors_that_a_text_may_call_the_same_are_shown_to_each_other():
    other = replace(UNIT, aliases=("the TW", "Tummo Council"))
    registry = ActorRegistry([COUNCIL, WING, other])
    assert registry.homonyms(other) == {"wing": "the TW", "council": "Tummo Council"}
    assert registry.homonyms(COUNCIL) == {"unit": "Tummo Council"}
    draft = Actor("", "New", "", ("مجلس تمو",), "unknown", "South")
    assert registry.homonyms(draft) == {"council": "مجلس تمو"}
