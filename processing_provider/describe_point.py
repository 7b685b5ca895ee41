"""Algorithm *Reverse: describe a point*: points in, each in words that a reader of the report knows."""

from typing import TYPE_CHECKING, List, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureSink,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ..model.errors import UnreadableValue
from ..qgis_support.translation import tr
from .algorithm import IncidentAlgorithm, Parameters, stop_if_cancelled
from .geocoded import with_input

if TYPE_CHECKING:
    from ..geocoding.describing import Describer

COLUMNS = (
    ("description", "text"), ("description_ar", "text"), ("description_fr", "text"), ("place_id", "text"),
    ("distance_m", "real"), ("bearing_deg", "real"), ("district", "text"), ("grid", "text"),
)


class DescribePoint(IncidentAlgorithm):
    """`describepoint`."""

    INPUT, OUTPUT = "INPUT", "OUTPUT"

    def name(self) -> str:
        return "describepoint"

    def displayName(self) -> str:
        return tr("Reverse: describe a point")

    def shortDescription(self) -> str:
        return tr("Says where points lie, such as '12 km SSW of El Agheila, Al Wahat', in English, Arabic and French.")

    def tags(self) -> List[str]:
        return tr("reverse,geocode,describe,point,place,mgrs,grid,libya,arabic").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Says in words where each point lies, offline: by a settlement, with distance and one of sixteen compass "
            "words, and by the district: '12 km SSW of El Agheila, Al Wahat', 'in Ajdabiya, Al Wahat', '46 km N of "
            "Tripoli, offshore'. What lies in another country says so.\n\n"
            "The settlement is the one whose distance divided by its importance is smallest, so that a village half "
            "as important as a town must be twice as near. A description is one that Geocode places takes back to "
            "the point, within its radius.\n\n"
            "Columns: 'description', 'description_ar' (Arabic), 'description_fr' (French), 'place_id', 'distance_m' "
            "and 'bearing_deg' from the settlement's point (degrees clockwise from north), 'district', and 'grid' "
            "(MGRS to a metre). The points may be in any coordinate system. Rows without a point, or with several, "
            "come out with empty columns."
        )

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Points"), [QgsProcessing.SourceType.TypeVectorPoint]
            ),
            tr("A layer of points, in any coordinate system."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Described points"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            tr("The points as they are, with their descriptions."),
        )

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..qgis_support.place_names import place_names

        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        to_degrees = QgsCoordinateTransform(
            source.sourceCrs(), QgsCoordinateReferenceSystem("EPSG:4326"), context.transformContext()
        )
        describer = place_names().describer
        sink, identifier = self.parameterAsSink(
            parameters, self.OUTPUT, context, with_input(source.fields(), COLUMNS), source.wkbType(),
            source.sourceCrs(),
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        total = source.featureCount()
        for number, feature in enumerate(source.getFeatures(), start=1):
            stop_if_cancelled(feedback)
            values = [None] * len(COLUMNS)
            try:
                point = _only_point(feature.geometry())
                if point is not None:
                    values = _described(to_degrees.transform(point), describer)
            except (UnreadableValue, QgsCsException) as error:
                feedback.pushWarning(tr("Row {row}: {reason}").format(row=number, reason=error))
            described = QgsFeature(feature)
            described.setAttributes([*feature.attributes(), *values])
            sink.addFeature(described, QgsFeatureSink.Flag.FastInsert)
            if total > 0:
                feedback.setProgress(100 * number / total)
        return {self.OUTPUT: identifier}


def _only_point(geometry: QgsGeometry) -> Optional[QgsPointXY]:
    """The point of a geometry that has exactly one."""
    vertices = list(geometry.vertices())
    return QgsPointXY(vertices[0]) if len(vertices) == 1 else None


def _described(degrees: QgsPointXY, describer: "Describer") -> List[object]:
    from ..geocoding.grids import write_mgrs

    english, arabic, french = (
        describer.describe(degrees.y(), degrees.x(), language) for language in ("en", "ar", "fr")
    )
    return [
        english.text, arabic.text, french.text, english.place_id, english.distance_m, english.bearing_deg,
        english.district, write_mgrs(degrees.y(), degrees.x()),
    ]
