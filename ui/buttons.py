"""Buttons that are an icon until they are pointed at or reached by Tab; and those that close a dialogue."""

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton, QToolButton, QToolTip

from ..qgis_support.translation import tr


def flat_button(icon: str, words: str) -> QToolButton:
    """A button with an icon of QGIS's theme; the words are its tooltip and what a screen reader says."""
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    tell_on_focus(button)
    return button


def tell_on_focus(button: QToolButton) -> None:
    """Show the tooltip of a button without words to who comes to it by Tab, as to who points at it."""
    button.installEventFilter(_Teller(button))


class _Teller(QObject):
    """What keeps `tell_on_focus`; its parent is the button."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        by_tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if event.type() == QEvent.Type.FocusIn and event.reason() in by_tab:
            QToolTip.showText(watched.mapToGlobal(QPoint(0, watched.height())), watched.toolTip(), watched)
        return False


def icon_button(icon: QIcon, words: str) -> QPushButton:
    """A push button with an icon before its words, and with words alone from right to left."""
    button = QPushButton(words)
    # Qt 5.15 draws the icon in the middle of one that runs from right to left, and its words at an edge, cut off.
    if not button.isRightToLeft():
        button.setIcon(icon)
    return button


def dialog_buttons(*buttons: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    """OK, Cancel or Close, in our own words: Qt's Arabic ones are no part of QGIS and often not installed."""
    words = {
        QDialogButtonBox.StandardButton.Ok: tr("OK"),
        QDialogButtonBox.StandardButton.Cancel: tr("Cancel"),
        QDialogButtonBox.StandardButton.Close: tr("Close"),
    }
    box = QDialogButtonBox()
    for button in buttons:
        added = box.addButton(button)
        added.setText(words[button])
        if added.isRightToLeft():  # as in `icon_button`
            added.setIcon(QIcon())
    return box


def name_file_dialog(dialog: QFileDialog) -> None:
    """The labels and buttons of a file dialogue in our own words, for the same reason."""
    label = QFileDialog.DialogLabel
    dialog.setLabelText(label.LookIn, tr("Folder:"))
    dialog.setLabelText(label.FileName, tr("File name:"))
    dialog.setLabelText(label.FileType, tr("Kind of file:"))
    is_saving = dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    dialog.setLabelText(label.Accept, tr("&Save") if is_saving else tr("&Open"))
    dialog.setLabelText(label.Reject, tr("Cancel"))
