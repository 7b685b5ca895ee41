"""The dock as others have their screens: Tab through both forms, and measure what is cut off on the way."""

import qgis.utils
from example import open_example
from keyboard import enter, press
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QToolButton

from libya_incident_mapper.ui.export_dialog import ExportDialog

MOST = 120
"""Tabs through a form."""


def steps(window):
    if window.arguments["is right to left"]:
        # Qt does so by itself where its own Arabic translation is installed, which QGIS's packages do not ask for.
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    dock, desk = yield from open_example(window)
    yield 500
    found = {}
    for form in (dock.incident, dock.movement):
        dock.show_form(form)
        yield 300
        window.shot(f"{window.arguments['name']}-{type(form).__name__}")
        found[type(form).__name__] = yield from walk(dock, form)
    dock.tabs.setCurrentWidget(dock.records)
    yield 800
    window.shot(f"{window.arguments['name']}-records")
    yield from enter((Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier))
    dialogues = {}
    for asked in (dock.bar.sheet_asked, dock.bar.pack_asked, dock.bar.film_asked):
        asked.emit()
        dialog = yield window.until(lambda: window.find(ExportDialog))
        name = type(dialog).__name__
        dialogues[name] = []
        for is_folded in (True, False, True):
            dialog.redaction.setCollapsed(is_folded)
            # It follows its rows when Qt next lays out; what does not settle is told as it is.
            yield 600
            dialogues[name].append(room_below(dialog))
            if not is_folded:
                window.shot(f"{window.arguments['name']}-{name}-unfolded")
        window.shot(f"{window.arguments['name']}-{name}")
        dialog.close()
        yield window.until(lambda: window.find(ExportDialog) is None)
    QgsProject.instance().setDirty(False)
    return {
        "dialogues": dialogues, "forms": found, "cut": cut_off(dock), "scale": dock.devicePixelRatioF(),
        "is right to left": dock.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        "ground": dock.incident.summary.palette().base().color().lightness(),
        "window": [window.main.width(), window.main.height()],
        "plugin": qgis.utils.active_plugins.count("libya_incident_mapper"),
        "dock": desk.dock.width(),
    }


def walk(dock, form):
    """Tab through the form and out of it: its widgets, those not wholly seen, how often it went up, where it ended."""
    form.focus_first()
    yield 100
    names, hidden, heights = [], [], []
    here = None
    while form.isAncestorOf(QApplication.focusWidget()) and len(names) < MOST:
        here = QApplication.focusWidget()
        names.append(here.accessibleName() or type(here).__name__)
        shown = QRect(here.mapTo(form, QPoint(0, 0)), here.size())
        if not form.viewport().geometry().adjusted(-1, -1, 1, 1).contains(shown):
            hidden.append(f"{names[-1]}: {shown} in {form.viewport().geometry()}")
        heights.append(here.mapTo(form.widget(), QPoint(0, 0)).y())
        press(Qt.Key.Key_Tab)
        yield 20
    return {
        "names": names, "hidden": hidden, "ends at the notes": here is form.notes,
        "upwards": sum(two < one - 8 for one, two in zip(heights, heights[1:])),
        "stays in the dock": dock.isAncestorOf(QApplication.focusWidget()),
        "wider": form.widget().width() - form.viewport().width(),
    }


def room_below(dialog):
    """Empty room below the last row and the buttons, whether it scrolls, and what of it is outside of the screen."""
    bottom = dialog.buttons.mapTo(dialog, QPoint(0, dialog.buttons.height())).y()
    screen = dialog.screen().availableGeometry()
    frame = dialog.geometry()
    rows = dialog.rows.height() - dialog.redaction.geometry().bottom()
    is_scrolling = dialog.findChild(QScrollArea).verticalScrollBar().isVisible()
    outside = max(0, screen.top() - frame.top(), frame.bottom() - screen.bottom())
    return [dialog.height() - bottom + rows, is_scrolling, outside]


def cut_off(dock):
    """Words of labels and buttons that have less room than they need."""
    found = []
    for widget in dock.findChildren(QLabel) + dock.findChildren(QPushButton) + dock.findChildren(QToolButton):
        if not widget.isVisible() or not widget.text():
            continue
        is_wrapped = isinstance(widget, QLabel) and widget.wordWrap()
        needed = widget.heightForWidth(widget.width()) if is_wrapped else widget.sizeHint().width()
        room = widget.height() if is_wrapped else widget.width()
        if needed > room + 1:
            found.append(f"{widget.text()}: {needed} > {room}")
    return found
