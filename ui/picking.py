"""From the form to the map and back, with the tool that was in use before: for one click, or for a row of them."""

from typing import Optional, Union

from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from .movement_path import MovementPath
from .pick_tool import PickTool
from .place_box import PlaceBox

Target = Union[PlaceBox, MovementPath]


class Picking(QObject):
    """One target at a time; `began`, with what to do, and `ended` let the dock say so.

    `way_changed`: the movement as it would be with the cursor's place for its end; None when nobody points any more.
    """

    began = pyqtSignal(str)
    ended = pyqtSignal()
    way_changed = pyqtSignal(object)

    def __init__(self, canvas: QgsMapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self._target: Optional[Target] = None
        self._before: Optional[QgsMapTool] = None
        self.tool = PickTool(canvas)
        self.tool.picked.connect(self._picked)
        self.tool.pointed.connect(self._pointed)
        self.tool.cancelled.connect(self._cancel)
        self.tool.finished.connect(self.stop)
        self.tool.taken_back.connect(self._take_back)
        self.tool.deactivated.connect(self._left)

    def start(self, target: Target) -> None:
        """Let the next click on the map place this box, or the next clicks be the stops of this movement."""
        self._target = target
        if self.canvas.mapTool() is not self.tool:
            self._before = self.canvas.mapTool()
        self.canvas.setMapTool(self.tool)
        # The form may float, or be a dialogue: keys go to the window in front.
        self.canvas.window().activateWindow()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.began.emit(target.prompt())

    def stop(self) -> None:
        """Give the map back; the target, and the focus in it, are as they are."""
        target = self._target
        self._give_back()
        if target is not None:
            target.take_focus()

    def leave(self, target: Target) -> None:
        """Stop, if it is this that was to be placed."""
        if self._target is target:
            self.stop()

    def leave_form(self, form: QWidget) -> None:
        """Stop, with the keyboard where it is, if what was to be placed is in this form."""
        if self._target is not None and self._target.is_in(form):
            self._give_back()

    def close(self) -> None:
        """Let go of the map for good."""
        self.canvas.unsetMapTool(self.tool)
        self.tool.deleteLater()

    def _picked(self, lat: float, lon: float, radius_m: float) -> None:
        if self._target is not None:
            self._target.set_picked(lat, lon, radius_m)
        if self._target is None or not self._target.goes_on:
            self.stop()

    def _pointed(self, lat: float, lon: float, radius_m: float) -> None:
        if self._target is not None and self._target.goes_on:
            self.way_changed.emit(self._target.way_to(lat, lon, radius_m))

    def _take_back(self) -> None:
        if self._target is not None and self._target.goes_on:
            self._target.take_back()

    def _cancel(self) -> None:
        if self._target is not None and self._target.goes_on:
            self._target.give_up()
        self.stop()

    def _give_back(self) -> None:
        if self._before is not None:
            self.canvas.setMapTool(self._before)
        else:
            self.canvas.unsetMapTool(self.tool)

    def _left(self) -> None:
        """Also when the user took another tool."""
        self._target, self._before = None, None
        self.way_changed.emit(None)
        self.ended.emit()
