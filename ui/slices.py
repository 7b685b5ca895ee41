"""Long work in the window's own thread: done in slices, between which the window lives on."""

from time import perf_counter
from typing import Iterator, Optional

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..model.errors import IncidentMapperError

SLICE_S = 0.01
"""A slice ends with the first piece of work after so long; nobody feels a pause below a tenth of a second."""


class Slices(QObject):
    """One work at a time; another one takes the place of what is under way.

    A work is a generator that yields between pieces of a few milliseconds. The first slice is done at once, so that a
    work of one piece is done when `start` returns. `failed` carries the sentence of one of our errors, which ends it.
    """

    failed = pyqtSignal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Optional[Iterator[None]] = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)

    def start(self, work: Iterator[None]) -> None:
        """Begin a work."""
        self.start_soon(work)
        self._next.stop()
        self._go_on()

    def start_soon(self, work: Iterator[None]) -> None:
        """Begin a work when the event loop comes round, for who is in the middle of something longer."""
        self.stop()
        self._work = work
        self._next.start()

    def stop(self) -> None:
        """Leave undone what is under way."""
        self._work = None
        self._next.stop()

    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._work is not None

    def _go_on(self) -> None:
        work, end = self._work, perf_counter() + SLICE_S
        try:
            # A piece may begin another work in the place of its own.
            while self._work is work:
                next(work)
                if perf_counter() > end:
                    self._next.start()
                    return
        except StopIteration:
            if self._work is work:
                self._work = None
        except IncidentMapperError as error:
            self._work = None
            self.failed.emit(str(error))
