"""The geocoder in the shape that QGIS and other plugins know: `QgsGeocoderInterface`.

It may be handed to anything that takes one, as QGIS's own locator filter and batch algorithm. Both were looked at (3.22
to 3.44): the filter lists every valid result; `QgsBatchGeocodeAlgorithm` takes the first result, whatever follows, and
leaves a row empty only if there is none or if the first is an error. So the results of an ambiguous text begin with an
error that says so. That algorithm can write no status or candidates for such rows, and it gives a table without
geometry no coordinate system; our batch algorithm therefore is *Geocode places*, and there is no second one.
"""

from typing import TYPE_CHECKING, List, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeedback,
    QgsFields,
    QgsGeocoderContext,
    QgsGeocoderInterface,
    QgsGeocoderResult,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsWkbTypes,
)

from ..model.reasons import reason_of, told
from .fields import field
from .place_names import place_names
from .translation import tr

if TYPE_CHECKING:
    from ..model.location import Candidate, Location

_COLUMNS = (
    ("name", "text"), ("name_ar", "text"), ("place_id", "text"), ("kind", "text"), ("district", "text"),
    ("score", "real"), ("reason", "text"), ("rule", "text"), ("radius_m", "real"), ("precision", "text"),
)
_METRES_PER_DEGREE = 111_320.0


class IncidentGeocoder(QgsGeocoderInterface):
    """The geocoder of `place_names`; whoever hands it to QGIS keeps it alive."""

    def flags(self) -> QgsGeocoderInterface.Flag:
        """Texts only."""
        return QgsGeocoderInterface.Flag.GeocodesStrings

    def appendedFields(self) -> QgsFields:  # noqa: N802 (QGIS's name)
        """What every result has as additional attributes."""
        fields = QgsFields()
        for name, kind in _COLUMNS:
            fields.append(field(name, kind))
        return fields

    def wkbType(self) -> QgsWkbTypes.Type:  # noqa: N802 (QGIS's name)
        """Points."""
        return QgsWkbTypes.Type.Point

    def geocodeString(  # noqa: N802 (QGIS's name)
        self, string: str, context: QgsGeocoderContext, feedback: Optional[QgsFeedback] = None
    ) -> List[QgsGeocoderResult]:
        """One result for what is found, an error and then every candidate for what is ambiguous, else none.

        Coordinates that cannot be right give an error alone.
        """
        from ..model.errors import UnreadableValue
        from ..model.location import PlaceState

        try:
            location = place_names().geocoder.locate(string)
        except UnreadableValue as error:
            return [QgsGeocoderResult.errorResult(str(error))]
        if location.state is PlaceState.FOUND:
            return [_result_of_location(location)]
        if location.state is PlaceState.UNKNOWN:
            return []
        sentence = tr("'{text}' is ambiguous: {reason}.").format(text=string, reason=reason_of(location))
        return [QgsGeocoderResult.errorResult(sentence), *map(_result_of_candidate, location.candidates)]


def _result_of_location(location: "Location") -> QgsGeocoderResult:
    shown = _result(location.name or location.phrase, location.lat, location.lon, location.radius_m)
    shown.setGroup(location.district)
    shown.setDescription(reason_of(location))
    shown.setAdditionalAttributes({
        "name": location.name, "name_ar": location.name_ar, "place_id": location.place_id, "kind": location.kind,
        "district": location.district, "score": location.score, "reason": location.remark, "rule": location.rule,
        "radius_m": location.radius_m, "precision": location.precision.value,
    })
    return shown


def _result_of_candidate(place: "Candidate") -> QgsGeocoderResult:
    shown = _result(place.name, place.lat, place.lon, place.extent_m)
    shown.setGroup(place.district)
    shown.setDescription(told(place.reason))
    shown.setAdditionalAttributes({
        "name": place.name, "name_ar": place.name_ar, "place_id": place.place_id, "kind": place.kind,
        "district": place.district, "score": place.score, "reason": place.reason, "radius_m": place.extent_m,
    })
    return shown


def _result(identifier: str, lat: float, lon: float, radius_m: float) -> QgsGeocoderResult:
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    point = QgsPointXY(lon, lat)
    shown = QgsGeocoderResult(identifier, QgsGeometry.fromPointXY(point), wgs84)
    width = 2 * radius_m / _METRES_PER_DEGREE
    shown.setViewport(QgsRectangle.fromCenterAndSize(point, width, width))
    return shown
