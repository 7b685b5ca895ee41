"""The registry of a casefile: changed, merged, refused, and never left half done."""

from dataclasses import replace

import pytest

from libya_incident_mapper.casefile import errors
from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.actors import Actor, default_actors
from libya_incident_mapper.model.colours import actor_colour
from libya_incident_mapper.model.records import Claim
from libya_incident_mapper.model.validation import InvalidRecord

NEW = Actor("tummo", "Tummo Guard", "TG", ("حرس تمو", "Guard of Tummo"), "political_militia", "South", note="x")


def test_an_actor_is_added_changed_and_deleted_in_its_place(casefile):
    order = [actor.actor_id for actor in casefile.actors()]
    (added,), _ = casefile.change_actors((), (NEW,))
    assert added == replace(NEW, colour=actor_colour(casefile.actors().get("tummo"), casefile.actors()))
    lna = casefile.actors().get("lna")
    changed = replace(lna, short_name="Army", colour="#010203")
    casefile.change_actors((lna,), (changed,))
    again = Casefile.open(casefile.path)
    assert [actor.actor_id for actor in again.actors()] == [*order, "tummo"]
    assert (again.actors().get("lna"), again.actors().get("tummo")) == (changed, added)
    assert casefile.actor_colours()["lna"] == "#010203"
    again.change_actors((added,), ())
    assert [actor.actor_id for actor in again.actors()] == order


def test_an_actor_that_somebody_else_changed_is_not_written_over(casefile):
    lna = casefile.actors().get("lna")
    Casefile.open(casefile.path).change_actors((lna,), (replace(lna, name="Theirs"),))
    with pytest.raises(errors.ActorsChanged, match="Libyan National Army"):
        casefile.change_actors((lna,), (replace(lna, name="Mine"),))
    assert casefile.actors().get("lna").name == "Theirs"


def test_faults_are_told_and_nothing_is_stored(casefile):
    with pytest.raises(InvalidRecord) as caught:
        casefile.change_actors((), (NEW, replace(NEW, actor_id="lna", name="")))
    assert [fault.field for fault in caught.value.faults] == ["id", "name"]
    assert casefile.actors().get("tummo") is None


def test_an_actor_in_use_is_kept_and_told_how_often_it_is_named(casefile, incident, movement):
    casefile.change_actors((), (NEW, replace(NEW, actor_id="unit", parent_id="tummo")))
    casefile.save_incident(incident(actor1="lna", actor2="tummo", claims=(Claim(claimant="tummo"),)))
    casefile.save_incident(incident(claims=(Claim(claimant="tummo"),)))
    casefile.save_movement(movement(actor="tummo"))
    tummo = casefile.actors().get("tummo")
    uses = casefile.uses_of_actor("tummo")
    assert (len(uses.incidents), len(uses.movements)) == (2, 1)
    with pytest.raises(errors.ActorInUse, match="3 records name it, it is the parent of one actor"):
        casefile.change_actors((tummo,), ())
    assert casefile.actors().get("tummo") == tummo


def test_records_follow_in_the_same_write_or_nothing_is_written(casefile, incident):
    casefile.change_actors((), (NEW,))
    stored = casefile.save_incident(incident(actor1="tummo"))
    tummo, moved = casefile.actors().get("tummo"), replace(stored, actor1="lna")
    with pytest.raises(errors.RevisionConflict):
        casefile.change_actors((tummo,), (), [replace(moved, stamp=replace(moved.stamp, revision=7))])
    assert casefile.actors().get("tummo") == tummo
    _, (saved,) = casefile.change_actors((tummo,), (), [moved])
    assert casefile.incident(stored.uid) == saved
    assert saved.actor1 == "lna"
    layer = casefile.layer("incidents")
    assert next(layer.getFeatures())["style_key"].startswith("lna|")
    assert len(casefile.actors()) == len(default_actors())
