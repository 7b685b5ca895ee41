"""Two people at one casefile, each in a QGIS of their own, change the same record; flags are files in a folder."""

from pathlib import Path

import qgis.utils
from keyboard import enter
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget, QPushButton
from scenario_work import CTRL, CTRL_ALT, PACKAGE, RETURN, new_casefile, save_clash

PAGE_DOWN = Qt.Key.Key_PageDown


def steps(window):
    flags = Path(window.arguments["flags"])
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    yield from enter((Qt.Key.Key_L, CTRL_ALT))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield window.until(dock.isVisible)
    yield 300
    play = {"first": first, "second": second}[window.arguments["who"]]
    return (yield from play(window, dock, flags))


def first(window, dock, flags):
    """Makes the record, types on, and is told on saving that somebody was quicker."""
    yield from new_casefile(window, dock, window.arguments["casefile"])
    yield from save_clash(window, dock)
    yield from open_record(window, dock)
    yield from say(dock, "Mine: nobody was hurt")
    (flags / "typed").touch()
    yield window.until((flags / "saved by the second").exists, 60)
    yield from enter((RETURN, CTRL))
    yield window.until(dock.banner.isVisible)
    yield 300
    window.shot("two-windows-told")
    told = dock.banner.text.text()
    still_there = dock.incident.summary.text()
    choices = [button for button in dock.banner.findChildren(QPushButton) if button.isVisible()]
    chosen = next(one for one in choices if window.arguments["choice"] in one.text().replace("&", ""))
    chosen.setFocus()
    yield from enter(Qt.Key.Key_Space)
    yield window.until(lambda: not dock.banner.isVisible())
    yield 500
    stored = next(iter(qgis.utils.plugins[PACKAGE].desk.session.casefile.incidents()))
    (flags / "chosen").touch()
    return {
        "told": told, "still there": still_there, "choices": len(choices),
        "stored": stored.summary, "shown": dock.incident.summary.text(),
    }


def second(window, dock, flags):
    """Opens the record while the first still types, and saves before them."""
    yield window.until((flags / "typed").exists, 60)
    qgis.utils.plugins[PACKAGE].desk.open(window.arguments["casefile"])
    yield window.until(lambda: dock.pages.currentWidget() is dock.desk)
    yield from open_record(window, dock)
    yield from say(dock, "Theirs: five were hurt")
    yield from enter((RETURN, CTRL))
    yield window.until(lambda: dock.status.text().startswith("Saved"))
    (flags / "saved by the second").touch()
    yield window.until((flags / "chosen").exists, 60)
    yield from open_record(window, dock)
    return {"shown": dock.incident.summary.text(), "told": dock.banner.text.text()}


def open_record(window, dock):
    """By keyboard, from the list."""
    while dock.tabs.currentWidget() is not dock.records:
        yield from enter((PAGE_DOWN, CTRL))
    yield window.until(lambda: dock.records.model.rowCount() == 1)
    yield from enter(Qt.Key.Key_Home, RETURN)
    yield window.until(lambda: dock.incident.record is not None)
    yield 200


def say(dock, words):
    dock.incident.summary.setFocus()
    dock.incident.summary.selectAll()
    yield from enter(words)
