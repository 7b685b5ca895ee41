"""A layer of points as rows of text in which the points are columns, too."""

from typing import Iterator, List

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ..exchange.columns import fold_header
from ..exchange.csv_table import Row
from .source_table import SourceTable, cell_text

DECIMALS = 7
"""Of a degree: a centimetre."""


def has_points_only(source: QgsProcessingFeatureSource) -> bool:
    """Whether the position is in the geometry alone, and not in columns `lat` and `lon`."""
    columns = {fold_header(name) for name in source.fields().names()}
    is_point = QgsWkbTypes.geometryType(source.wkbType()) == QgsWkbTypes.GeometryType.PointGeometry
    return is_point and not {"lat", "lon"} & columns


class PointTable(SourceTable):
    """As `SourceTable`, with the point of each feature in two more columns, in degrees on WGS84."""

    def __init__(self, source: QgsProcessingFeatureSource, context: QgsCoordinateTransformContext) -> None:
        super().__init__(source)
        self.headers = (*self.headers, "lat", "lon")
        self._to_wgs84 = QgsCoordinateTransform(source.sourceCrs(), QgsCoordinateReferenceSystem("EPSG:4326"), context)

    def rows(self) -> Iterator[Row]:
        """Every feature; one without a single point has empty cells there."""
        for number, feature in enumerate(self._source.getFeatures(QgsFeatureRequest()), start=1):
            cells = [cell_text(value) for value in feature.attributes()]
            yield Row(number, [*cells, *self._position(feature.geometry())])

    def _position(self, geometry: QgsGeometry) -> List[str]:
        points = [] if geometry.isNull() else list(geometry.vertices())
        if len(points) != 1:
            return ["", ""]
        try:
            point = self._to_wgs84.transform(points[0].x(), points[0].y())
        except QgsCsException:
            return ["", ""]
        return [f"{point.y():.{DECIMALS}f}", f"{point.x():.{DECIMALS}f}"]
