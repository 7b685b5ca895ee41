"""What a record means that QGIS's own tools wrote: its row, and the geometry that somebody drew or moved."""

from dataclasses import replace
from typing import NamedTuple, Optional, Sequence, Tuple

from qgis.core import QgsGeometry, QgsPoint

from ..geocoding.rules import precision_of_point
from ..model.dates import DatePrecision, DateRange
from ..model.location import Location, PlaceState
from ..model.records import Incident, Movement, Waypoint
from ..qgis_support.translation import tr
from .movement_line import movement_line
from .record_kinds import Record

DRAWN = "drawn in QGIS"
"""`Location.rule` of a point that was drawn or moved by QGIS's own tools."""

USUAL_RADIUS_M = 1_000.0
"""Of a point that was drawn without an uncertainty: about what a hand can tell on a map of a region."""

ROLES = ("origin", "via", "destination")


class Drawn(NamedTuple):
    """The geometries that stand in the rows of a record and of its stops, in order; null where there is none.

    told: of a movement the words of its origin, of its stops and of its destination, as its own row has them.
    """

    own: QgsGeometry
    stops: Sequence[QgsGeometry] = ()
    told: Tuple[str, str, str] = ("", "", "")


def as_meant(record: Record) -> Record:
    """The record with the precision that its days have, where somebody changed them and left the precision."""
    return replace(record, dates=_fitting(record.dates))


def as_drawn(record: Record, drawn: Drawn) -> Record:
    """The record as its row and what was drawn say together."""
    if isinstance(record, Incident):
        return replace(record, location=_moved(record.location, drawn.own))
    if not record.waypoints:
        return replace(record, waypoints=_stops_told(drawn) if any(drawn.told) else _stops_along(drawn.own))
    stops = [
        replace(stop, location=_moved(stop.location, point)) for stop, point in zip(record.waypoints, drawn.stops)
    ]
    stops.sort(key=lambda stop: ROLES.index(stop.role) if stop.role in ROLES else len(ROLES))
    return replace(record, waypoints=tuple(stops))


def is_redrawn(record: Record, drawn: Drawn) -> bool:
    """Whether somebody drew another line for a movement whose stops already say where it went."""
    if not isinstance(record, Movement) or not record.waypoints or drawn.own.isNull():
        return False
    moved = any(_is_elsewhere(stop.location, point) for stop, point in zip(record.waypoints, drawn.stops))
    return not moved and not drawn.own.equals(movement_line(record).geometry)


def _fitting(dates: DateRange) -> DateRange:
    if dates.is_reversed:
        return dates
    whole = DateRange.parse(dates.iso())
    if (whole.start, whole.end, whole.precision) == (dates.start, dates.end, dates.precision):
        return dates
    return replace(dates, precision=DatePrecision.DAY if dates.start == dates.end else DatePrecision.RANGE)


def _is_elsewhere(location: Location, geometry: QgsGeometry) -> bool:
    if geometry.isNull() or geometry.isEmpty():
        return False
    point = geometry.asPoint()
    return (point.y(), point.x()) != (location.lat, location.lon)


def _moved(location: Location, geometry: QgsGeometry) -> Location:
    """The location at the point that stands in its row.

    The words and the uncertainty stay as they were typed; what was found for the words stood for another point. No
    geometry says nothing: a denied record has none, nor one that could not be placed.
    """
    if not _is_elsewhere(location, geometry):
        return location
    point = geometry.asPoint()
    radius = location.radius_m or USUAL_RADIUS_M
    return Location(
        location.phrase or f"{point.y():.5f}, {point.x():.5f}", PlaceState.FOUND, point.y(), point.x(), radius,
        precision=precision_of_point(radius), rule=DRAWN, name=location.phrase, candidates=location.candidates,
        remark=tr("point drawn in QGIS at {lat:.5f}, {lon:.5f}").format(lat=point.y(), lon=point.x()),
    )


def _stops_along(line: QgsGeometry) -> Tuple[Waypoint, ...]:
    """A stop for each vertex of a line that was drawn."""
    vertices = list(line.vertices())
    roles = ["origin", *["via"] * (len(vertices) - 2), "destination"]
    return tuple(Waypoint(role, _at(vertex)) for role, vertex in zip(roles, vertices))


def _stops_told(drawn: Drawn) -> Tuple[Waypoint, ...]:
    """The stops of a movement that was pasted without them: of the vertices of its line the ends alone are places."""
    vertices = list(drawn.own.vertices())
    ends = (vertices[0], vertices[-1]) if vertices else (None, None)
    origin, via, destination = drawn.told
    stops = [
        *([Waypoint("origin", _at(ends[0], origin))] if origin else []),
        *(Waypoint("via", _at(None, words)) for words in via.split("; ") if words),
        *([Waypoint("destination", _at(ends[1], destination))] if destination else []),
    ]
    return tuple(stops)


def _at(vertex: Optional[QgsPoint], words: str = "") -> Location:
    nowhere = Location(words, PlaceState.UNKNOWN)
    return nowhere if vertex is None else _moved(nowhere, QgsGeometry(vertex.clone()))
