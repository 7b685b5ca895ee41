"""Algorithm *Geocode places*: a table with a place text in, points with their reasons out."""

from typing import List, Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsWkbTypes,
)

from ..model.errors import UnreadableValue
from ..model.location import Location, PlaceState
from ..qgis_support.fields import field
from ..qgis_support.translation import tr
from .algorithm import Parameters, stop_if_cancelled
from .georeferencing import GeoreferencingAlgorithm
from .source_table import cell_text

FIELDS = (
    ("query", "text"), ("status", "text"), ("name", "text"), ("name_ar", "text"), ("place_id", "text"),
    ("kind", "text"), ("district", "text"), ("score", "real"), ("reason", "text"), ("rule", "text"),
    ("radius_m", "real"), ("precision", "text"), ("candidates", "text"),
)
"""What every output feature ends with; others build on these names and types."""

CLASH_PREFIX = "input_"


class GeocodePlaces(GeoreferencingAlgorithm):
    """`geocodeplaces`."""

    INPUT, FIELD, DISTRICT_FIELD, OUTPUT = "INPUT", "FIELD", "DISTRICT_FIELD", "OUTPUT"

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
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Places"), QgsProcessing.SourceType.TypeVectorPoint),
            tr("Points in EPSG:4326; rows that got no point have an empty geometry."),
        )
        for state, label in (("FOUND", tr("Found")), ("AMBIGUOUS", tr("Ambiguous")), ("UNKNOWN", tr("Unknown"))):
            self.addOutput(QgsProcessingOutputNumber(state, label))

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..geocoding.clues import Clues
        from ..qgis_support.place_names import place_names

        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        place = self._column(source.fields(), self.FIELD, parameters, context)
        district = self._column(source.fields(), self.DISTRICT_FIELD, parameters, context)
        if place is None:
            raise QgsProcessingException(tr("Choose the column that holds the place text."))
        sink, identifier = self.parameterAsSink(
            parameters, self.OUTPUT, context, output_fields(source.fields()), QgsWkbTypes.Type.Point,
            QgsCoordinateReferenceSystem("EPSG:4326"),
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        geocoder = self.georeferencing(place_names().geocoder, parameters, context)
        counts = dict.fromkeys(PlaceState, 0)
        total = source.featureCount()
        for number, feature in enumerate(source.getFeatures()):
            stop_if_cancelled(feedback)
            text = cell_text(feature[place])
            hint = cell_text(feature[district]) if district is not None else ""
            try:
                location, reason = geocoder.locate(text, Clues(hint)), ""
            except UnreadableValue as error:
                location, reason = Location(text, PlaceState.UNKNOWN), str(error)
                feedback.pushWarning(tr("Row {row}: {reason}").format(row=number + 1, reason=reason))
            counts[location.state] += 1
            sink.addFeature(_point(feature, text, location, reason), QgsFeatureSink.Flag.FastInsert)
            if total > 0:
                feedback.setProgress(100 * (number + 1) / total)
        found, ambiguous, unknown = (counts[state] for state in PlaceState)
        feedback.pushInfo(
            tr("{found} found, {ambiguous} ambiguous, {unknown} unknown.").format(
                found=found, ambiguous=ambiguous, unknown=unknown
            )
        )
        return {self.OUTPUT: identifier, "FOUND": found, "AMBIGUOUS": ambiguous, "UNKNOWN": unknown}

    def _column(
        self, fields: QgsFields, parameter: str, parameters: Parameters, context: QgsProcessingContext
    ) -> Optional[int]:
        """The index of the column chosen, None where none was; a name that the table lacks gets a sentence."""
        name = self.parameterAsString(parameters, parameter, context)
        if not name:
            return None
        index = fields.lookupField(name)
        if index < 0:
            raise QgsProcessingException(
                tr("The table has no column '{name}'; choose one of {columns}.").format(
                    name=name, columns=", ".join(fields.names())
                )
            )
        return index


def output_fields(given: QgsFields) -> QgsFields:
    """The input's columns, renamed where they clash with ours, then ours."""
    ours = {name for name, _ in FIELDS}
    fields = QgsFields()
    for one in given:
        if one.name().casefold() in ours:
            one.setName(CLASH_PREFIX + one.name())
        fields.append(one)
    for name, kind in FIELDS:
        fields.append(field(name, kind))
    return fields


def _point(given: QgsFeature, text: str, location: Location, reason: str) -> QgsFeature:
    """The output feature; its reason says why the best candidate fits, or why there is no point."""
    from ..casefile.candidates import write_candidates

    feature = QgsFeature()
    if location.is_placed:
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(location.lon, location.lat)))
    ours: Tuple[object, ...] = (
        text, location.state.value, location.name, location.name_ar, location.place_id, location.kind,
        location.district, location.score, reason or location.remark, location.rule, location.radius_m,
        location.precision.value, write_candidates(location.candidates) or "[]",
    )
    feature.setAttributes([*given.attributes(), *ours])
    return feature
