"""A record said back in one sentence as it was understood, above the form in which it is typed."""

from typing import Iterator

from ..model.actors import ActorRegistry
from ..model.codes import label
from ..model.counts import CountRange
from ..model.direction import isolated, route
from ..model.language import listed
from ..model.location import Location
from ..model.records import Incident, Movement, Record
from ..qgis_support.translation import tr
from .count_box import count_in_words
from .record_words import actor_in_words


def understood(record: Record, registry: ActorRegistry) -> str:
    """'Armed clash, IS – Ajdabiya OR, 24 Jul 2018, south of Uqaylah, 1 killed', as far as anything is known."""
    parts = _of_incident(record, registry) if isinstance(record, Incident) else _of_movement(record, registry)
    words = listed(part for part in parts if part)
    if record.stance == "reports" or not words:
        return words
    return tr("{sentence} ({stance})").format(sentence=words, stance=label("stances", record.stance).lower())


def _of_incident(incident: Incident, registry: ActorRegistry) -> Iterator[str]:
    sides = (isolated(actor_in_words(actor, registry)) for actor in (incident.actor1, incident.actor2) if actor)
    yield label("event_kinds", incident.kind) if incident.kind else ""
    yield " – ".join(sides)
    yield incident.dates.display()
    yield _place(incident.location)
    killed = incident.killed
    sides = (killed.side_a, killed.side_b, killed.civilians, killed.unknown)
    total = killed.total if killed.total.is_known else next((side for side in sides if side.text), killed.total)
    yield _count(total, tr("{count} killed"))
    yield _count(incident.wounded, tr("{count} wounded"))
    yield _count(incident.captured, tr("{count} captured"))


def _of_movement(movement: Movement, registry: ActorRegistry) -> Iterator[str]:
    yield label("movement_kinds", movement.kind)
    yield isolated(actor_in_words(movement.actor, registry)) if movement.actor else ""
    yield movement.dates.display()
    yield route(_place(stop.location) for stop in movement.waypoints)
    yield tr("heading {degrees}°").format(degrees=f"{movement.heading:g}") if movement.heading is not None else ""
    yield _count(movement.vehicles, tr("vehicles: {count}"))
    yield _count(movement.persons, tr("people: {count}"))


def _place(location: Location) -> str:
    """The words of the source, and that they lead nowhere where they do not."""
    if not location.phrase:
        return ""
    words = isolated(location.phrase)
    return words if location.is_placed else tr("{place} (not placed)").format(place=words)


def _count(count: CountRange, words: str) -> str:
    """The number, or a word such as 'several' as it was written."""
    told = count_in_words(count) if count.is_known else isolated(count.text)
    return words.format(count=told) if told else ""
