"""The offline map made dark, and QGIS's own window for map services opened, from the dock's menu by its letters."""

from example import open_example
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication


def steps(window):
    dock, desk = yield from open_example(window)
    yield from choose(window, dock.bar.basemap, Qt.Key.Key_C, Qt.Key.Key_D)
    yield 1500
    window.shot("basemap-1-dark")
    told = {"ground": QgsProject.instance().backgroundColor().name()}
    window.meet_dialog(lambda dialog: leave(dialog, told, window))
    yield from choose(window, dock.bar.basemap, Qt.Key.Key_S)
    QgsProject.instance().setDirty(False)
    return told


def choose(window, button, *keys):
    """A press on the button and letters in its menu, which has the keyboard while it is open."""
    QTimer.singleShot(0, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
    for key in keys:
        menu = yield window.until(QApplication.activePopupWidget)
        yield 300
        window.shot(f"basemap-menu-{chr(key)}")
        QTest.keyClick(menu, key)
    yield 300


def leave(dialog, told, window):
    told["service"] = dialog.windowTitle()
    window.shot("basemap-2-services")
    dialog.close()
