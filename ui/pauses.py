"""Tells when an analyst pauses in a form: a moment after what stands in it was changed."""

from typing import Callable

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

LOOK_MS = 250


class Pauses(QObject):
    """`paused` comes once for every state of the form that lasts from one look to the next.

    It looks at what stands in the editors, rather than listening to each, as they are many and of many kinds, and come
    and go with the stops of a movement.
    """

    paused = pyqtSignal()

    def __init__(self, parent: QObject, state: Callable[[], object]) -> None:
        """state: what stands in the form; None while something is under way that goes before a pause."""
        super().__init__(parent)
        self._state = state
        self._seen: object = None
        self._is_told = False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._compare)

    def start(self) -> None:
        """Begin to look."""
        self._look.start()

    def stop(self) -> None:
        """Look no more; what was not told yet is told now."""
        self._look.stop()
        self._compare()
        self._compare()

    def _compare(self) -> None:
        state = self._state()
        if state is None or state != self._seen:
            self._seen, self._is_told = state, False
        elif not self._is_told:
            self._is_told = True
            self.paused.emit()
