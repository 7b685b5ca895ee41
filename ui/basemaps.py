"""The presenter of basemaps that come from the internet: offered by name, loaded when somebody chooses one."""

from qgis.PyQt.QtCore import QObject

from ..layers.online_basemaps import add_online_basemap, online_basemaps
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .session import Session


class Basemaps(QObject):
    """Fills the dock's menu and does what is chosen there."""

    def __init__(self, session: Session, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._session, self._dock = session, dock
        dock.bar.offer_basemaps(tuple(basemap.name for basemap in online_basemaps()))
        dock.bar.basemap_asked.connect(self._add)

    def _add(self, name: str) -> None:
        add_online_basemap(self._session.project, name)
        self._dock.say(tr("{basemap} is loaded from the internet.").format(basemap=name))
