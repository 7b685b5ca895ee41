"""A record in a few words, for lists, messages and the undo button."""

from typing import List

from ..model.actors import ActorRegistry
from ..model.codes import label
from ..model.counts import CountRange
from ..model.dates import DateRange
from ..model.direction import isolated
from ..model.location import Location
from ..model.records import Claim, Incident, Losses, Record, Waypoint
from ..qgis_support.translation import tr


def actor_in_words(actor_id: str, registry: ActorRegistry) -> str:
    """The short name, else the name, else the id."""
    actor = registry.get(actor_id)
    return (actor.short_name or actor.name) if actor else actor_id


def record_in_words(record: Record, registry: ActorRegistry) -> str:
    """'Armed clash, Uqaylah, 24 Jul 2018' or 'Movement of IS, Uqaylah – Jalu, 28 Jul 2018'."""
    if isinstance(record, Incident):
        what, where = label("event_kinds", record.kind), isolated(record.location.phrase)
    else:
        kind, actor = label("movement_kinds", record.kind), actor_in_words(record.actor, registry)
        what = tr("{kind} of {actor}").format(kind=kind, actor=actor)
        where = " – ".join(isolated(waypoint.location.phrase) for waypoint in record.waypoints)
    return ", ".join(filter(None, (what, where, record.dates.display())))


def differences(mine: Record, theirs: Record, registry: ActorRegistry) -> List[str]:
    """One line for each field that two states of a record have differently: 'date: 24 Jul 2018 / 25 Jul 2018'."""
    lines = []
    for name, caption in (
        ("kind", tr("kind")), ("dates", tr("date")), ("location", tr("place")), ("waypoints", tr("stops")),
        ("actor", tr("actor")), ("actor1", tr("actor 1")), ("actor2", tr("actor 2")), ("heading", tr("heading")),
        ("killed", tr("killed")), ("wounded", tr("wounded")), ("captured", tr("captured")),
        ("vehicles", tr("vehicles")),
        ("persons", tr("persons")), ("stance", tr("stance")), ("status", tr("status")), ("summary", tr("summary")),
        ("notes", tr("notes")), ("claims", tr("sources")),
    ):
        here, there = getattr(mine, name, None), getattr(theirs, name, None)
        if here != there:
            both = " / ".join(value_in_words(value, registry)[:60] or tr("nothing") for value in (here, there))
            lines.append(tr("{field}: {values}").format(field=caption, values=both))
    return lines


def value_in_words(value: object, registry: ActorRegistry) -> str:
    """The value of any field; dispatched by what kind of thing it is."""
    if isinstance(value, tuple):
        return ", ".join(value_in_words(part, registry) for part in value)
    for kind, words in (
        (Location, lambda place: place.phrase), (Waypoint, lambda stop: stop.location.phrase),
        (Losses, lambda losses: losses.total.display()), (CountRange, lambda count: count.display()),
        (DateRange, lambda dates: dates.display()), (Claim, lambda claim: f"{claim.grade} {claim.quote}".strip()),
        (str, lambda text: actor_in_words(text, registry)), (float, lambda number: f"{number:g}"),
    ):
        if isinstance(value, kind):
            return str(words(value))
    return ""
