"""Which days a sheet shows, on what paper, and where it goes."""

from pathlib import Path
from typing import Sequence

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..layouts.spec import SheetSpec
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .export_dialog import ExportDialog, Row


class SheetDialog(ExportDialog):
    """Asks for one file."""

    export_asked = pyqtSignal(object, object, str)
    """`SheetSpec`, `Redaction` and path."""

    def __init__(self, parent: QWidget, folder: str) -> None:
        super().__init__(parent, tr("Export sheet"), folder)

    def targets(self, last: Settings, folder: str) -> Sequence[Row]:
        self.file = QgsFileWidget()
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter(tr("PDF (*.pdf);;PNG (*.png);;SVG (*.svg)"))
        self.file.setDialogTitle(tr("Sheet"))
        self.file.setFilePath(last.sheet_file or str(Path(folder) / "sheet.pdf"))
        self.file.setToolTip(tr("The ending says the format: .pdf, .png or .svg."))
        return [(tr("F&ile"), self.file)]

    def ask_for(self, spec: SheetSpec) -> None:
        path = self.file.filePath().strip()
        if not path:
            self.tell(tr("No file is given; choose where the sheet goes."))
            return
        self.keep()
        remember(sheet_file=path)
        self.export_asked.emit(spec, self.redaction.redaction(), path)
