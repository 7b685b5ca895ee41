"""QGIS's own form and attribute table on our layers."""

import pytest
from qgis.core import QgsVectorLayer

from libya_incident_mapper.casefile.schema import TABLES
from libya_incident_mapper.layers.form_config import DERIVED, HIDDEN, configure_form
from libya_incident_mapper.layers.palette import ActorLook, Palette
from libya_incident_mapper.model.codes import code_list
from libya_incident_mapper.qgis_support.fields import field

PALETTE = Palette({"is": ActorLook("Islamic State", "IS", "#1a1a1a")})


def layer_of(table):
    layer = QgsVectorLayer("NoGeometry", table, "memory")
    layer.dataProvider().addAttributes([field(column.name, column.kind) for column in TABLES[table].columns])
    layer.updateFields()
    configure_form(layer, table, PALETTE)
    return layer


def widget(layer, column):
    return layer.editorWidgetSetup(layer.fields().indexOf(column))


@pytest.mark.parametrize("table", [name for name in TABLES if name != "casefile"])
def test_every_column_has_a_heading_in_words_and_technical_ones_are_hidden(table):
    layer = layer_of(table)
    for column in layer.fields():
        assert column.alias()
        assert "_" not in column.alias()
        hidden = layer.editorWidgetSetup(layer.fields().indexOf(column.name())).type() == "Hidden"
        assert hidden == (column.name() in HIDDEN)


@pytest.mark.parametrize("column, heading", [
    ("killed_a_best", "Killed, actor 1: best estimate"), ("killed_high", "Killed, total: at most"),
    ("captured_text", "Captured: as written"), ("radius_m", "Uncertainty (m)"), ("summary", "Summary"),
])
def test_headings(column, heading):
    assert next(known.alias() for known in layer_of("incidents").fields() if known.name() == column) == heading


@pytest.mark.parametrize("table, column, codes", [
    ("incidents", "kind", "event_kinds"), ("movements", "kind", "movement_kinds"),
    ("waypoints", "role", "waypoint_roles"),
    ("claims", "stance", "stances"), ("sources", "reliability", "reliability"), ("actors", "bloc", "blocs"),
])
def test_codes_are_chosen_by_their_labels(table, column, codes):
    setup = widget(layer_of(table), column)
    assert setup.type() == "ValueMap"
    assert setup.config()["map"] == [{code.label: code.code} for code in code_list(codes).values()]


@pytest.mark.parametrize("table, column", [("incidents", "actor1"), ("movements", "actor"), ("claims", "claimant")])
def test_actors_are_shown_by_name(table, column):
    assert widget(layer_of(table), column).config()["map"] == [{"Islamic State": "is"}]


def test_what_the_casefile_works_out_cannot_be_typed():
    for table in ("incidents", "movements"):
        layer = layer_of(table)
        form = layer.editFormConfig()
        for position, column in enumerate(layer.fields()):
            assert form.readOnly(position) == (column.name() in DERIVED), column.name()


def test_derived_and_hidden_columns_are_columns_of_the_schema():
    known = {column for table in TABLES.values() for column in table.names} | {"fid"}
    assert known >= DERIVED | HIDDEN
