"""From the map button of a place box to the map and back, with the tool that was in use before."""

from typing import Optional

from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from .pick_tool import PickTool
from .place_box import PlaceBox


class Picking(QObject):
    """One pick at a time; `began` and `ended` let the dock say what to do."""

    began = pyqtSignal()
    ended = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self._box: Optional[PlaceBox] = None
        self._before: Optional[QgsMapTool] = None
        self.tool = PickTool(canvas)
        self.tool.picked.connect(self._picked)
        self.tool.cancelled.connect(self.stop)
        self.tool.deactivated.connect(self._left)

    def start(self, box: PlaceBox) -> None:
        """Let the next click on the map place this box."""
        self._box = box
        if self.canvas.mapTool() is not self.tool:
            self._before = self.canvas.mapTool()
        self.canvas.setMapTool(self.tool)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.began.emit()

    def stop(self) -> None:
        """Give the map back; the box, and the focus in it, are as before."""
        box = self._box
        if self._before is not None:
            self.canvas.setMapTool(self._before)
        else:
            self.canvas.unsetMapTool(self.tool)
        if box is not None:
            box.take_focus()

    def leave(self, box: PlaceBox) -> None:
        """Stop, if it is this box that was to be placed."""
        if self._box is box:
            self.stop()

    def close(self) -> None:
        """Let go of the map for good."""
        self.canvas.unsetMapTool(self.tool)
        self.tool.deleteLater()

    def _picked(self, lat: float, lon: float, radius_m: float) -> None:
        if self._box is not None:
            self._box.set_picked(lat, lon, radius_m)
        self.stop()

    def _left(self) -> None:
        """Also when the user took another tool."""
        self._box, self._before = None, None
        self.ended.emit()
