import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsProcessingException, QgsVectorLayer

from libya_incident_mapper.casefile.repository import Casefile

from .conftest import Listener


def test_a_phrase_gives_point_radius_and_reasons(run):
    results = run("locatephrase", TEXT="12 km SSW of Uqaylah, Al Wahat")
    assert (results["STATUS"], results["NAME"], results["RULE"]) == ("found", "El Agheila", "distance at a heading")
    assert (results["LAT"], results["LON"]) == pytest.approx((30.155, 19.154), abs=0.01)
    assert 5_000 < results["RADIUS_M"] < 10_000
    assert "heading half-width 11.25°" in results["REMARK"]
    assert results["PRECISION"] == "near"
    assert "OUTPUT" not in results
    assert "AREA" not in results


@pytest.mark.parametrize(("text", "status"), [("Awaynat", "ambiguous"), ("the 103 line", "unknown")])
def test_nothing_is_guessed(run, text, status):
    listener = Listener()
    results = run("locatephrase", listener=listener, TEXT=text)
    assert (results["STATUS"], results["LAT"], results["LON"], results["RADIUS_M"]) == (status, None, None, None)
    assert results["REMARK"]
    assert ("  Awaynat (Ghat): town in Ghat · same spelling" in listener.said) is (status == "ambiguous")


def test_the_district_decides_among_homonyms(run):
    assert run("locatephrase", TEXT="Awaynat", DISTRICT="Ghat")["STATUS"] == "found"


def test_kilometres_are_counted_on_the_roads_given(run, roads):
    text = "12 km from Ajdabiya on the Ajdabiya-Jalu road"
    without = run("locatephrase", TEXT=text)
    on_it = run("locatephrase", TEXT=text, ROUTES=roads, ROUTE_NAME_FIELD="road", DISTANCE_RULE=1)
    assert (without["RULE"], on_it["RULE"]) == ("distance only", "distance along a path")
    point = QgsGeometry.fromPointXY(QgsPointXY(on_it["LON"], on_it["LAT"]))
    assert roads.getFeature(1).geometry().distance(point) < 0.005
    assert "my roads" in on_it["REMARK"] and "5 km (2001/2004 rule)" in on_it["REMARK"]
    assert on_it["RADIUS_M"] < without["RADIUS_M"]


@pytest.mark.parametrize("text", ["20 km south of Uqaylah", "العقيلة", "Jufra district", "30.26, 19.20"])
def test_the_point_and_its_area_become_layers(run, tmp_path, text):
    """The area holds the point, and is not more than the circle of the radius."""
    files = {name: str(tmp_path / f"{name}.gpkg") for name in ("OUTPUT", "AREA")}
    results = run("locatephrase", TEXT=text, **files)
    point, area = (
        next(QgsVectorLayer(results[name]).getFeatures()) for name in files
    )
    assert point["query"] == area["query"] == text
    assert (point.geometry().asPoint().y(), point.geometry().asPoint().x()) == (results["LAT"], results["LON"])
    assert area.geometry().isMultipart()
    assert area.geometry().distance(point.geometry()) == 0
    assert area.geometry().buffer(0.001, 5).boundingBox().width() < 3 * results["RADIUS_M"] / 90_000


def test_layers_of_what_was_not_found_are_empty(run, tmp_path):
    results = run("locatephrase", TEXT="Awaynat", OUTPUT=str(tmp_path / "point.gpkg"))
    layer = QgsVectorLayer(results["OUTPUT"])
    assert (layer.featureCount(), "status" in layer.fields().names()) == (0, True)


@pytest.mark.parametrize(("text", "sentence"), [(" ", "TEXT is empty"), ("19.20, 30.26", "write latitude first")])
def test_bad_input_is_a_sentence(run, text, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("locatephrase", TEXT=text)


def test_a_casefile_that_is_none_is_a_sentence(run, tmp_path):
    path = tmp_path / "none.gpkg"
    path.write_text("no database")
    with pytest.raises(QgsProcessingException, match="none.gpkg"):
        run("locatephrase", TEXT="Uqaylah", CASEFILE=str(path))


def test_a_casefile_that_taught_nothing_changes_nothing(run, tmp_path):
    Casefile.create(tmp_path / "week.gpkg")
    with_it = run("locatephrase", TEXT="Uqaylah", CASEFILE=str(tmp_path / "week.gpkg"))
    assert with_it == run("locatephrase", TEXT="Uqaylah")
