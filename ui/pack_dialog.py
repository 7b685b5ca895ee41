"""Which days a pack holds, what it is compared with, and the folder it goes to."""

from datetime import datetime, timezone
from pathlib import Path
from typing import Sequence

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QProgressBar, QWidget

from ..layouts.pack_spec import PackSpec, Step
from ..layouts.spec import SheetSpec
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .export_dialog import ExportDialog, Row
from .field import SmallLabel
from .help import offer_help


class PackDialog(ExportDialog):
    """Shows how far the pack is; closing it, or Cancel, stops the work."""

    export_asked = pyqtSignal(object)
    """`PackSpec`."""

    def __init__(self, parent: QWidget, folder: str) -> None:
        super().__init__(parent, tr("Export pack"), folder)
        offer_help(self, "pack.md")
        self.step = SmallLabel()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress of the pack"))
        for row in (self.step, self.bar):
            row.hide()
            self.column.insertWidget(self.column.count() - 1, row)

    def targets(self, last: Settings, folder: str) -> Sequence[Row]:
        self.folder, self.previous = QgsFileWidget(), QgsFileWidget()
        for widget, title, path, tip in (
            (self.folder, tr("Pack"), last.pack_folder or str(Path(folder) / "pack"),
             tr("A new or empty folder, or one that holds an earlier pack, which is replaced.")),
            (self.previous, tr("Pack before"), last.pack_previous,
             tr("The pack that this one is compared with, to tell what is new, moved, re-graded or withdrawn.")),
        ):
            widget.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
            widget.setDialogTitle(title)
            widget.setFilePath(path)
            widget.setToolTip(tip)
        return [(tr("Folde&r"), self.folder), (tr("Pack &before"), self.previous)]

    def ask_for(self, spec: SheetSpec) -> None:
        folder, previous = self.folder.filePath().strip(), self.previous.filePath().strip()
        if not folder:
            self.tell(tr("No folder is given; choose where the pack goes."))
            return
        self.keep()
        remember(pack_folder=folder, pack_previous=previous)
        now = datetime.now(timezone.utc)
        asked = PackSpec(Path(folder), spec, now, self.redaction.redaction(), Path(previous) if previous else None)
        self.export_asked.emit(asked)

    def show_step(self, step: Step) -> None:
        """Say what is done now."""
        self.export.setEnabled(False)
        self.step.setText(step.words)
        self.bar.setValue(round(step.percent))
        self.step.show()
        self.bar.show()

    def tell(self, sentence: str) -> None:
        """Say why there is no pack; it can be asked for again."""
        self.step.hide()
        self.bar.hide()
        self.export.setEnabled(True)
        super().tell(sentence)
