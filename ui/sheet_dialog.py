"""Which days a sheet shows, on what paper, in how many parts, and where it goes."""

from pathlib import Path
from typing import Sequence

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..layouts.spec import BY_ACTOR, BY_DAY, BY_DISTRICT, SheetSpec
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .editors import PlainCombo
from .export_dialog import ExportDialog, Row
from .help import offer_help


class SheetDialog(ExportDialog):
    """Asks for one file: a sheet, or an atlas of sheets."""

    export_asked = pyqtSignal(object, object, str, str)
    """`SheetSpec`, `Redaction`, the way of the atlas (empty for one sheet), and path."""

    def __init__(self, parent: QWidget, folder: str) -> None:
        super().__init__(parent, tr("Export sheet"), folder)
        offer_help(self, "templates.md")

    def targets(self, last: Settings, folder: str) -> Sequence[Row]:
        self.file = QgsFileWidget()
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter(tr("PDF (*.pdf);;PNG (*.png);;SVG (*.svg)"))
        self.file.setDialogTitle(tr("Sheet"))
        self.file.setFilePath(last.sheet_file or str(Path(folder) / "sheet.pdf"))
        self.file.setToolTip(tr("The ending says the format: .pdf, .png or .svg."))
        self.way = PlainCombo()
        self.way.addItem(tr("One for all"), "")
        for way, words in ((BY_DAY, tr("One a day")), (BY_ACTOR, tr("One an actor")),
                           (BY_DISTRICT, tr("One a district"))):
            self.way.addItem(words, way)
        self.way.setToolTip(tr("Several sheets become one PDF; a record stands on every sheet that it belongs to."))
        return [(tr("S&heets"), self.way), (tr("F&ile"), self.file)]

    def ask_for(self, spec: SheetSpec) -> None:
        path = self.file.filePath().strip()
        if not path:
            self.tell(tr("No file is given; choose where the sheet goes."))
            return
        self.keep()
        remember(sheet_file=path)
        self.export_asked.emit(spec, self.redaction.redaction(), self.way.currentData(), path)
