"""QGIS's own form on the casefile's layers, as identify, the attribute table and the digitising tools open it."""

import pytest
from qgis.core import (
    QgsExpression,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsValueRelationFieldFormatter,
    QgsVectorLayerTools,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsGui, QgsMapCanvas, QgsRelationEditorWidget
from qgis.PyQt.QtCore import QDate
from qgis.PyQt.QtWidgets import QTabWidget

from libya_incident_mapper.casefile.tidying import tidy
from libya_incident_mapper.layers.group import casefile_layers, load_casefile
from libya_incident_mapper.model.records import Source
from libya_incident_mapper.qgis_support.values import plain


@pytest.fixture
def layers(casefile, qgis_new_project):
    load_casefile(casefile, QgsProject.instance())
    yield casefile_layers(casefile, QgsProject.instance())
    for layer in QgsProject.instance().mapLayers().values():
        if hasattr(layer, "isEditable") and layer.isEditable():
            layer.rollBack()
    QgsProject.instance().clear()


class Tools(QgsVectorLayerTools):
    """What QGIS's own window gives to forms; without it the editor of a relation ends the program (3.22)."""

    def addFeature(self, layer, defaults=None, geometry=None, *more):  # noqa: N802
        row = QgsVectorLayerUtils.createFeature(layer, geometry or QgsGeometry(), defaults or {})
        return layer.addFeature(row), row

    def startEditing(self, layer):  # noqa: N802
        return layer.startEditing()

    def stopEditing(self, layer, may_cancel=True):  # noqa: N802
        return layer.commitChanges()

    def saveEdits(self, layer):  # noqa: N802
        return layer.commitChanges(False)


@pytest.fixture
def context(qgis_app):
    QgsGui.editorWidgetRegistry().initEditors()
    tools, canvas = Tools(), QgsMapCanvas()
    context = QgsAttributeEditorContext()
    context.setVectorLayerTools(tools)
    context.setMapCanvas(canvas)
    yield context
    canvas.deleteLater()


@pytest.fixture
def form_of(qtbot, layers, context):
    def opened(table, row):
        form = QgsAttributeForm(layers[table], row, context)
        qtbot.addWidget(form)
        form.show()
        return form

    return opened


def row_of(layer, uid):
    return next(row for row in layer.getFeatures() if row["uid"] == uid)


def new_row(layer, **values):
    point = QgsGeometry.fromPointXY(QgsPointXY(19.5, 30.5))
    given = {layer.fields().indexOf(name): value for name, value in values.items()}
    return QgsVectorLayerUtils.createFeature(layer, point, given, layer.createExpressionContext())


def test_the_form_begins_as_ours_does_and_shows_claims(layers, form_of):
    form = form_of("incidents", row_of(layers["incidents"], "I1"))
    tabs = form.findChild(QTabWidget)
    assert [tabs.tabText(place) for place in range(tabs.count())] == [
        "Incident", "Killed", "Harmed", "Standing and notes", "Claims", "Worked out",
    ]
    [claims] = form.findChildren(QgsRelationEditorWidget)
    assert claims.relation().referencingLayer() == layers["claims"]
    first = layers["incidents"].editFormConfig().tabs()[0].children()
    assert [element.name() for element in first][:3] == ["kind", "date_start", "date_end"]


def test_rows_are_listed_by_what_a_person_knows_them_by(layers):
    for table in ("incidents", "movements", "waypoints", "claims", "sources"):
        assert not QgsExpression(layers[table].displayExpression()).hasParserError()
    assert layers["incidents"].displayExpression() == '"label"'


def test_every_column_is_in_the_form_or_hidden(layers):
    for table in ("incidents", "movements", "waypoints", "claims", "sources"):
        layer = layers[table]
        shown = [field.name() for tab in layer.editFormConfig().tabs() for field in tab.children()]
        assert len(shown) == len(set(shown))
        for position, column in enumerate(layer.fields()):
            hidden = layer.editorWidgetSetup(position).type() == "Hidden"
            assert (column.name() in shown) != hidden, column.name()


def test_the_attribute_table_has_the_columns_of_the_form_in_its_order(layers):
    columns = layers["incidents"].attributeTableConfig().columns()
    shown = [column.name for column in columns if not column.hidden]
    assert shown[:7] == ["kind", "date_start", "date_end", "place_text", "radius_m", "precision", "actor1"]
    assert not {"uid", "fid", "style_key", "area_wkb"}.intersection(shown)


@pytest.mark.parametrize("column, value, expected", [
    ("date_end", QDate(2018, 7, 1), "swap the two"), ("killed_b_low", 9, "low over best to high"),
    ("actor1", None, "Choose an actor"), ("radius_m", -5.0, "above 0 m"), ("kind", "party", "one of the list"),
])
def test_the_form_keeps_what_is_not_valid_out_and_says_what_to_do(layers, form_of, column, value, expected):
    layer = layers["incidents"]
    assert layer.startEditing()
    row = row_of(layer, "I1")
    form = form_of("incidents", row)
    form.changeAttribute(column, value)
    form.save()
    assert row_of(layer, "I1").attributes() == row.attributes()
    _, reasons = QgsVectorLayerUtils.validateAttribute(layer, form.currentFormFeature(), layer.fields().indexOf(column))
    assert any(expected in reason for reason in reasons)


def test_the_form_stores_what_is_valid(layers, form_of):
    layer = layers["incidents"]
    assert layer.startEditing()
    form = form_of("incidents", row_of(layer, "I1"))
    form.changeAttribute("summary", "by form")
    form.changeAttribute("status", "approved")
    assert form.save()
    row = row_of(layer, "I1")
    assert (row["summary"], row["status"], row["revision"]) == ("by form", "approved", 2)


def test_the_last_day_may_be_left_empty(layers, form_of):
    layer = layers["incidents"]
    assert layer.startEditing()
    form = form_of("incidents", row_of(layer, "I1"))
    form.changeAttribute("date_end", None)
    form.changeAttribute("summary", "one day")
    assert form.save()
    assert row_of(layer, "I1")["summary"] == "one day"


def test_every_record_of_ours_fulfils_the_rules(layers):
    for table in ("incidents", "movements", "waypoints", "claims", "sources"):
        layer = layers[table]
        for row in layer.getFeatures():
            for position, column in enumerate(layer.fields()):
                valid, reasons = QgsVectorLayerUtils.validateAttribute(layer, row, position)
                assert valid, (table, column.name(), row[position], reasons)


def test_a_new_row_has_identifier_stamp_and_standing(layers):
    row = new_row(layers["incidents"], date_start=QDate(2018, 7, 24), kind="attack", actor1="is_libya")
    assert len(row["uid"]) == 32
    assert (row["status"], row["stance"], row["revision"]) == ("draft", "reports", 1)
    assert row["created"] == row["modified"]
    assert not row["modified"].endswith("+00:00")
    assert row["created_by"]


def test_a_pasted_row_gets_an_identifier_of_its_own(layers, casefile):
    layer = layers["incidents"]
    assert layer.startEditing()
    copied = row_of(layer, "I1")
    given = dict(enumerate(copied.attributes()))
    pasted = QgsVectorLayerUtils.createFeature(layer, copied.geometry(), given, layer.createExpressionContext())
    assert pasted["uid"] != "I1"
    assert pasted["kind"] == copied["kind"]
    assert layer.addFeature(pasted)
    assert layer.commitChanges(), layer.commitErrors()
    [record] = tidy(casefile).records
    assert record.kind == "attack"
    assert record.location.lat == pytest.approx(copied["lat"])
    assert casefile.counts()["incidents"] == 6


def test_editing_in_the_table_signs_the_row_and_raises_its_revision(layers, casefile):
    layer = layers["incidents"]
    assert layer.startEditing()
    row = row_of(layer, "I1")
    assert layer.changeAttributeValue(row.id(), layer.fields().indexOf("summary"), "by hand")
    assert row_of(layer, "I1")["revision"] == row["revision"] + 1
    assert layer.commitChanges(), layer.commitErrors()
    [record] = tidy(casefile).records
    assert (record.uid, record.summary) == ("I1", "by hand")
    assert record.stamp.revision > row["revision"]


def test_moving_the_point_signs_the_row(layers, casefile):
    layer = layers["incidents"]
    assert layer.startEditing()
    row = row_of(layer, "I1")
    assert layer.changeGeometry(row.id(), QgsGeometry.fromPointXY(QgsPointXY(20.0, 30.0)))
    assert layer.commitChanges(), layer.commitErrors()
    [record] = tidy(casefile).records
    assert (record.location.lat, record.location.lon) == (30.0, 20.0)


@pytest.mark.parametrize("table, column, other, shown", [
    ("claims", "source_uid", "sources", "name"), ("waypoints", "movement_uid", "movements", "label"),
])
def test_what_a_row_belongs_to_is_chosen_by_its_words(layers, table, column, other, shown):
    setup = layers[table].editorWidgetSetup(layers[table].fields().indexOf(column))
    assert setup.type() == "ValueRelation"
    assert (setup.config()["Layer"], setup.config()["Value"]) == (layers[other].id(), shown)


def test_a_stop_that_is_drawn_belongs_to_the_movement_that_was_chosen(layers, casefile):
    layer = layers["waypoints"]
    assert layer.startEditing()
    assert layer.addFeature(new_row(layer, movement_uid="M2", role="via"))
    assert layer.commitChanges(), layer.commitErrors()
    [record] = tidy(casefile).records
    assert [stop.role for stop in record.waypoints] == ["origin", "via", "via", "destination"]
    assert record.waypoints[2].location.lon == 19.5


def test_forms_come_back_with_the_project(layers, casefile, tmp_path, qtbot, context):
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "case.qgz"))
    project.clear()
    assert project.read(str(tmp_path / "case.qgz"))
    layer = casefile_layers(casefile, project)["movements"]
    assert not layer.readOnly()
    form = QgsAttributeForm(layer, row_of(layer, "M2"), context)
    qtbot.addWidget(form)
    tabs = form.findChild(QTabWidget)
    assert [tabs.tabText(place) for place in range(tabs.count())][3:5] == ["Claims", "Stops"]
    assert plain(layer.defaultValueDefinition(layer.fields().indexOf("modified")).applyOnUpdate())


def test_layers_of_an_older_project_are_opened_to_the_tools(layers, casefile):
    for layer in layers.values():
        layer.setReadOnly(True)
        config = layer.editFormConfig()
        config.clearTabs()
        layer.setEditFormConfig(config)
    load_casefile(casefile, QgsProject.instance())
    assert not layers["incidents"].readOnly()
    assert layers["actors"].readOnly()
    assert len(layers["incidents"].editFormConfig().tabs()) == 6


def test_sources_of_one_name_are_told_apart_where_one_is_chosen(casefile, layers):
    casefile.add_source(Source("Radio Qasr", kind="media", reliability="B"))
    sources, claims = layers["sources"], layers["claims"]
    sources.startEditing()
    twin = new_row(sources, name="Radio Qasr", kind="person", reliability="C")
    twin.clearGeometry()
    sources.addFeature(twin)
    assert sources.commitChanges()
    setup = claims.editorWidgetSetup(claims.fields().indexOf("source_uid"))
    choices = QgsValueRelationFieldFormatter.createCache(setup.config())
    assert {(choice.value, choice.description) for choice in choices if choice.value == "Radio Qasr"} == {
        ("Radio Qasr", "Radio Qasr (News outlet, B)"), ("Radio Qasr", "Radio Qasr (Person, C)"),
    }
    context = sources.createExpressionContext()
    context.setFeature(next(row for row in sources.getFeatures() if row["kind"] == "person"))
    assert QgsExpression(sources.displayExpression()).evaluate(context) == "Radio Qasr (Person, C)"
