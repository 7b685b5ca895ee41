"""The user's own roads and pipelines: a line layer of QGIS as the routes on which the geocoder counts kilometres."""

from typing import Dict, Iterator, List, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureSource,
    QgsGeometry,
    QgsWkbTypes,
)

from ..geocoding.geodesy import GeoPoint
from ..geocoding.routes import Route
from ..geocoding.wording import line_kind
from ..model.errors import UnreadableValue
from .translation import tr
from .values import plain


def routes_from(
    source: QgsFeatureSource, name_field: str, transform_context: QgsCoordinateTransformContext
) -> Tuple[Route, ...]:
    """The lines of a layer in EPSG:4326, one route for each connected piece of a name; without geometry none.

    name_field: the column with the name of the road; a line without a name can still be found by the places it joins.
    Raises UnreadableValue for a layer without lines, a column it does not have, and lines that cannot be brought to
    EPSG:4326.
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
        try:
            geometry.transform(to_degrees)
        except QgsCsException as error:
            words = tr("Line {number} of '{layer}' cannot be brought to EPSG:4326; set the layer's coordinate system.")
            raise UnreadableValue(words.format(number=feature.id(), layer=source.sourceName())) from error
        name = str(plain(feature[column]) or "").strip() if column >= 0 else ""
        (named.setdefault(name, []) if name else unnamed).append(geometry)
    merged = [(name, QgsGeometry.collectGeometry(pieces).mergeLines()) for name, pieces in named.items()]
    merged += [(tr("a line of {layer}").format(layer=source.sourceName()), geometry) for geometry in unnamed]
    return tuple(
        Route(name, line, source.sourceName(), line_kind(name))
        for name, geometry in merged for line in _lines(geometry)
    )


def _lines(geometry: QgsGeometry) -> Iterator[Tuple[GeoPoint, ...]]:
    """The parts of a geometry, arcs as chords, each of two different points at least; what lies nowhere is left out."""
    for part in geometry.constParts():
        vertices = QgsGeometry(part.segmentize()).vertices()
        points = [GeoPoint(vertex.y(), vertex.x()) for vertex in vertices]
        line = [point for point, before in zip(points, [None, *points]) if point != before]
        if len(line) > 1 and all(-90 <= point.lat <= 90 and -180 <= point.lon <= 180 for point in line):
            yield tuple(line)
