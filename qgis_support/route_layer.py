"""The user's own roads and pipelines: a line layer of QGIS as the routes on which the geocoder counts kilometres."""

from contextlib import suppress
from typing import Dict, Iterator, List, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureSource,
    QgsGeometry,
    QgsRectangle,
    QgsWkbTypes,
)

from ..geocoding.geodesy import GeoPoint
from ..geocoding.routes import Route
from ..geocoding.wording import line_kind
from ..model.errors import UnreadableValue
from .translation import tr
from .values import plain

_WORLD = QgsRectangle(-180, -90, 180, 90)


def routes_from(
    source: QgsFeatureSource, name_field: str, transform_context: QgsCoordinateTransformContext
) -> Tuple[Route, ...]:
    """The lines of a layer in EPSG:4326, one route for each connected piece of a name; without geometry none.

    name_field: the column with the name of the road; a line without a name can still be found by the places it joins.
    Raises UnreadableValue for a layer without lines, a column it does not have, and a line off the globe.
    """
    if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.LineGeometry:
        raise UnreadableValue(tr("'{layer}' holds no lines; choose a line layer.").format(layer=source.sourceName()))
    column = source.fields().lookupField(name_field) if name_field else -1
    if name_field and column < 0:
        raise UnreadableValue(
            tr("The layer '{layer}' has no column '{name}'; choose one of {columns}.").format(
                layer=source.sourceName(), name=name_field, columns=", ".join(source.fields().names())
            )
        )
    to_degrees = QgsCoordinateTransform(
        source.sourceCrs(), QgsCoordinateReferenceSystem("EPSG:4326"), transform_context
    )
    named: Dict[str, List[QgsGeometry]] = {}
    unnamed: List[QgsGeometry] = []
    for feature in source.getFeatures():
        geometry = feature.geometry()
        if geometry.isEmpty():
            continue
        # QGIS 3.22 gives infinity where others raise.
        with suppress(QgsCsException):
            geometry.transform(to_degrees)
        if not _WORLD.contains(geometry.boundingBox()):
            words = tr("Line {number} of '{layer}' lies nowhere on the globe; set the layer's coordinate system.")
            raise UnreadableValue(words.format(number=feature.id(), layer=source.sourceName()))
        name = str(plain(feature[column]) or "").strip() if column >= 0 else ""
        (named.setdefault(name, []) if name else unnamed).append(geometry)
    merged = [(name, QgsGeometry.collectGeometry(pieces).mergeLines()) for name, pieces in named.items()]
    merged += [(tr("a line of {layer}").format(layer=source.sourceName()), geometry) for geometry in unnamed]
    return tuple(
        Route(name, line, source.sourceName(), line_kind(name))
        for name, geometry in merged for line in _lines(geometry)
    )


def _lines(geometry: QgsGeometry) -> Iterator[Tuple[GeoPoint, ...]]:
    """The parts of a geometry, arcs as chords, each of two different points at least."""
    for part in geometry.constParts():
        # Held by name: `vertices()` of a geometry that is gone ends the process (QGIS 3.22).
        chords = QgsGeometry(part.segmentize())
        points = [GeoPoint(vertex.y(), vertex.x()) for vertex in chords.vertices()]
        line = [point for point, before in zip(points, [None, *points]) if point != before]
        if len(line) > 1:
            yield tuple(line)
