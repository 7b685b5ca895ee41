"""Lengths and directions on the WGS84 ellipsoid."""

import math
from functools import lru_cache

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsGeometry,
    QgsPointXY,
)

from .schema import CRS

DISC_CORNERS = 72
"""A corner every 5 degrees: the polygon's edge lies at most 0.1 % of the radius inside the circle."""


def measure() -> QgsDistanceArea:
    """QGIS's measure for degrees on WGS84, in metres; not kept, as it may not outlive QGIS's own projection data."""
    distances = QgsDistanceArea()
    distances.setSourceCrs(QgsCoordinateReferenceSystem(CRS), QgsCoordinateTransformContext())
    distances.setEllipsoid("EPSG:7030")
    return distances


@lru_cache(maxsize=4096)
def disc(lat: float, lon: float, radius_m: float) -> QgsGeometry:
    """The circle of `radius_m` metres around a point, as a MultiPolygon in degrees; kept, as places come again."""
    centre = QgsPointXY(lon, lat)
    ellipsoid = measure()
    bearings = (2 * math.pi * step / DISC_CORNERS for step in range(DISC_CORNERS))
    corners = [ellipsoid.computeSpheroidProject(centre, radius_m, bearing) for bearing in bearings]
    return QgsGeometry.fromMultiPolygonXY([[[*corners, corners[0]]]])
