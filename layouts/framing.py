"""What the main map shows: its projection, its extent on paper, and the steps of its grid."""

import math
from collections import defaultdict
from functools import lru_cache
from typing import Dict, Iterable, List, Optional, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)

GEOGRAPHIC = "EPSG:4326"
PROJECTION = "+proj=laea +lat_0=27 +lon_0=17.5 +x_0=2000000 +y_0=2000000 +datum=WGS84 +units=m +no_defs"
"""Lambert's equal-area azimuthal projection about the middle of Libya, on WGS 84.

Within Libya lengths are true to 0.4 % in any direction, which no UTM zone and no Mercator map gives for a country
over three zones; the national grid (LGD2006) would bring in a change of datum that differs between PROJ versions.
The false origin keeps all coordinates positive: QGIS 3.22 takes the bounds of a point at 0, 0 for no bounds at all.
"""
LIBYA = QgsRectangle(9.2, 19.4, 25.3, 33.3)
"""Degrees; what the locator and a sheet without any place show."""
PADDING = 0.09
"""Share of the extent left free on each side, so that no marker or number touches the frame."""
SMALLEST = 60_000.0
"""Metres across: a single town is shown with its surroundings, not at the scale of a street."""
GRID_STEPS = (10.0, 5.0, 2.0, 1.0, 0.5, 0.25, 1 / 6, 1 / 12)
GRID_LINES = 3
"""Meridians or parallels that the longer side should at least have."""


@lru_cache(maxsize=1)
def projection() -> QgsCoordinateReferenceSystem:
    """The projection of all maps on a sheet."""
    return QgsCoordinateReferenceSystem.fromProj(PROJECTION)


def projected(shapes: Iterable[QgsGeometry], project: QgsProject) -> QgsRectangle:
    """The bounds of shapes given in degrees, in metres of the sheet's projection."""
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(GEOGRAPHIC), projection(), project)
    bounds: Optional[QgsRectangle] = None
    for shape in shapes:
        moved = QgsGeometry(shape)
        moved.transform(transform)
        if bounds is None:
            bounds = moved.boundingBox()
        else:
            bounds.combineExtentWith(moved.boundingBox())
    return bounds or QgsRectangle()


def extent(shapes: Sequence[QgsGeometry], project: QgsProject, width: float, height: float) -> QgsRectangle:
    """What a map of that size on paper shows: all shapes with a margin, or Libya where there are none."""
    bounds = projected(shapes or [densified(LIBYA)], project)
    across, along = bounds.width() * (1 + 2 * PADDING), bounds.height() * (1 + 2 * PADDING)
    across = max(across, along * width / height, SMALLEST * width / height)
    along = across * height / width
    return QgsRectangle.fromCenterAndSize(bounds.center(), across, along)


def crowd(spots: Sequence[QgsPointXY], reach: float) -> List[QgsPointXY]:
    """The spots nearer than `reach` metres to the one with the most other places so near; empty where none are.

    Spots at one place count as one: no scale would part them.
    """
    places: Dict[Tuple[int, int], List[QgsPointXY]] = defaultdict(list)
    cells: Dict[Tuple[int, int], List[Tuple[int, int]]] = defaultdict(list)
    for spot in spots:
        place = round(spot.x()), round(spot.y())
        if place not in places:
            cells[int(place[0] // reach), int(place[1] // reach)].append(place)
        places[place].append(spot)
    best: List[Tuple[int, int]] = []
    for place in places:
        column, row = (int(along // reach) for along in place)
        around = (cells.get((column + right, row + up), ()) for right in (-1, 0, 1) for up in (-1, 0, 1))
        near = [other for others in around for other in others if math.dist(place, other) < reach]
        if len(near) > max(1, len(best)):
            best = near
    return [spot for place in best for spot in places[place]]


def densified(degrees: QgsRectangle) -> QgsGeometry:
    """The outline of a rectangle in degrees with points enough that its sides may become curves."""
    return QgsGeometry.fromRect(degrees).densifyByCount(20)


def named_degrees(shown: QgsRectangle, project: QgsProject, corner: float) -> QgsRectangle:
    """The longitudes along the lower and latitudes along the left edge that keep `corner` metres from the corners."""
    back = QgsCoordinateTransform(projection(), QgsCoordinateReferenceSystem(GEOGRAPHIC), project)
    west = back.transform(QgsPointXY(shown.xMinimum() + corner, shown.yMinimum()))
    east = back.transform(QgsPointXY(shown.xMaximum() - corner, shown.yMinimum()))
    south = back.transform(QgsPointXY(shown.xMinimum(), shown.yMinimum() + corner))
    north = back.transform(QgsPointXY(shown.xMinimum(), shown.yMaximum() - corner))
    return QgsRectangle(west.x(), south.y(), east.x(), north.y())


def grid_step(shown: QgsRectangle, project: QgsProject) -> float:
    """Degrees between the lines of the grid: the widest usual step that still gives a few lines."""
    back = QgsCoordinateTransform(projection(), QgsCoordinateReferenceSystem(GEOGRAPHIC), project)
    degrees = back.transformBoundingBox(shown)
    longer = max(degrees.width(), degrees.height())
    return next((step for step in GRID_STEPS if longer / step >= GRID_LINES + 1), GRID_STEPS[-1])
