"""The line of a movement: geodesics through what could be placed, never bent to a place that was guessed."""

import math
from typing import List, NamedTuple, Optional, Sequence, Tuple

from qgis.core import QgsGeometry, QgsPointXY

from ..model.records import Movement, Waypoint
from .derived import uncertainty_of
from .ellipsoid import measure
from .style_keys import WIDE

HEADING_LENGTH_M = 40_000.0
"""Length of the arrow where only a heading is known: long enough to be seen on a sheet of a region, and
short beside Libya's distances, so that nobody reads a destination into its end."""

STEP_M = 20_000.0
"""Longest straight piece of a geodesic; its bow stays below 10 m, less than any line is wide."""


LOOP_M, LOOP_STEP = 8_000.0, 10
"""Radius of the loop that stands for a round trip, as symbolic as the length of a heading, and its steps in degrees."""


class MovementLine(NamedTuple):
    """geometry: null where there are not two distinct points. ends_open: no destination is placed; it went on."""

    geometry: QgsGeometry
    ends_open: bool


def movement_line(movement: Movement) -> MovementLine:
    """The line through the placed waypoints in order, and on along the heading where no destination is placed.

    Without a heading it then ends open at the last stop that is placed, which is no destination. A movement that
    comes back to where it began, with no stop between, is a loop north of there. One to a region ends at its edge.
    """
    placed = _placed(movement)
    stops = _distinct(placed)
    has_destination = any(waypoint.role == "destination" for waypoint in placed)
    ends_open = not has_destination
    if ends_open and stops and movement.heading is not None:
        stops.append(measure().computeSpheroidProject(stops[-1], HEADING_LENGTH_M, math.radians(movement.heading)))
    elif len(stops) == 1 and has_destination and len(placed) > 1:
        return MovementLine(QgsGeometry.fromPolylineXY(_loop(stops[0])), False)
    if len(stops) < 2:
        return MovementLine(QgsGeometry(), ends_open)
    line = QgsGeometry.fromPolylineXY(_densified(tuple(stops)))
    area = _area_reached(movement)
    return MovementLine(line if area is None else _up_to(line, area), ends_open)


def region_reached(movement: Movement) -> Optional[Waypoint]:
    """The district or region at whose edge the line ends, because nobody says where within; None for any other end."""
    return None if _area_reached(movement) is None else _placed(movement)[-1]


def _area_reached(movement: Movement) -> Optional[QgsGeometry]:
    """The shape of that region; None where the movement did not come to it from outside."""
    placed = _placed(movement)
    if not placed or placed[-1].role != "destination" or placed[-1].location.precision not in WIDE:
        return None
    stops, area = _distinct(placed), uncertainty_of(placed[-1].location)
    if area is None or len(stops) < 2:
        return None
    # A shape that somebody else drew may cross itself, which GEOS cuts nothing with.
    area = area.makeValid()
    return None if area.contains(QgsGeometry.fromPointXY(stops[-2])) else area


def _placed(movement: Movement) -> List[Waypoint]:
    return [waypoint for waypoint in movement.waypoints if waypoint.location.is_placed]


def _distinct(placed: Sequence[Waypoint]) -> List[QgsPointXY]:
    """The points in order, none twice running."""
    stops: List[QgsPointXY] = []
    for waypoint in placed:
        point = QgsPointXY(waypoint.location.lon, waypoint.location.lat)
        if not stops or stops[-1] != point:
            stops.append(point)
    return stops


def _up_to(line: QgsGeometry, area: QgsGeometry) -> QgsGeometry:
    """The line as far as it has not come to stay in the area: to its last crossing of the edge."""
    outside = line.difference(area).asGeometryCollection()
    if not outside:
        return line
    last = outside[-1].asPolyline()[-1]
    whole = line.asPolyline()
    _, _, after, _ = line.closestSegmentWithContext(last)
    return QgsGeometry.fromPolylineXY([*whole[:after], last])


def _loop(start: QgsPointXY) -> List[QgsPointXY]:
    """A circle clockwise from the point back to it."""
    ellipsoid = measure()
    middle = ellipsoid.computeSpheroidProject(start, LOOP_M, 0.0)
    around = [
        ellipsoid.computeSpheroidProject(middle, LOOP_M, math.radians(180 + bearing))
        for bearing in range(LOOP_STEP, 360, LOOP_STEP)
    ]
    return [start, *around, start]


def _densified(stops: Tuple[QgsPointXY, ...]) -> List[QgsPointXY]:
    """The stops with points of the geodesics between them."""
    ellipsoid, line = measure(), [stops[0]]
    for start, end in zip(stops, stops[1:]):
        for part in ellipsoid.geodesicLine(start, end, STEP_M, False):
            line += part[1:]
    return line
