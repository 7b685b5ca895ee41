"""A movement clicked on the map place by place: each click is its end, and what was its end before becomes a stop."""

from dataclasses import replace
from typing import TYPE_CHECKING, Callable, List, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget

from ..model.location import NOWHERE
from ..model.records import Movement, Waypoint
from ..qgis_support.translation import tr
from .place_finder import picked_location

if TYPE_CHECKING:
    from .movement_form import MovementForm


class MovementPath:
    """For `Picking` a target for clicks without end; goes on from what the form holds already."""

    goes_on = True

    def __init__(self, form: "MovementForm") -> None:
        self._form = form
        self._undo: List[Callable[[], None]] = []

    def prompt(self) -> str:
        """What to do on the map."""
        return tr(
            "Click each place, or move the cross there with the arrow keys (farther with Shift) and press Enter. Enter "
            "again or the right button ends it, Backspace or Delete takes the last one back, Esc gives all of them up."
        )

    def set_picked(self, lat: float, lon: float, radius_m: float) -> None:
        """One more place."""
        form = self._form
        is_first = not form.origin.line.text().strip() and not form.stops.rows
        box = form.origin if is_first else form.destination
        if box.line.text().strip():
            form.stops.add().place.take_over(box)
            self._undo.append(self._shorten)
        else:
            self._undo.append(lambda: box.set_location(NOWHERE))
        box.set_location(NOWHERE)
        box.set_picked(lat, lon, radius_m)

    def take_back(self) -> None:
        """As before the last click."""
        if self._undo:
            self._undo.pop()()

    def give_up(self) -> None:
        """As before the first click."""
        while self._undo:
            self.take_back()

    def is_in(self, form: QWidget) -> bool:
        """Whether it is this form that is filled."""
        return self._form is form

    def take_focus(self) -> None:
        """Bring the keyboard back beside where it was asked for."""
        self._form.window().activateWindow()
        self._form.stops.by_clicks.setFocus(Qt.FocusReason.OtherFocusReason)

    def way_to(self, lat: float, lon: float, radius_m: float) -> Optional[Movement]:
        """The movement with one more place; nothing before there is a first one."""
        way = self._form.way()
        if not any(stop.location.is_placed for stop in way.waypoints):
            return None
        before = (replace(stop, role="via") if stop.role == "destination" else stop for stop in way.waypoints)
        return replace(way, waypoints=(*before, Waypoint("destination", picked_location("", lat, lon, radius_m))))

    def _shorten(self) -> None:
        self._form.destination.take_over(self._form.stops.rows[-1].place)
        self._form.stops.drop_last()
