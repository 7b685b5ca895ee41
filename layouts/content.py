"""What stands on a sheet: the records of a period, numbered, and what has to be said about them in words."""

from dataclasses import dataclass, field
from datetime import date
from typing import Dict, List, Mapping, Optional, Tuple, Union

from ..casefile.repository import Casefile
from ..model.actors import ActorRegistry
from ..model.codes import code_list, label
from ..model.dates import DateRange
from ..model.direction import isolated
from ..model.language import listed
from ..model.location import Location
from ..model.record_filter import RecordFilter
from ..model.records import Claim, Incident, Movement, Source
from ..qgis_support.translation import tr
from . import wording

MOVEMENT_PREFIX, SOURCE_PREFIX = "M", "S"


@dataclass(frozen=True)
class Unplaced:
    """A place that is on no map: `number` of its record, the words written, and why."""

    number: str
    place: str
    reason: str


@dataclass(frozen=True)
class Denial:
    """Something denied, which is told and never drawn: `number` of the record if it has one, and the sentence."""

    number: str
    sentence: str


@dataclass(frozen=True)
class SourceLine:
    """One source as it was used: its number, what it says of which records, and the grades given to that."""

    number: str
    name: str
    grade: str
    stances: str
    numbers: str
    published: str


@dataclass(frozen=True)
class SheetContent:
    """All of it. Incidents are numbered by date and then place; the denied ones are not among them.

    `incidents` and `movements` are what is told in the tables, whether placed or not.
    """

    period: Optional[DateRange]
    incidents: Mapping[str, Incident]
    movements: Mapping[str, Movement]
    unplaced: Tuple[Unplaced, ...]
    denials: Tuple[Denial, ...]
    sources: Tuple[SourceLine, ...]
    actors: ActorRegistry
    grades: Mapping[str, str] = field(default_factory=dict)

    @property
    def records(self) -> Dict[str, "Record"]:
        """Incidents and movements together, by their numbers."""
        return {**self.incidents, **self.movements}

    @property
    def placed_incidents(self) -> Dict[str, Incident]:
        """Those with a marker."""
        return {number: incident for number, incident in self.incidents.items() if incident.location.is_placed}


Record = Union[Incident, Movement]


def is_drawn(record: Record) -> bool:
    """Whether the record's stance lets it be drawn."""
    stance = code_list("stances").get(record.stance)
    return stance is None or stance.more["is_drawn"] != "no"


def gather(
    incidents: List[Incident],
    movements: List[Movement],
    sources: Mapping[str, Source],
    actors: ActorRegistry,
    period: Optional[DateRange],
) -> SheetContent:
    """Number and sort the records; without a period, the sheet's period is what the records span."""
    told = sorted((incident for incident in incidents if is_drawn(incident)), key=_incident_order)
    moved = sorted((movement for movement in movements if is_drawn(movement)), key=_movement_order)
    numbered = {str(number): incident for number, incident in enumerate(told, start=1)}
    lettered = {f"{MOVEMENT_PREFIX}{number}": movement for number, movement in enumerate(moved, start=1)}
    records: Dict[str, Record] = {**numbered, **lettered}
    denied = [record for record in (*incidents, *movements) if not is_drawn(record)]
    lines = _source_lines(records, denied, sources)
    return SheetContent(
        period or _span([*incidents, *movements]),
        numbered,
        lettered,
        tuple(_unplaced(records)),
        tuple(_denials(records, denied, sources, actors)),
        tuple(lines.values()),
        actors,
        {number: _grades(record, lines) for number, record in records.items()},
    )


def content_of(casefile: Casefile, wanted: RecordFilter) -> SheetContent:
    """What a casefile holds of what is wanted."""
    return gather(
        list(filter(wanted.matches_incident, casefile.incidents(wanted.period))),
        list(filter(wanted.matches_movement, casefile.movements(wanted.period))),
        {source.uid: source for source in casefile.sources()}, casefile.actors(), wanted.period,
    )


def _incident_order(incident: Incident) -> Tuple[date, date, str, str]:
    return (incident.dates.start, incident.dates.end, wording.where(incident.location).casefold(), incident.uid)


def _movement_order(movement: Movement) -> Tuple[date, date, str, str]:
    first = movement.waypoints[0].location.phrase.casefold() if movement.waypoints else ""
    return (movement.dates.start, movement.dates.end, first, movement.uid)


def _span(records: List[Record]) -> Optional[DateRange]:
    """From the first day of any record to the last."""
    if not records:
        return None
    first = min(record.dates.start for record in records)
    return DateRange(first, max(first, *(record.dates.end for record in records)))


def _unplaced(records: Mapping[str, Record]) -> List[Unplaced]:
    missing: List[Unplaced] = []
    for number, record in records.items():
        for location in _locations(record):
            if not location.is_placed:
                place = location.phrase or tr("no place given")
                missing.append(Unplaced(number, isolated(place), wording.why_unplaced(location)))
    return missing


def _locations(record: Record) -> List[Location]:
    if isinstance(record, Incident):
        return [record.location]
    return [waypoint.location for waypoint in record.waypoints]


def _denials(
    records: Mapping[str, Record], denied: List[Record], sources: Mapping[str, Source], actors: ActorRegistry
) -> List[Denial]:
    """Records denied as a whole, then denials of records that are told."""
    found: List[Denial] = []
    for record in sorted(denied, key=lambda one: (one.dates.start, one.uid)):
        kind = label("event_kinds" if isinstance(record, Incident) else "movement_kinds", record.kind)
        places = listed(isolated(location.phrase) for location in _locations(record) if location.phrase)
        by = _deniers([claim for claim in record.claims if claim.stance == "denies"], sources, actors)
        parts = (listed(filter(None, (kind, record.dates.display(), places))), isolated(record.summary), by)
        found.append(Denial("", ". ".join(part.strip().rstrip(".") for part in parts if part) + "."))
    for number, record in records.items():
        for claim in record.claims:
            if claim.stance == "denies":
                by = _deniers([claim], sources, actors)
                found.append(Denial(number, f"{by}: “{isolated(claim.quote)}”" if claim.quote else f"{by}."))
    return found


def _deniers(claims: List[Claim], sources: Mapping[str, Source], actors: ActorRegistry) -> str:
    names = []
    for claim in claims:
        name = wording.actor_name(claim.claimant, actors) if claim.claimant else _source_name(claim, sources)
        if name and isolated(name) not in names:
            names.append(isolated(name))
    return tr("Denied by {names}").format(names=listed(names)) if names else ""


def _source_name(claim: Claim, sources: Mapping[str, Source]) -> str:
    source = sources.get(claim.source_uid)
    return source.name if source else ""


def _grades(record: Record, lines: Mapping[str, SourceLine]) -> str:
    """'S1 B3, S2 F6' for the claims of one record, the preferred one first."""
    cited: List[str] = []
    for claim in record.claims:
        line = lines.get(claim.source_uid)
        entry = f"{line.number} {claim.grade}" if line else claim.grade
        if entry not in cited:
            cited.append(entry)
    return listed(cited)


def _source_lines(
    records: Mapping[str, Record], denied: List[Record], sources: Mapping[str, Source]
) -> Dict[str, SourceLine]:
    """Uid → source, by name; each with all grades, stances and record numbers it was used for."""
    used: Dict[str, List[Tuple[str, Claim]]] = {}
    for number, record in [*records.items(), *(("", record) for record in denied)]:
        for claim in record.claims:
            if claim.source_uid in sources:
                used.setdefault(claim.source_uid, []).append((number, claim))
    by_name = sorted(used, key=lambda uid: (sources[uid].name.casefold(), uid))
    return {
        uid: _source_line(f"{SOURCE_PREFIX}{place}", sources[uid], used[uid])
        for place, uid in enumerate(by_name, start=1)
    }


def _source_line(number: str, source: Source, claims: List[Tuple[str, Claim]]) -> SourceLine:
    published = [claim.published for _, claim in claims if claim.published]
    return SourceLine(
        number,
        source.name,
        listed(sorted({claim.grade for _, claim in claims})),
        listed(dict.fromkeys(label("stances", claim.stance).lower() for _, claim in claims)),
        listed(dict.fromkeys(wording.number(number) or tr("denied") for number, _ in claims)),
        DateRange(min(published), max(published)).display() if published else "",
    )
