import pytest
from qgis.core import NULL, QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer, QgsWkbTypes

from .conftest import Listener

COLUMNS = [
    "description", "description_ar", "description_fr", "place_id", "distance_m", "bearing_deg", "district", "grid",
]


@pytest.fixture
def points():
    def make(*geometries, kind="Point", crs="EPSG:4326", columns="n:integer"):
        layer = QgsVectorLayer(f"{kind}?crs={crs}&field={columns}", "points", "memory")
        features = []
        for number, wkt in enumerate(geometries):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([number])
            if wkt:
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            features.append(feature)
        assert layer.dataProvider().addFeatures(features)[0]
        return layer

    return make


def describe(run, layer, **more):
    result, _ = run("describepoint", INPUT=layer, OUTPUT="TEMPORARY_OUTPUT", **more)
    return result, list(result.getFeatures())


def test_a_point_is_described_in_both_languages(run, points):
    result, (row,) = describe(run, points("Point (19.15 30.15)"))
    assert result.fields().names() == ["n", *COLUMNS]
    assert row["description"] == "13 km SSW of El Agheila, Al Wahat"
    assert row["description_ar"] == "13 كم جنوب جنوب غرب العقيلة، الواحات"
    assert (row["district"], row["grid"]) == ("Al Wahat", "34RCU2182536851")
    assert row["distance_m"] == pytest.approx(13_110, abs=5)
    assert row["bearing_deg"] == pytest.approx(202, abs=1)


def test_any_coordinate_system_will_do_and_stays(run, points):
    """The same point in UTM zone 34 North."""
    result, (row,) = describe(run, points("Point (321825.5 3336851.5)", crs="EPSG:32634"))
    assert result.crs().authid() == "EPSG:32634"
    assert (row["description"], row["grid"]) == ("13 km SSW of El Agheila, Al Wahat", "34RCU2182536851")
    assert row.geometry().asPoint().x() == 321825.5


def test_rows_without_one_point_come_out_empty(run, points):
    layer = points("MultiPoint ((19 30), (20 30))", "MultiPoint ((19.15 30.15))", "", kind="MultiPoint")
    result, rows = describe(run, layer)
    assert QgsWkbTypes.flatType(result.wkbType()) == QgsWkbTypes.Type.MultiPoint
    assert [row["description"] for row in rows] == [NULL, "13 km SSW of El Agheila, Al Wahat", NULL]
    assert [row.hasGeometry() for row in rows] == [True, True, False]


def test_what_is_no_point_on_earth_is_said(run, points):
    listener = Listener()
    _, rows = describe(run, points("Point (3000000 3500000)", "Point (20 30)"), listener=listener)
    assert rows[0]["description"] == NULL
    assert rows[1]["description"]
    assert listener.warned[0].startswith("Row 1:")


def test_columns_that_clash_are_kept_under_another_name(run, points):
    result, _ = describe(run, points("Point (20 30)", columns="district:integer"))
    assert result.fields().names() == ["input_district", *COLUMNS]


def test_it_can_be_cancelled(run, points):
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        describe(run, points(*["Point (20 30)"] * 50), listener=Listener(cancels=True))
