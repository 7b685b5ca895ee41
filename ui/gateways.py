"""Casefiles that come from QGIS's window: dropped on it, or opened in its browser."""

from pathlib import Path
from typing import Callable, List

from qgis.core import QgsDataItem
from qgis.gui import QgsCustomDropHandler, QgsDataItemGuiContext, QgsDataItemGuiProvider
from qgis.PyQt.QtWidgets import QMenu

from ..qgis_support.translation import tr

PREFIX = "gpkg:/"


def is_casefile(path: str) -> bool:
    """Whether the file is a whole casefile; for anything else than a GeoPackage this costs nothing."""
    if not path.casefold().endswith(".gpkg"):
        return False
    # Not before somebody drops a file: QGIS's start must not wait for it.
    from ..casefile.errors import CasefileError
    from ..casefile.geopackage import check_file

    try:
        check_file(Path(path))
    except CasefileError:
        return False
    return True


class CasefileDrop(QgsCustomDropHandler):
    """Opens a casefile that is dropped on the map in the dock; QGIS would add its tables as bare layers."""

    def __init__(self, open_path: Callable[[str], None]) -> None:
        super().__init__()
        self._open = open_path

    def customUriProviderKey(self) -> str:  # noqa: N802 (QGIS's name)
        return "libya_incident_mapper"

    def handleFileDrop(self, file: str) -> bool:  # noqa: N802 (QGIS's name)
        if not is_casefile(file):
            return False
        self._open(file)
        return True


class CasefileMenu(QgsDataItemGuiProvider):
    """An entry in the context menu that QGIS's browser has for a casefile."""

    def __init__(self, open_path: Callable[[str], None]) -> None:
        super().__init__()
        self._open = open_path

    def name(self) -> str:
        return "libya_incident_mapper"

    def populateContextMenu(  # noqa: N802 (QGIS's name)
        self, item: QgsDataItem, menu: QMenu, items: List[QgsDataItem], context: QgsDataItemGuiContext
    ) -> None:
        # Below *GeoPackage* in the browser a file's path begins so (QGIS 3.22); a table has the path of its file.
        path = item.path()[len(PREFIX):] if item.path().startswith(PREFIX) else item.path()
        if len(items) > 1 or item.type() != QgsDataItem.Type.Collection or not is_casefile(path):
            return
        action = menu.addAction(tr("Open in Libya Incidents"))
        action.triggered.connect(lambda: self._open(path))
        first = menu.actions()[0]
        if first is not action:
            menu.removeAction(action)
            menu.insertAction(first, action)
