"""Where a record is on the map."""

from typing import List, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas

from ..layers.extent import padded
from ..model.location import Location
from ..model.records import Incident
from .record_words import Record

METRES_PER_DEGREE = 111_320.0
"""Of latitude; enough for choosing what to look at, and never used to measure."""


def record_extent(record: Record) -> Optional[QgsRectangle]:
    """The rectangle in EPSG:4326 around all that could be placed, with its uncertainty; None where nothing was."""
    locations: List[Location] = [record.location] if isinstance(record, Incident) else [
        waypoint.location for waypoint in record.waypoints
    ]
    whole = QgsRectangle()
    for location in locations:
        if location.is_placed:
            whole.combineExtentWith(location_extent(location))
    return None if whole.isNull() else padded(whole)


def to_map(canvas: QgsMapCanvas) -> QgsCoordinateTransform:
    """From EPSG:4326 to the projection of the map; using it raises QgsCsException for what that cannot show."""
    to = canvas.mapSettings().destinationCrs()
    return QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), to, QgsProject.instance())


def show_extent(canvas: QgsMapCanvas, extent: QgsRectangle) -> bool:
    """Zoom to a rectangle in EPSG:4326; False where the map's projection cannot show it."""
    try:
        canvas.setExtent(to_map(canvas).transformBoundingBox(extent))
    except QgsCsException:
        return False
    canvas.refresh()
    return True


def location_extent(location: Location) -> QgsRectangle:
    """The area's rectangle, else the circle's; never a mere point."""
    if location.area_wkb:
        geometry = QgsGeometry()
        geometry.fromWkb(location.area_wkb)
        if not geometry.isNull():
            return geometry.boundingBox()
    half = max(location.radius_m or 0.0, 500.0) / METRES_PER_DEGREE
    return QgsRectangle(location.lon - half, location.lat - half, location.lon + half, location.lat + half)
