"""The user's own roads and pipelines: a line layer of QGIS as the routes on which the geocoder counts kilometres."""

from contextlib import suppress
from typing import Dict, Iterable, Iterator, List, Optional, Tuple, TypeVar

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsGeometry,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ..geocoding.dumps.rows import Progress
from ..geocoding.geodesy import GeoPoint
from ..geocoding.routes import Route
from ..geocoding.wording import line_kind
from ..model.errors import UnreadableValue
from .translation import tr
from .values import plain

_Item = TypeVar("_Item")
_BETWEEN_TELLING = 100
_WORLD = QgsRectangle(-180, -90, 180, 90)


class RouteReader:
    """Reads the lines of a layer in EPSG:4326. Made where the layer lives; `read` may be called in another thread.

    name_field: the column with the name of the road; a line without a name can still be found by the places it joins.
    Raises UnreadableValue for a layer without lines and for a column it does not have.
    """

    def __init__(
        self, source: QgsFeatureSource, name_field: str, transform_context: QgsCoordinateTransformContext
    ) -> None:
        self._name, self._count = source.sourceName(), source.featureCount()
        if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.LineGeometry:
            raise UnreadableValue(tr("'{layer}' holds no lines; choose a line layer.").format(layer=self._name))
        self._column = source.fields().lookupField(name_field) if name_field else -1
        if name_field and self._column < 0:
            raise UnreadableValue(
                tr("The layer '{layer}' has no column '{name}'; choose one of {columns}.").format(
                    layer=self._name, name=name_field, columns=", ".join(source.fields().names())
                )
            )
        self._to_degrees = QgsCoordinateTransform(
            source.sourceCrs(), QgsCoordinateReferenceSystem("EPSG:4326"), transform_context
        )
        # A layer itself must not be touched in another thread.
        self._rows = QgsVectorLayerFeatureSource(source) if isinstance(source, QgsVectorLayer) else source

    def read(self, tell: Progress = lambda share: None) -> Tuple[Route, ...]:
        """One route for each connected piece of a name; what has no geometry is none.

        tell: is told the share done; may raise to stop the work. Raises UnreadableValue for a line off the globe.
        """
        named: Dict[str, List[QgsGeometry]] = {}
        unnamed: List[QgsGeometry] = []
        for feature in _told(self._rows.getFeatures(QgsFeatureRequest()), self._count, tell, 0.0):
            geometry = self._in_degrees(feature)
            if geometry is not None:
                name = str(plain(feature[self._column]) or "").strip() if self._column >= 0 else ""
                (named.setdefault(name, []) if name else unnamed).append(geometry)
        merged = [(name, QgsGeometry.collectGeometry(pieces).mergeLines()) for name, pieces in named.items()]
        merged += [(tr("a line of {layer}").format(layer=self._name), geometry) for geometry in unnamed]
        return tuple(
            Route(name, line, self._name, line_kind(name))
            for name, geometry in _told(merged, len(merged), tell, 0.5) for line in _lines(geometry)
        )

    def _in_degrees(self, feature: QgsFeature) -> Optional[QgsGeometry]:
        geometry = feature.geometry()
        if geometry.isEmpty():
            return None
        # QGIS 3.22 gives infinity where others raise.
        with suppress(QgsCsException):
            geometry.transform(self._to_degrees)
        if not _WORLD.contains(geometry.boundingBox()):
            words = tr("Line {number} of '{layer}' lies nowhere on the globe; set the layer's coordinate system.")
            raise UnreadableValue(words.format(number=feature.id(), layer=self._name))
        return geometry


def _told(items: Iterable[_Item], count: int, tell: Progress, done: float) -> Iterator[_Item]:
    """The items, half of the work; tells from time to time how much is done."""
    for number, item in enumerate(items):
        if number % _BETWEEN_TELLING == 0:
            tell(min(1.0, done + number / max(1, count) / 2))
        yield item


def _lines(geometry: QgsGeometry) -> Iterator[Tuple[GeoPoint, ...]]:
    """The parts of a geometry, arcs as chords, each of two different points at least."""
    for part in geometry.constParts():
        # Held by name: `vertices()` of a geometry that is gone ends the process (QGIS 3.22).
        chords = QgsGeometry(part.segmentize())
        points = [GeoPoint(vertex.y(), vertex.x()) for vertex in chords.vertices()]
        line = [point for point, before in zip(points, [None, *points]) if point != before]
        if len(line) > 1:
            yield tuple(line)
