"""What the form in front understands of its places, on the map while it is typed."""

from typing import List, Optional

from qgis.core import QgsCsException, QgsGeometry, QgsLineSymbol, QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QObject, QPoint, QPointF

from ..casefile.derived import uncertainty_of
from ..casefile.movement_line import movement_line
from ..casefile.style_keys import MovementKey
from ..layers.extent import padded
from ..layers.movement_style import movement_symbol
from ..layers.palette import ActorLook, Palette
from ..model.location import Candidate, Location
from ..model.records import Movement
from .candidate_popup import LETTERS
from .dock import IncidentDock
from .map_items import COLOUR, LETTER_PX, LetterMarker, line_item, point_item, remove_items, shape_item
from .map_view import location_extent, show_extent, to_map
from .picking import Picking
from .place_box import PlaceBox
from .record_form import RecordForm


class Preview(QObject):
    """Places with their uncertainty, the arrow of a movement, and the candidates of an open list.

    The map is never moved but when it is asked to: a box whose place lies outside of it offers that.
    """

    def __init__(self, canvas: QgsMapCanvas, dock: IncidentDock, picking: Picking, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas, self._dock = canvas, dock
        self._items: List[QgsMapCanvasItem] = []
        self._letters: List[LetterMarker] = []
        self._box: Optional[PlaceBox] = None
        self._candidates: List[Candidate] = []
        self._way: Optional[Movement] = None
        for form in (dock.incident, dock.movement):
            form.places.changed.connect(self.redraw)
            form.places.offered.connect(self._offer)
            form.places.pointed.connect(self._light_up)
            form.places.clicked_beside.connect(self._click)
            form.places.zoom_asked.connect(self._zoom)
        for signal in (dock.tabs.currentChanged, dock.pages.currentChanged, dock.visibilityChanged):
            signal.connect(self.redraw)
        picking.way_changed.connect(self._follow_way)
        canvas.destinationCrsChanged.connect(self.redraw)
        canvas.extentsChanged.connect(self._tell_outside)

    def close(self) -> None:
        """Leave nothing on the map."""
        self._canvas.destinationCrsChanged.disconnect(self.redraw)
        self._canvas.extentsChanged.disconnect(self._tell_outside)
        self._drop_letters()
        remove_items(self._canvas, self._items)

    def redraw(self) -> None:
        """Draw what the form in front holds now, and nothing else."""
        remove_items(self._canvas, self._items)
        form = self._form()
        if form is None or self._box not in form.boxes_on_map():
            self._drop_letters()
        if form is None:
            return
        self._show_letters()
        for box in form.boxes_on_map():
            if box.resolved.is_placed:
                self._draw_place(box.resolved)
        way = self._way or form.way()
        if way is not None:
            self._draw_way(way)
        self._tell_outside()

    def _form(self) -> Optional[RecordForm]:
        is_open = self._dock.isVisible() and self._dock.pages.currentWidget() is self._dock.desk
        return self._dock.form() if is_open else None

    def _draw_place(self, location: Location) -> None:
        shape, point = self._on_map(uncertainty_of(location)), self._on_map(_point(location.lat, location.lon))
        if shape is not None:
            self._items.append(shape_item(self._canvas, shape))
        if point is not None:
            self._items.append(point_item(self._canvas, point.asPoint()))

    def _draw_way(self, way: Movement) -> None:
        geometry, ends_open = movement_line(way)
        line = None if geometry.isNull() else self._on_map(geometry)
        if line is not None:
            self._items.append(line_item(self._canvas, line, _arrow(ends_open, way.is_route_observed)))

    def _on_map(self, geometry: Optional[QgsGeometry]) -> Optional[QgsGeometry]:
        """The geometry in map units; None for none, and for what the map's projection cannot show."""
        if geometry is None:
            return None
        shown = QgsGeometry(geometry)
        try:
            shown.transform(to_map(self._canvas))
        except QgsCsException:
            return None
        return shown

    def _follow_way(self, way: Optional[Movement]) -> None:
        self._way = way
        self.redraw()

    def _zoom(self, box: PlaceBox) -> None:
        if box.resolved.is_placed:
            show_extent(self._canvas, padded(location_extent(box.resolved)))

    def _tell_outside(self) -> None:
        form = self._form()
        for box in form.boxes_on_map() if form is not None else ():
            box.show_outside(box.resolved.is_placed and not self._is_in_view(box.resolved))

    def _is_in_view(self, location: Location) -> bool:
        place = self._on_map(uncertainty_of(location) or _point(location.lat, location.lon))
        return place is not None and place.intersects(QgsGeometry.fromRect(self._canvas.extent()))

    # -- candidates

    def _offer(self, box: PlaceBox, candidates: List[Candidate]) -> None:
        if candidates:
            self._box, self._candidates = box, candidates
            self._show_letters()
        elif box is self._box:
            self._drop_letters()

    def _show_letters(self) -> None:
        remove_items(self._canvas, self._letters)
        for candidate, letter in zip(self._candidates, LETTERS):
            point = self._on_map(_point(candidate.lat, candidate.lon))
            if point is not None:
                self._letters.append(LetterMarker(self._canvas, point.asPoint(), letter, candidate))

    def _light_up(self, candidate: Optional[Candidate]) -> None:
        for marker in self._letters:
            marker.light_up(marker.candidate is candidate)

    def _drop_letters(self) -> None:
        self._box, self._candidates = None, []
        remove_items(self._canvas, self._letters)

    def _click(self, spot: QPoint) -> None:
        """A click on a letter chooses its candidate."""
        here = QPointF(self._canvas.viewport().mapFromGlobal(spot))
        nearest = min(self._letters, key=lambda marker: marker.distance_to(here), default=None)
        if nearest is not None and nearest.distance_to(here) <= 1.5 * LETTER_PX:
            self._box.popup.take(nearest.candidate)


def _point(lat: float, lon: float) -> QgsGeometry:
    return QgsGeometry.fromPointXY(QgsPointXY(lon, lat))


def _arrow(ends_open: bool, is_route_observed: bool) -> QgsLineSymbol:
    """As the movement's own will be, but for the colour of its actor and the width for its vehicles."""
    key = MovementKey("", "seen" if is_route_observed else "reported", "reports", "open" if ends_open else "closed", "")
    symbol = movement_symbol(key, Palette({"": ActorLook("", "", COLOUR)}))
    symbol.setOpacity(0.75)
    return symbol
