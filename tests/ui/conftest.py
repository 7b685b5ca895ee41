"""The dock in a small main window, and a casefile of its own; settings of one test are not seen by the next."""

import shutil

import pytest
from qgis.core import QgsProject, QgsSettings
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QMainWindow

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.qgis_support.settings import GROUP
from libya_incident_mapper.ui.desk import Desk
from libya_incident_mapper.ui.place_finder import PlaceFinder


@pytest.fixture(autouse=True)
def _own_settings(qgis_app):
    QgsSettings().remove(GROUP)
    yield
    QgsSettings().remove(GROUP)


@pytest.fixture
def registry():
    return default_actors()


@pytest.fixture(scope="session")
def finder(qgis_app):
    return PlaceFinder()


@pytest.fixture
def show(qtbot):
    """Put a widget on the screen with the keyboard in it."""

    def put(widget):
        qtbot.addWidget(widget)
        widget.show()
        QApplication.setActiveWindow(widget)
        widget.setFocus()
        qtbot.waitUntil(widget.isVisible)
        return widget

    return put


@pytest.fixture
def desk(qtbot, qgis_new_project):
    """The presenter with its dock in a window, no casefile yet."""
    window = QMainWindow()
    canvas = QgsMapCanvas(window)
    window.setCentralWidget(canvas)
    window.resize(1280, 800)
    desk = Desk(canvas, QgsProject.instance())
    desk.furnish()
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, desk.dock)
    qtbot.addWidget(window)
    window.show()
    QApplication.setActiveWindow(window)
    qtbot.waitUntil(desk.dock.isVisible)
    yield desk
    desk.close()
    QgsProject.instance().clear()


@pytest.fixture(scope="session")
def empty_casefile(qgis_app, tmp_path_factory):
    """Made once and copied, because making one takes a second."""
    return Casefile.create(tmp_path_factory.mktemp("casefile") / "empty.gpkg").path


@pytest.fixture
def opened(desk, empty_casefile, tmp_path, qtbot):
    """The presenter with an empty casefile open."""
    path = tmp_path / "week.gpkg"
    shutil.copy(empty_casefile, path)
    desk.session.open(str(path))
    qtbot.wait(20)
    return desk
