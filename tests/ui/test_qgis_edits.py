"""QGIS's own tools on the layers of the casefile, and how the dock notices."""

from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayerUtils
from qgis.PyQt.QtWidgets import QPushButton

from libya_incident_mapper.casefile.map_layers import show_changes
from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Claim, Incident, Movement, Source, Waypoint

DAY = DateRange.day(date(2018, 7, 24))
UQAYLAH = Location("Uqaylah", PlaceState.FOUND, 30.25, 19.2, 9000.0, precision=Precision.NEAR)
JALU = Location("Jalu", PlaceState.FOUND, 29.03, 21.55, 2000.0, precision=Precision.LOCALITY)


@pytest.fixture
def case(opened, qtbot):
    """The desk with two incidents and a movement, and the list in front."""
    session = opened.session
    for uid in ("I1", "I2"):
        session.save(Incident(
            "attack", DAY, "is_libya", uid, location=UQAYLAH, claims=(Claim(uid=f"C-{uid}", reliability="D"),),
        ))
    stops = (Waypoint("origin", UQAYLAH), Waypoint("destination", JALU))
    session.save(Movement("is_libya", DAY, "M1", waypoints=stops))
    opened.dock.tabs.setCurrentWidget(opened.dock.records)
    # What opening looks for would else find, and tell, what a test means to be found later.
    qtbot.waitUntil(lambda: not (opened.edits.is_busy() or opened.dock.records.model.is_busy()))
    return opened


def layer_of(desk, table):
    return casefile_layers(desk.session.casefile, QgsProject.instance())[table]


def row_of(layer, uid):
    return next(row for row in layer.getFeatures() if row["uid"] == uid)


def set_values(layer, fid, **values):
    for name, value in values.items():
        assert layer.changeAttributeValue(fid, layer.fields().indexOf(name), value)


def edit(desk, table, uid, **values):
    """As somebody types into the attribute table, and saves."""
    layer = layer_of(desk, table)
    assert layer.startEditing()
    set_values(layer, row_of(layer, uid).id(), **values)
    assert layer.commitChanges(), layer.commitErrors()


def told(desk):
    return desk.dock.banner.text.text() if desk.dock.banner.isVisible() else ""


def lines(desk):
    return {row.uid: row for row in desk.dock.records.model.rows()}


def test_a_row_edited_in_the_table_is_brought_in_step_and_told(case, qtbot):
    before = case.session.casefile.incident("I1")
    edit(case, "incidents", "I1", kind="air_drone_strike", killed_a_best=6)
    qtbot.waitUntil(lambda: told(case) == "A record edited in QGIS was brought in step.")
    record = case.session.casefile.incident("I1")
    assert record.kind == "air_drone_strike"
    assert record.stamp.revision > before.stamp.revision
    assert row_of(layer_of(case, "incidents"), "I1")["killed_best"] == 6
    assert "drone" in lines(case)["I1"].what.casefold()
    [area] = [row for row in layer_of(case, "location_areas").getFeatures() if row["record_uid"] == "I1"]
    assert area["kind"] == "air_drone_strike"


def test_what_is_not_valid_stays_and_is_named_with_what_to_do(case, qtbot):
    edit(case, "incidents", "I1", date_end="2018-07-01")
    qtbot.waitUntil(lambda: "swap the two" in told(case))
    assert row_of(layer_of(case, "incidents"), "I1")["date_end"].toString("yyyy-MM-dd") == "2018-07-01"
    [select] = [button for button in case.dock.banner.findChildren(QPushButton) if "Select" in button.text()]
    select.click()
    qtbot.waitUntil(lambda: [row.uid for row in case.dock.records.selected()] == ["I1"])
    edit(case, "incidents", "I1", date_end="2018-07-25")
    qtbot.waitUntil(lambda: told(case) == "A record edited in QGIS was brought in step.")
    assert lines(case)["I1"].date == "24–25 Jul 2018"


def test_a_point_moved_by_the_vertex_tool_takes_its_area_along(case, qtbot):
    layer = layer_of(case, "incidents")
    assert layer.startEditing()
    moved = QgsGeometry.fromPointXY(QgsPointXY(20.0, 30.0))
    assert layer.changeGeometry(row_of(layer, "I2").id(), moved)
    assert layer.commitChanges()
    qtbot.waitUntil(lambda: case.session.casefile.incident("I2").location.lon == 20.0)
    [area] = [row for row in layer_of(case, "location_areas").getFeatures() if row["record_uid"] == "I2"]
    assert area.geometry().contains(moved)


def test_a_row_pasted_from_the_same_layer_is_a_record_of_its_own(case, qtbot):
    layer = layer_of(case, "incidents")
    copied = row_of(layer, "I1")
    assert layer.startEditing()
    given = dict(enumerate(copied.attributes()))
    pasted = QgsVectorLayerUtils.createFeature(layer, copied.geometry(), given, layer.createExpressionContext())
    assert layer.addFeature(pasted)
    assert layer.commitChanges(), layer.commitErrors()
    qtbot.waitUntil(lambda: len(lines(case)) == 4)
    assert set(lines(case)) >= {"I1", "I2", pasted["uid"]}


def test_a_deleted_row_leaves_nothing_behind(case, qtbot):
    layer = layer_of(case, "incidents")
    assert layer.startEditing()
    assert layer.deleteFeature(row_of(layer, "I1").id())
    assert layer.commitChanges()
    qtbot.waitUntil(lambda: set(lines(case)) == {"I2", "M1"})
    assert [row["record_uid"] for row in layer_of(case, "claims").getFeatures()] == ["I2"]
    assert {row["record_uid"] for row in layer_of(case, "location_areas").getFeatures()} == {"I2", "M1"}


def test_a_row_edited_in_the_table_has_its_values_before_and_after_in_the_history(case, qtbot):
    edit(case, "incidents", "I1", summary="from the table")
    qtbot.waitUntil(lambda: "brought in step" in told(case))
    case.edit(lines(case)["I1"])
    [said, _] = case.session.casefile.history(case.session.casefile.incident("I1"))
    assert said.by == case.session.casefile.user
    assert (said.before, said.after) == ({"summary": ""}, {"summary": "from the table"})


def test_a_deleted_row_is_among_the_deleted_and_comes_back_into_list_and_layer(case, qtbot):
    stored = case.session.casefile.incident("I1")
    case.deleted.ask()
    layer = layer_of(case, "incidents")
    assert layer.startEditing()
    assert layer.deleteFeature(row_of(layer, "I1").id())
    assert layer.commitChanges()
    qtbot.waitUntil(lambda: "can be put back" in told(case))
    dialog = case.deleted.dialog
    assert dialog.current() == stored
    said = dialog.history.toPlainText().splitlines()[0]
    assert said.endswith("Deleted (outside the plugin)")
    assert case.session.casefile.user in said
    dialog.put_back.click()
    assert set(lines(case)) == {"I1", "I2", "M1"}
    assert row_of(layer_of(case, "incidents"), "I1").hasGeometry()
    assert case.session.casefile.incident("I1").claims == stored.claims


def test_who_deleted_a_row_elsewhere_is_said_to_be_unknown(case, qtbot):
    layer = case.session.casefile.layer("incidents")
    assert layer.startEditing()
    assert layer.deleteFeature(row_of(layer, "I1").id())
    assert layer.commitChanges()
    case.open(str(case.session.casefile.path))
    qtbot.waitUntil(lambda: "can be put back" in told(case))
    case.deleted.ask()
    assert " · by whom is not known · Deleted" in case.deleted.dialog.history.toPlainText()


def test_rows_deleted_in_a_transaction_group_are_among_the_deleted(case, qtbot, group_edits):
    group_edits()
    stored = case.session.casefile.movement("M1")
    movements, stops = layer_of(case, "movements"), layer_of(case, "waypoints")
    assert movements.startEditing()
    assert stops.deleteFeatures([row.id() for row in stops.getFeatures()])
    assert movements.deleteFeature(row_of(movements, "M1").id())
    assert movements.commitChanges()
    qtbot.waitUntil(lambda: "can be put back" in told(case))
    assert case.session.casefile.deleted() == (stored,)


def test_what_was_rolled_back_in_a_transaction_group_leaves_no_trace(case, qtbot, group_edits):
    group_edits()
    movements = layer_of(case, "movements")
    assert movements.startEditing()
    assert movements.deleteFeature(row_of(movements, "M1").id())
    assert movements.rollBack()
    edit(case, "incidents", "I1", summary="from the table")
    qtbot.waitUntil(lambda: "brought in step" in told(case))
    assert case.session.casefile.deleted() == ()
    assert len(case.session.casefile.history(case.session.casefile.movement("M1"))) == 1


def test_a_drawn_point_has_a_symbol_at_once_and_its_own_when_it_is_brought_in_step(case, qtbot):
    layer = layer_of(case, "incidents")
    assert layer.startEditing()
    point = QgsGeometry.fromPointXY(QgsPointXY(20.0, 30.0))
    drawn = QgsVectorLayerUtils.createFeature(layer, point, {}, layer.createExpressionContext())
    for name, value in (("kind", "attack"), ("actor1", "is_libya"), ("date_start", "2018-07-24")):
        drawn[name] = value
    assert layer.addFeature(drawn)
    keys = [category.value() for category in layer.renderer().categories()]
    assert drawn["style_key"] in keys
    assert layer.commitChanges(), layer.commitErrors()
    qtbot.waitUntil(lambda: "brought in step" in told(case))
    keys = [category.value() for category in layer.renderer().categories()]
    assert row_of(layer, drawn["uid"])["style_key"] in keys
    assert drawn["style_key"] not in keys


def test_an_edited_or_deleted_claim_grades_its_record_anew(case, qtbot):
    edit(case, "claims", "C-I1", reliability="A", credibility="1")
    qtbot.waitUntil(lambda: lines(case)["I1"].reliability == "A")
    layer = layer_of(case, "claims")
    assert layer.startEditing()
    assert layer.deleteFeature(row_of(layer, "C-I1").id())
    assert layer.commitChanges()
    qtbot.waitUntil(lambda: lines(case)["I1"].reliability == "")


def test_a_deleted_stop_takes_the_line_with_it(case, qtbot):
    layer = layer_of(case, "waypoints")
    assert layer.startEditing()
    assert layer.deleteFeature(next(row.id() for row in layer.getFeatures() if row["role"] == "destination"))
    assert layer.commitChanges()
    qtbot.waitUntil(lambda: lines(case)["M1"].where == "Uqaylah")
    assert [stop.role for stop in case.session.casefile.movement("M1").waypoints] == ["origin"]
    assert not row_of(layer_of(case, "movements"), "M1").hasGeometry()


def test_a_source_renamed_in_the_table_has_its_new_name_in_the_form(case, qtbot):
    source = case.session.casefile.add_source(Source("Libya Herald"))
    show_changes(casefile_layers(case.session.casefile, QgsProject.instance()).values(), case.session.casefile.path)
    edit(case, "sources", source.uid, name="The Libya Observer")
    known = case.dock.incident.claim.source.completer
    qtbot.waitUntil(lambda: "The Libya Observer" in known().model().stringList())


def test_lists_of_actors_follow_the_registry(case):
    actor = replace(case.session.actors.get("is_libya"), actor_id="new_group", name="A new group", aliases=())
    case.session.change_actors((), [actor], "adding")
    layer = layer_of(case, "incidents")
    column = layer.fields().indexOf("actor1")
    choices = layer.editorWidgetSetup(column).config()["map"]
    assert {"A new group": "new_group"} in choices
    assert "'new_group'" in layer.constraintExpression(column)


def test_the_form_that_shows_the_record_shows_it_anew(case, qtbot):
    case.edit(lines(case)["I1"])
    edit(case, "incidents", "I1", summary="from the table")
    qtbot.waitUntil(lambda: case.dock.incident.summary.text() == "from the table")


def test_a_form_that_was_typed_into_asks_as_with_two_windows(case, qtbot):
    case.edit(lines(case)["I1"])
    case.dock.incident.summary.setText("mine")
    edit(case, "incidents", "I1", summary="from the table")
    qtbot.waitUntil(lambda: "both states" in told(case))
    assert case.dock.incident.summary.text() == "mine"
    case.save()
    assert "from the table" in told(case)
    assert [button.text() for button in case.dock.banner.findChildren(QPushButton)] == ["Save mine", "Take theirs"]
    assert case.session.casefile.incident("I1").summary == "from the table"


def test_a_record_deleted_in_the_table_can_be_saved_anew_from_the_form(case, qtbot):
    case.edit(lines(case)["I1"])
    case.dock.incident.summary.setText("mine")
    layer = layer_of(case, "incidents")
    assert layer.startEditing()
    assert layer.deleteFeature(row_of(layer, "I1").id())
    assert layer.commitChanges()
    qtbot.wait(50)
    case.save()
    assert "deleted" in told(case)


def test_an_undo_step_over_an_edited_record_is_refused_with_a_sentence(case, qtbot):
    stored = case.session.casefile.incident("I1")
    case.session.save(replace(stored, summary="in the dock"))
    edit(case, "incidents", "I1", notes="in the table")
    qtbot.waitUntil(lambda: "brought in step" in told(case))
    case.session.stack.undo()
    assert "was changed by" in told(case)
    assert case.session.casefile.incident("I1").summary == "in the dock"
    assert case.session.casefile.incident("I1").notes == "in the table"


def test_saving_waits_while_a_layer_is_edited_and_says_so(case, qtbot):
    layer = layer_of(case, "incidents")
    assert layer.startEditing()
    case.edit(lines(case)["I2"])
    case.dock.incident.summary.setText("mine")
    case.save()
    assert "'Incidents'" in told(case)
    assert case.dock.incident.summary.text() == "mine"
    set_values(layer, row_of(layer, "I1").id(), summary="from the table")
    assert layer.commitChanges(False)
    qtbot.waitUntil(lambda: "when the edit mode of the layer 'Incidents' ends" in told(case))
    assert layer.rollBack()
    qtbot.waitUntil(lambda: "brought in step" in told(case))
    assert case.session.casefile.incident("I1").stamp.modified.endswith("+00:00")
    case.save()
    assert case.session.casefile.incident("I2").summary == "mine"


def test_a_transaction_group_is_followed_when_it_ends(case, qtbot, group_edits):
    group_edits()
    incidents, claims = layer_of(case, "incidents"), layer_of(case, "claims")
    assert incidents.startEditing()
    assert claims.isEditable()
    set_values(incidents, row_of(incidents, "I1").id(), kind="air_drone_strike")
    assert claims.deleteFeature(row_of(claims, "C-I2").id())
    case.edit(lines(case)["I2"])
    case.dock.incident.summary.setText("mine")
    case.save()
    assert "is being edited by hand" in told(case)
    assert incidents.commitChanges()
    qtbot.waitUntil(lambda: case.session.casefile.incident("I1").stamp.modified.endswith("+00:00"))
    assert case.session.casefile.incident("I2").claims == ()
    assert [row["reliability"] for row in layer_of(case, "incidents").getFeatures() if row["uid"] == "I2"] == [None]


def test_a_source_that_a_claim_names_is_not_deleted_in_the_table(case, qtbot):
    source = case.session.casefile.add_source(Source("Fezzan Radio"))
    told_by = Claim(uid="C-1", source_uid=source.uid, reliability="D")
    record = case.session.save(replace(case.session.casefile.incident("I1"), claims=(told_by,)))
    layer = layer_of(case, "sources")
    assert layer.startEditing()
    assert layer.deleteFeature(row_of(layer, source.uid).id())
    assert not layer.commitChanges()
    assert any("Claims name this source; give them another one first." in error for error in layer.commitErrors())
    assert layer.isEditable() and source in case.session.casefile.sources()
    layer.rollBack()
    case.session.save(replace(record, claims=()))
    assert layer.startEditing()
    assert layer.deleteFeature(row_of(layer, source.uid).id())
    assert layer.commitChanges(), layer.commitErrors()
    assert source not in case.session.casefile.sources()


def test_what_was_edited_without_a_dock_is_brought_in_step_on_opening(case, qtbot):
    path = str(case.session.casefile.path)
    layer = case.session.casefile.layer("incidents")
    assert layer.startEditing()
    set_values(layer, row_of(layer, "I1").id(), kind="air_drone_strike", modified="2026-11-29T12:00:00")
    assert layer.commitChanges()
    case.open(path)
    qtbot.waitUntil(lambda: "brought in step" in told(case))
    assert "Air" in row_of(layer_of(case, "incidents"), "I1")["label"]
