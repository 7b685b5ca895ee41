"""The one kind of modal dialogue: which file. It does not block; the answer comes to a function."""

from pathlib import Path
from typing import Callable, Optional

from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr
from .buttons import name_file_dialog


def choose_casefile(
    parent: QWidget, is_new: bool, chosen: Callable[[str], None], proposed: Optional[Path] = None
) -> QFileDialog:
    """Ask for a casefile to make or to open; begins at the path proposed, or in the folder used last."""
    title = tr("New casefile") if is_new else tr("Open casefile")
    dialog = _choose(parent, title, tr("Casefile (*.gpkg)"), "gpkg", is_new, chosen)
    dialog.setObjectName("LibyaIncidentCasefile")
    if proposed is not None:
        dialog.setDirectory(str(proposed.parent))
        dialog.selectFile(proposed.name)
    # The casefile itself refuses to replace a file, with a sentence that says so.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, is_new)
    return dialog


def choose_table(parent: QWidget, title: str, is_new: bool, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask for a table to write or to read; begins in the folder used last."""
    dialog = _choose(parent, title, tr("Tables (*.csv *.tsv *.txt)"), "csv", is_new, chosen)
    dialog.setObjectName("LibyaIncidentTable")
    return dialog


def choose_basemap(parent: QWidget, kinds: str, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask for a map to lay below the records; begins in the folder of the last one."""
    dialog = _choose(parent, tr("Basemap from a file"), kinds, "", False, chosen)
    dialog.setDirectory(Settings.load().basemap_folder)
    return dialog


def _choose(
    parent: QWidget, title: str, kinds: str, ending: str, is_new: bool, chosen: Callable[[str], None]
) -> QFileDialog:
    dialog = QFileDialog(parent, title, Settings.load().last_folder, kinds)
    if is_new:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    name_file_dialog(dialog)
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
