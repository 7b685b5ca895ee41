"""A record in a few words, for lists, messages and the undo button."""

from ..model.actors import ActorRegistry
from ..model.codes import label
from ..model.direction import isolated
from ..model.language import listed
from ..model.records import Incident, Record
from ..qgis_support.translation import tr


def actor_in_words(actor_id: str, registry: ActorRegistry) -> str:
    """The short name, else the name, in the language of the window; else the id."""
    actor = registry.get(actor_id)
    return actor.told(is_short=True) if actor else actor_id


def record_in_words(record: Record, registry: ActorRegistry) -> str:
    """'Armed clash, Uqaylah, 24 Jul 2018' or 'Movement of IS, Uqaylah – Jalu, 28 Jul 2018'."""
    if isinstance(record, Incident):
        what, where = label("event_kinds", record.kind), isolated(record.location.phrase)
    else:
        kind, actor = label("movement_kinds", record.kind), actor_in_words(record.actor, registry)
        what = tr("{kind} of {actor}").format(kind=kind, actor=actor)
        where = " – ".join(isolated(waypoint.location.phrase) for waypoint in record.waypoints)
    return listed(filter(None, (what, where, record.dates.display())))

