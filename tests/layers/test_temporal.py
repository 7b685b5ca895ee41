import pytest
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsDateTimeRange,
    QgsFeature,
    QgsGeometry,
    QgsSimpleMarkerSymbolLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from libya_incident_mapper.layers.temporal import set_time
from libya_incident_mapper.qgis_support.fields import field


@pytest.fixture(params=["compared by QGIS", "compared by the database"])
def layer(qgis_app, request, tmp_path):
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "x", "memory")
    layer.dataProvider().addAttributes([field("date_start", "date"), field("date_end", "date")])
    layer.updateFields()
    symbol = layer.renderer().symbol()
    symbol.changeSymbolLayer(0, QgsSimpleMarkerSymbolLayer.create({"color": "#000000", "size": "6"}))
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("POINT(0.5 0.5)"))
    feature.setAttributes([QDate(2018, 7, 24), QDate(2018, 7, 26)])
    layer.dataProvider().addFeatures([feature])
    if "database" in request.param:
        file = str(tmp_path / "x.gpkg")
        QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, file, QgsCoordinateTransformContext(), QgsVectorFileWriter.SaveVectorOptions()
        )
        renderer, layer = layer.renderer().clone(), QgsVectorLayer(file, "x", "ogr")
        layer.setRenderer(renderer)
    set_time(layer)
    return layer


def moment(day, hour, minutes=60):
    begin = QDateTime(QDate(2018, 7, day), QTime(hour, 0))
    return QgsDateTimeRange(begin, begin.addSecs(60 * minutes))


@pytest.mark.parametrize("time, is_there", [
    (moment(23, 12), False), (moment(24, 0), True), (moment(25, 12), True), (moment(26, 0), True),
    (moment(26, 18), True), (moment(26, 23, 59), True), (moment(27, 0), False), (moment(27, 12), False),
])
def test_a_range_lasts_to_the_end_of_its_last_day(layer, draw, pixels, time, is_there):
    assert (pixels(draw([layer], (0, 0, 1, 1), (60, 60), time=time)) > 0) == is_there


@pytest.mark.parametrize("first, days, is_there", [
    ((2018, 7, 25), 7, True), ((2018, 7, 17), 7, False), ((2018, 7, 27), 7, False),
])
def test_a_week_shows_what_overlaps_it(layer, draw, pixels, first, days, is_there):
    begin = QDateTime(QDate(*first), QTime(0, 0))
    time = QgsDateTimeRange(begin, begin.addDays(days), True, False)
    assert (pixels(draw([layer], (0, 0, 1, 1), (60, 60), time=time)) > 0) == is_there
