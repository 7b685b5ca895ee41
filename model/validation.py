"""What is wrong with a record: all of it at once, each fault with its field and a sentence."""

from dataclasses import dataclass
from typing import Iterator, List, Optional, Sequence, Tuple, Union

from .actors import ActorRegistry
from .codes import code_list
from .counts import UNKNOWN_COUNT, CountRange
from .dates import DateRange
from .errors import IncidentMapperError
from .language import tr
from .location import Location, Precision
from .records import Claim, Incident, Movement, OwnGrade

EARLIEST_YEAR = 1900
"""A date before it is a typing error in a casefile of Libya's wars."""

TEXT_LIMIT = 100_000
"""Longest text of one field, in characters; a longer one is a file pasted into a field."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong: the field (a name of the record's own) and what to do about it."""

    field: str
    sentence: str


class InvalidRecord(IncidentMapperError):
    """A record that cannot be stored as it is; `faults` holds every reason."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(fault.sentence for fault in faults))
        self.faults = tuple(faults)


def faults_of_incident(incident: Incident, actors: ActorRegistry) -> List[Fault]:
    """Every fault of an incident; an empty list means that it may be stored."""
    faults = list(_coded("kind", "event_kinds", incident.kind))
    faults += _common(incident, incident.location, actors)
    faults += _actor("actor1", incident.actor1, actors)
    if incident.actor2:
        faults += _actor("actor2", incident.actor2, actors)
    losses = incident.killed
    for name, count in (
        ("killed_a", losses.side_a),
        ("killed_b", losses.side_b),
        ("killed_civilians", losses.civilians),
        ("killed_unknown", losses.unknown),
        ("wounded", incident.wounded),
        ("captured", incident.captured),
    ):
        faults += _count(name, count)
    return faults


def faults_of_movement(movement: Movement, actors: ActorRegistry) -> List[Fault]:
    """Every fault of a movement; an empty list means that it may be stored."""
    faults = list(_coded("kind", "movement_kinds", movement.kind))
    faults += _coded("vehicle_kind", "vehicle_kinds", movement.vehicle_kind)
    faults += _common(movement, None, actors)
    faults += _actor("actor", movement.actor, actors)
    faults += _count("vehicles", movement.vehicles)
    faults += _count("persons", movement.persons)
    if movement.heading is not None and not 0 <= movement.heading < 360:  # noqa: PLR2004 (degrees of a circle)
        faults.append(Fault("heading", tr("The heading must be from 0 to below 360 degrees, clockwise from north.")))
    faults += _stops([waypoint.role for waypoint in movement.waypoints])
    for waypoint in movement.waypoints:
        faults += _location(waypoint.role, waypoint.location)
    return faults


def _stops(roles: List[str]) -> Iterator[Fault]:
    if not roles:
        yield Fault("origin", tr("A movement needs at least an origin, a stop or a destination; type one place."))
    vias = ["via"] * roles.count("via")
    begins: Tuple[List[str], ...] = ([], ["origin"])
    ends: Tuple[List[str], ...] = ([], ["destination"])
    if not any(roles == [*begin, *vias, *end] for begin in begins for end in ends):
        order = ", ".join(role[:60] for role in roles)
        yield Fault("origin", tr(
            "A movement goes from an origin by way of stops to a destination; this one is {order}."
        ).format(order=order))


def _common(record: Union[Incident, Movement], location: Optional[Location], actors: ActorRegistry) -> Iterator[Fault]:
    """Faults of what incidents and movements have in common."""
    yield from _dates(record.dates)
    yield from _coded("stance", "stances", record.stance)
    yield from _coded("status", "statuses", record.status)
    for name in ("summary", "notes"):
        yield from _text(name, getattr(record, name))
    if location is not None:
        yield from _location("place", location)
    for number, claim in enumerate(record.claims, start=1):
        yield from _claim(number, claim, actors)
    if record.own_grade is not None:
        yield from _own_grade(record.own_grade)


def _dates(dates: DateRange) -> Iterator[Fault]:
    if dates.is_reversed:
        yield Fault("date", tr("The date ends ({end}) before it begins ({start}); swap the two.").format(
            end=dates.end, start=dates.start
        ))
    if dates.start.year < EARLIEST_YEAR:
        yield Fault("date", tr("The date {start} is too long ago; check the year.").format(start=dates.start))


def _coded(name: str, list_name: str, code: str) -> Iterator[Fault]:
    if code not in code_list(list_name):
        known = ", ".join(code_list(list_name))
        yield Fault(name, tr("'{code}' is not in the list; use one of {known}.").format(code=code[:60], known=known))


def _actor(name: str, actor_id: str, actors: ActorRegistry) -> Iterator[Fault]:
    if not actor_id:
        yield Fault(name, tr("No actor is given; choose one, or 'unknown_armed' where the source names nobody."))
    elif actors.get(actor_id) is None:
        yield Fault(name, tr(
            "The registry has no actor '{actor}'; choose one of its actors or add this one."
        ).format(actor=actor_id[:60]))


def _count(name: str, count: CountRange) -> Iterator[Fault]:
    if count is UNKNOWN_COUNT:  # most counts of most records: nothing to look at
        return
    numbers = [number for number in (count.low, count.best, count.high) if number is not None]
    if any(number < 0 for number in numbers):
        yield Fault(name, tr("The count is negative; a count is 0 or more."))
    elif not count.is_ordered:
        yield Fault(name, tr("The count must run from low over best to high."))
    yield from _text(name, count.text)


def _text(name: str, text: str) -> Iterator[Fault]:
    if len(text) > TEXT_LIMIT:
        yield Fault(name, tr("The text is longer than {most} characters; shorten it.").format(most=TEXT_LIMIT))
    if "\0" in text:
        yield Fault(name, tr("The text contains a NUL character; type it again without."))


def _location(name: str, location: Location) -> Iterator[Fault]:
    yield from _text(name, location.phrase)
    if not location.is_placed:
        if location.radius_m is not None or location.area_wkb is not None:
            yield Fault(name, tr("'{phrase}' has an uncertainty but no point; place it or clear both.").format(
                phrase=location.phrase[:60]
            ))
        return
    if not (-90 <= location.lat <= 90 and -180 <= location.lon <= 180):  # noqa: PLR2004 (degrees)
        point = f"{location.lat}, {location.lon}"
        yield Fault(name, tr("{point} is no place on earth; write latitude, then longitude, in degrees.").format(
            point=point
        ))
    if location.radius_m is None or location.radius_m <= 0:
        yield Fault(name, tr("'{phrase}' has a point but no uncertainty; give a radius above 0 m.").format(
            phrase=location.phrase[:60]
        ))
    if location.precision is Precision.UNLOCATED:
        yield Fault(name, tr("'{phrase}' has a point but is marked as not located; choose a precision.").format(
            phrase=location.phrase[:60]
        ))


def _own_grade(grade: OwnGrade) -> Iterator[Fault]:
    yield from _coded("own_grade", "reliability", grade.reliability)
    yield from _coded("own_grade", "credibility", grade.credibility)
    if not grade.reason.strip():
        yield Fault("grade_reason", tr(
            "No reason is given for the grade; say why it is not that of the best source, or let it be that."
        ))
    yield from _text("grade_reason", grade.reason)


def _claim(number: int, claim: Claim, actors: ActorRegistry) -> Iterator[Fault]:
    where = f"claim {number}"
    for name, list_name, code in (
        ("stance", "stances", claim.stance),
        ("reliability", "reliability", claim.reliability),
        ("credibility", "credibility", claim.credibility),
    ):
        for fault in _coded(name, list_name, code):
            yield Fault(where, _of_claim(number, fault))
    counts: Tuple[Tuple[str, CountRange], ...] = (
        ("killed", claim.killed),
        ("wounded", claim.wounded),
        ("vehicles", claim.vehicles),
    )
    for name, count in counts:
        for fault in _count(name, count):
            yield Fault(where, _of_claim(number, fault))
    if claim.claimant and actors.get(claim.claimant) is None:
        who = claim.claimant[:60]
        yield Fault(where, tr("Claim {number}: the registry has no actor '{who}'; choose one of its actors.").format(
            number=number, who=who
        ))
    for name in ("quote", "notes", "place_text"):
        for fault in _text(name, getattr(claim, name)):
            yield Fault(where, _of_claim(number, fault))
    if claim.span_start is not None and (claim.span_end is None or not 0 <= claim.span_start < claim.span_end):
        yield Fault(where, tr("Claim {number}: the quoted span must begin before it ends.").format(number=number))


def _of_claim(number: int, fault: Fault) -> str:
    return tr("Claim {number} ({field}): {sentence}").format(number=number, field=fault.field, sentence=fault.sentence)
