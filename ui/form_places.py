"""The place boxes of a form in one: whatever one of them holds or asks for is told once for all."""

from qgis.PyQt.QtCore import QObject, QPoint, QTimer, pyqtSignal

from .place_box import PlaceBox


class FormPlaces(QObject):
    """`changed` comes once, after however many boxes were filled.

    `offered` brings the box whose list of candidates is open and these, `pointed` the one of them that is lit up, and
    `clicked_beside` where on the screen a click is about to close the list.
    """

    changed = pyqtSignal()
    offered = pyqtSignal(object, list)
    pointed = pyqtSignal(object)
    clicked_beside = pyqtSignal(QPoint)
    pick_asked = pyqtSignal(object)
    teach_asked = pyqtSignal(object)
    zoom_asked = pyqtSignal(object)

    def __init__(self, form: QObject) -> None:
        super().__init__(form)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.changed)

    def watch(self, box: PlaceBox) -> None:
        """Listen to one more box."""
        box.pick_asked.connect(lambda: self.pick_asked.emit(box))
        box.teach_asked.connect(lambda: self.teach_asked.emit(box))
        box.zoom_asked.connect(lambda: self.zoom_asked.emit(box))
        box.popup.offered.connect(lambda candidates: self.offered.emit(box, candidates))
        box.popup.pointed.connect(self.pointed)
        box.popup.clicked_beside.connect(self.clicked_beside)
        box.changed.connect(self.touch)
        box.offer_teaching()
        self.touch()

    def touch(self) -> None:
        """Say soon that something has changed."""
        self._soon.start()
