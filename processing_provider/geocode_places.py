"""Algorithm *Geocode places*: a table with a place text in, points with their reasons out."""

from typing import TYPE_CHECKING, Dict, List, Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsWkbTypes,
)

from ..model.location import Location, PlaceState
from ..model.reasons import reason_of
from ..qgis_support.translation import tr
from .algorithm import Parameters, stop_if_cancelled
from .geocoded import FIELDS, geocoded_values, with_input
from .place_algorithm import PlaceAlgorithm
from .source_table import cell_text

if TYPE_CHECKING:
    from ..geocoding.clues import Clues
    from ..geocoding.geocoder import Geocoder
    from ..geocoding.geodesy import GeoPoint


class GeocodePlaces(PlaceAlgorithm):
    """`geocodeplaces`."""

    INPUT, FIELD, DISTRICT_FIELD, GROUP_FIELD, OUTPUT = "INPUT", "FIELD", "DISTRICT_FIELD", "GROUP_FIELD", "OUTPUT"

    def name(self) -> str:
        return "geocodeplaces"

    def displayName(self) -> str:
        return tr("Geocode places")

    def shortDescription(self) -> str:
        return tr("Finds Libyan place names and phrases such as '20 km south of Uqaylah' without a network.")

    def tags(self) -> List[str]:
        return tr("geocode,gazetteer,place,name,address,libya,arabic").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Finds the place that each row of a table names, offline, in any usual spelling and in either script. "
            "The text may be a name, coordinates, or a phrase such as '70 km north of Kufra', 'near Ubari' or "
            "'between Sirte and Jufra'.\n\n"
            "Every row comes out. 'status' is found, ambiguous or unknown; only what is found gets a point, with "
            "'radius_m' as its uncertainty in metres. Nothing is guessed: for an ambiguous or unknown text "
            "'candidates' lists what it may mean as JSON, best first, each with name, lat, lon, score (0 is the very "
            "name) and reason.\n\n"
            "With a column for the report, the rows of one report help each other: where a name is ambiguous by "
            "itself, the places found in the other rows of its report are weighed too. With a casefile, what was "
            "taught in it is known.\n\n"
            "The columns of the input come first; one that has the name of an output column is called 'input_' "
            "and its name."
        )

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Table"), [QgsProcessing.SourceType.TypeVector]),
            tr("Any table or layer with a column of place texts."),
        )
        self.add(
            QgsProcessingParameterField(self.FIELD, tr("Column with the place"), parentLayerParameterName=self.INPUT),
            tr("The column that holds the place as the source words it."),
        )
        self.add(
            QgsProcessingParameterField(
                self.DISTRICT_FIELD, tr("Column with the district"), parentLayerParameterName=self.INPUT
            ),
            tr("A column with the district of the place, which helps to tell places of one name apart."),
            is_optional=True,
        )
        self.add_georeferencing()
        self.add(
            QgsProcessingParameterField(
                self.GROUP_FIELD, tr("Column with the report"), parentLayerParameterName=self.INPUT
            ),
            tr("A column that is the same for all rows of one report; its places help to tell homonyms apart."),
            is_optional=True,
        )
        self.add_casefile()
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Places"), QgsProcessing.SourceType.TypeVectorPoint),
            tr("Points in EPSG:4326; rows that got no point have an empty geometry."),
        )
        for state, label in (("FOUND", tr("Found")), ("AMBIGUOUS", tr("Ambiguous")), ("UNKNOWN", tr("Unknown"))):
            self.addOutput(QgsProcessingOutputNumber(state, label))

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..geocoding.rules import Rule
        from ..geocoding.together import beside, locate_or_say

        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        columns = [
            self.column(source.fields(), name, parameters, context)
            for name in (self.FIELD, self.DISTRICT_FIELD, self.GROUP_FIELD)
        ]
        if columns[0] is None:
            raise QgsProcessingException(tr("Choose the column that holds the place text."))
        geocoder = self.georeferencing(self.geocoder(parameters, context), parameters, context)
        sink, identifier = self.parameterAsSink(
            parameters, self.OUTPUT, context, with_input(source.fields(), FIELDS), QgsWkbTypes.Type.Point,
            QgsCoordinateReferenceSystem("EPSG:4326"),
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        reports, done = {}, 0.0
        if columns[2] is not None:
            reports, done = _places_of_reports(source, columns, geocoder, feedback), 0.5
        counts, share = dict.fromkeys(PlaceState, 0), _share(source, 1 - done)
        for number, feature in enumerate(source.getFeatures(), start=1):
            stop_if_cancelled(feedback)
            text, clues, report = _asked(feature, columns)
            location = locate_or_say(geocoder, text, clues)
            location = beside(geocoder, location, clues, reports.get(report, ()))
            if location.rule == Rule.COORDINATES.value and not location.is_placed:
                feedback.pushWarning(tr("Row {row}: {reason}").format(row=number, reason=reason_of(location)))
            counts[location.state] += 1
            sink.addFeature(_point(feature, location), QgsFeatureSink.Flag.FastInsert)
            feedback.setProgress(100 * (done + number * share))
        found, ambiguous, unknown = (counts[state] for state in PlaceState)
        feedback.pushInfo(
            tr("{found} found, {ambiguous} ambiguous, {unknown} unknown.").format(
                found=found, ambiguous=ambiguous, unknown=unknown
            )
        )
        return {self.OUTPUT: identifier, "FOUND": found, "AMBIGUOUS": ambiguous, "UNKNOWN": unknown}


def _asked(feature: QgsFeature, columns: List[Optional[int]]) -> "Tuple[str, Clues, str]":
    """Place text, clues and report of a row; a column that was not chosen is empty."""
    from ..geocoding.clues import Clues

    text, district, report = (cell_text(feature[column]) if column is not None else "" for column in columns)
    return text, Clues(district), report.strip()


def _places_of_reports(
    source: QgsProcessingFeatureSource, columns: List[Optional[int]], geocoder: "Geocoder",
    feedback: QgsProcessingFeedback,
) -> "Dict[str, Tuple[GeoPoint, ...]]":
    """Report → where its places lie that are found by themselves; rows without a report stand alone.

    Only these points are kept and the rows are read once more, so that the size of a table does not matter.
    """
    from ..geocoding.together import certain_points, locate_or_say

    reports: Dict[str, Dict[GeoPoint, None]] = {}
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    share = _share(source, 0.5)
    for number, feature in enumerate(source.getFeatures(request), start=1):
        stop_if_cancelled(feedback)
        text, clues, report = _asked(feature, columns)
        if report:
            points = certain_points([locate_or_say(geocoder, text, clues)])
            reports.setdefault(report, {}).update(dict.fromkeys(points))
        feedback.setProgress(100 * number * share)
    return {report: tuple(points) for report, points in reports.items()}


def _share(source: QgsProcessingFeatureSource, part: float) -> float:
    """How much of the work one row is, if all rows are `part` of it; 0 where it is not known how many there are."""
    count = source.featureCount()
    return part / count if count > 0 else 0.0


def _point(given: QgsFeature, location: Location) -> QgsFeature:
    """The output feature."""
    feature = QgsFeature()
    if location.is_placed:
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(location.lon, location.lat)))
    feature.setAttributes([*given.attributes(), *geocoded_values(location)])
    return feature
