"""F1 in a real window, where QGIS's own help has the same key."""

from example import open_example
from keyboard import enter
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QTextBrowser


def steps(window):
    dock, desk = yield from open_example(window)
    found = {}
    dock.show_form(dock.incident)
    dock.incident.place.line.setFocus()
    yield from enter(Qt.Key.Key_F1)
    found["dock"] = yield from read(window, dock, f"help-1-place-{window.arguments['locale']}")
    desk.packs.ask()
    dialog = yield window.until(lambda: next(filter(QDialog.isVisible, window.main.findChildren(QDialog)), None))
    dialog.activateWindow()
    dialog.title.setFocus()
    yield window.until(dialog.isActiveWindow)
    yield from enter(Qt.Key.Key_F1)
    found["pack"] = yield from read(window, dialog, f"help-2-pack-{window.arguments['locale']}")
    dialog.close()
    QgsProject.instance().setDirty(False)
    return found


def read(window, owner, name):
    browser = yield window.until(lambda: owner.findChild(QTextBrowser))
    yield 300
    window.shot(name)
    title = browser.document().firstBlock().text()
    browser.window().close()
    yield 200
    return title
