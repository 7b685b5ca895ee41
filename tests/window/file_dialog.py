"""QGIS's file dialogue, answered by keyboard."""

from keyboard import enter
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFileDialog, QLineEdit


def give_casefile(window, dock, path):
    """To be yielded from once the dock was told to make or open a casefile: type its path, wait until it is in hand."""
    dialog = yield window.until(lambda: window.main.findChild(QFileDialog))
    yield 300
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    line.setFocus()
    line.setText(path)
    yield from enter(Qt.Key.Key_Return)
    yield window.until(lambda: dock.pages.currentWidget() is dock.desk)
    # Without a window manager nobody gives the keyboard back to the main window when the dialogue is gone.
    window.main.activateWindow()
    yield window.until(window.main.isActiveWindow)
    yield 500
