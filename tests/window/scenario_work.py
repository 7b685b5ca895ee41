"""An analyst's first day, by keyboard alone: the dock, a casefile, an incident, a movement; or the next morning."""

import qgis.utils
from file_dialog import give_casefile
from keyboard import enter
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget

PACKAGE = "libya_incident_mapper"
TAB, RETURN, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier


def steps(window):
    if "zip" in window.arguments:
        import pyplugin_installer

        pyplugin_installer.instance().installFromZipFile(window.arguments["zip"])
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    if window.arguments["day"] == 1:
        return (yield from first_day(window))
    return (yield from next_day(window))


def first_day(window):
    yield from enter((Qt.Key.Key_L, CTRL_ALT))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield window.until(dock.isVisible)
    yield 300
    window.shot("1-welcome")
    yield from new_casefile(window, dock, window.arguments["casefile"])
    window.shot("2-new-casefile")
    form = dock.incident
    yield from enter("clash", TAB, "24Jul2018", TAB, TAB, "Uqaylah")
    yield window.until(lambda: form.place.popup.is_open)
    yield 200
    window.shot("3-candidates")
    yield from enter(DOWN, RETURN)
    picked = form.place.location("place", [])
    yield from enter(TAB, TAB, "IS", TAB, "Ajdabiya Operations Room", TAB, "as many as five", TAB, "1", TAB)
    yield from enter(TAB, TAB, "3 to 5", TAB, TAB, "Clash south of the town", TAB, TAB, "Desk note", TAB, "C", TAB, "3")
    yield 200
    window.shot("4-incident")
    yield from enter((RETURN, CTRL))
    yield window.until(lambda: dock.status.text().startswith("Saved"))
    focus_after_save = form.kind.hasFocus()
    yield 500
    window.shot("5-incident-saved")
    yield from movement(window, dock)
    yield from enter((Qt.Key.Key_PageDown, CTRL))
    yield 1500
    window.shot("7-records")
    QgsProject.instance().setDirty(False)
    return {
        "picked": picked.place_id, "focus_after_save": focus_after_save, **in_casefile(dock), **on_map(window),
    }


def new_casefile(window, dock, path):
    """From the first page, on which the keyboard is at the button for a new one."""
    yield from enter(Qt.Key.Key_Space)
    yield from give_casefile(window, dock, path)


def save_clash(window, dock):
    """A first record, by keyboard, into the empty form."""
    yield from enter("clash", TAB, "24Jul2018", TAB, TAB, "Uqaylah")
    yield window.until(lambda: dock.incident.place.popup.is_open)
    yield from enter(DOWN, RETURN, TAB, TAB, "IS", TAB, (RETURN, CTRL))
    yield window.until(lambda: dock.status.text().startswith("Saved") and dock.incident.kind.hasFocus())


def movement(window, dock):
    yield from enter((Qt.Key.Key_PageDown, CTRL))
    yield window.until(dock.movement.isVisible)
    yield from enter("IS", TAB, "28Jul2018", TAB, TAB, "south of Uqaylah")
    yield window.until(lambda: dock.movement.origin.popup.is_open)
    # On a busy machine the X server's news of the closed list came three tabs later, and the destination was lost.
    yield from enter(Qt.Key.Key_Escape)
    yield window.until(lambda: not dock.movement.origin.popup.is_open and dock.movement.origin.line.hasFocus())
    yield 300
    yield from enter(TAB, TAB, TAB, TAB, "Kufra and Jalu region")
    yield 300
    yield from enter(TAB, TAB, TAB, TAB, "several")
    yield 200
    window.shot("6-movement")
    yield from enter((RETURN, CTRL))
    yield window.until(lambda: "Movement" in dock.status.text())
    yield 500


def casefile_again(window):
    """The dock is where it was; the casefile is opened again with the keyboard."""
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield window.until(dock.isVisible)
    yield 300
    yield from enter(Qt.Key.Key_Space)
    yield window.until(lambda: dock.pages.currentWidget() is dock.desk)
    return dock


def next_day(window):
    dock = yield from casefile_again(window)
    yield from enter((Qt.Key.Key_PageUp, CTRL))
    yield 1500
    window.shot("8-next-day")
    QgsProject.instance().setDirty(False)
    return {**in_casefile(dock), **on_map(window)}


def in_casefile(dock):
    model = dock.records.model
    rows = [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
    return {"records": sorted(f"{row.what} | {row.who} | {row.where} | {row.state}" for row in rows)}


def on_map(window):
    """Layer name → how many features with a geometry the map draws in its present extent."""
    drawn = {}
    for layer in window.iface.mapCanvas().layers():
        if layer.name() in ("Incidents", "Movements"):
            drawn[layer.name()] = sum(feature.hasGeometry() for feature in layer.getFeatures())
    return {"drawn": drawn}
