"""What the fields of a record say in words: each by itself, and two states of one beside each other."""

from typing import Callable, Dict, List, Mapping, Tuple, Type

from ..model.actors import ActorRegistry
from ..model.codes import label
from ..model.counts import CountRange
from ..model.dates import DateRange
from ..model.direction import isolated, isolates_left_open
from ..model.district_names import told_district
from ..model.history import differing_fields
from ..model.language import listed
from ..model.location import Location
from ..model.merging import value_in_full
from ..model.records import Claim, Incident, Losses, OwnGrade, Record, Waypoint
from ..qgis_support.translation import tr
from .claim_words import claim_in_words
from .place_words import radius_in_words
from .record_words import actor_in_words

SHORTENED = 60
"""Most letters of a value where it is told with many others."""


def captions() -> Dict[str, str]:
    """What a person reads for each field of a record."""
    return {
        "kind": tr("Kind"), "dates": tr("Date"), "location": tr("Place"), "waypoints": tr("Stops"),
        "actor": tr("Actor"), "actor1": tr("Actor 1"), "actor2": tr("Actor 2"), "heading": tr("Heading"),
        "is_route_observed": tr("Route observed"), "killed": tr("Killed"), "wounded": tr("Wounded"),
        "captured": tr("Captured"), "vehicles": tr("Vehicles"), "vehicle_kind": tr("Kind of vehicles"),
        "persons": tr("Persons"), "stance": tr("Stance"), "status": tr("Status"), "summary": tr("Summary"),
        "notes": tr("Notes"), "claims": tr("Sources"), "own_grade": tr("Grade by the analyst"),
    }


def on_one_line(words: str, most: int) -> str:
    """The words without breaks of lines, cut where they are longer; what was isolated in them stays so."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    cut = line[:most]
    return f"{cut}…{isolates_left_open(cut)}"


class FieldWords:
    """Says the fields of the records of one casefile. sources: uid → title, for what claims name."""

    def __init__(self, registry: ActorRegistry, sources: Mapping[str, str]) -> None:
        self._registry, self._sources = registry, sources

    def of(self, kind: Type[Record], name: str, value: object) -> str:
        """What a value of the field says in a record of that class; empty where it says nothing."""
        coded: Dict[str, Callable[[], str]] = {
            "kind": lambda: label("event_kinds" if kind is Incident else "movement_kinds", value),
            "stance": lambda: label("stances", value), "status": lambda: label("statuses", value),
            "vehicle_kind": lambda: label("vehicle_kinds", value),
            "is_route_observed": lambda: tr("yes") if value else tr("no"),
            "summary": lambda: isolated(value), "notes": lambda: isolated(value),
        }
        return str(coded[name]()) if name in coded else self._value(value)

    def of_two(self, kind: Type[Record], name: str, before: object, after: object) -> Tuple[str, str]:
        """What two values of the field say, told in full where they would read alike; of claims those that differ."""
        if name == "claims":
            here, there = (tuple(one for one in mine if one not in theirs) for mine, theirs in (
                (before, after), (after, before),
            ))
            # None differs where only their order does.
            before, after = (here, there) if here or there else (before, after)
        words = self.of(kind, name, before), self.of(kind, name, after)
        if words[0] == words[1]:
            words = self._in_full(before), self._in_full(after)
        return words[0] or tr("nothing"), words[1] or tr("nothing")

    def differences(self, mine: Record, theirs: Record) -> List[str]:
        """A line for each field that two states of a record have differently: 'Date: 24 Jul 2018 / 25 Jul 2018'."""
        lines = []
        for name in differing_fields(mine, theirs):
            both = self.of_two(type(mine), name, getattr(mine, name), getattr(theirs, name))
            values = " / ".join(on_one_line(words, SHORTENED) for words in both)
            lines.append(tr("{field}: {values}").format(field=captions()[name], values=values))
        return lines

    def _value(self, value: object) -> str:
        """Dispatched by what kind of thing it is."""
        if isinstance(value, tuple):
            return listed(map(self._value, value), ";")
        for kind, words in (
            (Location, lambda place: isolated(place.phrase)), (Waypoint, lambda stop: isolated(stop.location.phrase)),
            (Losses, lambda losses: losses.total.display()), (CountRange, lambda count: count.display() or count.text),
            (DateRange, lambda dates: dates.display()),
            (OwnGrade, lambda own: f"{own.grade} ({isolated(own.reason)})"),
            (Claim, lambda claim: claim_in_words(claim, self._registry, self._sources.get(claim.source_uid, ""))),
            (str, lambda text: isolated(actor_in_words(text, self._registry))), (float, lambda number: f"{number:g}"),
        ):
            if isinstance(value, kind):
                return str(words(value))
        return ""

    def _in_full(self, value: object) -> str:
        if isinstance(value, tuple):
            return listed(map(self._in_full, value), ";")
        if isinstance(value, Waypoint):
            return self._in_full(value.location)
        if isinstance(value, Location) and value.is_placed:
            found = listed(filter(None, (isolated(value.name), isolated(told_district(value.district)))))
            point = f"{value.lat:.5f}, {value.lon:.5f}"
            return " · ".join(filter(None, (
                isolated(value.phrase), found, point, radius_in_words(value.radius_m or 0),
                label("precisions", value.precision.value),
            )))
        if isinstance(value, Losses):
            sides = (
                (tr("Killed, actor 1"), value.side_a), (tr("Killed, actor 2"), value.side_b),
                (tr("Killed, civilians"), value.civilians), (tr("Killed, side unknown"), value.unknown),
            )
            return listed((f"{caption}: {count.written()}" for caption, count in sides if count.written()), ";")
        return self._value(value) if isinstance(value, (Location, Claim)) else value_in_full(value)
