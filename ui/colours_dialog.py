"""The actors of a casefile and the colours that they are drawn in."""

from typing import Mapping, Optional

from qgis.gui import QgsColorButton, QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, pyqtSignal
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
COLOUR = Qt.ItemDataRole.UserRole + 1


class ColoursDialog(QDialog):
    """A view: every change is asked for at once by `colour_asked`, and shown when `show_colours` brings it back."""

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
            item = QListWidgetItem(f"{actor.name} – {tr(label('blocs', actor.bloc))}", self.list)
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
        self.list.currentItemChanged.connect(lambda item, _: self._show(item))
        self.colour.colorChanged.connect(lambda colour: self._ask(colour.name()))
        self.usual.clicked.connect(lambda _=False: self._ask(""))
        self.list.setCurrentRow(0)
        self.setMinimumSize(420, 420)

    def show_colours(self, colours: Mapping[str, str]) -> None:
        """Show these, by actor id, as '#rrggbb'."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            colour = colours.get(item.data(ACTOR), "")
            item.setData(COLOUR, colour)
            item.setIcon(swatch(colour))
        self._show(self.list.currentItem())

    def _show(self, item: Optional[QListWidgetItem]) -> None:
        self.colour.setEnabled(item is not None)
        self.usual.setEnabled(item is not None)
        if item is not None and item.data(COLOUR):
            self.colour.blockSignals(True)
            self.colour.setColor(QColor(item.data(COLOUR)))
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

    def _ask(self, colour: str) -> None:
        item = self.list.currentItem()
        if item is not None and colour != item.data(COLOUR):
            self.colour_asked.emit(item.data(ACTOR), colour)
