"""The bare GeoPackage, opened as any QGIS would open it."""

import pytest
from qgis.core import QgsVectorLayer

from libya_incident_mapper.layers.crowding import within
from libya_incident_mapper.layers.default_styles import STYLE_NAME, store_default_styles
from libya_incident_mapper.layers.group import casefile_layers, load_casefile
from libya_incident_mapper.layers.styling import LOOKS

EAST = (16.0, 21.0, 24.0, 33.0)


@pytest.mark.parametrize("table", LOOKS)
def test_the_file_alone_is_drawn_like_the_project(casefile, project, draw, table):
    store_default_styles(casefile)
    bare = QgsVectorLayer(casefile.table_uri(table), "bare", "ogr")
    load_casefile(casefile, project)
    styled = casefile_layers(casefile, project)[table]
    assert within(bare.renderer()).classAttribute() == "style_key"
    assert [category.value() for category in within(bare.renderer()).categories()] == [
        category.value() for category in within(styled.renderer()).categories()
    ]
    assert draw([bare], EAST, (500, 700), labels=True) == draw([styled], EAST, (500, 700), labels=True)
    assert bare.mapTipTemplate() == styled.mapTipTemplate()
    bare.loadDefaultStyle()
    assert bare.temporalProperties().isActive()
    assert bare.temporalProperties().endExpression() == styled.temporalProperties().endExpression()


def test_without_them_the_file_is_not_styled(casefile):
    assert QgsVectorLayer(casefile.table_uri("incidents"), "bare", "ogr").renderer().type() == "singleSymbol"


def test_tables_are_readable_too(casefile):
    store_default_styles(casefile)
    sources = QgsVectorLayer(casefile.table_uri("claims"), "bare", "ogr")
    position = sources.fields().indexOf("span_start")
    assert sources.attributeAlias(position) == "Quote begins at character"


def test_storing_again_replaces_and_does_not_pile_up(casefile):
    store_default_styles(casefile)
    store_default_styles(casefile)
    layer = QgsVectorLayer(casefile.table_uri("incidents"), "bare", "ogr")
    own, _, names, _, _ = layer.listStylesInDatabase()
    assert names[:own] == [STYLE_NAME]
