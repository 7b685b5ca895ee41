"""What can be done with the selected records, as entries of the list's context menu and as buttons below it."""

from typing import List, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QGridLayout, QMenu, QPushButton, QTreeView

from ..qgis_support.translation import tr
from .buttons import icon_button

APPROVED, REVIEWED, DRAFT = "approved", "reviewed", "draft"


class RecordActions:
    """Each action is made once and shown in both places; all of them sleep while nothing is selected."""

    def __init__(self, view: QTreeView) -> None:
        def action(icon: str, text: str, tooltip: str) -> QAction:
            made = QAction(QgsApplication.getThemeIcon(icon) if icon else QIcon(), text, view)
            made.setToolTip(tooltip)
            view.addAction(made)
            return made

        self.open = action("/mActionToggleEditing.svg", tr("O&pen"), tr("Open the record in its form (Enter)."))
        self.zoom = action("/mActionZoomToSelected.svg", tr("&Zoom to"), tr("Show the selected records on the map."))
        self.delete = action(
            "/mActionDeleteSelected.svg", tr("Delete"), tr("Delete the selected records; can be undone."),
        )
        self.approve = action("/mIconSuccess.svg", tr("Appro&ve"), tr("Mark the selected records as approved."))
        self.review = action("", tr("Mark as &reviewed"), tr("Mark the selected records as reviewed."))
        self.redraft = action("", tr("Back to dra&ft"), tr("Mark the selected records as drafts."))
        self.change = action(
            "/mActionMultiEdit.svg", tr("Chan&ge…"), tr("Change status, kind or an actor of the selected records."),
        )
        self._view = view
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.selectionModel().selectionChanged.connect(self.follow)
        self.follow()

    def statuses(self) -> List[Tuple[QAction, str]]:
        """The actions that give records a status, each with its code."""
        return [(self.approve, APPROVED), (self.review, REVIEWED), (self.redraft, DRAFT)]

    def follow(self) -> None:
        """Wake or sleep with the selection."""
        has_selection = self._view.selectionModel().hasSelection()
        for action in self._view.actions():
            action.setEnabled(has_selection)

    def buttons(self) -> QGridLayout:
        """Two rows of buttons."""
        grid = QGridLayout()
        for place, action in enumerate((self.open, self.zoom, self.delete, self.approve, None, self.change)):
            grid.addWidget(self._menu_button() if action is None else _button(action), *divmod(place, 3))
        return grid

    def _menu_button(self) -> QPushButton:
        button = QPushButton(tr("S&tatus"))
        button.setToolTip(tr("Give the selected records another status."))
        menu = QMenu(button)
        menu.addActions([action for action, _ in self.statuses()])
        button.setMenu(menu)
        return button


def _button(action: QAction) -> QPushButton:
    button = icon_button(action.icon(), action.text())
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button
