"""The presenter of basemaps: from a file, or from the internet when somebody chooses one."""

from pathlib import Path
from typing import Callable, Sequence, Tuple

from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QActionGroup, QMenu

from ..layers.basemap_ground import ground_shown, show_ground
from ..layers.basemap_names import BOTH, names_shown, show_names
from ..layers.file_basemaps import ENDINGS, add_file_basemap
from ..layers.grounds import DARK_GROUND, LIGHT_GROUND
from ..layers.online_basemaps import add_online_basemap, online_basemaps
from ..model.direction import isolated
from ..model.errors import IncidentMapperError
from ..model.language import ARABIC, ENGLISH, listed
from ..qgis_support.service_rights import ServiceRights
from ..qgis_support.settings import remember
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .file_choice import choose_basemap
from .session import Session

Choose = Callable[[QgsProject, str], None]


class Basemaps(QObject):
    """Fills the dock's menu whenever it opens, as services may have been saved since, and does what is chosen there.

    services_asked: QGIS's own window for map services is wanted.
    """

    services_asked = pyqtSignal()

    def __init__(self, session: Session, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._session, self._dock = session, dock
        self._menu = dock.bar.basemap.menu()
        self.services_asked.connect(ServiceRights(session.project, self).watch)
        names = (ENGLISH, "English"), (ARABIC, "العربية"), (BOTH, "English + العربية")
        grounds = (LIGHT_GROUND, tr("&Light")), (DARK_GROUND, tr("&Dark"))
        self._names = self._choices(tr("&Names on the map"), names, show_names)
        self._grounds = self._choices(tr("&Colours of the offline map"), grounds, show_ground)
        self._menu.aboutToShow.connect(self._fill)
        self._fill()

    def _choices(self, title: str, ways: Sequence[Tuple[str, str]], choose: Choose) -> QMenu:
        """A menu of which one entry is checked."""
        menu = QMenu(title, self._menu)
        choice = QActionGroup(menu)
        for way, words in ways:
            action = choice.addAction(menu.addAction(words))
            action.setCheckable(True)
            action.setData(way)
            action.triggered.connect(lambda _=False, way=way: choose(self._session.project, way))
        return menu

    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addAction(tr("From a &file…")).triggered.connect(lambda _=False: self._ask_for_file())
        for menu, shown in ((self._names, names_shown), (self._grounds, ground_shown)):
            self._menu.addMenu(menu)
            for action in menu.actions():
                action.setChecked(action.data() == shown(self._session.project))
        self._menu.addSection(tr("From the internet"))
        for name in online_basemaps():
            # A single & would underline the letter after it.
            action = self._menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, name=name: self._add_online(name))
        service = self._menu.addAction(tr("Map &service (WMS, WMTS)…"))
        service.triggered.connect(lambda _=False: self.services_asked.emit())

    def _add_online(self, name: str) -> None:
        add_online_basemap(self._session.project, name)
        self._dock.say(tr("{basemap} is loaded from the internet.").format(basemap=name))

    def _ask_for_file(self) -> None:
        kinds = " ".join(f"*.{ending}" for ending in ENDINGS)
        choose_basemap(self._dock, tr("Pictures and tiles ({kinds})").format(kinds=kinds), self._add_chosen)

    def _add_chosen(self, path: str) -> None:
        remember(basemap_folder=str(Path(path).parent))
        self.add_file(path)

    def add_file(self, path: str) -> None:
        """Lay the map in the file below the records, or say why that cannot be."""
        try:
            layers = add_file_basemap(self._session.project, Path(path))
        except IncidentMapperError as error:
            self._dock.banner.tell(str(error), Qgis.MessageLevel.Warning)
            return
        names = listed(isolated(layer.name()) for layer in layers)
        self._dock.say(tr("Below the records: {basemap}").format(basemap=names))
