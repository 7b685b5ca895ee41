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
    # A modal window on QGIS 3.22, and none on 3.44: it is looked for beside the steps.
    watch = QTimer(dock)
    watch.timeout.connect(lambda: leave(window, told))
    watch.start(100)
    yield from choose(window, dock.bar.basemap, Qt.Key.Key_S)
    yield window.until(lambda: "service" in told)
    watch.stop()
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


def leave(window, told):
    for one in QApplication.topLevelWidgets():
        if one.objectName() == "QgsDataSourceManagerDialog" and one.isVisible():
            told["service"] = one.windowTitle()
            window.shot("basemap-2-services")
            one.close()
