"""The stops of a movement between origin and destination: added, removed and put in order."""

from typing import List, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ..model.location import Location
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .buttons import flat_button, icon_button
from .place_box import PlaceBox
from .place_finder import PlaceFinder


class StopRow(QWidget):
    """One stop with its three buttons."""

    def __init__(self, finder: PlaceFinder, stops: "StopsBox") -> None:
        super().__init__()
        self.place = PlaceBox(finder, tr("A place the movement passed."))
        self.place.line.setAccessibleName(tr("Stop"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.place, 1)
        self._buttons: List[QToolButton] = []
        for icon, text, act in (
            ("/mActionArrowUp.svg", tr("Move this stop up"), lambda: stops.move(self, -1)),
            ("/mActionArrowDown.svg", tr("Move this stop down"), lambda: stops.move(self, 1)),
            ("/mActionRemove.svg", tr("Remove this stop"), lambda: stops.remove(self)),
        ):
            button = flat_button(icon, text)
            button.clicked.connect(act)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(button)

    def tab_order(self) -> Tuple[QWidget, ...]:
        """What takes the keyboard, in order. Qt's order breaks off at what does not, such as the icon in the line."""
        place = self.place
        return place.line, place.radius, place.button, place.online.button, *self._buttons


class StopsBox(QWidget):
    """Any number of stops; `added` tells of each new place box, `arranged` that some came, went or changed places.

    Tab comes to the first one from `tabbed_from`.
    """

    added = pyqtSignal(object)
    arranged = pyqtSignal()

    def __init__(self, finder: PlaceFinder, tabbed_from: QWidget) -> None:
        super().__init__()
        self._finder, self._tabbed_from = finder, tabbed_from
        self.rows: List[StopRow] = []
        self.button = icon_button(QgsApplication.getThemeIcon("/mActionAdd.svg"), tr("Add stop"))
        self.button.setToolTip(tr("Add a place the movement passed between origin and destination."))
        self.button.clicked.connect(lambda: self.add().place.setFocus(Qt.FocusReason.OtherFocusReason))
        self.by_clicks = icon_button(QgsApplication.getThemeIcon("/mActionCaptureLine.svg"), tr("Click them"))
        self.by_clicks.setToolTip(tr(
            "Pick origin, stops and destination on the map, one after the other, by clicks or with the arrow keys."
        ))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.by_clicks)
        buttons.addStretch(1)
        self._column.addLayout(buttons)
        self.setFocusProxy(self.button)

    def add(self) -> StopRow:
        """A new, empty stop at the end."""
        row = StopRow(self._finder, self)
        self.rows.append(row)
        self._arrange()
        self.added.emit(row.place)
        return row

    def remove(self, row: StopRow) -> None:
        """Take a stop away; the focus goes to the one that takes its place."""
        position = self.rows.index(row)
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._arrange()
        heir = self.rows[position].place if position < len(self.rows) else self.button
        heir.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop_last(self) -> None:
        """Take the last stop away; the focus stays where it is."""
        self._make(len(self.rows) - 1)

    def move(self, row: StopRow, step: int) -> None:
        """Put a stop one place up (-1) or down (1)."""
        position = self.rows.index(row)
        if 0 <= position + step < len(self.rows):
            self.rows.insert(position + step, self.rows.pop(position))
            self._arrange()

    def locations(self, faults: List[Fault]) -> List[Location]:
        """The stops in order, empty ones left out."""
        locations = [row.place.location("via", faults) for row in self.rows]
        return [location for location in locations if location.phrase.strip()]

    def set_locations(self, locations: List[Location]) -> None:
        """Show other stops."""
        self._make(len(locations))
        for row, location in zip(self.rows, locations):
            row.place.set_location(location)

    def kept(self) -> object:
        """As `TextLine.kept`."""
        return [row.place.kept() for row in self.rows]

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        self._make(len(kept))
        for row, value in zip(self.rows, kept):
            row.place.put_back(value)

    def _make(self, count: int) -> None:
        """Have so many rows."""
        while len(self.rows) > count:
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.arranged.emit()
        while len(self.rows) < count:
            self.add()

    def _arrange(self) -> None:
        """Rows, then the button, on the screen and for the Tab key alike."""
        before = self._tabbed_from
        for position, row in enumerate(self.rows):
            self._column.insertWidget(position, row)
            for widget in row.tab_order():
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self.button)
        self.arranged.emit()
