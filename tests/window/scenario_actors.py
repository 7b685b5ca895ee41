"""The Islamic State in another colour: found by an alias, changed, seen on the map, taken back with Ctrl+Z."""

from example import open_example
from keyboard import enter
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def steps(window):
    dock, desk = yield from open_example(window)
    dock.bar.menu.aboutToShow.emit()
    action = next(action for action in dock.bar.menu.actions() if "colours" in action.text())
    action.trigger()
    dialog = yield window.until(lambda: desk.actors.dialog)
    yield window.until(dialog.isActiveWindow)
    dialog.search.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter("daesh")
    told = {"found": dialog.tree.currentItem().text(0)}
    dialog.form.colour.setColor(QColor("#c218c2"))
    dialog.form.short_name.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter("Islamic State", (Qt.Key.Key_Return, CTRL))
    yield 1500
    window.shot("actors-1-changed")
    told["stored"] = desk.session.casefile.actor_colours()["is_libya"]
    told["short name"] = desk.session.actors.get("is_libya").short_name
    dialog.close()
    yield window.until(lambda: desk.actors.dialog is None)
    window.main.activateWindow()
    yield 300
    dock.incident.summary.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter((Qt.Key.Key_Z, CTRL))
    yield 800
    told["after undo"] = desk.session.casefile.actor_colours()["is_libya"]
    window.shot("actors-2-undone")
    QgsProject.instance().setDirty(False)
    return told
