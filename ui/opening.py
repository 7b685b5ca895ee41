"""The presenter of how a casefile comes to the dock: chosen, dropped on it, or made of the example."""

from pathlib import Path
from typing import Callable, Optional

from qgis.PyQt.QtCore import QEvent, QMimeData, QObject

from .dock import IncidentDock
from .example import build_example, example_path
from .file_choice import choose_casefile


class Opening(QObject):
    """`create` and `open` are given a path; `attempt` does what may raise one of our errors, and tells it."""

    def __init__(
        self, dock: IncidentDock, create: Callable[[str], None], open_path: Callable[[str], None],
        attempt: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__(dock)
        self._open, self._attempt = open_path, attempt
        for asker in (dock.bar, dock.welcome):
            asker.new_asked.connect(lambda: choose_casefile(dock, True, create))
            asker.open_asked.connect(lambda: choose_casefile(dock, False, open_path))
            asker.path_asked.connect(open_path)
        dock.welcome.example_asked.connect(lambda: choose_casefile(dock, True, self.open_example, example_path()))
        dock.page.setAcceptDrops(True)
        dock.page.installEventFilter(self)

    def open_example(self, path: str) -> None:
        """Make the example at that path and open it, or say why that is not possible."""

        def build() -> None:
            build_example(Path(path))
            self._open(path)

        self._attempt(build)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take one casefile that is dropped on the dock; lines under the mouse take what is text for them."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            path = dropped_casefile(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self._open(path)
                return True
        return super().eventFilter(watched, event)


def dropped_casefile(data: QMimeData) -> Optional[str]:
    """The path of the one GeoPackage that is dragged; None for anything else."""
    paths = [url.toLocalFile() for url in data.urls()]
    return paths[0] if len(paths) == 1 and paths[0].casefold().endswith(".gpkg") else None
