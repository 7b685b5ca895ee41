"""A place by the search bar: Ctrl+K, the words, Enter; the map is there. Or, by its context menu, in the form."""

import qgis.utils
from keyboard import enter, press
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QContextMenuEvent
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QTreeView

PACKAGE = "libya_incident_mapper"
RETURN = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier


def steps(window):
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    yield from enter((Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.AltModifier))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    qgis.utils.plugins[PACKAGE].desk.create(window.arguments["casefile"])
    yield window.until(lambda: dock.pages.currentWidget() is dock.desk)
    dock.close()
    canvas = window.iface.mapCanvas()
    canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
    yield 300
    shown = {}
    for words in window.arguments["searches"]:
        yield from enter((Qt.Key.Key_K, CTRL))
        yield 200
        yield from enter((Qt.Key.Key_A, CTRL), words)
        yield window.until(lambda: rows(window))
        yield 600
        window.shot(f"locator-{len(shown) + 1}")
        found = rows(window)
        yield from enter(RETURN)
        yield 500
        window.shot(f"locator-{len(shown) + 1}-map")
        shown[words] = {"rows": found, "centre": centre(canvas), "width": canvas.extent().width()}
        canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
        yield 200
    shown["form"] = yield from into_form(window)
    QgsProject.instance().setDirty(False)
    return shown


def into_form(window):
    """The first result of the last search goes into the form, by its context menu; the dock comes up for it."""
    yield from enter((Qt.Key.Key_K, CTRL))
    yield from enter((Qt.Key.Key_A, CTRL), "lby Awaynat")
    yield window.until(lambda: "Awaynat (Ghat)  العوينات" in rows(window))
    yield 400
    QTimer.singleShot(400, choose_first_action)
    view = results_view(window)
    spot = view.visualRect(view.currentIndex()).center()
    QApplication.sendEvent(
        view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, view.viewport().mapToGlobal(spot))
    )
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield window.until(dock.incident.place.line.text)
    yield 300
    window.shot("locator-form")
    location = dock.incident.place.location("place", [])
    return {"phrase": location.phrase, "district": location.district, "has_focus": dock.incident.place.line.hasFocus()}


def choose_first_action():
    """As the keyboard does in the menu that is open."""
    press(Qt.Key.Key_Down)
    press(RETURN)


def rows(window):
    """What stands in the list of the search bar, in order: the filter, groups, results; a row that fills is empty."""
    model = results_view(window).model()
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    return [text.strip() for text in texts if isinstance(text, str)]


def results_view(window):
    """The list, a class that Python knows by the name of its C++ class only."""
    views = window.main.findChildren(QTreeView)
    return next(view for view in views if view.inherits("QgsLocatorResultsView"))


def centre(canvas):
    """Latitude and longitude of the middle of the map."""
    to = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(canvas.mapSettings().destinationCrs(), to, QgsProject.instance())
    point = transform.transform(QgsPointXY(canvas.extent().center()))
    return point.y(), point.x()
