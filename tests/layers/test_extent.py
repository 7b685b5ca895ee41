import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from libya_incident_mapper.layers.extent import LIBYA, libya_extent, placed_extent


def layer_of(*shapes):
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "x", "memory")
    features = []
    for shape in shapes:
        feature = QgsFeature()
        if shape:
            feature.setGeometry(QgsGeometry.fromWkt(shape))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


@pytest.mark.parametrize("layers", [[], [()], [(None,)], [(), (None, None)]])
def test_libya_where_nothing_is_placed(layers):
    assert placed_extent(layer_of(*shapes) for shapes in layers) == LIBYA


def test_a_table_without_geometry_does_not_count():
    table = QgsVectorLayer("NoGeometry?field=a:string", "x", "memory")
    assert placed_extent([table]) == LIBYA


def test_a_single_place_is_shown_with_its_surroundings():
    extent = placed_extent([layer_of("POINT(19 30)", None)])
    assert extent.center().x() == pytest.approx(19) and extent.center().y() == pytest.approx(30)
    assert extent.width() == extent.height() == pytest.approx(0.8)


def test_everything_placed_is_inside_with_a_margin():
    extent = placed_extent([layer_of("POINT(12 26)"), layer_of(), layer_of("POINT(22 31)")])
    assert extent.xMinimum() < 11.5 and extent.xMaximum() > 22.5
    assert extent.yMinimum() < 25.7 and extent.yMaximum() > 31.3


def test_the_rectangle_is_the_callers_own():
    libya_extent().setXMinimum(0)
    assert libya_extent() == LIBYA
