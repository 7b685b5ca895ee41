"""The presenter of how a casefile comes to the dock, in steps: made, opened, dropped, of a project or the example."""

from pathlib import Path
from typing import Callable, Optional

from qgis.core import Qgis
from qgis.PyQt.QtCore import QEvent, QMimeData, QObject, QTimer

from ..casefile.repository import Casefile
from ..model.steps import Steps
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .example import building_example, example_path
from .file_choice import choose_casefile
from .session import Session
from .slices import Slices

SOON_MS = 400
"""An opening, or making, that takes no longer says nothing of itself."""


class Opening(QObject):
    """One at a time; until it is done the casefile in hand stays in hand, and the dock waits.

    What is given up, by the button or because its project goes, leaves nothing behind.
    """

    def __init__(self, session: Session, dock: IncidentDock, furnishing: Steps[None]) -> None:
        """furnishing: what is left of making all that a casefile is shown in."""
        super().__init__(dock)
        self._session, self._dock, self._furnishing = session, dock, furnishing
        self._slices = Slices(self)
        self._slices.failed.connect(self._tell)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._tell_what)
        self._sentence, self._later = "", []
        for asker in (dock.bar, dock.welcome):
            asker.new_asked.connect(lambda: choose_casefile(dock, True, self.create))
            asker.open_asked.connect(lambda: choose_casefile(dock, False, self.open))
            asker.path_asked.connect(self.open)
        dock.welcome.example_asked.connect(lambda: choose_casefile(dock, True, self.open_example, example_path()))
        dock.page.setAcceptDrops(True)
        dock.page.installEventFilter(self)
        session.opened.connect(self._release)
        session.project.cleared.connect(self.stop)
        session.project.readProject.connect(self.follow_project)

    def close(self) -> None:
        """Let go of the project."""
        self.stop()
        self._session.project.cleared.disconnect(self.stop)
        self._session.project.readProject.disconnect(self.follow_project)

    def is_busy(self) -> bool:
        """Whether a casefile is being opened or made."""
        return self._slices.is_busy()

    def stop(self) -> None:
        """Give up what is being opened or made."""
        self._later.clear()
        self._slices.stop()

    def then(self, act: Callable[[], None]) -> None:
        """Do what needs the casefile, now or as soon as the one that is to come is in hand."""
        if self.is_busy():
            self._later.append(act)
        else:
            act()

    def create(self, path: str) -> None:
        """Make a casefile and go to work in it, or say why that is not possible."""
        self._make(path, Casefile.creating(path))

    def open_example(self, path: str) -> None:
        """Make the example at that path and open it, or say why that is not possible."""
        self._make(path, building_example(Path(path)))

    def _make(self, path: str, work: Steps[Casefile]) -> None:
        self._start(tr("Making {name}…").format(name=Path(path).name), self._session.making(work))

    def open(self, path: str) -> None:
        """Open a casefile, or say why that is not possible."""
        self._start(tr("Opening {name}…").format(name=Path(path).name), self._session.opening(path))

    def follow_project(self) -> None:
        """Take up the casefile whose layers a project brought along, unless another one was asked for meanwhile."""
        path = self._session.path_in_project()
        if path and not self.is_busy():
            self.open(path)

    def _start(self, sentence: str, work: Steps[None]) -> None:
        self._dock.banner.clear()
        self._later.clear()
        self._slices.start(self._bringing(sentence, work))

    def _bringing(self, sentence: str, work: Steps[None]) -> Steps[None]:
        self._sentence = sentence
        self._soon.start(SOON_MS)
        try:
            # Not `yield from`: to be given up meanwhile would put an end to the furnishing, too.
            for _ in self._furnishing:
                yield
            self._dock.hold(True)
            yield from work
        finally:
            self._release()
        later, self._later = self._later, []
        for act in later:
            act()

    def _tell_what(self) -> None:
        self._dock.banner.tell(self._sentence, Qgis.MessageLevel.Info, [(tr("Cancel"), self.stop)])

    def _release(self) -> None:
        """The dock waits no longer; what is said in it by now stays, but for what we said."""
        self._soon.stop()
        self._dock.hold(False)
        if self._dock.banner.text.text() == self._sentence:
            self._dock.banner.clear()

    def _tell(self, sentence: str) -> None:
        self._dock.banner.tell(sentence, Qgis.MessageLevel.Critical)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take one casefile that is dropped on the dock; lines under the mouse take what is text for them."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            path = dropped_casefile(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.open(path)
                return True
        return super().eventFilter(watched, event)


def dropped_casefile(data: QMimeData) -> Optional[str]:
    """The path of the one GeoPackage that is dragged; None for anything else."""
    paths = [url.toLocalFile() for url in data.urls()]
    return paths[0] if len(paths) == 1 and paths[0].casefold().endswith(".gpkg") else None
