"""The line of a movement: geodesics through what could be placed, never bent to a place that was guessed."""

import math
from typing import List, NamedTuple, Tuple

from qgis.core import QgsGeometry, QgsPointXY

from ..model.records import Movement
from .ellipsoid import measure

HEADING_LENGTH_M = 40_000.0
"""Length of the arrow where only a heading is known: long enough to be seen on a sheet of a region, and
short beside Libya's distances, so that nobody reads a destination into its end."""

STEP_M = 20_000.0
"""Longest straight piece of a geodesic; its bow stays below 10 m, less than any line is wide."""


class MovementLine(NamedTuple):
    """geometry: null where there are not two distinct points. ends_open: it ends in a heading, not at a place."""

    geometry: QgsGeometry
    ends_open: bool


def movement_line(movement: Movement) -> MovementLine:
    """The line through the placed waypoints in order, and on along the heading where no destination is placed."""
    stops: List[QgsPointXY] = []
    for waypoint in movement.waypoints:
        if waypoint.location.is_placed:
            point = QgsPointXY(waypoint.location.lon, waypoint.location.lat)
            if not stops or stops[-1] != point:
                stops.append(point)
    has_destination = any(
        waypoint.role == "destination" and waypoint.location.is_placed for waypoint in movement.waypoints
    )
    ends_open = movement.heading is not None and not has_destination
    if ends_open and stops:
        stops.append(measure().computeSpheroidProject(stops[-1], HEADING_LENGTH_M, math.radians(movement.heading)))
    if len(stops) < 2:
        return MovementLine(QgsGeometry(), ends_open)
    return MovementLine(QgsGeometry.fromPolylineXY(_densified(tuple(stops))), ends_open)


def _densified(stops: Tuple[QgsPointXY, ...]) -> List[QgsPointXY]:
    """The stops with points of the geodesics between them."""
    ellipsoid, line = measure(), [stops[0]]
    for start, end in zip(stops, stops[1:]):
        for part in ellipsoid.geodesicLine(start, end, STEP_M, False):
            line += part[1:]
    return line
