"""Keys as a person presses them: they go to whatever has the focus, and nowhere else."""

from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication


def target():
    """Where Qt sends keys now: an open popup first, then the widget with the focus."""
    return QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()


def write(text):
    """Type a text; letters that QTest does not know (Qt 5.15 ends the program) come as a keyboard sends them."""
    for letter in text:
        if letter.isascii():
            QTest.keyClick(target(), letter)
        else:
            nothing = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(target(), QKeyEvent(QEvent.Type.KeyPress, 0, nothing, letter))


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key."""
    QTest.keyClick(target(), key, modifier)


def enter(*strokes):
    """To be yielded from: texts, keys and (key, modifier) one after the other, with a person's pauses.

    Without the pauses the X server's news of a closed popup would come when the focus has moved on, and take it back.
    """
    for stroke in strokes:
        if isinstance(stroke, str):
            write(stroke)
        elif isinstance(stroke, tuple):
            press(*stroke)
        else:
            press(stroke)
        yield 80
