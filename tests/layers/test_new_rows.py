"""What is drawn with QGIS's own tools is seen at once, and leaves no sign behind."""

import pytest
from qgis.core import (
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsRectangle,
    QgsVectorLayerUtils,
)

from libya_incident_mapper.layers.categories import style_key_where
from libya_incident_mapper.layers.crowding import counted, within
from libya_incident_mapper.layers.group import load_casefile
from libya_incident_mapper.layers.new_rows import NEW_ROW, draw_new_rows
from libya_incident_mapper.layers.palette import Palette
from libya_incident_mapper.layers.styling import refresh_style

SPOTS = {"incidents": "POINT(12 22)", "movements": "LINESTRING(12 22, 12.5 22)"}
VIEW = (11, 21, 13, 23)
"""A part of the desert in which nothing of the example is."""


@pytest.fixture(params=SPOTS)
def edited(casefile, project, request):
    """A layer in edit mode with one row more, as QGIS's tools add it."""
    table = request.param
    layer = load(casefile, project)[table]
    assert layer.startEditing()
    draw_new_rows(layer)
    return layer


def load(casefile, project):
    load_casefile(casefile, project)
    return {layer.customProperty("libya_incident_mapper/table"): layer for layer in project.mapLayers().values()}


def add(layer, **values):
    context = layer.createExpressionContext()
    table = layer.customProperty("libya_incident_mapper/table")
    row = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt(SPOTS[table]), {}, context)
    for name, value in values.items():
        row[name] = value
    assert layer.addFeature(row)


def legend(layer):
    return [item.label() for item in layer.renderer().legendSymbolItems()]


def test_a_new_row_is_drawn_before_it_is_saved(edited, draw, pixels):
    assert pixels(draw([edited], VIEW)) == 0
    add(edited)
    assert pixels(draw([edited], VIEW)) > 20


def test_what_is_denied_is_not_drawn(edited, draw, pixels):
    add(edited, stance="denies")
    assert pixels(draw([edited], VIEW)) == 0


def test_what_the_filter_leaves_out_is_not_drawn(edited, draw, pixels):
    renderer = edited.renderer().clone()
    renderer.setClassAttribute(style_key_where("\"status\" = 'approved'"))
    edited.setRenderer(renderer)
    add(edited)
    assert pixels(draw([edited], VIEW)) == 0
    add(edited, status="approved")
    assert pixels(draw([edited], VIEW)) > 0


def test_a_sheet_does_not_have_it(edited, project, pixels):
    add(edited)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName("A sheet")
    item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(item)
    item.attemptResize(QgsLayoutSize(100, 100))
    item.setCrs(edited.crs())
    item.setLayers([edited])
    item.setExtent(QgsRectangle(*VIEW))
    assert pixels(QgsLayoutExporter(layout).renderPageToImage(0, dpi=50)) == 0
    add(edited, style_key=edited.renderer().categories()[0].value())
    assert pixels(QgsLayoutExporter(layout).renderPageToImage(0, dpi=50)) > 0


def test_the_legend_has_it_in_edit_mode_only(edited):
    before = [label for label in legend(edited) if label != "Not yet brought in step"]
    assert len(legend(edited)) == len(before) + 1
    add(edited)
    assert edited.rollBack()
    draw_new_rows(edited)
    assert legend(edited) == before


def test_it_stays_until_the_row_is_brought_in_step(edited, draw, pixels):
    table = edited.customProperty("libya_incident_mapper/table")
    add(edited)
    assert edited.commitChanges(), edited.commitErrors()
    draw_new_rows(edited)
    assert pixels(draw([edited], VIEW)) > 20
    refresh_style(edited, table, lambda: Palette({}))
    assert "Not yet brought in step" not in legend(edited)
    assert pixels(draw([edited], VIEW)) == 0


def test_a_style_of_the_users_own_is_left_alone(casefile, project):
    layer = load(casefile, project)["incidents"]
    renderer = layer.renderer().clone()
    renderer.setClassAttribute("kind")
    layer.setRenderer(renderer)
    assert layer.startEditing()
    draw_new_rows(layer)
    assert "Not yet brought in step" not in legend(layer)


def test_within_clusters_it_is_drawn_too(casefile, project):
    layer = load(casefile, project)["incidents"]
    layer.setRenderer(counted(layer.renderer()))
    assert layer.startEditing()
    draw_new_rows(layer)
    assert layer.renderer().type() == "pointDisplacement"
    assert within(layer.renderer()).categoryIndexForValue(NEW_ROW) >= 0
