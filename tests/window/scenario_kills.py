"""A bad day: QGIS dies again and again while records are typed; what was confirmed is written into a journal."""

import json
import os
import signal
import threading
from itertools import count

import qgis.utils
from keyboard import enter
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget, QPushButton
from scenario_work import CTRL, CTRL_ALT, PACKAGE, RETURN, casefile_again, new_casefile

PIECES = "Clash", " south of the town", ", said a resident", ", and denied later"
PAUSE = 800
"""Milliseconds, more than the dock takes to notice that somebody pauses."""


def steps(window):
    arguments = window.arguments
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    if arguments["turn"] == 0:
        yield from enter((Qt.Key.Key_L, CTRL_ALT))
        dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
        yield window.until(dock.isVisible)
        yield 300
        yield from new_casefile(window, dock, arguments["casefile"])
    else:
        dock = yield from casefile_again(window)
        yield 300
        yield from look(dock, arguments)
    if arguments["seconds"] is None:
        return {}
    threading.Timer(arguments["seconds"], lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    for number in count():
        yield from type_record(window, dock, arguments, f"{arguments['turn']}.{number} ")


def look(dock, arguments):
    """Write down what is there of the time before, and go on with what was not saved."""
    casefile = qgis.utils.plugins[PACKAGE].desk.session.casefile
    saved = sorted(record.summary for record in casefile.incidents())
    offer = dock.banner.text.text() if dock.banner.isVisible() else ""
    if offer:
        offers = dock.banner.findChildren(QPushButton)
        next(button for button in offers if "Put it back" in button.text().replace("&", "")).click()
        yield 100
    note(arguments, "found", saved=saved, offer=offer, summary=dock.incident.summary.text())
    qgis.utils.plugins[PACKAGE].desk.dock.incident.clear()
    dock.banner.clear()


def type_record(window, dock, arguments, name):
    form = dock.incident
    for line, words in ((form.kind.line, "clash"), (form.actor1.line, "IS")):
        line.setFocus()
        yield from enter(words, Qt.Key.Key_Tab)
    form.summary.setFocus()
    yield from enter(name)
    for piece in PIECES:
        yield from enter(piece)
        yield PAUSE
        note(arguments, "kept", summary=form.summary.text())
    words = form.summary.text()
    yield from enter((RETURN, CTRL))
    yield window.until(lambda: dock.status.text().startswith("Saved") and not form.summary.text())
    note(arguments, "saved", summary=words)


def note(arguments, event, **more):
    """On the disk before anything else happens."""
    with open(arguments["journal"], "a", encoding="utf-8") as file:
        file.write(json.dumps({"event": event, **more}) + "\n")
        file.flush()
        os.fsync(file.fileno())
