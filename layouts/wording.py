"""The words of a sheet: how a place, its precision, a count and a list of numbers read in print."""

from typing import Iterable, List

from ..casefile.style_keys import WIDE
from ..geocoding.coarsening import WITHHELD
from ..geocoding.rules import Rule
from ..model.actors import ActorRegistry
from ..model.codes import label
from ..model.counts import CountRange
from ..model.direction import isolated
from ..model.district_names import told_district
from ..model.language import counted, figures, is_right_to_left, listed
from ..model.location import Location, PlaceState, Precision, told_name
from ..model.reasons import reason_of
from ..model.records import Incident, Movement, Record, Waypoint
from ..qgis_support.translation import tr

KM = 1000.0
CANDIDATES_SHOWN = 4
_SEVERAL = 2

COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def distance(metres: float) -> str:
    """'250 m', '4.5 km' or '18 km'."""
    if metres < KM:
        return figures(tr("{metres:.0f} m").format(metres=metres))
    if metres < 10 * KM:
        return figures(tr("{km:.2g} km").format(km=metres / KM))
    return figures(tr("{km:.0f} km").format(km=metres / KM))


def precision(location: Location) -> str:
    """How closely the place is known, such as 'direction only, ±18 km'; empty for a plain town or village."""
    words = {
        Precision.EXACT: tr("exact spot"),
        Precision.SITE: tr("site"),
        # Lines, distances and wide landforms are as roughly known, but not for want of a distance.
        Precision.DIRECTION: tr("direction only") if location.rule in ("", Rule.HEADING.value) else "",
        Precision.DISTRICT: tr("district only"),
        Precision.REGION: tr("region only"),
        Precision.COUNTRY: tr("country only"),
    }.get(location.precision, "")
    if location.radius_m is None or location.precision is Precision.LOCALITY:
        return words
    radius = f"±{distance(location.radius_m)}"
    return listed((words, radius)) if words else radius


def where(location: Location) -> str:
    """The place as written with its precision, the gazetteer's spelling if it differs, or that it is not on the map."""
    phrase = as_written(location)
    if not phrase:
        return tr("No place given")
    if not location.is_placed:
        return tr("{place} (not on the map)").format(place=phrase)
    known = precision(location)
    if is_right_to_left():
        return tr("{place} ({precision})").format(place=phrase, precision=known) if known else phrase
    if location.name and location.name.casefold() not in phrase.casefold() and not known:
        phrase = tr("{place} ({name})").format(place=phrase, name=location.name)
    return tr("{place} ({precision})").format(place=phrase, precision=known) if known else phrase


def as_written(location: Location) -> str:
    """The words of the source; for readers of Arabic a named place by its Arabic name, other words as they are."""
    if location.remark == WITHHELD.remark:
        return tr("withheld")
    phrase = location.phrase or location.name
    is_named = location.rule == Rule.NAMED_PLACE.value or location.precision in WIDE
    return location.name_ar if is_right_to_left() and is_named and location.name_ar else isolated(phrase)


def why_unplaced(location: Location) -> str:
    """The reason there is no point, and the places it may be."""
    reason = tr("several places fit") if location.state is PlaceState.AMBIGUOUS else tr("in no gazetteer")
    reason = reason_of(location) or reason
    names: List[str] = []
    for candidate in location.candidates:
        own, district = told_name(candidate), told_district(candidate.district)
        name = f"{own} ({district})" if district else own
        if name not in names:
            names.append(name)
    sentence = reason[:1].upper() + reason[1:].rstrip(".") + "."
    if not names or any(candidate.name in location.remark for candidate in location.candidates):
        return sentence
    offered = tr("Near in spelling, not chosen: {names}.").format(names=listed(map(isolated, names[:CANDIDATES_SHOWN])))
    return f"{sentence} {offered}"


def number(code: str) -> str:
    """The number of a record in the numerals asked for; one with a letter, such as 'M2', is a code and stays."""
    return figures(code) if code.isdigit() else code


def count(value: CountRange) -> str:
    """The count, or a dash where it is unknown: unknown is not zero."""
    return value.display() or "–"


def actor_name(actor_id: str, actors: ActorRegistry, *, is_short: bool = False) -> str:
    """The registry's name in the language asked for, or the id itself where the registry has lost it."""
    actor = actors.get(actor_id)
    return actor.told(is_short=is_short) if actor else actor_id


def who(incident: Incident, actors: ActorRegistry) -> str:
    """Both sides; their order names no attacker, so they are joined by a dash and not by 'against'."""
    sides = [actor_name(actor_id, actors, is_short=True) for actor_id in (incident.actor1, incident.actor2) if actor_id]
    return " – ".join(sides)


def what(incident: Incident) -> str:
    """The kind of event, and the summary if there is one."""
    kind = label("event_kinds", incident.kind)
    return f"{kind}. {isolated(incident.summary)}" if incident.summary else kind


def own_grade(record: Record) -> str:
    """That the record is graded otherwise than by its best source; nothing where it is not."""
    return tr("graded {grade} by the analyst").format(grade=record.own_grade.grade) if record.own_grade else ""


def stop(waypoint: Waypoint) -> str:
    """A stop of a movement, with its precision."""
    return where(waypoint.location)


def towards(movement: Movement) -> str:
    """The destination, or the heading where no destination is known."""
    ends = [stop(waypoint) for waypoint in movement.waypoints if waypoint.role == "destination"]
    if ends:
        return ends[0]
    if movement.heading is None:
        return "–"
    compass = COMPASS[round(movement.heading / 45) % 8]
    return tr("{compass} (heading only)").format(compass=tr(compass))


def strength(movement: Movement) -> str:
    """Vehicles and persons, as far as known."""
    parts: List[str] = []
    if movement.vehicles.is_known or movement.vehicles.text:
        kind = "" if movement.vehicle_kind == "vehicle" else label("vehicle_kinds", movement.vehicle_kind).lower()
        vehicles = counted(
            "{count} vehicle", "{count} vehicles", _governing(movement.vehicles), count=count(movement.vehicles)
        )
        parts += filter(None, (vehicles, kind))
    if movement.persons.is_known or movement.persons.text:
        parts.append(counted(
            "{count} person", "{count} persons", _governing(movement.persons), count=count(movement.persons)
        ))
    return listed(parts) or "–"


def times(number: int) -> str:
    """So many of them: no number of a record."""
    return figures(f"×{number}")


def _governing(value: CountRange) -> int:
    """The number that the noun behind a count goes with: its last one; words such as 'several' mean more than one."""
    numbers = (value.high, value.best, value.low)
    return next((number for number in numbers if number is not None), _SEVERAL)


def number_ranges(numbers: Iterable[int]) -> str:
    """'1–3, 7': numbers at one spot, as short as they can be written."""
    runs: List[List[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    spans = (f"{run[0]}–{run[-1]}" if len(run) > 2 else listed(map(str, run)) for run in runs)
    return figures(listed(spans))
