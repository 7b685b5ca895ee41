"""Our geocoder in QGIS's own hands: its interface, its locator filter's results, its batch algorithm."""

import pytest
from qgis.analysis import QgsBatchGeocodeAlgorithm
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeocoderContext,
    QgsGeocoderInterface,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from libya_incident_mapper.qgis_support.geocoder_interface import IncidentGeocoder


@pytest.fixture(scope="module")
def geocoder(qgis_app):
    return IncidentGeocoder()


def ask(geocoder, text):
    return geocoder.geocodeString(text, QgsGeocoderContext(QgsProject.instance().transformContext()))


def test_it_takes_texts_and_gives_points(geocoder):
    assert int(geocoder.flags()) == int(QgsGeocoderInterface.Flag.GeocodesStrings)
    assert "radius_m" in geocoder.appendedFields().names()


def test_what_is_found_is_one_result(geocoder):
    (found,) = ask(geocoder, "العقيلة")
    assert found.isValid()
    assert (found.identifier(), found.group(), found.crs().authid()) == ("El Agheila", "Al Wahat", "EPSG:4326")
    assert found.geometry().asPoint().distance(19.2, 30.26) < 0.05
    assert found.viewport().contains(found.geometry().asPoint())
    assert "extent" in found.description()
    assert set(found.additionalAttributes()) == set(geocoder.appendedFields().names())


def test_a_phrase_has_its_rule(geocoder):
    (found,) = ask(geocoder, "20 km south of Uqaylah")
    assert found.additionalAttributes()["rule"] == "distance at a heading"


def test_what_is_ambiguous_is_said_first_and_then_listed(geocoder):
    first, *others = ask(geocoder, "Awaynat")
    assert not first.isValid()
    assert "'Awaynat' is ambiguous: could be" in first.error()
    assert len(others) > 1
    assert all(other.isValid() and other.description() for other in others)
    assert "Ghat" in [other.group() for other in others]


def test_what_is_unknown_is_nothing(geocoder):
    assert ask(geocoder, "the 103 line") == []


def test_swapped_coordinates_are_an_error(geocoder):
    (only,) = ask(geocoder, "19.20, 30.26")
    assert "write latitude first" in only.error()


def test_qgis_s_batch_algorithm_guesses_nothing(geocoder):
    """It takes the first result; an ambiguous row stays empty because that one is an error."""

    class Batch(QgsBatchGeocodeAlgorithm):
        def __init__(self):
            super().__init__(geocoder)

        def name(self):
            return "batch"

        def displayName(self):  # noqa: N802
            return "batch"

        def createInstance(self):  # noqa: N802
            return Batch()

    layer = QgsVectorLayer("None?field=place:string", "table", "memory")
    features = []
    for text in ("Uqaylah", "Awaynat", "the 103 line", ""):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([text])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    context = QgsProcessingContext()
    algorithm = Batch()
    algorithm.initAlgorithm()
    parameters = {"INPUT": layer, "FIELD": "place", "OUTPUT": "TEMPORARY_OUTPUT"}
    results, is_done = algorithm.run(parameters, context, QgsProcessingFeedback(False))
    assert is_done
    rows = list(context.takeResultLayer(results["OUTPUT"]).getFeatures())
    assert [row.hasGeometry() for row in rows] == [True, False, False, False]
    assert [row["name"] for row in rows] == ["El Agheila", NULL, NULL, NULL]
