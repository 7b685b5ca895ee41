from datetime import date

from libya_incident_mapper.model.actor_faults import faults_of_actors
from libya_incident_mapper.model.actor_merge import merged, renamed
from libya_incident_mapper.model.actors import Actor, ActorRegistry
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.records import Claim, Incident, Movement

ABOVE = Actor("above", "Above", "A", (), "unknown", "South")
GONE = Actor("gone", "Tummo Council", "TC", ("tc", "Council", "مجلس"), "unknown", "South", parent_id="above")
MID = Actor("mid", "Mid", "M", (), "unknown", "South", parent_id="gone")
DEEP = Actor("deep", "Deep", "D", ("council",), "unknown", "South", parent_id="mid")
FAR = Actor("far", "Far", "F", (), "unknown", "LNA")
ALL = (ABOVE, GONE, MID, DEEP, FAR)


def after(into):
    before, changed = merged(GONE, into, ActorRegistry(ALL))
    left = [actor for actor in ALL if actor not in before]
    assert faults_of_actors(changed, left) == []
    return {actor.actor_id: actor for actor in (*left, *changed)}


def test_names_and_units_go_over_to_the_other_actor():
    now = after(FAR)
    assert "gone" not in now
    assert now["far"].aliases == ("Tummo Council", "TC", "Council", "مجلس")
    assert (now["mid"].parent_id, now["deep"].parent_id, now["far"].parent_id) == ("far", "mid", "")


def test_an_actor_from_below_takes_the_place_and_no_circle_arises():
    now = after(DEEP)
    assert now["deep"].aliases == ("council", "Tummo Council", "TC", "مجلس")
    assert (now["deep"].parent_id, now["mid"].parent_id) == ("above", "deep")
    assert after(MID)["mid"].parent_id == "above"
    assert after(ABOVE)["mid"].parent_id == "above"


def test_records_name_the_other_actor_wherever_they_named_the_one():
    day = DateRange.day(date(2030, 1, 2))
    claims = (Claim(claimant="gone"), Claim(claimant="deep"))
    incident = renamed(Incident("clash", day, "far", actor2="gone", claims=claims), "gone", "mid")
    assert (incident.actor1, incident.actor2) == ("far", "mid")
    assert [claim.claimant for claim in incident.claims] == ["mid", "deep"]
    assert renamed(Movement("gone", day), "gone", "mid").actor == "mid"
