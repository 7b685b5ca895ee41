"""Which days a sheet shows, on what paper, and where it goes."""

from pathlib import Path

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QDate, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from ..layouts.spec import LANDSCAPE, PAPERS, PORTRAIT, SheetSpec
from ..model.dates import DatePrecision, DateRange
from ..model.record_filter import RecordFilter
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .date_box import DayEdit
from .editors import PlainCombo, TextLine
from .field import FAULT_COLOUR, SmallLabel


class SheetDialog(QDialog):
    """Stays open and modeless until the sheet is written; a refusal is told in it, beside what caused it."""

    export_asked = pyqtSignal(object, str)

    def __init__(self, parent: QWidget, folder: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export sheet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        last = Settings.load()
        self.title = TextLine()
        self.title.setPlaceholderText(tr("Libya: incidents and movements"))
        self.title.setToolTip(tr("Heads the sheet."))
        self.start = self._day(last.sheet_from, tr("The first day on the sheet."))
        self.end = self._day(last.sheet_until, tr("The last day on the sheet."))
        self.number = TextLine()
        self.number.setToolTip(tr("As you count your maps; printed beside the title."))
        self.paper, self.orientation = PlainCombo(), PlainCombo()
        for paper in PAPERS:
            self.paper.addItem(paper, paper)
        self.paper.setToolTip(tr("A3 shows more of the map; tables and letters are as large as on A4."))
        for code, name in ((LANDSCAPE, tr("Landscape")), (PORTRAIT, tr("Portrait"))):
            self.orientation.addItem(name, code)
        for box, stored in ((self.paper, last.sheet_paper), (self.orientation, last.sheet_orientation)):
            box.setCurrentIndex(max(0, box.findData(stored)))
        self.orientation.setToolTip(tr("An upright page has the legend below the map."))
        self.file = QgsFileWidget()
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter(tr("PDF (*.pdf);;PNG (*.png);;SVG (*.svg)"))
        self.file.setDialogTitle(tr("Sheet"))
        self.file.setFilePath(last.sheet_file or str(Path(folder) / "sheet.pdf"))
        self.file.setToolTip(tr("The ending says the format: .pdf, .png or .svg."))
        self.fault = SmallLabel(FAULT_COLOUR)
        self.fault.hide()
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = box.addButton(tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self._ask)
        box.rejected.connect(self.close)
        form = QFormLayout(self)
        for caption, editor in (
            (tr("&Title"), self.title), (tr("&From"), self.start), (tr("&Until"), self.end),
            (tr("Map &number"), self.number), (tr("&Paper"), self.paper), (tr("&Orientation"), self.orientation),
            (tr("F&ile"), self.file),
        ):
            label = QLabel(caption)
            label.setBuddy(editor)
            form.addRow(label, editor)
        form.addRow(self.fault)
        form.addRow(box)
        self.setMinimumWidth(420)

    def set_period(self, period: DateRange) -> None:
        """Propose these days."""
        self.start.set_day(period.start)
        self.end.set_day(period.end)

    def tell(self, sentence: str) -> None:
        """Say why there is no sheet; everything chosen stays."""
        self.fault.setText(sentence)
        self.fault.show()

    def _day(self, iso: str, tooltip: str) -> DayEdit:
        edit = DayEdit(tooltip)
        known = QDate.fromString(iso, Qt.DateFormat.ISODate)
        edit.setDate(known if known.isValid() else QDate.currentDate())
        return edit

    def _ask(self) -> None:
        self.fault.hide()
        period = DateRange(self.start.day(), self.end.day(), DatePrecision.RANGE)
        path = self.file.filePath().strip()
        if period.is_reversed:
            self.tell(tr("The period ends before it begins; swap the two days."))
        elif not path:
            self.tell(tr("No file is given; choose where the sheet goes."))
        else:
            remember(
                sheet_from=self.start.date().toString(Qt.DateFormat.ISODate),
                sheet_until=self.end.date().toString(Qt.DateFormat.ISODate), sheet_file=path,
                sheet_paper=self.paper.currentData(), sheet_orientation=self.orientation.currentData(),
            )
            self.export_asked.emit(self._spec(period), path)

    def _spec(self, period: DateRange) -> SheetSpec:
        told = Settings.load()
        return SheetSpec(
            RecordFilter(period), title=self.title.text().strip(), paper=self.paper.currentData(),
            is_upright=self.orientation.currentData() == PORTRAIT, organisation=told.organisation,
            disclaimer=told.disclaimer, logo=told.logo, map_number=self.number.text().strip(),
        )
