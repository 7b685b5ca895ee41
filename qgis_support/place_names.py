"""The names that this QGIS knows: one geocoder for the place box, the locator, the algorithms and the expressions.

The bundled gazetteer always; the lists that were loaded into the profile; what was taught in the open casefile; and
the roads of the open project.
"""

import gc
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Iterator, Optional, Sequence, Tuple

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..geocoding.describing import Describer
from ..geocoding.gazetteer import Place
from ..geocoding.geocoder import Geocoder
from ..geocoding.index import NameIndex
from ..geocoding.name_files import NameFiles
from ..geocoding.name_lists import NameFileError, StoredList
from ..geocoding.route_book import NO_ROUTES, RouteBook
from ..geocoding.search import PlaceSearch, bundled_names
from .log import log
from .settings import GROUP


class PlaceNames(QObject):
    """Hands out the geocoder; `changed` tells that the same words may now mean something else.

    taught_in: told by whoever taught the casefile of that path without a window, so that one that has it open can look.
    """

    changed = pyqtSignal()
    taught_in = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._taught: Tuple[Place, ...] = ()
        self._routes = NO_ROUTES
        self._loaded: Optional[Tuple[NameIndex, ...]] = None
        self._geocoder: Optional[Geocoder] = None
        # The search bar, algorithms and drawing ask from threads of their own.
        self._lock = RLock()

    @property
    def files(self) -> NameFiles:
        """The lists that were loaded into this profile."""
        return NameFiles(Path(QgsApplication.qgisSettingsDirPath()) / GROUP / "names")

    @property
    def geocoder(self) -> Geocoder:
        """The geocoder over all names, made at the first question, from whatever thread it comes."""
        with self._lock:
            self._leave_broken_lists()
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
        with self._lock:
            if self._loaded is None:
                self._loaded = tuple(self._open_lists())
            # The bundled gazetteer before the lists: where both know a place equally well, its facts were checked.
            return Geocoder(PlaceSearch(*taught_names, bundled_names(), *self._loaded), self._routes)

    def use_taught(self, places: Sequence[Place]) -> None:
        """Know what was taught in the casefile that is now open, and no other."""
        with self._lock:
            if tuple(places) == self._taught:
                return
            self._taught, self._geocoder = tuple(places), None
        self.changed.emit()

    def use_routes(self, routes: RouteBook) -> None:
        """Count kilometres on these roads, and no others."""
        # Asked before the lock, which another thread may hold for long while it reads the lists.
        if routes.routes == self._routes.routes:
            return
        with self._lock:
            self._routes, self._geocoder = routes, None
        self.changed.emit()

    def remove_list(self, stored: StoredList) -> None:
        """Delete a list; raises NameFileError.

        It is closed before, for Windows deletes no open file; a geocoder holds itself, and goes when it is collected.
        """
        self._forget()
        gc.collect()
        self.files.remove(stored)
        self.follow_lists()

    def follow_lists(self) -> None:
        """A list was loaded or removed: look at the folder again at the next question."""
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        with self._lock:
            self._loaded = self._geocoder = None

    def _leave_broken_lists(self) -> None:
        """Go on without a list that turned out to be damaged while it was searched."""
        broken = [index for index in self._loaded or () if index.trouble]
        if broken:
            self._loaded = tuple(index for index in self._loaded if not index.trouble)
            self._geocoder = None
            for index in broken:
                log(index.trouble, Qgis.MessageLevel.Warning)

    def _open_lists(self) -> Iterator[NameIndex]:
        """Every list that can be opened; the others are passed over with a word in the log."""
        for stored in self.files.lists():
            try:
                yield self.files.open(stored)
            except NameFileError as error:
                log(str(error), Qgis.MessageLevel.Warning)


@lru_cache(maxsize=1)
def place_names() -> PlaceNames:
    """The one of this process."""
    return PlaceNames()
