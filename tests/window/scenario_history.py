"""A record saved, changed with a reason, graded otherwise, undone and read about in its form, all by keys."""

import qgis.utils
from keyboard import enter
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from scenario_work import CTRL, CTRL_ALT, PACKAGE, RETURN, TAB, new_casefile, save_clash

SPACE = Qt.Key.Key_Space


def steps(window):
    yield window.until(lambda: PACKAGE in qgis.utils.active_plugins)
    yield window.until(window.main.isActiveWindow)
    yield from enter((Qt.Key.Key_L, CTRL_ALT))
    dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
    yield from new_casefile(window, dock, window.arguments["casefile"])
    form, told = dock.incident, {}
    told["new"] = form.history.isVisible() or form.why.isVisible()
    yield from save_clash(window, dock)

    yield from open_record(window, dock)
    yield from to(form.summary)
    yield from enter("Clash by the old fort")
    yield from to(form.why)
    yield from enter("named by two residents")
    window.shot("history-1-why")
    yield from enter((RETURN, CTRL))
    yield window.until(lambda: dock.status.text().startswith("Saved"))

    yield from open_record(window, dock)
    yield from to(form.own_grade.tick)
    yield from enter(SPACE, TAB, "E", TAB, "5", (RETURN, CTRL))
    yield window.until(form.grade_reason.hasFocus)
    told["fault"] = form._fields["grade_reason"].fault.text()
    window.shot("history-2-no-reason")
    yield from enter("a rumour", (RETURN, CTRL))
    yield window.until(lambda: dock.status.text().startswith("Saved"))
    told["stored"] = stored_grade()

    yield from open_record(window, dock)
    yield from to(form.history.heading)
    yield from enter(SPACE, TAB)
    told["in text"] = form.history.text.hasFocus()
    told["history"] = form.history.text.toPlainText().split("\n\n")
    window.shot("history-3-told")
    yield from enter((Qt.Key.Key_A, CTRL), (Qt.Key.Key_C, CTRL))
    told["copied"] = QApplication.clipboard().text() == form.history.text.toPlainText()
    yield from enter((Qt.Key.Key_Z, CTRL))
    yield window.until(lambda: len(form.history.text.toPlainText().split("\n\n")) == len(told["history"]) + 1)
    told["undone"] = form.history.text.toPlainText().split("\n\n")[0]
    told["after undo"] = stored_grade()
    window.shot("history-4-undone")
    QgsProject.instance().setDirty(False)
    return told


def open_record(window, dock):
    """From the form to the list and back with its first record."""
    yield from enter((Qt.Key.Key_F, CTRL))
    yield window.until(dock.records.isVisible)
    dock.records.view.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter(Qt.Key.Key_Home, RETURN)
    yield window.until(lambda: dock.incident.isVisible() and dock.incident.record is not None)
    yield 300


def to(editor):
    """Tab on until the keyboard is there."""
    for _ in range(60):
        if editor.hasFocus():
            return
        yield from enter(TAB)
    raise AssertionError(f"Tab never comes to {editor.accessibleName()}")


def stored_grade():
    (incident,) = qgis.utils.plugins[PACKAGE].desk.session.casefile.incidents()
    return str(incident.own_grade) if incident.own_grade else ""
