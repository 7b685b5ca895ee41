"""An analyst loads one list from a file and another from a server, by keys and clicks, and finds its names."""

from keyboard import enter
from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QMenu, QPushButton

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
TAB = Qt.Key.Key_Tab


def steps(window):
    QgsSettings().setValue("libya_incident_mapper/geonames_address", window.arguments["server"])
    yield window.until(window.main.isActiveWindow)
    yield from enter((Qt.Key.Key_L, CTRL_ALT))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield window.until(dock.isVisible)
    yield 300
    dialog = yield from open_lists(window, dock)
    window.shot("names-1-dialogue")
    if window.arguments.get("only looks"):
        click(dialog.download)
        yield 1000
        return dialog.banner.text.text()
    before = state(window.arguments["name"])
    yield from from_file(window, dialog)
    after_file = state(window.arguments["name"])
    yield from from_server(window, dialog)
    rows = [[dialog.lists.topLevelItem(row).text(column) for column in range(2)]
            for row in range(dialog.lists.topLevelItemCount())]
    QgsProject.instance().setDirty(False)
    return {
        "before": before, "after_file": after_file, "rows": rows,
        "after_server": state(window.arguments["arabic"]),
    }


def state(text):
    from libya_incident_mapper.qgis_support.place_names import place_names

    return place_names().geocoder.locate(text).state.value


def open_lists(window, dock):
    """By the menu of the casefile button."""
    # A button that pops up its menu at once waits for it in the click.
    QTimer.singleShot(0, lambda: click(dock.bar.casefile))
    menu = yield window.until(QApplication.activePopupWidget)
    action = next(one for one in menu.actions() if "Place-name" in one.text().replace("&", ""))
    assert isinstance(menu, QMenu)
    yield 200
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                     menu.actionGeometry(action).center())
    dialog = yield window.until(lambda: window.main.findChild(QDialog, "LibyaIncidentNameLists"))
    yield window.until(dialog.isVisible)
    dialog.activateWindow()
    yield window.until(dialog.isActiveWindow)
    yield 300
    return dialog


def from_file(window, dialog):
    line = dialog.file.lineEdit()
    click(line)
    yield from enter(window.arguments["file"], TAB)
    click(dialog.load)
    yield window.until(lambda: "places with" in dialog.banner.text.text(), seconds=30)
    yield 300
    window.shot("names-2-loaded")


def from_server(window, dialog):
    click(dialog.download)
    yield window.until(lambda: "will connect to http://127.0.0.1" in dialog.banner.text.text())
    yield 500
    window.shot("names-3-consent")
    click(dialog.banner.findChildren(QPushButton)[0])
    yield window.until(lambda: "places with" in dialog.banner.text.text(), seconds=30)
    yield 300
    window.shot("names-4-downloaded")


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                     QPoint(widget.width() // 2, widget.height() // 2))
