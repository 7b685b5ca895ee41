"""The example's pack by mouse and keys, redacted, and a second one that is closed half-way."""

from pathlib import Path

from example import open_example
from keyboard import enter
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLineEdit

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


def steps(window):
    dock, desk = yield from open_example(window)
    told = {}
    QTest.mouseClick(dock.bar.pack, LEFT)
    dialog = yield window.until(lambda: desk.packs.dialog)
    yield window.until(dialog.isActiveWindow)
    folder = dialog.folder.findChild(QLineEdit)
    folder.setFocus(Qt.FocusReason.TabFocusReason)
    folder.selectAll()
    yield from enter(window.arguments["folder"])
    dialog.redaction.setCollapsed(False)
    yield 300
    yield from enter((Qt.Key.Key_C, ALT))
    told["focus when unfolded"] = dialog.redaction.places.hasFocus()
    yield from enter(Qt.Key.Key_Down)
    yield 200
    told["grid"] = dialog.redaction.grid.isEnabled()
    window.shot("pack-1-dialogue")
    yield from enter((Qt.Key.Key_E, ALT))
    yield window.until(lambda: dialog.bar.value() > 10)
    window.shot("pack-2-on-its-way")
    yield window.until(lambda: window.arguments["folder"] in dock.banner.text.text(), 30)
    window.shot("pack-3-done")
    told["files"] = sorted(file.name for file in Path(window.arguments["folder"]).iterdir())
    yield window.until(lambda: desk.packs.dialog is None)
    QTest.mouseClick(dock.bar.pack, LEFT)
    dialog = yield window.until(lambda: desk.packs.dialog)
    yield window.until(dialog.isActiveWindow)
    told["remembered"] = [dialog.previous.filePath(), dialog.redaction.redaction().places.value]
    dialog.folder.setFilePath(window.arguments["folder"] + "-2")
    yield from enter((Qt.Key.Key_E, ALT))
    yield window.until(lambda: dialog.bar.value() > 10)
    yield from enter(Qt.Key.Key_Escape)
    yield window.until(lambda: desk.packs.dialog is None)
    yield 500
    told["given up"] = sorted(file.name for file in Path(window.arguments["folder"]).parent.glob("*pack*"))
    QgsProject.instance().setDirty(False)
    return told
