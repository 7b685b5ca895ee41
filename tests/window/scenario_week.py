"""The example's week in a clean profile, by keys alone: its rows typed into the forms, and then the pack of them.

Nothing is clicked, and no field is filled or looked for but by Tab and letters that are on the screen.
"""

import csv

import qgis.utils
from keyboard import enter
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QFileDialog

from libya_incident_mapper.qgis_support.translation import tr

TAB, RETURN, SPACE, ESCAPE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
BACK = (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
SAVE, NEXT_TAB = (RETURN, CTRL), (Qt.Key.Key_PageDown, CTRL)
THE_DOCK = (Qt.Key.Key_L, CTRL | ALT)


def steps(window):
    if window.arguments["is_mirrored"]:
        # What Qt's own Arabic translation would do, which is not everywhere installed.
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield window.until(lambda: "libya_incident_mapper" in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    yield from enter(THE_DOCK)
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield window.until(dock.isVisible)
    yield 300
    yield from enter(SPACE)
    yield window.until(lambda: window.main.findChild(QFileDialog))
    yield 300
    yield from enter("week", RETURN)
    yield window.until(lambda: dock.pages.currentWidget() is dock.desk)
    # Without a window manager nobody gives the keyboard back to the main window when the dialogue is gone.
    window.main.activateWindow()
    yield window.until(dock.incident.kind.hasFocus)
    for row in rows(window, "incidents"):
        yield from incident(window, dock.incident, row)
        yield from saved(window, dock, row["id"])
    yield from enter(NEXT_TAB)
    for row in rows(window, "movements"):
        yield from movement(window, dock.movement, row)
        yield from saved(window, dock, row["id"])
    yield from by_the_key(window, dock)
    yield from pack(window, dock)
    casefile = qgis.utils.plugins["libya_incident_mapper"].desk.session.casefile
    sources = {source.uid: source.name for source in casefile.sources()}
    QgsProject.instance().setDirty(False)
    return {
        "incidents": [told_of_incident(record, sources) for record in casefile.incidents()],
        "movements": [told_of_movement(record, sources) for record in casefile.movements()],
    }


def rows(window, table):
    with open(f"{window.arguments['example']}-{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def incident(window, form, row):
    yield from enter(row["kind"], TAB, *days(row["date"]), TAB)
    yield from place(window, form.place, row["place"])
    yield from enter(TAB, TAB, row["actor1"], TAB, row["actor2"], TAB, row["killed_a"], TAB, row["killed_b"])
    yield from enter(TAB, TAB, TAB, TAB, TAB, row["summary"])
    yield from source(row)
    yield from enter(TAB, TAB, TAB, TAB, row["stance"][:3], BACK, BACK)
    if row["claim_source"]:
        yield from enter(SPACE, row["claim_source"], TAB, TAB, TAB, row["claimant"], TAB, row["claim_stance"][:3])
    yield 300
    window.shot(f"{window.arguments['name']}-{row['id']}")


def movement(window, form, row):
    yield from enter(row["actor"], TAB, *days(row["date"]), TAB)
    yield from place(window, form.origin, row["origin"])
    yield from enter(TAB, TAB)
    if row["via"]:
        yield from enter(SPACE)
        stop = yield window.until(lambda: next(iter(form.stops.rows), None))
        yield from place(window, stop.place, row["via"])
    while not form.destination.line.hasFocus():
        yield from enter(TAB)
    yield from place(window, form.destination, row["destination"])
    yield from enter(TAB, TAB, row["heading"], TAB, TAB, row["vehicles"], TAB, TAB, TAB, row["kind"][:3], TAB)
    yield from enter(row["summary"])
    yield from source(row)
    yield 300
    window.shot(f"{window.arguments['name']}-{row['id']}")


def days(text):
    """A day, or the two of a range, and the precision between them."""
    first, _, last = text.partition(" to ")
    day, spell = precisions()
    return (first, TAB, spell, TAB, last) if last else (first, TAB, day)


def precisions():
    """The first letters of *Day* and *Range*."""
    return tr("Day")[:2], tr("Range")[:2]


def place(window, box, words):
    yield window.until(box.line.hasFocus)
    yield from enter(words)
    yield window.until(lambda: not box.is_waiting())
    yield 200
    if box.popup.is_open:
        yield from enter(ESCAPE)
        yield window.until(lambda: not box.popup.is_open and box.line.hasFocus())
        # On a busy machine the X server's news of the closed list comes late, and takes the keyboard back.
        yield 300


def source(row):
    """From the summary on: over the title of the group to the source, its grade, no claimant, and the quote."""
    yield from enter(TAB, TAB, (Qt.Key.Key_A, CTRL), row["source"], TAB, "C", TAB, "3", TAB, TAB, row["quote"])


def saved(window, dock, name):
    first = dock.form()
    yield from enter(SAVE)
    yield window.until(lambda: dock.status.text().startswith(tr("Saved: {record}")[:4]) and not first.is_modified())
    yield 300
    window.shot(f"{window.arguments['name']}-{name}-saved")


def by_the_key(window, dock):
    """Away to the map, and back by the dock's own key."""
    window.iface.mapCanvas().setFocus()
    yield from enter(THE_DOCK)
    yield window.until(lambda: dock.isVisible() and dock.movement.isAncestorOf(QApplication.focusWidget()))


def pack(window, dock):
    yield from enter(BACK)
    while not dock.bar.pack.hasFocus():
        yield from enter(BACK)
    yield from enter(SPACE)
    yield window.until(lambda: QApplication.activeWindow() not in (window.main, None))
    yield from enter(window.arguments["title"], TAB, "23 Jul 2018", TAB, "31.7.2018")
    yield 200
    window.shot(window.arguments["name"] + "-pack")
    while QApplication.focusWidget() is not QApplication.activeWindow().export:
        yield from enter(TAB)
    yield from enter(SPACE)
    yield window.until(lambda: window.arguments["folder"] in dock.banner.text.text(), 60)
    window.main.activateWindow()
    yield 500
    window.shot(window.arguments["name"] + "-done")


def told_of_incident(record, sources):
    losses = record.killed
    return {
        "what": [record.kind, record.actor1, record.actor2, record.stance], "dates": record.dates.iso(),
        "place": told_of_place(record.location), "killed": [losses.side_a.best, losses.side_b.best, losses.total.best],
        "claims": told_of_claims(record, sources), "summary": record.summary,
    }


def told_of_movement(record, sources):
    return {
        "what": [record.kind, record.actor, record.stance], "dates": record.dates.iso(), "heading": record.heading,
        "stops": [[stop.role, *told_of_place(stop.location)] for stop in record.waypoints],
        "vehicles": [record.vehicles.low, record.vehicles.best, record.vehicles.high, record.vehicles.text],
        "claims": told_of_claims(record, sources), "summary": record.summary,
    }


def told_of_place(location):
    return [location.phrase, location.state.value, location.lat, location.lon, location.radius_m]


def told_of_claims(record, sources):
    return [
        [claim.stance, claim.claimant, sources[claim.source_uid], claim.reliability + claim.credibility, claim.quote]
        for claim in record.claims
    ]
