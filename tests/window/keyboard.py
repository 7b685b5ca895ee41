"""Keys as a person presses them: they go to whatever has the focus, and nowhere else."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication


def target():
    """Where Qt sends keys now: an open popup first, then the widget with the focus."""
    return QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()


def write(text):
    """Type a text."""
    QTest.keyClicks(target(), text)


def press(key, modifier=Qt.KeyboardModifier.NoModifier, times=1):
    """Press a key, some times."""
    for _ in range(times):
        QTest.keyClick(target(), key, modifier)


def tab(times=1):
    """Go on to the next field."""
    press(Qt.Key.Key_Tab, times=times)
