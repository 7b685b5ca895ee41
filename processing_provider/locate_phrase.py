"""Algorithm *Locate phrase*: one place text in; point, uncertainty and reasons out."""

from typing import List, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..model.location import Location
from ..model.reasons import reason_of
from ..qgis_support.candidate_words import describe
from ..qgis_support.translation import tr
from .algorithm import Parameters
from .geocoded import FIELDS, geocoded_values, with_input
from .place_algorithm import PlaceAlgorithm


class LocatePhrase(PlaceAlgorithm):
    """`locatephrase`."""

    TEXT, DISTRICT, OUTPUT, AREA = "TEXT", "DISTRICT", "OUTPUT", "AREA"

    def name(self) -> str:
        return "locatephrase"

    def displayName(self) -> str:
        return tr("Locate phrase")

    def shortDescription(self) -> str:
        return tr("Finds one place, such as '12 km SSW of Uqaylah' or 'بين سرت وهون', without a network.")

    def tags(self) -> List[str]:
        return tr("geocode,gazetteer,place,phrase,locate,uncertainty,libya,arabic").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Finds one place offline: a name in any usual spelling and in either script, coordinates, or a phrase such "
            "as '70 km north of Kufra', 'near Ubari' or 'between Sirte and Jufra'. With a layer of roads, kilometres "
            "are counted on them.\n\n"
            "STATUS is found, ambiguous or unknown. What is found has LAT, LON (degrees on WGS84) and RADIUS_M, the "
            "uncertainty in metres; RULE says how the point came about and REMARK with which numbers. Nothing is "
            "guessed: for an ambiguous or unknown text LAT, LON and RADIUS_M are empty, REMARK says why, and the log "
            "lists what it may mean.\n\n"
            "On demand the point and its area of uncertainty are written as layers in EPSG:4326, with the columns that "
            "Geocode places writes; both are empty where nothing was found."
        )

    def initAlgorithm(self, config: Optional[Parameters] = None) -> None:
        self.add(
            QgsProcessingParameterString(self.TEXT, tr("Place")),
            tr("The place as the source words it."),
        )
        self.add(
            QgsProcessingParameterString(self.DISTRICT, tr("District"), optional=True),
            tr("The district of the place, which helps to tell places of one name apart."),
        )
        self.add_georeferencing()
        self.add_casefile()
        for parameter, label, kind, help_text in (
            (self.OUTPUT, tr("Point"), QgsProcessing.SourceType.TypeVectorPoint, tr("The point, if one was found.")),
            (
                self.AREA, tr("Area of uncertainty"), QgsProcessing.SourceType.TypeVectorPolygon,
                tr("The shape of the uncertainty: sector, lens, district, or else the circle of RADIUS_M."),
            ),
        ):
            sink = QgsProcessingParameterFeatureSink(parameter, label, kind, optional=True, createByDefault=False)
            self.add(sink, help_text)
        for name, label in (("STATUS", tr("Status")), ("NAME", tr("Name"))):
            self.addOutput(QgsProcessingOutputString(name, label))
        for name, label in (("LAT", tr("Latitude")), ("LON", tr("Longitude")), ("RADIUS_M", tr("Radius in metres"))):
            self.addOutput(QgsProcessingOutputNumber(name, label))
        for name, label in (("PRECISION", tr("Precision")), ("RULE", tr("Rule")), ("REMARK", tr("Remark"))):
            self.addOutput(QgsProcessingOutputString(name, label))

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        from ..casefile.derived import uncertainty_of
        from ..geocoding.clues import Clues

        text = self.parameterAsString(parameters, self.TEXT, context)
        if not text.strip():
            raise QgsProcessingException(tr("TEXT is empty; write the place as the source words it."))
        clues = Clues(self.parameterAsString(parameters, self.DISTRICT, context))
        geocoder = self.georeferencing(self.geocoder(parameters, context), parameters, context)
        location = geocoder.locate(text, clues)
        feedback.pushInfo(reason_of(location))
        if not location.is_placed:
            for place in location.candidates:
                feedback.pushInfo(f"  {place.name}: {describe(place)}")
        layers = {
            name: self._write(name, kind, geometry, location, parameters, context)
            for name, kind, geometry in (
                (self.OUTPUT, QgsWkbTypes.Type.Point, _point(location)),
                (self.AREA, QgsWkbTypes.Type.MultiPolygon, uncertainty_of(location)),
            )
        }
        return {
            "STATUS": location.state.value, "NAME": location.name, "LAT": location.lat, "LON": location.lon,
            "RADIUS_M": location.radius_m, "PRECISION": location.precision.value, "RULE": location.rule,
            "REMARK": location.remark, **{name: layer for name, layer in layers.items() if layer},
        }

    def _write(
        self, name: str, kind: QgsWkbTypes.Type, geometry: Optional[QgsGeometry], location: Location,
        parameters: Parameters, context: QgsProcessingContext,
    ) -> Optional[str]:
        """Write the layer that was asked for; its identifier, None where it was not asked for."""
        if not parameters.get(name):
            return None
        sink, identifier = self.parameterAsSink(
            parameters, name, context, with_input(QgsFields(), FIELDS), kind, QgsCoordinateReferenceSystem("EPSG:4326"),
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        if geometry is not None:
            feature = QgsFeature()
            feature.setGeometry(geometry)
            feature.setAttributes(geocoded_values(location))
            sink.addFeature(feature)
        return identifier


def _point(location: Location) -> Optional[QgsGeometry]:
    return QgsGeometry.fromPointXY(QgsPointXY(location.lon, location.lat)) if location.is_placed else None
