"""Place box, search bar, algorithm, geocoder interface and expression give one answer to the same words."""

import json

import pytest
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeocoderContext,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from libya_incident_mapper.geocoding.gazetteer import Place
from libya_incident_mapper.model.location import PlaceState
from libya_incident_mapper.processing_provider.geocode_places import GeocodePlaces
from libya_incident_mapper.qgis_support.expressions import place
from libya_incident_mapper.qgis_support.geocoder_interface import IncidentGeocoder
from libya_incident_mapper.qgis_support.locator import carried
from libya_incident_mapper.qgis_support.place_names import place_names
from libya_incident_mapper.ui.locator_filter import found_places, meant
from libya_incident_mapper.ui.place_box import PlaceBox

TEXTS = [
    # names as the press, maps and Italian and Arabic writers spell them
    "Uqaylah", "El Agheila", "al-'Aqila", "Ugayla", "العقيلة", "Castelverde", "Garabulli", "al-Qarah Bulli",
    "القره بوللي", "Ajdabiya", "أجدابيا", "Agedabia", "Sirte", "سرت", "Sirt", "Benghazi", "بنغازي", "Tripoli",
    "طرابلس", "Cufra", "الكفرة", "Jalu", "Gialo", "Zella", "Waddan", "Hun", "هون", "Derna", "Brega", "Ras Lanuf",
    "Mitiga", "Sabha",
    # phrases
    "20 km south of Uqaylah", "70 km north of Kufra", "70 كم شمال الكفرة", "between Sirte and Hun", "بين سرت وهون",
    "near Ubari", "قرب أوباري", "south of Waddan", "Jufra district", "Kufra and Jalu region", "Uqaylah police station",
    "12 km SSW of Uqaylah, Al Wahat", "45 km south-west of Sabha", "15 km from Bani Walid",
    # coordinates
    "30.26, 19.20", "34RCU2683448967", "30°15'30\"N 19°12'00\"E",
    # homonyms
    "Awaynat", "العوينات", "Awaynat, Ghat", "20 km south of Awaynat", "Hawari", "Hawari (Kufra)", "Sultan", "Zahra",
    # nothing that is known
    "the 103 line", "the town", "Gate 200", "Paris", "Khartoum", "zzzzqqq", "20 km south of Nowhereville",
]


@pytest.fixture(scope="module")
def geocoded(qgis_app):
    """The rows of *Geocode places* for all texts."""
    layer = QgsVectorLayer("None?field=place:string", "table", "memory")
    features = []
    for text in TEXTS:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([text])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    algorithm, context = GeocodePlaces(), QgsProcessingContext()
    algorithm.initAlgorithm()
    results, is_done = algorithm.run(
        {"INPUT": layer, "FIELD": "place", "OUTPUT": "TEMPORARY_OUTPUT"}, context, QgsProcessingFeedback(False)
    )
    assert is_done
    result = context.takeResultLayer(results["OUTPUT"])
    return {row["query"]: row for row in result.getFeatures()}


@pytest.fixture
def box(finder, show):
    return show(PlaceBox(finder, "Where it happened."))


def _geocoder_context():
    return QgsGeocoderContext(QgsProject.instance().transformContext())


def test_there_are_at_least_sixty_texts_of_every_kind(geocoded):
    states = [geocoded[text]["status"] for text in TEXTS]
    assert len(TEXTS) == len(set(TEXTS)) >= 60
    assert all(states.count(state.value) >= 5 for state in PlaceState)


@pytest.mark.parametrize("text", TEXTS)
def test_every_door_gives_the_same_answer(geocoded, box, text):
    row = geocoded[text]
    # Not by key presses: QTest aborts at a letter that is not Latin (Qt 5.15).
    box.line.setText(text)
    box.line.textEdited.emit(text)
    typed = box.location("place", [])
    assert (typed.state.value, typed.name, typed.place_id, typed.rule) == (
        row["status"], row["name"], row["place_id"], row["rule"]
    )
    candidates = [candidate.place_id for candidate in typed.candidates]
    assert [candidate["place_id"] for candidate in json.loads(row["candidates"])] == candidates

    results = list(found_places(text))
    asked = IncidentGeocoder().geocodeString(text, _geocoder_context())
    point = place([text])
    if typed.is_placed:
        answer = meant(carried(results[0]))
        ours = row.geometry().asPoint()
        assert (row["radius_m"], ours.y(), ours.x()) == (typed.radius_m, typed.lat, typed.lon)
        assert (answer.lat, answer.lon, answer.radius_m) == (typed.lat, typed.lon, typed.radius_m)
        assert asked[0].geometry().asPoint() == point.asPoint() == ours
        return
    assert (row.hasGeometry(), row["radius_m"], point) == (False, NULL, None)
    assert all(carried(result)["candidate"] for result in results)
    assert not asked or not asked[0].isValid()
    if typed.state is PlaceState.AMBIGUOUS:
        # After them come names that only begin so.
        offered = [carried(result)["candidate"]["place_id"] for result in results]
        assert offered[: len(candidates)] == candidates
        assert [result.additionalAttributes()["place_id"] for result in asked[1:]] == candidates


@pytest.fixture
def taught(qgis_app):
    place_names().use_taught([Place("taught:1", "103 line", "", (), "locality", "", 28.9, 21.1, 3000.0, 0.5, "taught")])
    yield
    place_names().use_taught(())


@pytest.mark.usefixtures("taught")
def test_every_door_knows_what_was_taught(box):
    box.line.setText("the 103 line")
    box.line.textEdited.emit("the 103 line")
    typed = box.location("place", [])
    first, *_ = found_places("the 103 line")
    (asked,) = IncidentGeocoder().geocodeString("the 103 line", _geocoder_context())
    assert (typed.lat, typed.lon) == (28.9, 21.1)
    assert meant(carried(first)).place_id == typed.place_id == "taught:1"
    assert asked.geometry().asPoint() == place(["the 103 line"]).asPoint()
    assert place(["the 103 line"]).asPoint().y() == 28.9
