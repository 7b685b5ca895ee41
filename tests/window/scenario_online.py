"""An analyst allows online look-ups in QGIS's own options, asks for a name by key, and takes the answer."""

from keyboard import enter
from qgis.core import QgsNetworkAccessManager, QgsNetworkRequestParameters, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction, QApplication, QDialogButtonBox, QDockWidget, QShortcut, QWidget

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = (Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
PAGE = "LibyaIncidentOptions"


def steps(window):
    requests = []
    QgsNetworkAccessManager.instance().requestAboutToBeCreated[QgsNetworkRequestParameters].connect(
        lambda request: requests.append(request.request().url().host())
    )
    yield window.until(window.main.isActiveWindow)
    yield from enter((Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.AltModifier))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield window.until(dock.isVisible)
    import qgis.utils

    qgis.utils.plugins["libya_incident_mapper"].desk.create(window.arguments["casefile"])
    yield window.until(lambda: dock.pages.currentWidget() is dock.desk)
    box = dock.incident.place
    yield 300
    yield from ask(box, window)
    before = {"requests": list(requests), "button": box.online.button.isVisible()}
    window.meet_dialog(lambda dialog: allow(dialog, window))
    QTimer.singleShot(0, lambda: window.iface.showOptionsDialog(window.main))
    yield window.until(box.online.button.isVisible)
    window.main.activateWindow()
    yield window.until(window.main.isActiveWindow)
    yield from ask(box, window)
    yield window.until(lambda: box.popup.is_open and box.online.candidates)
    yield 200
    window.shot("online-2-answer")
    yield from enter(Qt.Key.Key_Down, Qt.Key.Key_Return)
    yield 200
    window.shot("online-3-chosen")
    chosen = box.location("place", [])
    QgsProject.instance().setDirty(False)
    return {
        "before": before, "requests": requests, "rule": chosen.rule, "sources": chosen.sources,
        "others_with_the_key": with_key(window),
    }


def ask(box, window):
    box.line.setFocus()
    box.line.clear()
    yield from enter("Xyzzy")
    yield 200
    yield from enter(KEY)
    yield 300


def allow(dialog, window):
    """Find our page, tick, write the address, and confirm."""
    # Around the page QGIS 3.44 puts a scroll area of the same name.
    page = next(widget for widget in dialog.findChildren(QWidget, PAGE) if hasattr(widget, "allowed"))
    stack = page
    while stack is not None and not hasattr(stack, "setCurrentWidget"):
        child, stack = stack, stack.parentWidget()
    stack.setCurrentWidget(child)
    page.allowed.setChecked(True)
    page.server.setText(window.arguments["server"])
    dialog.resize(1000, 700)
    QApplication.processEvents()
    window.shot("online-1-options")
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()


def with_key(window):
    wanted = QKeySequence("Ctrl+Shift+O")
    keys = [(action.text(), action.shortcuts()) for action in window.main.findChildren(QAction)]
    keys += [("shortcut", [shortcut.key()]) for shortcut in window.main.findChildren(QShortcut)]
    return [text for text, known in keys if wanted in known]
