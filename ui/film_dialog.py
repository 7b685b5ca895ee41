"""Which days a film shows, in which steps, and the folder it goes to."""

from pathlib import Path
from typing import Sequence

from qgis.gui import QgsDoubleSpinBox, QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..layouts.spec import SheetSpec
from ..model.dates import DatePrecision
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .editors import PlainCombo
from .export_dialog import ExportDialog, Row
from .help import offer_help


class FilmDialog(ExportDialog):
    """Asks for a folder of pictures; a film has no paper, and so none of its choices."""

    export_asked = pyqtSignal(object, object, object, float, str)
    """`SheetSpec`, `Redaction`, the step as `DatePrecision`, seconds a picture, and path of the folder."""

    def __init__(self, parent: QWidget, folder: str) -> None:
        super().__init__(parent, tr("Export film"), folder)
        offer_help(self, "pack.md")
        for editor in (self.number, self.paper, self.orientation, self.template):
            # Rows that are only hidden keep the spaces between them (Qt 5.15).
            self.form.takeRow(editor).labelItem.widget().hide()
            editor.hide()

    def targets(self, last: Settings, folder: str) -> Sequence[Row]:
        self.step = PlainCombo()
        for step, words in ((DatePrecision.DAY, tr("Day")), (DatePrecision.WEEK, tr("Week")),
                            (DatePrecision.MONTH, tr("Month"))):
            self.step.addItem(words, step)
        known = [self.step.itemData(place).value for place in range(self.step.count())]
        self.step.setCurrentIndex(known.index(last.film_step) if last.film_step in known else 0)
        self.step.setToolTip(tr("A record is seen in every picture in whose days it may have happened."))
        self.seconds = QgsDoubleSpinBox()
        self.seconds.setDecimals(1)
        self.seconds.setRange(0.1, 60)
        self.seconds.setClearValue(1.0)
        self.seconds.setValue(1.0)
        self.seconds.setSuffix(" " + tr("s"))
        self.seconds.setToolTip(tr("How long each picture stands in the file that moves."))
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Film"))
        self.folder.setFilePath(last.film_folder or str(Path(folder) / "film"))
        self.folder.setToolTip(tr("Pictures of an earlier film there are replaced, other files stay."))
        return [
            (tr("A pi&cture a"), self.step), (tr("Each fo&r"), self.seconds), (tr("Fol&der"), self.folder),
        ]

    def ask_for(self, spec: SheetSpec) -> None:
        path = self.folder.filePath().strip()
        if not path:
            self.tell(tr("No folder is given; choose where the film goes."))
            return
        self.keep()
        remember(film_folder=path, film_step=self.step.currentData().value)
        self.export_asked.emit(
            spec, self.redaction.redaction(), self.step.currentData(), self.seconds.value(), path
        )
