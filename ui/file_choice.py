"""The one kind of modal dialogue: which file. It does not block; the answer comes to a function."""

from typing import Callable

from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr


def choose_casefile(parent: QWidget, is_new: bool, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask for a casefile to make or to open; begins in the folder used last."""
    title = tr("New casefile") if is_new else tr("Open casefile")
    dialog = QFileDialog(parent, title, Settings.load().last_folder, tr("Casefile (*.gpkg)"))
    dialog.setObjectName("LibyaIncidentCasefile")
    if is_new:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("gpkg")
        # The casefile itself refuses to replace a file, with a sentence that says so.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
