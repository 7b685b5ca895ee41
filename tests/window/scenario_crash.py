"""QGIS dies while an analyst types; the next one finds what was saved, and offers what was not."""

import os
import signal

import qgis.utils
from keyboard import enter
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget, QPushButton
from scenario_work import CTRL_ALT, PACKAGE, TAB, casefile_again, new_casefile, save_clash


def steps(window):
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    if "keys" in window.arguments:
        yield from last_words(window, window.arguments["keys"])
    return (yield from next_day(window))


def last_words(window, keys):
    """One record saved, and of the next so many keys."""
    yield from enter((Qt.Key.Key_L, CTRL_ALT))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield window.until(dock.isVisible)
    yield 300
    yield from new_casefile(window, dock, window.arguments["casefile"])
    yield from save_clash(window, dock)
    typed = ["attack", TAB, "25Jul2018", TAB, TAB, "Ubari"]
    for word in typed:
        if isinstance(word, str):
            yield from enter(word[:keys])
            keys -= len(word)
        else:
            yield from enter(word)
        if keys <= 0:
            break
    yield 900
    os.kill(os.getpid(), signal.SIGKILL)


def next_day(window):
    dock = yield from casefile_again(window)
    yield 300
    window.shot("crash-1-offered")
    offer = dock.banner.text.text()
    back = next(one for one in dock.banner.findChildren(QPushButton) if "Put it back" in one.text().replace("&", ""))
    back.click()
    yield 800
    window.shot("crash-2-put-back")
    form, casefile = dock.incident, qgis.utils.plugins[PACKAGE].desk.session.casefile
    return {
        "offer": offer, "kind": form.kind.line.text(), "place": form.place.line.text(),
        "saved": [record.kind for record in casefile.incidents()],
    }
