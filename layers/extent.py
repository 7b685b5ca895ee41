"""What to look at: the rectangle around everything placed, or Libya."""

from math import isfinite
from typing import Iterable

from qgis.core import QgsRectangle, QgsVectorLayer

LIBYA = QgsRectangle(9.2, 19.4, 25.3, 33.3)
"""The whole country in degrees on WGS84, with a narrow margin."""

MARGIN = 0.12
"""Share of the width and height that is added on each side."""

LEAST_SPAN = 0.8
"""Degrees: a single place is shown with its surroundings, about 80 km across."""


def libya_extent() -> QgsRectangle:
    """Libya, as a rectangle of the caller's own in EPSG:4326."""
    return QgsRectangle(LIBYA)


def placed_extent(layers: Iterable[QgsVectorLayer]) -> QgsRectangle:
    """The padded rectangle in EPSG:4326 around all geometries of a casefile's layers; Libya where nothing is placed."""
    found = QgsRectangle()
    for layer in layers:
        extent = layer.extent() if layer.isSpatial() else QgsRectangle()
        # The extent of a layer whose rows have no geometry is null or, from some providers, endless.
        if not extent.isNull() and isfinite(extent.width()) and isfinite(extent.height()) and extent.width() >= 0:
            found = QgsRectangle(extent) if found.isNull() else _union(found, extent)
    return libya_extent() if found.isNull() else padded(found)


def padded(extent: QgsRectangle) -> QgsRectangle:
    """The rectangle with a margin around it, and never so small that nothing else is in view."""
    centre = extent.center()
    width = max(extent.width() * (1 + 2 * MARGIN), LEAST_SPAN)
    height = max(extent.height() * (1 + 2 * MARGIN), LEAST_SPAN)
    return QgsRectangle.fromCenterAndSize(centre, width, height)


def _union(one: QgsRectangle, other: QgsRectangle) -> QgsRectangle:
    """`QgsRectangle.combineExtentWith` takes a single point for nothing in some versions; this does not."""
    return QgsRectangle(
        min(one.xMinimum(), other.xMinimum()), min(one.yMinimum(), other.yMinimum()),
        max(one.xMaximum(), other.xMaximum()), max(one.yMaximum(), other.yMaximum()),
    )
