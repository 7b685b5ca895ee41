"""A layer or table of QGIS as rows of text, in the shape that `exchange` reads."""

from typing import Any, Iterator, Tuple

from qgis.core import QgsFeatureRequest, QgsProcessingFeatureSource
from qgis.PyQt.QtCore import QDateTime, Qt, QTime

from ..exchange.csv_table import Row
from ..qgis_support.values import plain


def cell_text(value: Any) -> str:  # noqa: ANN401 (an attribute may be anything)
    """The value as somebody would type it: NULL is empty, dates are ISO, whole numbers have no decimals."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (QDateTime, QTime)):
        return value.toString(Qt.DateFormat.ISODate)
    return str(value)


class SourceTable:
    """The features of a source; rows are counted from 1, as in the attribute table."""

    def __init__(self, source: QgsProcessingFeatureSource) -> None:
        self.name = source.sourceName()
        self.headers: Tuple[str, ...] = tuple(source.fields().names())
        self._source = source

    def expected_rows(self) -> int:
        """How many rows there are, as far as the source knows."""
        return max(0, self._source.featureCount())

    def rows(self) -> Iterator[Row]:
        """Every feature; geometries are not read, since a place is what the columns say."""
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        for number, feature in enumerate(self._source.getFeatures(request), start=1):
            yield Row(number, [cell_text(value) for value in feature.attributes()])
