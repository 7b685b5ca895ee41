"""The presenter of basemaps: from a file, or from the internet when somebody chooses one."""

from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QActionGroup, QFileDialog, QMenu

from ..layers.basemap_names import BOTH, names_shown, show_names
from ..layers.file_basemaps import ENDINGS, add_file_basemap
from ..layers.online_basemaps import add_online_basemap, online_basemaps
from ..model.errors import IncidentMapperError
from ..model.language import ARABIC, ENGLISH
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .session import Session


class Basemaps(QObject):
    """Fills the dock's menu whenever it opens, as services may have been saved since, and does what is chosen there."""

    def __init__(self, session: Session, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._session, self._dock = session, dock
        self._menu = dock.bar.basemap.menu()
        self._names = self._names_menu()
        self._menu.aboutToShow.connect(self._fill)
        self._fill()

    def _names_menu(self) -> QMenu:
        menu = QMenu(tr("&Names on the map"), self._menu)
        choice = QActionGroup(menu)
        for way, words in ((ENGLISH, "English"), (ARABIC, "العربية"), (BOTH, "English + العربية")):
            action = choice.addAction(menu.addAction(words))
            action.setCheckable(True)
            action.setData(way)
            action.triggered.connect(lambda _=False, way=way: show_names(self._session.project, way))
        return menu

    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addAction(tr("From a &file…")).triggered.connect(lambda _=False: self._ask_for_file())
        self._menu.addMenu(self._names)
        shown = names_shown(self._session.project)
        for action in self._names.actions():
            action.setChecked(action.data() == shown)
        self._menu.addSection(tr("From the internet"))
        for name in online_basemaps():
            # A single & would underline the letter after it.
            action = self._menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, name=name: self._add_online(name))

    def _add_online(self, name: str) -> None:
        add_online_basemap(self._session.project, name)
        self._dock.say(tr("{basemap} is loaded from the internet.").format(basemap=name))

    def _ask_for_file(self) -> None:
        kinds = " ".join(f"*.{ending}" for ending in ENDINGS)
        path, _ = QFileDialog.getOpenFileName(
            self._dock, tr("Basemap from a file"), Settings.load().basemap_folder,
            tr("Pictures and tiles ({kinds})").format(kinds=kinds),
        )
        if path:
            remember(basemap_folder=str(Path(path).parent))
            self.add_file(path)

    def add_file(self, path: str) -> None:
        """Lay the map in the file below the records, or say why that cannot be."""
        try:
            layers = add_file_basemap(self._session.project, Path(path))
        except IncidentMapperError as error:
            self._dock.banner.tell(str(error), Qgis.MessageLevel.Warning)
            return
        self._dock.say(tr("Below the records: {basemap}").format(basemap=", ".join(layer.name() for layer in layers)))
