"""A place by the search bar: Ctrl+K, the words, Enter; the map is there."""

import qgis.utils
from keyboard import enter
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QTreeView

from libya_incident_mapper.layers.basemap import load_basemap

PACKAGE = "libya_incident_mapper"
RETURN = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier


def steps(window):
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    canvas = window.iface.mapCanvas()
    load_basemap(QgsProject.instance())
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
    QgsProject.instance().setDirty(False)
    return shown


def rows(window):
    """What stands in the list of the search bar, in order: the filter, groups, results; a row that fills is empty."""
    lists = [view for view in window.main.findChildren(QTreeView) if view.inherits("QgsLocatorResultsView")]
    model = lists[0].model()
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    return [text.strip() for text in texts if isinstance(text, str)]


def centre(canvas):
    """Latitude and longitude of the middle of the map."""
    to = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(canvas.mapSettings().destinationCrs(), to, QgsProject.instance())
    point = transform.transform(QgsPointXY(canvas.extent().center()))
    return point.y(), point.x()
