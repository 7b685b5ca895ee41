"""The half of the harness that lives inside QGIS: takes a scenario step by step and writes down how it ended."""

import importlib.util
import json
import time
import traceback
from pathlib import Path
from typing import Any, Callable, Generator, List, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QPlainTextEdit, QWidget
from qgis.utils import iface

POLL_MS = 50


class Until:
    """Something to wait for: the value of `condition` once it is true; TimeoutError in the scenario otherwise."""

    def __init__(self, condition: Callable[[], Any], seconds: float) -> None:
        self.condition = condition
        self.deadline = time.monotonic() + seconds


class Window:
    """What a scenario can do, besides everything in QGIS's own API and in QTest."""

    def __init__(self, arguments: dict, shots: Path) -> None:
        self.arguments = arguments
        self.iface = iface
        self.main = iface.mainWindow()
        self.errors: List[str] = []
        self._shots = shots

    def until(self, condition: Callable[[], Any], seconds: float = 15) -> Until:
        """To be yielded: waits until `condition()` is true and gives back its value."""
        return Until(condition, seconds)

    def find(self, kind: type = QWidget, name: str = "", parent: Optional[QObject] = None) -> Any:
        """The child of that class and object name anywhere in the main window (or in `parent`), or None."""
        parent = parent or self.main
        return parent.findChild(kind, name) if name else parent.findChild(kind)

    def shot(self, name: str) -> None:
        """Save a picture of the whole screen as `name`.png."""
        QGuiApplication.primaryScreen().grabWindow(0).save(str(self._shots / f"{name}.png"))

    def meet_dialog(self, answer: Callable[[QWidget], None], seconds: float = 15) -> None:
        """Call before the click that opens a modal dialog: `answer(dialog)` runs once it is open, and must close it."""
        deadline = time.monotonic() + seconds

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None and time.monotonic() < deadline:
                QTimer.singleShot(POLL_MS, look)
                return
            try:
                if dialog is None:
                    raise TimeoutError("no dialog opened")
                answer(dialog)
            except Exception:
                self.errors.append(traceback.format_exc())
                if dialog is not None:
                    dialog.close()

        QTimer.singleShot(POLL_MS, look)

    def messages(self) -> List[str]:
        """Every line of QGIS's message log, from its start on: the panel holds what was said before we could listen."""
        panel = self.main.findChild(QDockWidget, "MessageLog")
        return [line for text in panel.findChildren(QPlainTextEdit) for line in text.toPlainText().splitlines()]


def begin(request_path: str) -> None:
    """Prepare the window and take the first step as soon as QGIS's own start is over."""
    request = json.loads(Path(request_path).read_text("utf-8"))
    window = Window(request["arguments"], Path(request["shots"]))
    # Without a window manager nobody else gives the window its place and its keyboard.
    window.main.setGeometry(QGuiApplication.primaryScreen().geometry())
    window.main.raise_()
    window.main.activateWindow()
    answer = Path(request_path).with_name("result.json")

    def first() -> None:
        try:
            steps = _load(Path(request["script"])).steps(window)
        except Exception:
            _end(window, answer, None, traceback.format_exc())
        else:
            _advance(steps, window, answer)

    QTimer.singleShot(500, first)


def _load(script: Path) -> Any:
    spec = importlib.util.spec_from_file_location(script.stem, script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _advance(
    steps: Generator, window: Window, answer: Path, value: Any = None, error: Optional[Exception] = None
) -> None:
    """One step of the scenario, and a date for the next."""
    try:
        wish = steps.throw(error) if error else steps.send(value)
    except StopIteration as end:
        _end(window, answer, end.value, "".join(window.errors))
    except Exception:
        _end(window, answer, None, "".join([*window.errors, traceback.format_exc()]))
    else:
        if isinstance(wish, Until):
            _poll(wish, steps, window, answer)
        else:
            QTimer.singleShot(int(wish or 0), lambda: _advance(steps, window, answer))


def _poll(wish: Until, steps: Generator, window: Window, answer: Path) -> None:
    try:
        value = wish.condition()
    except Exception as error:  # the scenario's own mistake: it is told where it waits
        _advance(steps, window, answer, error=error)
        return
    if value:
        _advance(steps, window, answer, value)
    elif time.monotonic() > wish.deadline:
        _advance(steps, window, answer, error=TimeoutError("what was waited for did not come"))
    else:
        QTimer.singleShot(POLL_MS, lambda: _poll(wish, steps, window, answer))


def _end(window: Window, answer: Path, value: Any, error: str) -> None:
    """Write the result and leave QGIS without a question about unsaved work."""
    if error:
        window.shot("failure")
    report = {"value": value, "error": error, "messages": window.messages()}
    answer.write_text(json.dumps(report), "utf-8")
    while QApplication.activeModalWidget() is not None:
        QApplication.activeModalWidget().close()
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    window.iface.actionExit().trigger()
