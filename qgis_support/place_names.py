"""The names that this QGIS knows: one geocoder for the place box, the locator, the algorithms and the expressions.

The bundled gazetteer always; the lists that were loaded into the profile; what was taught in the open casefile.
"""

from functools import lru_cache
from threading import Lock
from typing import Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..geocoding.describing import Describer
from ..geocoding.gazetteer import Place
from ..geocoding.geocoder import Geocoder
from ..geocoding.index import NameIndex
from ..geocoding.search import PlaceSearch, bundled_names


class PlaceNames(QObject):
    """Hands out the geocoder; `changed` tells that the same words may now mean something else.

    taught_in: told by whoever taught the casefile of that path without a window, so that one that has it open can look.
    """

    changed = pyqtSignal()
    taught_in = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._taught: Tuple[Place, ...] = ()
        self._geocoder: Optional[Geocoder] = None
        # The search bar, algorithms and drawing ask from threads of their own.
        self._lock = Lock()

    @property
    def geocoder(self) -> Geocoder:
        """The geocoder over all names, made at the first question, from whatever thread it comes."""
        with self._lock:
            if self._geocoder is None:
                self._geocoder = self.geocoder_with(self._taught)
            return self._geocoder

    @property
    def describer(self) -> Describer:
        """What puts points into words that this geocoder understands."""
        return Describer(self.geocoder)

    def geocoder_with(self, taught: Sequence[Place]) -> Geocoder:
        """A geocoder that knows these taught places, and of the open casefile's none."""
        taught_names = (NameIndex(taught, is_taught=True),) if taught else ()
        return Geocoder(PlaceSearch(*taught_names, bundled_names()))

    def use_taught(self, places: Sequence[Place]) -> None:
        """Know what was taught in the casefile that is now open, and no other."""
        with self._lock:
            if tuple(places) == self._taught:
                return
            self._taught, self._geocoder = tuple(places), None
        self.changed.emit()


@lru_cache(maxsize=1)
def place_names() -> PlaceNames:
    """The one of this process."""
    return PlaceNames()
