"""The dock is up before its forms and its list are made; whoever needs them earlier has them at once."""

import shutil

import pytest
from qgis.core import QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMainWindow

from libya_incident_mapper.ui import slices
from libya_incident_mapper.ui.desk import Desk


@pytest.fixture
def bare(qtbot, qgis_new_project):
    """Makes the desk in a window whose event loop has not turned yet; pytest-qt lets it turn after a fixture."""
    made = []

    def make():
        window = QMainWindow()
        canvas = QgsMapCanvas(window)
        window.setCentralWidget(canvas)
        desk = Desk(canvas, QgsProject.instance())
        # The window too: the desk does not hold it.
        made.append((window, desk))
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, desk.dock)
        qtbot.addWidget(window)
        window.show()
        QApplication.setActiveWindow(window)
        return desk

    yield make
    for _, desk in made:
        desk.close()
    QgsProject.instance().clear()


@pytest.fixture
def path(empty_casefile, tmp_path):
    return shutil.copy(empty_casefile, tmp_path / "week.gpkg")


def test_the_dock_is_up_first_and_furnished_by_itself(bare, qtbot):
    desk = bare()
    assert desk.dock.isVisible()
    assert desk.dock.welcome.isVisible()
    assert desk.dock.pages.count() == 1
    qtbot.waitUntil(lambda: desk.dock.pages.count() == 2)
    assert desk.dock.pages.currentWidget() is desk.dock.welcome


def test_a_casefile_may_be_opened_before(bare, qtbot, path):
    desk = bare()
    desk.open(str(path))
    qtbot.waitUntil(lambda: desk.dock.pages.currentWidget() is desk.dock.desk)
    qtbot.waitUntil(lambda: desk.dock.incident.isAncestorOf(QApplication.focusWidget() or desk.dock))


def test_a_casefile_may_be_made_before(bare, qtbot, tmp_path):
    desk = bare()
    desk.create(str(tmp_path / "new.gpkg"))
    qtbot.waitUntil(lambda: desk.dock.pages.currentWidget() is desk.dock.desk)


def test_an_opening_that_is_given_up_before_leaves_the_furnishing_to_go_on(bare, qtbot, path, monkeypatch):
    monkeypatch.setattr(slices, "SLICE_S", 0.0)
    desk = bare()
    desk.open(str(path))
    assert desk.dock.pages.count() == 1
    desk.opening.stop()
    qtbot.waitUntil(lambda: desk.dock.pages.count() == 2)
    assert desk.session.casefile is None


def test_a_place_of_the_search_bar_may_be_wanted_before(bare):
    desk = bare()
    desk.take_place("103 line", None)
    assert "casefile first" in desk.dock.banner.text.text()


def test_nothing_is_made_for_a_desk_that_is_closed(bare, qtbot):
    desk = bare()
    desk.close()
    desk.close = lambda: None
    qtbot.wait(50)
    assert desk.dock.pages.count() == 1


def test_tab_goes_from_the_tabs_through_the_form_to_the_buttons(bare, qtbot, path):
    desk = bare()
    desk.open(str(path))
    qtbot.waitUntil(lambda: desk.dock.pages.currentWidget() is desk.dock.desk)
    dock, seen = desk.dock, []
    dock.tabs.tabBar().setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(dock.tabs.tabBar().hasFocus)
    while QApplication.focusWidget() is not dock.save and len(seen) < 100:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    *through, new, copy, save = seen
    assert len(through) > 20
    assert all(dock.incident.isAncestorOf(widget) for widget in through)
    assert (new, copy, save) == (dock.new, dock.copy, dock.save)
