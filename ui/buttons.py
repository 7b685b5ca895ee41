"""Buttons that are no more than an icon until they are pointed at or reached by Tab."""

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QPushButton, QToolButton


def flat_button(icon: str, words: str) -> QToolButton:
    """A button with an icon of QGIS's theme; the words are its tooltip and what a screen reader says."""
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def icon_button(icon: QIcon, words: str) -> QPushButton:
    """A push button with an icon before its words, and with words alone from right to left."""
    button = QPushButton(words)
    # Qt 5.15 draws the icon in the middle of one that runs from right to left, and its words at an edge, cut off.
    if not button.isRightToLeft():
        button.setIcon(icon)
    return button
