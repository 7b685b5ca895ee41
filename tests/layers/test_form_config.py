"""QGIS's own form and attribute table on our layers."""

import re

import pytest
from qgis.core import QgsExpression, QgsFieldConstraints, QgsValueMapFieldFormatter, QgsVectorLayer

from libya_incident_mapper.casefile.schema import BOOKKEEPING, FID, TABLES
from libya_incident_mapper.layers.column_names import column_title
from libya_incident_mapper.layers.form_config import DERIVED, EDITABLE, HIDDEN, configure_form
from libya_incident_mapper.layers.form_rules import DEFAULTS, REQUIRED
from libya_incident_mapper.layers.palette import ActorLook, Palette
from libya_incident_mapper.model.codes import code_list
from libya_incident_mapper.model.language import speaking, tr
from libya_incident_mapper.qgis_support.fields import field

PALETTE = Palette({"is": ActorLook("Islamic State", "IS", "#1a1a1a")})


def layer_of(table, palette=PALETTE):
    layer = QgsVectorLayer("NoGeometry", table, "memory")
    layer.dataProvider().addAttributes([field(column.name, column.kind) for column in TABLES[table].columns])
    layer.updateFields()
    configure_form(layer, table, palette)
    return layer


def is_hard(layer, column, constraint):
    rules = layer.fields().field(column).constraints()
    hard = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
    return bool(rules.constraints() & constraint) and rules.constraintStrength(constraint) == hard


def widget(layer, column):
    return layer.editorWidgetSetup(layer.fields().indexOf(column))


SHOWN = [name for name in TABLES if name not in BOOKKEEPING]


@pytest.mark.parametrize("table", SHOWN)
def test_every_column_has_a_heading_in_words_and_technical_ones_are_hidden(table):
    layer = layer_of(table)
    for column in layer.fields():
        assert column.alias()
        assert "_" not in column.alias()
        hidden = layer.editorWidgetSetup(layer.fields().indexOf(column.name())).type() == "Hidden"
        assert hidden == (column.name() in HIDDEN)


@pytest.mark.parametrize("table", SHOWN)
def test_every_heading_is_arabic_in_an_arabic_window_and_names_stay(table):
    with speaking("ar"):
        layer = layer_of(table)
    assert [column.alias() for column in layer.fields() if re.search("[A-Za-z]", column.alias())] == []
    assert [column.name() for column in layer.fields()] == list(TABLES[table].names)


def test_headings_are_told_apart_within_a_table():
    for table in SHOWN:
        aliases = [column.alias() for column in layer_of(table).fields()]
        assert len(set(aliases)) == len(aliases)
    assert column_title(FID) not in {column.alias() for name in SHOWN for column in layer_of(name).fields()}


def test_a_column_that_somebody_added_keeps_its_name():
    assert column_title("my_own_remark") == "my_own_remark"


@pytest.mark.parametrize("table, column, code, words", [
    ("incidents", "date_precision", "range", "plusieurs jours"), ("waypoints", "place_state", "ambiguous", "Ambigu"),
    ("incidents", "place_kind", "checkpoint", "poste de contrôle"), ("places", "kind", "village", "village"),
    ("actors", "certainty", "probable", "Probable"),
])
def test_codes_that_nobody_types_are_read_in_the_language(table, column, code, words):
    with speaking("fr"):
        assert {words: code} in widget(layer_of(table), column).config()["map"]


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


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_labels_are_in_the_language_spoken(language):
    with speaking(language):
        choices = widget(layer_of("incidents"), "status").config()["map"]
        assert choices == [{tr(code.label): code.code} for code in code_list("statuses").values()]
    assert choices != widget(layer_of("incidents"), "status").config()["map"]


@pytest.mark.parametrize("table, column", [("incidents", "actor1"), ("movements", "actor")])
def test_actors_are_shown_by_name(table, column):
    assert widget(layer_of(table), column).config()["map"] == [{"Islamic State": "is"}]


@pytest.mark.parametrize("table, column", [("incidents", "actor2"), ("claims", "claimant")])
def test_who_need_not_be_named_can_be_nobody(table, column):
    nobody, known = widget(layer_of(table), column).config()["map"]
    assert list(nobody.values()) == [QgsValueMapFieldFormatter.NULL_VALUE]
    assert known == {"Islamic State": "is"}


def test_two_actors_of_one_name_can_both_be_chosen():
    look = ActorLook("Martyrs' Brigade", "MB", "#1a1a1a")
    layer = layer_of("incidents", Palette({"mb_derna": look, "mb_zawiya": look}))
    assert [list(one.values()) for one in widget(layer, "actor1").config()["map"]] == [["mb_derna"], ["mb_zawiya"]]


def test_what_the_casefile_works_out_cannot_be_typed():
    for table, derived in DERIVED.items():
        layer = layer_of(table)
        form = layer.editFormConfig()
        for position, column in enumerate(layer.fields()):
            assert form.readOnly(position) == (column.name() in derived), column.name()


def test_derived_and_hidden_columns_are_columns_of_the_schema():
    assert {column for table in TABLES.values() for column in table.names} | {"fid"} >= HIDDEN
    for table, derived in DERIVED.items():
        assert set(TABLES[table].names) >= derived


@pytest.mark.parametrize("table, column", [
    ("incidents", "uid"), ("movements", "uid"), ("claims", "uid"), ("sources", "uid"),
])
def test_identifiers_are_unique(table, column):
    assert is_hard(layer_of(table), column, QgsFieldConstraints.Constraint.ConstraintUnique)


@pytest.mark.parametrize("table", EDITABLE)
def test_what_every_row_needs_must_be_there(table):
    layer = layer_of(table)
    for column in REQUIRED[table]:
        assert is_hard(layer, column, QgsFieldConstraints.Constraint.ConstraintNotNull)


@pytest.mark.parametrize("table", EDITABLE)
def test_rules_are_on_columns_of_the_schema_and_can_be_read(table):
    layer = layer_of(table)
    assert set(TABLES[table].names) >= {*REQUIRED[table], *DEFAULTS[table]}
    for position, column in enumerate(layer.fields()):
        for text in (layer.constraintExpression(position), layer.defaultValueDefinition(position).expression()):
            assert not text or not QgsExpression(text).hasParserError(), (column.name(), text)
        if layer.constraintExpression(position):
            assert layer.constraintDescription(position).endswith((".", "…."))
