"""How a casefile comes to the dock: made of the example, dropped, or out of QGIS's browser."""

from datetime import date

import pytest
from qgis.core import Qgis, QgsDataItem, QgsProject
from qgis.gui import QgsDataItemGuiContext
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QMenu, QPushButton, QShortcut

from libya_incident_mapper.casefile.schema import TABLES
from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.records import Incident
from libya_incident_mapper.qgis_support.settings import Settings, remember
from libya_incident_mapper.ui import opening, slices
from libya_incident_mapper.ui.example import example_path
from libya_incident_mapper.ui.gateways import CasefileDrop, CasefileMenu


def drop(widget, *paths):
    """What Qt sends when files are dragged to the widget and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, actions = QPointF(5, 5), Qt.DropAction.CopyAction
    keys = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(where.toPoint(), actions, data, keys[1], keys[0])
    entering.ignore()
    QApplication.sendEvent(widget, entering)
    if entering.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(where, actions, data, keys[1], keys[0]))
    return entering.isAccepted()


def test_the_example_is_two_clicks_from_the_dock(desk, qtbot, tmp_path):
    remember(last_folder=str(tmp_path))
    QTest.mouseClick(desk.dock.welcome.example, Qt.MouseButton.LeftButton)
    dialog = desk.dock.findChild(QFileDialog, "LibyaIncidentCasefile")
    box = dialog.findChild(QDialogButtonBox)
    QTest.mouseClick(box.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.dock.pages.currentWidget() is desk.dock.desk)
    path = tmp_path / "libya-example.gpkg"
    assert desk.session.casefile.path == path
    counts = desk.session.casefile.counts()
    assert counts["incidents"] >= 4
    assert counts["movements"] >= 1
    assert Settings.load().recent_paths == (str(path),)
    assert example_path() == tmp_path / "libya-example-2.gpkg"


@pytest.mark.parametrize("way", ["create", "open_example"])
def test_no_file_is_replaced(desk, tmp_path, way):
    path = tmp_path / "mine.gpkg"
    path.write_text("mine")
    getattr(desk.opening, way)(str(path))
    assert "exists already" in desk.dock.banner.text.text()
    assert not desk.opening.is_busy()
    assert desk.dock.pages.isEnabled()
    assert path.read_text() == "mine"
    assert desk.session.casefile is None


def test_the_example_under_a_name_of_another_format_is_told(desk, tmp_path):
    desk.opening.open_example(str(tmp_path / "example.csv"))
    assert "GeoPackage" in desk.dock.banner.text.text()
    assert not desk.opening.is_busy()
    assert list(tmp_path.iterdir()) == []


def test_a_casefile_dropped_on_the_dock_is_opened_and_nothing_else(desk, qtbot, empty_casefile, tmp_path):
    other = tmp_path / "text.csv"
    other.write_text("a,b")
    assert not drop(desk.dock.page, other)
    assert not drop(desk.dock.page, empty_casefile, empty_casefile)
    assert desk.session.casefile is None
    assert drop(desk.dock.page, empty_casefile)
    qtbot.waitUntil(lambda: not desk.opening.is_busy())
    assert desk.session.casefile.path == empty_casefile


def test_a_geopackage_that_is_no_casefile_is_told_by_the_dock_and_left_to_qgis_by_the_map(desk, tmp_path):
    path = tmp_path / "foreign.gpkg"
    path.write_bytes(b"no database")
    assert drop(desk.dock.page, path)
    assert desk.dock.banner.text.text()
    opened = []
    assert not CasefileDrop(opened.append).handleFileDrop(str(path))
    assert opened == []


def test_the_map_hands_a_casefile_on(qgis_app, empty_casefile):
    opened = []
    assert CasefileDrop(opened.append).handleFileDrop(str(empty_casefile))
    assert opened == [str(empty_casefile)]


def entries(item, opened):
    """The texts of the browser's menu for an item, after one of QGIS's own; the first one is triggered."""
    menu = QMenu()
    menu.addAction("QGIS's own")
    CasefileMenu(opened.append).populateContextMenu(item, menu, [item], QgsDataItemGuiContext())
    texts = [action.text() for action in menu.actions()]
    menu.actions()[0].trigger()
    return texts


@pytest.mark.parametrize("prefix", ["", "gpkg:/"], ids=["in a folder", "below GeoPackage"])
def test_the_browser_offers_to_open_a_casefile(qgis_app, empty_casefile, prefix):
    """Types and paths as QGIS 3.22 has them for a GeoPackage in a folder and below *GeoPackage*."""
    opened = []
    item = QgsDataItem(QgsDataItem.Type.Collection, None, "week", f"{prefix}{empty_casefile}")
    assert entries(item, opened) == ["Open in Libya Incidents", "QGIS's own"]
    assert opened == [str(empty_casefile)]


def test_the_browser_offers_nothing_for_a_table_or_a_file_that_is_no_casefile(qgis_app, empty_casefile, tmp_path):
    opened, plain = [], tmp_path / "plain.gpkg"
    plain.write_bytes(b"")
    for kind, path in ((QgsDataItem.Type.Layer, empty_casefile), (QgsDataItem.Type.Collection, plain)):
        assert entries(QgsDataItem(kind, None, "name", str(path)), opened) == ["QGIS's own"]
    assert opened == []


def stepwise(monkeypatch):
    """Every step of an opening is a slice of its own, and is told at once."""
    monkeypatch.setattr(slices, "SLICE_S", 0.0)
    monkeypatch.setattr(opening, "SOON_MS", 0)


def test_a_casefile_is_opened_in_steps_and_seen_when_it_is_whole(desk, qtbot, empty_casefile, monkeypatch):
    stepwise(monkeypatch)
    seen = []
    desk.session.opened.connect(lambda: seen.append(len(QgsProject.instance().mapLayers())))
    desk.open(str(empty_casefile))
    steps = 0
    while desk.opening.is_busy():
        # All or nothing of it is in the project, and in hand.
        seen.append((desk.session.casefile is None, len(QgsProject.instance().mapLayers())))
        assert desk.dock.pages.currentWidget() is desk.dock.welcome
        assert not desk.dock.pages.isEnabled()
        assert not desk.dock.bar.isEnabled()
        QApplication.processEvents()
        steps += 1
    assert steps > 10
    assert len(set(seen)) == 3
    assert (seen[0], seen[-1]) == ((True, 0), len(QgsProject.instance().mapLayers()))
    assert seen[-2] == (False, seen[-1])
    assert desk.session.casefile.path == empty_casefile
    assert desk.dock.pages.isEnabled()
    assert desk.dock.bar.isEnabled()
    qtbot.waitUntil(lambda: desk.dock.incident.isAncestorOf(QApplication.focusWidget() or desk.dock))


@pytest.mark.parametrize("way", ["button", "project", "close"])
def test_an_opening_that_is_given_up_leaves_the_case_in_hand_as_it_was(opened, qtbot, empty_casefile, monkeypatch, way):
    stepwise(monkeypatch)
    before, layers = opened.session.casefile, set(QgsProject.instance().mapLayers())
    opened.open(str(empty_casefile))
    for _ in range(6):
        QApplication.processEvents()
    assert opened.opening.is_busy()
    if way == "button":
        assert empty_casefile.name in opened.dock.banner.text.text()
        cancel, = (button for button in opened.dock.banner.findChildren(QPushButton) if button.text() == "Cancel")
        QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    elif way == "project":
        QgsProject.instance().clear()
        layers = set()
    else:
        opened.opening.stop()
    qtbot.wait(30)
    assert not opened.opening.is_busy()
    assert opened.session.casefile is before
    assert set(QgsProject.instance().mapLayers()) == layers
    assert opened.dock.pages.isEnabled()
    assert not opened.dock.banner.isVisible()
    assert not [path for path in empty_casefile.parent.iterdir() if path != empty_casefile]


def test_an_opening_that_is_given_up_when_the_project_has_it_already_ends_well(desk, empty_casefile, monkeypatch):
    stepwise(monkeypatch)
    desk.open(str(empty_casefile))
    while desk.session.casefile is None:
        QApplication.processEvents()
    assert desk.opening.is_busy()
    desk.opening.stop()
    assert not desk.opening.is_busy()
    assert desk.dock.pages.currentWidget() is desk.dock.desk
    assert desk.dock.pages.isEnabled()


def test_what_needs_the_casefile_waits_until_it_is_open(desk, qtbot, empty_casefile, monkeypatch):
    stepwise(monkeypatch)
    desk.open(str(empty_casefile))
    desk.take_place("103 line", None)
    assert not desk.dock.incident.place.line.text()
    qtbot.waitUntil(lambda: not desk.opening.is_busy())
    assert desk.dock.incident.place.line.text() == "103 line"


def test_the_same_keys_save_nothing_while_a_casefile_is_being_opened(opened, qtbot, empty_casefile, monkeypatch):
    stepwise(monkeypatch)
    opened.open(str(empty_casefile))
    assert all(not shortcut.isEnabled() for shortcut in opened.dock.page.findChildren(QShortcut))
    qtbot.waitUntil(lambda: not opened.opening.is_busy())
    assert all(shortcut.isEnabled() for shortcut in opened.dock.page.findChildren(QShortcut))


def test_what_is_told_at_the_end_of_an_opening_stays(desk, qtbot, empty_casefile, monkeypatch):
    """What is said at the end of an opening is not taken away with what was said of the opening itself."""
    stepwise(monkeypatch)
    desk.session.opened.connect(lambda: desk.dock.banner.tell("Something was left.", Qgis.MessageLevel.Warning))
    desk.open(str(empty_casefile))
    qtbot.waitUntil(lambda: not desk.opening.is_busy())
    assert desk.dock.banner.text.text() == "Something was left."
    assert desk.dock.banner.isVisible()


@pytest.mark.parametrize("way", ["create", "open_example"])
def test_a_casefile_is_made_in_steps_and_seen_when_it_is_whole(desk, tmp_path, monkeypatch, way):
    stepwise(monkeypatch)
    path, seen = tmp_path / "new.gpkg", []
    getattr(desk.opening, way)(str(path))
    while desk.opening.is_busy():
        seen.append((path.exists(), desk.session.casefile is None, len(QgsProject.instance().mapLayers())))
        assert not desk.dock.bar.isEnabled()
        QApplication.processEvents()
    assert sum(not is_there for is_there, _, _ in seen) > len(TABLES)
    layers = len(QgsProject.instance().mapLayers())
    assert set(seen) == {(False, True, 0), (True, True, 0), (True, False, layers)}
    assert desk.session.casefile.path == path
    assert desk.dock.pages.currentWidget() is desk.dock.desk
    assert desk.dock.bar.isEnabled()


def until_it_is_there(path):
    return path.exists()


def until_the_middle(path):
    return any(one.name.startswith("unfinished") for one in path.parent.iterdir())


@pytest.mark.parametrize("until", [until_the_middle, until_it_is_there])
@pytest.mark.parametrize("way", ["create", "open_example"])
def test_a_making_that_is_given_up_leaves_no_file_behind(opened, qtbot, tmp_path, monkeypatch, way, until):
    stepwise(monkeypatch)
    folder = tmp_path / "new"
    folder.mkdir()
    before, layers, path = opened.session.casefile, set(QgsProject.instance().mapLayers()), folder / "new.gpkg"
    getattr(opened.opening, way)(str(path))
    while not until(path):
        QApplication.processEvents()
    for _ in range(12):
        QApplication.processEvents()
    assert path.name in opened.dock.banner.text.text()
    cancel, = (button for button in opened.dock.banner.findChildren(QPushButton) if button.text() == "Cancel")
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not opened.opening.is_busy()
    assert list(folder.iterdir()) == []
    assert opened.session.casefile is before
    assert set(QgsProject.instance().mapLayers()) == layers
    assert opened.dock.pages.isEnabled()
    assert not opened.dock.banner.isVisible()
    # Nothing of the one that was given up is left in QGIS, either.
    getattr(opened.opening, way)(str(path))
    qtbot.waitUntil(lambda: not opened.opening.is_busy(), timeout=20_000)
    made = opened.session.casefile
    number, layer = made.counts()["incidents"], casefile_layers(made, QgsProject.instance())["incidents"]
    opened.session.save(Incident("attack", DateRange.day(date(2018, 7, 24)), "is_libya"))
    assert len(list(made.incidents())) == len(list(layer.getFeatures())) == number + 1
