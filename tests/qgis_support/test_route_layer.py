"""The user's line layers as routes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsVectorLayer,
)

from libya_incident_mapper.model.errors import UnreadableValue
from libya_incident_mapper.qgis_support.route_layer import RouteReader


@pytest.fixture
def lines(qgis_app):
    """A layer in memory of (name, WKT)."""

    def make(rows, kind="LineString", crs="EPSG:4326", column="name"):
        layer = QgsVectorLayer(f"{kind}?crs={crs}&field={column}:string", "roads", "memory")
        features = []
        for name, text in rows:
            feature = QgsFeature(layer.fields())
            feature.setAttributes([name])
            if text:
                feature.setGeometry(QgsGeometry.fromWkt(text))
            features.append(feature)
        assert layer.dataProvider().addFeatures(features)[0]
        return layer

    return make


def read(layer, column="name"):
    return RouteReader(layer, column, QgsCoordinateTransformContext()).read()


def test_pieces_of_one_name_that_touch_are_one_road(lines):
    routes = read(lines([
        ("Sirte-Hun road", "LINESTRING (16 31, 16 30)"), ("Gas pipeline", "LINESTRING (12 32, 11 30)"),
        ("Sirte-Hun road", "LINESTRING (16 29, 16 30)"), ("Sirte-Hun road", "LINESTRING (17 20, 17 21)"),
    ]))
    assert [(route.name, route.kind, len(route.line)) for route in routes] == [
        ("Sirte-Hun road", "road", 3), ("Sirte-Hun road", "road", 2), ("Gas pipeline", "pipeline", 2),
    ]
    assert {(point.lat, point.lon) for point in routes[0].line} == {(31, 16), (30, 16), (29, 16)}
    assert {route.source for route in routes} == {"roads"}


def test_other_coordinate_systems_parts_arcs_and_heights_are_read(lines):
    mercator = read(lines([("R", "LINESTRING (1781111.85 3632749.14, 1892431.34 3632749.14)")], crs="EPSG:3857"))
    assert (round(mercator[0].line[0].lat, 4), round(mercator[0].line[0].lon, 4)) == (31.0, 16.0)
    parts = read(lines([("R", "MULTILINESTRING ((1 1, 2 2), (3 3, 4 4))")], "MultiLineString"))
    assert len(parts) == 2
    assert len(read(lines([("R", "LINESTRING Z (1 1 5, 2 2 6)")], "LineStringZ"))[0].line) == 2
    assert len(read(lines([("R", "COMPOUNDCURVE (CIRCULARSTRING (1 1, 2 2, 3 1), (3 1, 5 1))")], "CompoundCurve"))) == 1


def test_lines_without_a_name_or_a_column_are_kept_one_by_one(lines):
    layer = lines([(None, "LINESTRING (1 1, 2 2)"), ("", "LINESTRING (2 2, 3 3)"), ("  ", "LINESTRING (5 5, 6 6)")])
    assert [route.name for route in read(layer)] == ["a line of roads"] * 3
    assert len(read(layer, "")) == 3


def test_what_has_no_line_is_left_out(lines):
    rows = [("R", ""), ("R", "LINESTRING EMPTY"), ("R", "LINESTRING (1 1, 1 1)")]
    assert read(lines(rows)) == ()
    assert read(lines([])) == ()


def test_a_layer_without_lines_or_without_the_column_gets_a_sentence(lines):
    with pytest.raises(UnreadableValue, match="'roads' holds no lines; choose a line layer"):
        read(lines([("R", "POINT (1 1)")], "Point"))
    with pytest.raises(UnreadableValue, match="has no column 'road'; choose one of name"):
        read(lines([("R", "LINESTRING (1 1, 2 2)")]), "road")


@pytest.mark.parametrize("text, crs", [
    ("LINESTRING (1e30 1e30, 2e30 2e30)", "EPSG:32633"), ("LINESTRING (1 1, 500 1)", "EPSG:4326"),
])
def test_a_line_off_the_globe_gets_a_sentence(lines, text, crs):
    with pytest.raises(UnreadableValue, match="Line 1 of 'roads' lies nowhere on the globe; set the layer's"):
        read(lines([("R", text)], crs=crs))


def test_a_layer_without_a_coordinate_system_is_taken_as_degrees(lines):
    layer = lines([("R", "LINESTRING (16 31, 16 30)")])
    layer.setCrs(QgsCoordinateReferenceSystem())
    assert read(layer)[0].line[0].lat == 31


def test_a_layer_is_read_in_another_thread_as_it_was(lines):
    layer = lines([("R", f"LINESTRING (16 {lat}, 16 {lat + 0.1})") for lat in range(20, 30)] * 25)
    reader, told = RouteReader(layer, "name", QgsCoordinateTransformContext()), []
    layer.dataProvider().truncate()
    with ThreadPoolExecutor(1) as pool:
        routes = pool.submit(reader.read, told.append).result()
    assert {route.line[0].lat for route in routes} == {*range(20, 30)}
    assert told == sorted(told) and told[:3] == [0, 0.2, 0.4] and told[-1] >= 0.5


def test_reading_can_be_stopped(lines):
    def stop(share):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        RouteReader(lines([("R", "LINESTRING (16 31, 16 30)")]), "name", QgsCoordinateTransformContext()).read(stop)
