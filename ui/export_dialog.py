"""What dialogues that export share: which days, on what paper, what is withheld, and a place for what went wrong."""

from typing import Sequence, Tuple

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QWidget

from ..layouts.spec import LANDSCAPE, PAPERS, PORTRAIT, SheetSpec
from ..model.dates import DatePrecision, DateRange
from ..model.direction import isolated
from ..model.language import EASTERN, LANGUAGES, WESTERN
from ..model.record_filter import RecordFilter
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .buttons import dialog_buttons
from .date_box import DayEdit
from .editors import PlainCombo, TextLine
from .field import FAULT_COLOUR, Field, SmallLabel
from .fitted_dialog import FittedDialog
from .redaction_box import RedactionBox

Row = Tuple[str, QWidget]


class ExportDialog(FittedDialog):
    """Stays open and modeless until all is written; a refusal is told in it, beside what caused it.

    A subclass gives the rows that say where it goes (`targets`), and `ask_for` when the user wants it.
    """

    def __init__(self, parent: QWidget, title: str, folder: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        last = Settings.load()
        self.title = TextLine()
        self.title.setPlaceholderText(tr("Libya: incidents and movements"))
        self.title.setToolTip(tr("Heads the sheet."))
        self.start = _day(last.sheet_from, tr("The first day on the sheet."))
        self.end = _day(last.sheet_until, tr("The last day on the sheet."))
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
        self.language, self.numerals = PlainCombo(), PlainCombo()
        for box, offered, stored in (
            (self.language, LANGUAGES.items(), last.language_of_sheets),
            (self.numerals, ((WESTERN, isolated("0123")), (EASTERN, isolated("٠١٢٣"))), last.sheet_numerals),
        ):
            for code, name in offered:
                box.addItem(name, code)
            box.setCurrentIndex(max(0, box.findData(stored)))
        self.language.setToolTip(tr("Arabic runs from right to left; what sources wrote stays as they wrote it."))
        self.numerals.setToolTip(tr("For dates, counts and the numbers of records; codes such as B2 stay as they are."))
        self.template = QgsFileWidget()
        self.template.setFilter(tr("Layout templates (*.qpt)"))
        self.template.setDialogTitle(tr("Template"))
        self.template.setFilePath(last.sheet_template)
        self.template.setToolTip(tr("A layout of your own whose items have the ids of ours; empty takes our layout."))
        self.redaction = RedactionBox()
        self.fault = SmallLabel(FAULT_COLOUR)
        self.fault.hide()
        self.buttons = dialog_buttons(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton(tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setToolTip(tr("Writes it; the dialogue stays until all is written, or says what is wrong."))
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.close)
        self.form = QFormLayout(self.rows)
        self.form.setContentsMargins(0, 0, 0, 0)
        for caption, editor in (
            (tr("&Title"), self.title), (tr("&From"), self.start), (tr("&Until"), self.end),
            (tr("Map &number"), self.number), (tr("&Paper"), self.paper), (tr("&Orientation"), self.orientation),
            (tr("&Language"), self.language), (tr("Nu&merals"), self.numerals), (tr("Templ&ate"), self.template),
            *self.targets(last, folder),
        ):
            label = QLabel(caption)
            label.setBuddy(editor)
            self.form.addRow(label, Field(editor) if isinstance(editor, DayEdit) else editor)
        for day in (self.start, self.end):
            day.takes_ranges = True
            day.ranged.connect(self.set_period)
        self.form.addRow(self.redaction)
        for told in (self.fault, self.buttons):
            self.column.addWidget(told)

    def targets(self, last: Settings, folder: str) -> Sequence[Row]:
        """Caption and editor of what says where it goes. folder: the casefile's."""
        raise NotImplementedError

    def ask_for(self, spec: SheetSpec) -> None:
        """The days are in order; tell what else is wrong, or emit what is asked for."""
        raise NotImplementedError

    def set_period(self, period: DateRange) -> None:
        """Propose these days."""
        self.start.set_day(period.start)
        self.end.set_day(period.end)

    def tell(self, sentence: str) -> None:
        """Say why nothing was exported; everything chosen stays."""
        self.fault.setText(sentence)
        self.fault.show()

    def keep(self) -> None:
        """Remember the choices for the next time."""
        remember(
            sheet_from=self.start.date().toString(Qt.DateFormat.ISODate),
            sheet_until=self.end.date().toString(Qt.DateFormat.ISODate),
            sheet_paper=self.paper.currentData(), sheet_orientation=self.orientation.currentData(),
            sheet_language=self.language.currentData(), sheet_numerals=self.numerals.currentData(),
            sheet_template=self.template.filePath().strip(),
        )
        self.redaction.keep()

    def _ask(self) -> None:
        self.fault.hide()
        for day in (self.start, self.end):
            if day.refusal:
                day.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        period = DateRange(self.start.day(), self.end.day(), DatePrecision.RANGE)
        if period.is_reversed:
            self.tell(tr("The period ends before it begins; swap the two days."))
            return
        told = Settings.load()
        self.ask_for(SheetSpec(
            RecordFilter(period), title=self.title.text().strip(), paper=self.paper.currentData(),
            is_upright=self.orientation.currentData() == PORTRAIT, organisation=told.organisation,
            disclaimer=told.disclaimer, logo=told.logo, map_number=self.number.text().strip(),
            language=self.language.currentData(), numerals=self.numerals.currentData(),
            template=self.template.filePath().strip(),
        ))


def _day(iso: str, tooltip: str) -> DayEdit:
    edit = DayEdit(tooltip)
    known = QDate.fromString(iso, Qt.DateFormat.ISODate)
    edit.setDate(known if known.isValid() else QDate.currentDate())
    return edit
