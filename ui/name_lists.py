"""The presenter of the lists of place names: loads them in the background, fetches them with consent, removes them."""

from pathlib import Path
from typing import Callable, Optional

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QObject

from ..geocoding.dumps.rows import Progress
from ..geocoding.name_files import Loaded
from ..geocoding.name_lists import NameFileError, StoredList
from ..qgis_support.geonames_download import NAMES, PLACES, fetch_geonames, geonames_address
from ..qgis_support.job_task import JobTask
from ..qgis_support.place_names import place_names
from ..qgis_support.translation import counted, tr
from .banner import Banner
from .dock import IncidentDock
from .name_lists_dialog import NameListsDialog

INFO, WARNING, SUCCESS = Qgis.MessageLevel.Info, Qgis.MessageLevel.Warning, Qgis.MessageLevel.Success


class NameLists(QObject):
    """One list is loaded at a time; what comes of it is told in the dialogue, or in the dock if that was closed."""

    def __init__(self, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._dock = dock
        self._task: Optional[JobTask] = None
        self.dialog: Optional[NameListsDialog] = None

    def ask(self) -> None:
        """Open the dialogue, or bring it to the front."""
        if self.dialog is None:
            self.dialog = dialog = NameListsDialog(self._dock)
            dialog.load_asked.connect(self.load)
            dialog.download_asked.connect(self._ask_consent)
            dialog.remove_asked.connect(self._remove)
            dialog.cancel_asked.connect(self._cancel)
            dialog.destroyed.connect(self._forget)
            dialog.show_lists(place_names().files.lists())
            dialog.show_work(self._task.progress() if self._task is not None else None)
        self.dialog.show()
        self.dialog.activateWindow()

    def close(self) -> None:
        """Stop what is running."""
        self._cancel()

    def load(self, path: str, alternate_names: str = "") -> None:
        """Load a file from disk."""
        if not path:
            self._banner.tell(tr("No file is given; choose GeoNames' LY.zip or a country file of GNS."), WARNING)
            return
        files, alternate = place_names().files, Path(alternate_names) if alternate_names else None
        self._start(tr("Loading place names"), lambda tell: files.load(Path(path), alternate, tell))

    def download(self) -> None:
        """Fetch GeoNames and load it; only after consent."""
        files, address = place_names().files, geonames_address()
        self._start(tr("Downloading place names"), lambda tell: fetch_geonames(address, files, tell))

    def _ask_consent(self) -> None:
        sentence = tr(
            "QGIS will connect to {address} and fetch {places} and {names} from there, usually a few megabytes. "
            "The server learns this computer's address and that it asks for Libya, nothing of your work."
        ).format(address=geonames_address(), places=PLACES, names=NAMES)
        self._banner.tell(sentence, INFO, [(tr("Connect and do&wnload"), self.download)])

    def _start(self, title: str, job: Callable[[Progress], Loaded]) -> None:
        self._banner.clear()
        self._task = JobTask(title, job, self._finish)
        self._task.progressChanged.connect(self._show_progress)
        self._show_progress(0)
        QgsApplication.taskManager().addTask(self._task)

    def _show_progress(self, share: float) -> None:
        if self.dialog is not None and self._task is not None:
            self.dialog.show_work(share)

    def _finish(self, loaded: Optional[Loaded], trouble: str) -> None:
        self._task = None
        if self.dialog is not None:
            self.dialog.show_work(None)
        if loaded is None:
            self._banner.tell(trouble or tr("Stopped; the lists are as they were."), WARNING if trouble else INFO)
            return
        place_names().follow_lists()
        self._show_lists()
        self._banner.tell(_sentence(loaded), INFO if loaded.was_known else SUCCESS)

    def _remove(self, stored: StoredList) -> None:
        try:
            place_names().remove_list(stored)
        except NameFileError as error:
            self._banner.tell(str(error), WARNING)
            return
        self._show_lists()
        title = stored.about.title if stored.about else stored.path.name
        self._banner.tell(tr("{title} is removed.").format(title=title), INFO)

    def _show_lists(self) -> None:
        if self.dialog is not None:
            self.dialog.show_lists(place_names().files.lists())

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @property
    def _banner(self) -> Banner:
        return self._dock.banner if self.dialog is None else self.dialog.banner

    def _forget(self) -> None:
        self.dialog = None


def _sentence(loaded: Loaded) -> str:
    about = loaded.stored.about
    if loaded.was_known:
        return tr("{title} was loaded on {day} already; nothing had to be done.").format(
            title=about.title, day=about.loaded_on)
    return tr(
        "{title}: {places} with {names} are known now. Left out: {outside} outside the box round Libya, {unused} that "
        "are no places. sha256 {sums}"
    ).format(
        title=about.title, places=counted("{number} place", "{number} places", int(about.places)),
        names=counted("{number} name", "{number} names", int(about.names)), outside=about.outside,
        unused=about.unused, sums=about.sha256,
    )
