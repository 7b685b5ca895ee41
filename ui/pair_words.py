"""Why two records may be the same, and what each of them says, in words."""

from typing import Callable, Dict

from ..model.actors import ActorRegistry
from ..model.codes import label
from ..model.duplicates import BLOC, OTHER, RELATED, SAME, SIMILAR, UNKNOWN, Pair
from ..model.language import listed
from ..model.records import Incident, Record
from ..qgis_support.translation import counted, tr
from .record_words import actor_in_words, value_in_words


def reasons(pair: Pair) -> str:
    """'same day, 3 km apart, same actors, similar kind, 60 % of the words in common'."""
    if pair.days:
        days = counted("{number} day apart", "{number} days apart", pair.days)
    else:
        days = tr("same day") if pair.one.dates == pair.other.dates else tr("days in common")
    if pair.metres is None:
        place = tr("distance not known")
    else:
        place = tr("{number} km apart").format(number=f"{pair.metres / 1000:.0f}") if pair.metres else tr("same place")
    actors = {
        SAME: tr("same actors"), RELATED: tr("related actors"), UNKNOWN: tr("one actor not identified"),
        BLOC: tr("actors of one bloc"), OTHER: tr("other actors"),
    }[pair.actors]
    kind = {SAME: tr("same kind"), SIMILAR: tr("similar kind"), OTHER: tr("other kind")}[pair.kind]
    words = tr("no words to compare") if pair.wording is None else tr("{percent} % of the words in common").format(
        percent=round(100 * pair.wording)
    )
    return listed((days, place, actors, kind, words))


def captions() -> Dict[str, str]:
    """What a person reads for each field of a record."""
    return {
        "kind": tr("Kind"), "dates": tr("Date"), "location": tr("Place"), "waypoints": tr("Stops"),
        "actor": tr("Actor"), "actor1": tr("Actor 1"), "actor2": tr("Actor 2"), "heading": tr("Heading"),
        "is_route_observed": tr("Route observed"), "killed": tr("Killed"), "wounded": tr("Wounded"),
        "captured": tr("Captured"), "vehicles": tr("Vehicles"), "vehicle_kind": tr("Kind of vehicles"),
        "persons": tr("Persons"), "stance": tr("Stance"), "status": tr("Status"), "summary": tr("Summary"),
        "notes": tr("Notes"), "claims": tr("Sources"),
    }


def field_in_words(record: Record, name: str, registry: ActorRegistry) -> str:
    """What a record says in a field, empty where it says nothing."""
    value = getattr(record, name)
    coded: Dict[str, Callable[[], str]] = {
        "kind": lambda: tr(label("event_kinds" if isinstance(record, Incident) else "movement_kinds", value)),
        "stance": lambda: tr(label("stances", value)), "status": lambda: tr(label("statuses", value)),
        "vehicle_kind": lambda: tr(label("vehicle_kinds", value)),
        "is_route_observed": lambda: tr("yes") if value else tr("no"),
        "actor": lambda: actor_in_words(value, registry), "actor1": lambda: actor_in_words(value, registry),
        "actor2": lambda: actor_in_words(value, registry), "summary": lambda: value, "notes": lambda: value,
    }
    return coded[name]() if name in coded else value_in_words(value, registry)
