"""Buttons that are no more than an icon until they are pointed at or reached by Tab."""

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QToolButton


def flat_button(icon: str, words: str) -> QToolButton:
    """A button with an icon of QGIS's theme; the words are its tooltip and what a screen reader says."""
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
