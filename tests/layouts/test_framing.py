import pytest
from qgis.core import QgsDistanceArea, QgsGeometry, QgsPointXY, QgsProject

from libya_incident_mapper.layouts import framing


def point(lon, lat):
    return QgsGeometry.fromPointXY(QgsPointXY(lon, lat))


@pytest.mark.parametrize(("width", "height"), [(199.0, 100.0), (100.0, 150.0)])
def test_all_shapes_are_inside_with_a_margin_and_the_shape_is_that_of_the_map(width, height):
    shapes = [point(12.78, 26.59), point(19.2, 30.26), point(24.9, 21.9)]
    shown = framing.extent(shapes, QgsProject(), width, height)
    bounds = framing.projected(shapes, QgsProject())
    assert shown.contains(bounds)
    assert shown.width() / shown.height() == pytest.approx(width / height)
    assert bounds.xMinimum() - shown.xMinimum() > 0.05 * bounds.width()


def test_a_single_place_is_shown_with_its_surroundings():
    shown = framing.extent([point(19.2, 30.26)], QgsProject(), 200.0, 100.0)
    assert shown.height() == pytest.approx(framing.SMALLEST)


def test_without_a_place_the_map_shows_libya():
    shown = framing.extent([], QgsProject(), 200.0, 100.0)
    assert shown.contains(framing.projected([point(11.0, 32.9), point(24.9, 20.1)], QgsProject()))


@pytest.mark.parametrize(("lon", "lat"), [(9.5, 30.0), (24.8, 21.0), (20.1, 32.5), (17.5, 27.0)])
def test_lengths_are_true_within_the_country(lon, lat):
    area = QgsDistanceArea()
    area.setEllipsoid("EPSG:7030")
    true = area.measureLine(QgsPointXY(lon, lat), QgsPointXY(lon + 0.1, lat))
    bounds = framing.projected([point(lon, lat), point(lon + 0.1, lat)], QgsProject())
    assert (bounds.width() ** 2 + bounds.height() ** 2) ** 0.5 == pytest.approx(true, rel=0.005)


@pytest.mark.parametrize(("half_degrees", "step"), [(10.0, 5.0), (1.5, 0.5), (0.3, 1 / 12)])
def test_the_grid_has_a_few_lines_at_any_scale(half_degrees, step):
    shapes = [point(17.5 - half_degrees, 27.0 - half_degrees / 2), point(17.5 + half_degrees, 27.0 + half_degrees / 2)]
    shown = framing.projected(shapes, QgsProject())
    assert framing.grid_step(shown, QgsProject()) == pytest.approx(step)
