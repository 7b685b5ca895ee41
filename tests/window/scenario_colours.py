"""The Islamic State in another colour: found by an alias, changed, seen on the map, taken back with Ctrl+Z."""

import qgis.utils
from example import PACKAGE, build_example
from keyboard import enter
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QDockWidget

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def steps(window):
    path = yield from build_example(window)
    yield from enter((Qt.Key.Key_L, CTRL | ALT))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    desk = qgis.utils.plugins[PACKAGE].desk
    desk.open(path)
    yield window.until(lambda: dock.pages.currentWidget() is dock.desk)
    dock.bar.menu.aboutToShow.emit()
    action = next(action for action in dock.bar.menu.actions() if "colours" in action.text())
    action.trigger()
    dialog = yield window.until(lambda: desk.colours.dialog)
    yield window.until(dialog.isActiveWindow)
    dialog.search.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter("daesh")
    told = {"found": dialog.list.currentItem().text()}
    dialog.colour.setColor(QColor("#c218c2"))
    yield 1500
    window.shot("colours-1-changed")
    told["stored"] = desk.session.casefile.actor_colours()["is_libya"]
    dialog.close()
    yield window.until(lambda: desk.colours.dialog is None)
    window.main.activateWindow()
    yield 300
    dock.incident.summary.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter((Qt.Key.Key_Z, CTRL))
    yield 800
    told["after undo"] = desk.session.casefile.actor_colours()["is_libya"]
    window.shot("colours-2-undone")
    QgsProject.instance().setDirty(False)
    return told
