"""What stands on a sheet: the records of a period, numbered, and what has to be said about them in words."""

from dataclasses import dataclass, field
from datetime import date
from typing import Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from ..casefile.repository import Casefile
from ..model.actors import ActorRegistry
from ..model.codes import label
from ..model.dates import DateRange
from ..model.direction import isolated, quoted
from ..model.language import listed
from ..model.record_filter import RecordFilter
from ..model.records import Claim, Incident, Movement, Record, Source
from ..model.source_titles import source_titles
from ..model.stances import is_drawn
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
    """Something denied: `number` of the record if it is told, its places as written, and the sentence."""

    number: str
    place: str
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
    def records(self) -> Dict[str, Record]:
        """Incidents and movements together, by their numbers."""
        return {**self.incidents, **self.movements}

    @property
    def placed_incidents(self) -> Dict[str, Incident]:
        """Those with a marker."""
        return {number: incident for number, incident in self.incidents.items() if incident.location.is_placed}


def chosen(casefile: Casefile, wanted: RecordFilter) -> Tuple[Record, ...]:
    """The records that are wanted: incidents, then movements, each by first day."""
    return tuple(filter(wanted.matches, casefile.records(wanted.period)))


def gather(
    records: Sequence[Record], sources: Mapping[str, Source], actors: ActorRegistry, period: Optional[DateRange]
) -> SheetContent:
    """Number and sort the records; without a period, the sheet's period is what the records span.

    sources: by uid.
    """
    told = [record for record in records if is_drawn(record.stance)]
    denied = [record for record in records if not is_drawn(record.stance)]
    incidents = sorted((one for one in told if isinstance(one, Incident)), key=_incident_order)
    movements = sorted((one for one in told if isinstance(one, Movement)), key=_movement_order)
    numbered = {str(number): incident for number, incident in enumerate(incidents, start=1)}
    lettered = {f"{MOVEMENT_PREFIX}{number}": movement for number, movement in enumerate(movements, start=1)}
    by_number: Dict[str, Record] = {**numbered, **lettered}
    lines = _source_lines(by_number, denied, sources)
    return SheetContent(
        period or _span(records),
        numbered,
        lettered,
        tuple(_unplaced(by_number)),
        tuple(_denials(by_number, denied, sources, actors)),
        tuple(lines.values()),
        actors,
        {number: _grades(record, lines) for number, record in by_number.items()},
    )


def _incident_order(incident: Incident) -> Tuple[date, date, str, str]:
    # By the place as it is stored: a sheet has the same numbers in every language.
    place = incident.location.phrase or incident.location.name
    return (incident.dates.start, incident.dates.end, place.casefold(), incident.uid)


def _movement_order(movement: Movement) -> Tuple[date, date, str, str]:
    first = movement.waypoints[0].location.phrase.casefold() if movement.waypoints else ""
    return (movement.dates.start, movement.dates.end, first, movement.uid)


def _span(records: Sequence[Record]) -> Optional[DateRange]:
    """From the first day of any record to the last."""
    if not records:
        return None
    first = min(record.dates.start for record in records)
    return DateRange(first, max(first, *(record.dates.end for record in records)))


def _unplaced(records: Mapping[str, Record]) -> List[Unplaced]:
    missing: List[Unplaced] = []
    for number, record in records.items():
        for location in record.places:
            if not location.is_placed:
                place = wording.as_written(location) or tr("no place given")
                missing.append(Unplaced(number, place, wording.why_unplaced(location)))
    return missing


def _denials(
    records: Mapping[str, Record], denied: List[Record], sources: Mapping[str, Source], actors: ActorRegistry
) -> List[Denial]:
    """Records denied as a whole, then denials of records that are told."""
    found: List[Denial] = []
    for record in sorted(denied, key=lambda one: (one.dates.start, one.uid)):
        kind = label("event_kinds" if isinstance(record, Incident) else "movement_kinds", record.kind)
        by = _deniers([claim for claim in record.claims if claim.stance == "denies"], sources, actors)
        parts = (by, listed((kind, record.dates.display())), isolated(record.summary))
        found.append(Denial("", _places(record), ". ".join(part.strip().rstrip(".") for part in parts if part) + "."))
    for number, record in records.items():
        drawn = tr("The record itself is on the map.") if any(place.is_placed for place in record.places) else ""
        for claim in record.claims:
            if claim.stance == "denies":
                by = _deniers([claim], sources, actors)
                said = f"{by}: {quoted(claim.quote)}" if claim.quote else f"{by}."
                found.append(Denial(number, _places(record), f"{said} {drawn}".rstrip()))
    return found


def _places(record: Record) -> str:
    """The places of a record as they were written."""
    return listed(filter(None, map(wording.as_written, record.places)))


def _deniers(claims: List[Claim], sources: Mapping[str, Source], actors: ActorRegistry) -> str:
    names = []
    for claim in claims:
        name = wording.actor_name(claim.claimant, actors) if claim.claimant else _source_name(claim, sources)
        if name and isolated(name) not in names:
            names.append(isolated(name))
    return tr("Denied by {names}").format(names=listed(names)) if names else tr("Denied")


def _source_name(claim: Claim, sources: Mapping[str, Source]) -> str:
    source = sources.get(claim.source_uid)
    return source.name if source else ""


def _grades(record: Record, lines: Mapping[str, SourceLine]) -> str:
    """'S1 B3, S2 F6' for the claims of one record, the preferred one first; and the analyst's own grade, if any."""
    cited: List[str] = []
    for claim in record.claims:
        line = lines.get(claim.source_uid)
        entry = isolated(f"{line.number} {claim.grade}" if line else claim.grade)
        if entry not in cited:
            cited.append(entry)
    own = wording.own_grade(record)
    return listed(filter(None, (listed(cited), own)), ";")


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
    titles = source_titles(sources[uid] for uid in used)
    return {
        uid: _source_line(f"{SOURCE_PREFIX}{place}", titles[uid], used[uid])
        for place, uid in enumerate(by_name, start=1)
    }


def _record_numbers(numbers: Iterable[str]) -> str:
    """'1–3, 7, M2, denied': an empty number is that of what is denied."""
    counted = wording.number_ranges(int(number) for number in numbers if number.isdigit())
    others = (isolated(number) or tr("denied") for number in numbers if not number.isdigit())
    return listed(filter(None, (counted, *others)))


def _source_line(number: str, title: str, claims: List[Tuple[str, Claim]]) -> SourceLine:
    published = [claim.published for _, claim in claims if claim.published]
    return SourceLine(
        number,
        title,
        listed(map(isolated, sorted({claim.grade for _, claim in claims}))),
        listed(dict.fromkeys(label("stances", claim.stance).lower() for _, claim in claims)),
        _record_numbers(dict.fromkeys(number for number, _ in claims)),
        DateRange(min(published), max(published)).display() if published else "",
    )
