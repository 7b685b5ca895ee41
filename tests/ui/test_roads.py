"""The layer of roads: chosen in the dialogue, kept with the project, followed through edits, removal and reading."""

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorFileWriter, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox

from libya_incident_mapper.qgis_support.place_names import place_names
from libya_incident_mapper.qgis_support.project_roads import chosen_roads

TEXT = "12 km from Ajdabiya on the Ajdabiya-Jalu road"
ROAD, NO_ROAD = "distance along a path", "distance only"


def rule():
    return place_names().geocoder.locate(TEXT).rule


@pytest.fixture
def roads(desk, tmp_path):
    """A layer of one road in the project, from a file, as a saved project has it."""
    memory = QgsVectorLayer("LineString?crs=EPSG:4326&field=code:int&field=name:string", "my roads", "memory")
    feature = QgsFeature(memory.fields())
    feature.setAttributes([7, "Ajdabiya-Jalu road"])
    feature.setGeometry(QgsGeometry.fromWkt("LINESTRING (20.22 30.76, 20.9 29.9, 21.55 29.03)"))
    assert memory.dataProvider().addFeatures([feature])[0]
    path, options = str(tmp_path / "roads.gpkg"), QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(memory, path, QgsProject.instance().transformContext(), options)
    layer = QgsVectorLayer(path, "my roads", "ogr")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def dialog(desk, roads, qtbot):
    desk.dock.bar.roads_asked.emit()
    dialog = desk.roads.dialog
    qtbot.waitUntil(dialog.isVisible)
    QApplication.setActiveWindow(dialog)
    return dialog


def ok(dialog):
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_roads_chosen_are_known_everywhere(desk, dialog, roads, qtbot):
    box = desk.dock.incident.place
    box.line.setText(TEXT)
    box.take(TEXT, None)
    assert box.location("place", []).rule == NO_ROAD
    dialog.layer.setLayer(roads)
    assert dialog.name_field.currentField() == "name"
    ok(dialog)
    qtbot.waitUntil(lambda: "'my roads'" in desk.dock.banner.text.text())
    qtbot.waitUntil(lambda: desk.roads.dialog is None)
    assert box.location("place", []).rule == rule() == ROAD
    assert chosen_roads(QgsProject.instance()) == (roads, "name")


def test_esc_changes_nothing(desk, dialog, roads, qtbot):
    dialog.layer.setLayer(roads)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.roads.dialog is None)
    assert chosen_roads(QgsProject.instance()) == (None, "")
    assert rule() == NO_ROAD


def test_none_chooses_no_roads(desk, roads, qtbot):
    desk.roads.choose(roads, "name")
    qtbot.waitUntil(lambda: rule() == ROAD)
    desk.roads.ask()
    assert (desk.roads.dialog.layer.currentLayer(), desk.roads.dialog.name_field.currentField()) == (roads, "name")
    desk.roads.dialog.layer.setLayer(None)
    assert not desk.roads.dialog.name_field.isEnabled()
    ok(desk.roads.dialog)
    assert rule() == NO_ROAD
    assert chosen_roads(QgsProject.instance()) == (None, "")


def test_only_lines_that_are_no_records_are_offered(opened, roads):
    opened.roads.ask()
    combo = opened.roads.dialog.layer
    names = {combo.itemText(row) for row in range(combo.count())}
    assert "my roads" in names
    assert not names & {"Movements", "Incidents"}


def test_the_choice_is_kept_with_the_project(desk, roads, tmp_path, qtbot):
    desk.roads.choose(roads, "name")
    qtbot.waitUntil(lambda: rule() == ROAD)
    desk.dock.banner.clear()
    path = str(tmp_path / "case.qgz")
    assert QgsProject.instance().write(path)
    QgsProject.instance().clear()
    qtbot.waitUntil(lambda: rule() == NO_ROAD)
    assert QgsProject.instance().read(path)
    qtbot.waitUntil(lambda: rule() == ROAD)
    assert not desk.dock.banner.isVisible() or "pieces" not in desk.dock.banner.text.text()
    assert not QgsProject.instance().isDirty()


def test_a_layer_that_is_taken_out_is_forgotten(desk, roads, qtbot):
    desk.roads.choose(roads, "name")
    qtbot.waitUntil(lambda: rule() == ROAD)
    QgsProject.instance().removeMapLayer(roads.id())
    assert rule() == NO_ROAD


def test_saved_edits_of_the_layer_count(desk, roads, qtbot):
    desk.roads.choose(roads, "name")
    qtbot.waitUntil(lambda: rule() == ROAD)
    assert roads.startEditing()
    assert roads.deleteFeature(1)
    assert rule() == ROAD
    assert roads.commitChanges()
    qtbot.waitUntil(lambda: rule() == NO_ROAD)


def test_a_layer_that_cannot_be_used_is_told_and_none_is_known(desk, roads, qtbot):
    desk.roads.choose(roads, "nix")
    qtbot.waitUntil(lambda: "has no column 'nix'" in desk.dock.banner.text.text())
    assert rule() == NO_ROAD
    lost = QgsVectorLayer("/nowhere/roads.gpkg", "lost roads", "ogr")
    QgsProject.instance().addMapLayer(lost)
    desk.roads.choose(lost, "")
    assert "'lost roads' cannot be read" in desk.dock.banner.text.text()


def test_only_what_was_chosen_last_counts(desk, roads, qtbot):
    desk.roads.choose(roads, "name")
    desk.roads.choose(None, "")
    qtbot.wait(500)
    assert rule() == NO_ROAD
    assert desk.dock.banner.text.text() == "No roads are known now."
    desk.roads.choose(roads, "nix")
    desk.roads.choose(roads, "name")
    qtbot.waitUntil(lambda: rule() == ROAD)
    assert "nix" not in desk.dock.banner.text.text()
