"""Records as rows of the tables in `schema`, cell by cell in column order, and back to equal records."""

from typing import List, NamedTuple, Optional, Sequence, Tuple, Union

from qgis.core import QgsGeometry

from ..model.grading import record_grade
from ..model.location import Location
from ..model.records import Claim, Document, Incident, Losses, Movement, Source, Stamp, Waypoint
from ..model.stances import is_drawn
from ..model.taught import TaughtPlace
from . import style_keys
from .cells import (
    Cells,
    Row,
    coded,
    count_cells,
    count_from,
    date_cell,
    date_cells,
    dates_from,
    location_cells,
    location_from,
    own_grade_cells,
    own_grade_from,
    stamp_cells,
    stamp_from,
)
from .derived import area_of, incident_label, movement_label, point_of, stop_texts
from .movement_line import movement_line, region_reached


class NewRow(NamedTuple):
    """One row to write: its cells without the row number, and what is drawn of it."""

    cells: Cells
    geometry: Optional[QgsGeometry] = None


def incident_row(incident: Incident, stamp: Stamp) -> NewRow:
    """The row of table `incidents`."""
    killed, total = incident.killed, incident.killed.total
    key = style_keys.incident_key(
        incident.actor1, incident.actor2, incident.kind, incident.stance, incident.location.precision,
        incident.status, total,
    )
    cells = (
        incident.uid, coded(incident.kind), *date_cells(incident.dates), coded(incident.actor1), coded(incident.actor2),
        coded(incident.stance), coded(incident.status), incident.summary or None, incident.notes or None,
        *count_cells(killed.side_a), *count_cells(killed.side_b), *count_cells(killed.civilians),
        *count_cells(killed.unknown), *count_cells(incident.wounded), *count_cells(incident.captured),
        total.low, total.best, total.high, coded(key), coded(incident_label(incident, total)), *stamp_cells(stamp),
        *location_cells(incident.location), *map(coded, record_grade(incident)),
        *own_grade_cells(incident.own_grade),
    )
    return NewRow(cells, point_of(incident.location, incident.stance))


def incident_from(row: Row, claims: Tuple[Claim, ...]) -> Incident:
    """The incident that `incident_row` wrote."""
    killed = Losses(*(count_from(row, f"killed_{side}") for side in ("a", "b", "civilians", "unknown")))
    return Incident(
        kind=row["kind"] or "", dates=dates_from(row), actor1=row["actor1"] or "", uid=row["uid"],
        actor2=row["actor2"] or "",
        location=location_from(row), killed=killed, wounded=count_from(row, "wounded"),
        captured=count_from(row, "captured"), summary=row["summary"] or "", notes=row["notes"] or "",
        stance=row["stance"] or "reports", status=row["status"] or "draft", claims=claims,
        own_grade=own_grade_from(row), stamp=stamp_from(row),
    )


def movement_row(movement: Movement, stamp: Stamp) -> NewRow:
    """The row of table `movements`."""
    line = movement_line(movement)
    key = style_keys.movement_key(
        movement.actor, movement.is_route_observed, movement.stance, line.ends_open, movement.vehicles
    )
    cells = (
        movement.uid, movement.kind, *date_cells(movement.dates), movement.actor, movement.heading,
        movement.is_route_observed, *count_cells(movement.vehicles), *count_cells(movement.persons),
        movement.vehicle_kind, movement.stance, movement.status, movement.summary or None, movement.notes or None,
        stop_texts(movement, "origin"), stop_texts(movement, "via"), stop_texts(movement, "destination"),
        movement.unplaced_stops, line.ends_open, key, movement_label(movement), *stamp_cells(stamp),
        *record_grade(movement), *own_grade_cells(movement.own_grade),
    )
    drawable = is_drawn(movement.stance) and not line.geometry.isNull()
    return NewRow(cells, line.geometry if drawable else None)


def movement_from(row: Row, waypoints: Tuple[Waypoint, ...], claims: Tuple[Claim, ...]) -> Movement:
    """The movement that `movement_row` wrote."""
    return Movement(
        actor=row["actor"] or "", dates=dates_from(row), uid=row["uid"], kind=row["kind"] or "transit",
        waypoints=waypoints,
        heading=row["heading"], is_route_observed=bool(row["is_route_observed"]), vehicles=count_from(row, "vehicles"),
        vehicle_kind=row["vehicle_kind"] or "vehicle", persons=count_from(row, "persons"), summary=row["summary"] or "",
        notes=row["notes"] or "", stance=row["stance"] or "reports", status=row["status"] or "draft", claims=claims,
        own_grade=own_grade_from(row), stamp=stamp_from(row),
    )


def waypoint_rows(movement: Movement) -> List[NewRow]:
    """The rows of table `waypoints`, in order."""
    start, end = date_cells(movement.dates)[:2]
    # Of a region only the edge is known to have been reached; a ring in its middle would claim a place.
    region = region_reached(movement)
    return [
        NewRow(
            (
                movement.uid, position, waypoint.role, movement.actor,
                style_keys.waypoint_key(movement.actor, waypoint.role), start, end, *location_cells(waypoint.location),
                movement.kind, movement.status, *record_grade(movement),
            ),
            None if waypoint is region else point_of(waypoint.location, movement.stance),
        )
        for position, waypoint in enumerate(movement.waypoints)
    ]


def waypoint_from(row: Row) -> Waypoint:
    """The waypoint in a row."""
    return Waypoint(row["role"] or "via", location_from(row))


def area_rows(record: Union[Incident, Movement]) -> List[NewRow]:
    """The rows of table `location_areas`: one for each location whose uncertainty is drawn."""
    if isinstance(record, Incident):
        placed: Sequence[Tuple[Optional[int], Location]] = ((None, record.location),)
        table, actor, actor2 = "incidents", record.actor1, record.actor2
    else:
        placed = [(position, waypoint.location) for position, waypoint in enumerate(record.waypoints)]
        table, actor, actor2 = "movements", record.actor, ""
    rows: List[NewRow] = []
    for position, location in placed:
        area = area_of(location, record.stance)
        if area is not None:
            start, end = date_cells(record.dates)[:2]
            cells = (
                record.uid, table, position, location.precision.value, location.phrase or None, location.radius_m,
                actor, style_keys.area_key(actor, location.precision), start, end, actor2 or None, record.kind,
                record.status, *record_grade(record),
            )
            rows.append(NewRow(cells, area))
    return rows


def claim_rows(record: Union[Incident, Movement]) -> List[NewRow]:
    """The rows of table `claims`, the preferred claim at position 0."""
    table = "incidents" if isinstance(record, Incident) else "movements"
    return [
        NewRow(
            (
                claim.uid, record.uid, table, position, claim.source_uid or None, claim.document_uid or None,
                claim.stance, claim.claimant or None, *count_cells(claim.killed), *count_cells(claim.wounded),
                *count_cells(claim.vehicles), claim.place_text or None, claim.reliability, claim.credibility,
                date_cell(claim.published), claim.quote or None, claim.span_start, claim.span_end, claim.notes or None,
            )
        )
        for position, claim in enumerate(record.claims)
    ]


def claim_from(row: Row) -> Claim:
    """The claim in a row."""
    return Claim(
        stance=row["stance"] or "reports", uid=row["uid"], source_uid=row["source_uid"] or "",
        document_uid=row["document_uid"] or "", claimant=row["claimant"] or "", killed=count_from(row, "killed"),
        wounded=count_from(row, "wounded"), vehicles=count_from(row, "vehicles"), place_text=row["place_text"] or "",
        reliability=row["reliability"] or "F", credibility=row["credibility"] or "6", published=row["published"],
        quote=row["quote"] or "", span_start=row["span_start"], span_end=row["span_end"], notes=row["notes"] or "",
    )


def source_row(source: Source) -> NewRow:
    """The row of table `sources`."""
    return NewRow((
        source.uid, source.name, source.kind, source.reliability, source.url or None, source.language or None,
        source.notes or None,
    ))


def source_from(row: Row) -> Source:
    """The source in a row."""
    return Source(
        name=row["name"] or "", uid=row["uid"], kind=row["kind"] or "other", reliability=row["reliability"] or "F",
        url=row["url"] or "", language=row["language"] or "", notes=row["notes"] or "",
    )


def document_row(document: Document) -> NewRow:
    """The row of table `documents`, with the hash of its text."""
    return NewRow((
        document.uid, document.title, document.text, document.sha256, document.source_uid or None,
        date_cell(document.published), document.url or None, document.language or None,
    ))


def document_from(row: Row) -> Document:
    """The document in a row."""
    return Document(
        title=row["title"] or "", text=row["text"] or "", uid=row["uid"], source_uid=row["source_uid"] or "",
        published=row["published"], url=row["url"] or "", language=row["language"] or "",
    )


def taught_row(place: TaughtPlace) -> NewRow:
    """The row of table `places`; aliases parted by semicolons."""
    return NewRow((
        place.uid, place.name, place.name_ar or None, ";".join(place.aliases) or None, place.kind, place.lat, place.lon,
        place.radius_m, place.district or None, place.author or None, place.taught or None, place.reason or None,
        place.place_id or None,
    ))


def taught_from(row: Row) -> TaughtPlace:
    """The taught place in a row."""
    return TaughtPlace(
        name=row["name"] or "", lat=float(row["lat"]), lon=float(row["lon"]), radius_m=float(row["radius_m"]),
        uid=row["uid"] or "", name_ar=row["name_ar"] or "",
        aliases=tuple(filter(None, (row["aliases"] or "").split(";"))), kind=row["kind"] or "",
        district=row["district"] or "", place_id=row["place_id"] or "", author=row["author"] or "",
        taught=row["taught"] or "", reason=row["reason"] or "",
    )
