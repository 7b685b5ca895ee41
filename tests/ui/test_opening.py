"""How a casefile comes to the dock: made of the example, dropped, or out of QGIS's browser."""

import pytest
from qgis.core import QgsDataItem
from qgis.gui import QgsDataItemGuiContext
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QMenu

from libya_incident_mapper.qgis_support.settings import Settings, remember
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
    qtbot.waitUntil(lambda: desk.session.casefile is not None)
    path = tmp_path / "libya-example.gpkg"
    assert desk.session.casefile.path == path
    counts = desk.session.casefile.counts()
    assert counts["incidents"] >= 4
    assert counts["movements"] >= 1
    assert desk.dock.pages.currentWidget() is desk.dock.desk
    assert Settings.load().recent_paths == (str(path),)
    assert example_path() == tmp_path / "libya-example-2.gpkg"


def test_the_example_replaces_no_file(desk, tmp_path):
    path = tmp_path / "mine.gpkg"
    path.write_text("mine")
    desk.opening.open_example(str(path))
    assert "exists already" in desk.dock.banner.text.text()
    assert path.read_text() == "mine"
    assert desk.session.casefile is None


def test_a_casefile_dropped_on_the_dock_is_opened_and_nothing_else(desk, empty_casefile, tmp_path):
    other = tmp_path / "text.csv"
    other.write_text("a,b")
    assert not drop(desk.dock.page, other)
    assert not drop(desk.dock.page, empty_casefile, empty_casefile)
    assert desk.session.casefile is None
    assert drop(desk.dock.page, empty_casefile)
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
