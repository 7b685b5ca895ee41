"""Records as tables: every row reads back as its record, beside what was found out about it."""

from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Union

from ..geocoding.rules import Rule
from ..model.actors import ActorRegistry
from ..model.location import Location
from ..model.records import Claim, Incident, Movement, Record, Source
from .columns import columns_of

Cell = Union[str, int, float, None]
Numbered = Sequence[Tuple[str, Record]]
"""The number on the sheet, empty where it has none, and the record."""

FOUND = ("place_state", "place_name", "place_name_ar", "place_lat", "place_lon", "radius_m", "precision", "remark")
CLAIM_HEADERS = (
    "number", "record_id", "stance", "claimant", "source", "source_kind", "grade", "published", "killed", "wounded",
    "vehicles", "place", "quote", "notes",
)
STOP_HEADERS = ("number", "movement_id", "position", "role", "place", *FOUND)


@dataclass(frozen=True)
class RecordTable:
    """A table of values: texts, numbers, and None where there is nothing."""

    name: str
    headers: Tuple[str, ...]
    rows: Tuple[Tuple[Cell, ...], ...]

    def texts(self) -> Iterable[List[str]]:
        """The rows as a CSV file holds them."""
        for row in self.rows:
            yield ["" if cell is None else str(cell) for cell in row]


def record_tables(
    records: Numbered, sources: Mapping[str, Source], actors: ActorRegistry
) -> Tuple[RecordTable, ...]:
    """The tables 'incidents', 'movements', 'stops' and 'claims', the records in their order.

    The first two have the columns of `columns.csv`, so that *Build casefile* reads them again, and others that it
    passes over. sources: by uid.
    """
    incidents = [(number, record) for number, record in records if isinstance(record, Incident)]
    movements = [(number, record) for number, record in records if isinstance(record, Movement)]
    return (
        _records("incidents", incidents, _incident_cells, ("actor1", "actor2"), FOUND, sources, actors),
        _records("movements", movements, _movement_cells, ("actor",), (), sources, actors),
        RecordTable("stops", STOP_HEADERS, tuple(_stop_rows(movements))),
        RecordTable("claims", CLAIM_HEADERS, tuple(_claim_rows(records, sources, actors))),
    )


def _records(
    table: str, records: Numbered, cells_of: Callable[[object], Dict[str, Cell]], sides: Sequence[str],
    found: Sequence[str], sources: Mapping[str, Source], actors: ActorRegistry,
) -> RecordTable:
    names = tuple(f"{side}_name" for side in sides)
    headers = ("number", *names, *columns_of(table), *found)
    rows = []
    for number, record in records:
        cells: Dict[str, Cell] = {
            "number": number, "id": record.uid, "kind": record.kind, "date": record.dates.iso(),
            "stance": record.stance, "status": record.status, "summary": record.summary, "notes": record.notes,
            **{f"{side}_name": _name(getattr(record, side), actors) for side in sides},
            **{side: getattr(record, side) for side in sides},
            **_claimed(record.claims, sources), **_own_grade(record), **cells_of(record),
        }
        rows.append(tuple(cells.get(header) for header in headers))
    return RecordTable(table, headers, tuple(rows))


def _own_grade(record: Record) -> Dict[str, Cell]:
    own = record.own_grade
    return {} if own is None else {"own_grade": own.grade, "grade_reason": own.reason}


def _incident_cells(incident: Incident) -> Dict[str, Cell]:
    location, killed = incident.location, incident.killed
    cells: Dict[str, Cell] = {
        "place": location.phrase, "district": location.district,
        "killed_a": killed.side_a.written(), "killed_b": killed.side_b.written(),
        "killed_civilians": killed.civilians.written(), "killed_unknown": killed.unknown.written(),
        "wounded": incident.wounded.written(), "captured": incident.captured.written(), **_found(location),
    }
    if location.rule == Rule.COORDINATES.value:
        cells.update(lat=location.lat, lon=location.lon)
    return cells


def _movement_cells(movement: Movement) -> Dict[str, Cell]:
    ends: Dict[str, List[str]] = {"origin": [], "via": [], "destination": []}
    for stop in movement.waypoints:
        ends[stop.role].append(stop.location.phrase)
    return {
        **{role: ";".join(phrases) for role, phrases in ends.items()},
        "heading": None if movement.heading is None else f"{movement.heading:g}",
        "route_observed": "yes" if movement.is_route_observed else "no",
        "vehicles": movement.vehicles.written(), "vehicle_kind": movement.vehicle_kind,
        "persons": movement.persons.written(),
    }


def _found(location: Location) -> Dict[str, Cell]:
    """What `FOUND` names."""
    return dict(zip(FOUND, (
        location.state.value, location.name, location.name_ar, location.lat, location.lon, location.radius_m,
        location.precision.value, location.remark,
    )))


def _claimed(claims: Sequence[Claim], sources: Mapping[str, Source]) -> Dict[str, Cell]:
    """The cells of the first claim of the source itself, and of the first one that a party makes."""
    cells: Dict[str, Cell] = {}
    told = next((claim for claim in claims if not claim.claimant), None)
    if told is not None:
        source = sources.get(told.source_uid)
        cells.update(
            source=source.name if source else None, source_kind=source.kind if source else None, quote=told.quote,
            reliability=told.reliability, credibility=told.credibility, published=_day(told),
        )
    party = next((claim for claim in claims if claim.claimant), None)
    if party is not None:
        source = sources.get(party.source_uid)
        cells.update(
            claimant=party.claimant, claim_stance=party.stance, claim_source=source.name if source else None
        )
    return cells


def _stop_rows(movements: Numbered) -> Iterable[Tuple[Cell, ...]]:
    for number, movement in movements:
        for position, stop in enumerate(movement.waypoints, start=1):
            found = _found(stop.location)
            yield (number, movement.uid, position, stop.role, stop.location.phrase, *(found[name] for name in FOUND))


def _claim_rows(
    records: Numbered, sources: Mapping[str, Source], actors: ActorRegistry
) -> Iterable[Tuple[Cell, ...]]:
    for number, record in records:
        for claim in record.claims:
            source = sources.get(claim.source_uid)
            yield (
                number, record.uid, claim.stance, _name(claim.claimant, actors), source.name if source else None,
                source.kind if source else None, claim.grade, _day(claim), claim.killed.written(),
                claim.wounded.written(), claim.vehicles.written(), claim.place_text, claim.quote, claim.notes,
            )


def _name(actor_id: str, actors: ActorRegistry) -> str:
    actor = actors.get(actor_id)
    return actor.name if actor else actor_id


def _day(claim: Claim) -> Optional[str]:
    return claim.published.isoformat() if claim.published else None
