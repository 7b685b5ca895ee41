"""The list and the layers of the casefile select each other."""

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Incident, Movement, Waypoint
from libya_incident_mapper.ui.records_model import ROW

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
DOWN, END = Qt.Key.Key_Down, Qt.Key.Key_End


def place(lat, lon):
    return Location("Somewhere", PlaceState.FOUND, lat, lon, 900.0, precision=Precision.SITE)


@pytest.fixture
def desk(opened, qtbot):
    opened.session.casefile.save_many([
        *(
            Incident("attack", DateRange.parse(f"2021-03-0{day}"), "lna", f"I{day}", location=place(30, 18 + day / 10))
            for day in (5, 4, 3, 2)
        ),
        Movement("lna", DateRange.parse("2021-03-06"), "M6", waypoints=(Waypoint("origin", place(27, 15)),)),
        Incident("attack", DateRange.parse("2021-03-01"), "lna", "I1"),
    ])
    opened.dock.tabs.setCurrentWidget(opened.dock.records)
    opened.dock.records.view.setFocus()
    qtbot.wait(20)
    return opened


def layers(desk):
    return casefile_layers(desk.session.casefile, QgsProject.instance())


def on_map(desk):
    """The uids of what is selected in the layers."""
    found = layers(desk)
    return sorted(row["uid"] for name in ("incidents", "movements") for row in found[name].selectedFeatures())


def in_list(desk):
    return [row.uid for row in desk.dock.records.selected()]


def choose(desk, table, *uids):
    layer = layers(desk)[table]
    layer.selectByIds([row.id() for row in layer.getFeatures() if row["uid"] in uids])


def test_keys_in_the_list_select_on_the_map(desk, qtbot):
    view = desk.dock.records.view
    view.setCurrentIndex(desk.dock.records.model.index(0, 0))
    QTest.keyClick(view, DOWN, SHIFT)
    qtbot.waitUntil(lambda: on_map(desk) == ["I5", "M6"])
    QTest.keyClick(view, DOWN)
    qtbot.waitUntil(lambda: on_map(desk) == ["I4"])
    QTest.keyClick(view, END, SHIFT)
    qtbot.waitUntil(lambda: on_map(desk) == ["I1", "I2", "I3", "I4"])
    QTest.keyClick(view, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: len(on_map(desk)) == 6)


def test_what_is_selected_on_the_map_is_selected_and_shown_in_the_list(desk, qtbot):
    choose(desk, "incidents", "I2", "I4", "I5")
    choose(desk, "movements", "M6")
    qtbot.waitUntil(lambda: in_list(desk) == ["M6", "I5", "I4", "I2"])
    assert on_map(desk) == ["I2", "I4", "I5", "M6"]
    assert desk.dock.records.current().uid == "M6"
    choose(desk, "movements")
    choose(desk, "incidents", "I1")
    qtbot.waitUntil(lambda: in_list(desk) == ["I1"])
    view = desk.dock.records.view
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())


def test_a_selection_is_carried_over_once_and_comes_to_rest(desk, qtbot):
    told = []
    for name in ("incidents", "movements"):
        layers(desk)[name].selectionChanged.connect(lambda *_, name=name: told.append(name))
    desk.dock.records.view.selectAll()
    qtbot.wait(200)
    assert told == ["incidents", "movements"]
    choose(desk, "incidents", "I3")
    choose(desk, "movements")
    qtbot.wait(200)
    assert told == ["incidents", "movements"] * 2
    assert in_list(desk) == on_map(desk) == ["I3"]


def test_a_list_read_anew_keeps_what_is_selected(desk, qtbot):
    choose(desk, "incidents", "I3", "I1")
    qtbot.waitUntil(lambda: in_list(desk) == ["I3", "I1"])
    desk.list.reload()
    qtbot.waitUntil(lambda: in_list(desk) == ["I3", "I1"])
    assert on_map(desk) == ["I1", "I3"]


def test_what_the_list_does_not_show_any_more_is_not_selected(desk, qtbot):
    desk.dock.records.view.selectAll()
    qtbot.waitUntil(lambda: len(on_map(desk)) == 6)
    desk.dock.records.search.setText("movement")
    qtbot.waitUntil(lambda: on_map(desk) == ["M6"])


def test_a_record_written_keeps_what_is_selected_and_a_deleted_one_goes(desk, qtbot):
    choose(desk, "incidents", "I2", "I4")
    qtbot.waitUntil(lambda: in_list(desk) == ["I4", "I2"])
    records = desk.dock.records
    records.acts.approve.trigger()
    qtbot.wait(100)
    assert in_list(desk) == ["I4", "I2"]
    assert on_map(desk) == ["I2", "I4"]
    desk.session.delete(desk.session.load("incidents", "I4"))
    qtbot.wait(100)
    assert in_list(desk) == ["I2"]
    assert on_map(desk) == ["I2"]
    assert layers(desk)["incidents"].selectedFeatureCount() == 1


def test_layers_of_a_project_read_again_are_heard(desk, qtbot, tmp_path):
    project = QgsProject.instance()
    project.write(str(tmp_path / "week.qgz"))
    project.read(str(tmp_path / "week.qgz"))
    choose(desk, "incidents", "I2")
    qtbot.waitUntil(lambda: in_list(desk) == ["I2"])


def test_other_layers_are_left_alone(desk, qtbot):
    other = QgsVectorLayer(layers(desk)["incidents"].source(), "mine", "ogr")
    QgsProject.instance().addMapLayer(other)
    other.selectAll()
    qtbot.wait(100)
    assert in_list(desk) == []
    desk.dock.records.view.setCurrentIndex(desk.dock.records.model.index(1, 0))
    assert desk.dock.records.model.index(1, 0).data(ROW).uid == "I5"
    qtbot.waitUntil(lambda: on_map(desk) == ["I5"])
    assert other.selectedFeatureCount() == 5


def test_tab_leads_from_the_words_to_the_lines_found(desk):
    records = desk.dock.records
    records.search.setFocus()
    QTest.keyClick(records.search, Qt.Key.Key_Tab)
    assert records.view.hasFocus()
    for before in (records.search, records.duplicates, records.gaps):
        QTest.keyClick(records.focusWidget(), Qt.Key.Key_Backtab)
        assert before.hasFocus()
