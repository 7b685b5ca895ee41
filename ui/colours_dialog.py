"""The actors of a casefile and the colours that they are drawn in."""

from typing import Mapping, Optional, Tuple

from qgis.gui import QgsColorButton, QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..model.actors import ActorRegistry
from ..model.codes import label
from ..qgis_support.translation import tr
from .swatch import swatch

ACTOR = Qt.ItemDataRole.UserRole
SETTLED_MS = 300
"""QGIS's colour panel tells every colour that the mouse passes over; what stands so long is meant."""


class ColoursDialog(QDialog):
    """A view: what is changed is asked for by `colour_asked`, and shown when `show_colours` brings it back."""

    colour_asked = pyqtSignal(str, str)
    """Id of the actor, and '#rrggbb', or an empty text for the usual one."""

    def __init__(self, parent: QWidget, actors: ActorRegistry) -> None:
        super().__init__(parent)
        self.setObjectName("LibyaIncidentColours")
        self.setWindowTitle(tr("Actors and colours"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QgsFilterLineEdit()
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Name of an actor"))
        self.search.setAccessibleName(tr("Name of an actor"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Actors"))
        for actor in sorted(actors, key=lambda actor: (actor.bloc, actor.name.casefold())):
            item = QListWidgetItem(f"{actor.name} – {label('blocs', actor.bloc)}", self.list)
            item.setData(ACTOR, actor.actor_id)
            item.setToolTip("; ".join(actor.aliases))
        self.colour = QgsColorButton()
        self.colour.setAllowOpacity(False)
        self.colour.setShowNoColor(False)
        self.colour.setToolTip(tr("The colour of the actor in every layer, legend and sheet of this casefile."))
        self.usual = QPushButton(tr("&Usual colour"))
        # Else Enter in the search above would press it.
        self.usual.setAutoDefault(False)
        self.usual.setToolTip(tr("The colour that the actor's bloc gives it."))
        caption = QLabel(tr("&Colour"))
        caption.setBuddy(self.colour)
        row = QHBoxLayout()
        for widget in (caption, self.colour, self.usual):
            row.addWidget(widget)
        row.addStretch(1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(box)
        self.search.textChanged.connect(self._narrow)
        self._colours: Mapping[str, str] = {}
        self._chosen: Optional[Tuple[str, str]] = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED_MS)
        self._settling.timeout.connect(self._ask)
        self.list.currentItemChanged.connect(self._turn_to)
        self.colour.colorChanged.connect(lambda colour: self._choose(colour.name()))
        self.usual.clicked.connect(self._choose_usual)
        self.finished.connect(self._ask)
        self.list.setCurrentRow(0)
        self.setMinimumSize(420, 420)

    def show_colours(self, colours: Mapping[str, str]) -> None:
        """Show these, by actor id, as '#rrggbb'."""
        self._colours = colours
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setIcon(swatch(colours.get(item.data(ACTOR), "")))
        self._show(self.list.currentItem())

    def _show(self, item: Optional[QListWidgetItem]) -> None:
        self.colour.setEnabled(item is not None)
        self.usual.setEnabled(item is not None)
        colour = self._colours.get(item.data(ACTOR)) if item is not None else None
        if colour:
            self.colour.blockSignals(True)
            self.colour.setColor(QColor(colour))
            self.colour.blockSignals(False)

    def _narrow(self, text: str) -> None:
        """Only actors that bear the text in their name, bloc or aliases."""
        wanted = text.casefold().strip()
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            is_shown = wanted in f"{item.text()} {item.toolTip()}".casefold()
            item.setHidden(not is_shown)
            first = item if first is None and is_shown else first
        self.list.setCurrentItem(first)

    def _turn_to(self, item: Optional[QListWidgetItem]) -> None:
        self._ask()
        self._show(item)

    def _choose(self, colour: str) -> None:
        self._chosen = self.list.currentItem().data(ACTOR), colour
        self._settling.start()

    def _choose_usual(self) -> None:
        self._choose("")
        self._ask()

    def _ask(self) -> None:
        """What was chosen is meant: it has settled, or something else is turned to."""
        self._settling.stop()
        chosen, self._chosen = self._chosen, None
        if chosen is not None and chosen[1] != self._colours.get(chosen[0]):
            self.colour_asked.emit(*chosen)
