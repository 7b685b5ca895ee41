"""Period, actors, kinds, status and grade: which records the list, the map and the sheet show."""

from typing import Iterable, List, Optional, Tuple

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ..model.dates import DateRange
from ..model.periods import next_period, previous_period
from ..model.record_filter import EVERYTHING, RecordFilter
from ..qgis_support.translation import tr
from .buttons import flat_button
from .code_box import code_tooltip
from .date_box import DateBox
from .field import Field
from .timeline import Timeline

Offer = Tuple[str, str]
"""A code or id, and what a person reads."""


class ChoiceBox(QgsCheckableComboBox):
    """QGIS's list with a check beside each entry; nothing checked means all."""

    def __init__(self, name: str, tooltip: str) -> None:
        super().__init__()
        self.setDefaultText(name)
        self.setAccessibleName(name)
        self.setToolTip(tooltip)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QgsCheckableComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def chosen(self) -> "frozenset[str]":
        """The codes that are checked."""
        return frozenset(self.checkedItemsData())

    def choose(self, codes: "frozenset[str]") -> None:
        """Check these and no others."""
        self.blockSignals(True)
        for place in range(self.count()):
            is_chosen = self.itemData(place) in codes
            self.setItemCheckState(place, Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.blockSignals(False)

    def offer(self, entries: Iterable[Offer]) -> None:
        """Other entries; what was checked and is still there stays checked."""
        before = self.chosen()
        self.blockSignals(True)
        self.clear()
        for code, text in entries:
            is_checked = Qt.CheckState.Checked if code in before else Qt.CheckState.Unchecked
            self.addItemWithCheckState(text, is_checked, code)
        self.blockSignals(False)


class FilterBar(QWidget):
    """`changed` carries the filter, `play_asked` whether the case is to be played or no longer."""

    changed = pyqtSignal(object)
    play_asked = pyqtSignal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.has_period = QCheckBox(tr("Pe&riod"))
        self.has_period.setToolTip(tr("Show the records of these days only, in list, map and sheet."))
        self.dates = DateBox()
        self.back = flat_button("/mActionArrowLeft.svg", tr("The period before (Alt+Left)."))
        self.back.setShortcut("Alt+Left")
        self.forth = flat_button("/mActionArrowRight.svg", tr("The period after (Alt+Right)."))
        self.forth.setShortcut("Alt+Right")
        self.play = flat_button(
            "/mActionPlay.svg", tr("Play the case in steps of the period with QGIS's Temporal Controller."),
        )
        self.play.setCheckable(True)
        self.clear = flat_button("/mIconClearText.svg", tr("Show all records again."))
        self.actors = ChoiceBox(tr("Actors"), tr("Records with one of these actors on either side; none checked: all."))
        self.kinds = ChoiceBox(tr("Kinds"), code_tooltip(
            "event_kinds", tr("Incidents and movements of these kinds; none checked: all."),
        ))
        self.statuses = ChoiceBox(tr("Status"), code_tooltip(
            "statuses", tr("Drafts, reviewed or approved records; none checked: all."),
        ))
        self.grades = ChoiceBox(tr("Grade"), code_tooltip(
            "reliability", tr("By the reliability that records are graded with; none checked: all."),
        ))
        self.timeline = Timeline()
        self.counts_deaths = flat_button("/histogram.svg", tr("Bars of the killed in place of bars of records."))
        self.counts_deaths.setCheckable(True)
        self._lay_out()
        self._shown: Optional[RecordFilter] = None
        self.dates.changed.connect(self._choose_period)
        self.has_period.toggled.connect(self._tell)
        for box in self._boxes():
            box.checkedItemsChanged.connect(self._tell)
        self.back.clicked.connect(lambda: self._step(previous_period))
        self.forth.clicked.connect(lambda: self._step(next_period))
        self.clear.clicked.connect(self.show_all)
        self.play.toggled.connect(self.play_asked)
        self.timeline.chosen.connect(self.set_period)
        self.counts_deaths.toggled.connect(self.timeline.count_deaths)
        self._tell()

    def wanted(self) -> RecordFilter:
        """What is chosen now."""
        return RecordFilter(
            self.dates.dates() if self.has_period.isChecked() else None,
            *(box.chosen() for box in self._boxes()),
        )

    def set_period(self, period: Optional[DateRange]) -> None:
        """Show only these days, or all."""
        if period is not None:
            self.propose(period)
        self.has_period.blockSignals(True)
        self.has_period.setChecked(period is not None)
        self.has_period.blockSignals(False)
        self._tell()

    def propose(self, period: DateRange) -> None:
        """Fill in days without choosing them; the box would tell of each part that changes."""
        self.dates.blockSignals(True)
        self.dates.set_dates(period)
        self.dates.blockSignals(False)

    def show_all(self) -> None:
        """No condition any more."""
        self.choose(EVERYTHING)

    def choose(self, wanted: RecordFilter) -> None:
        """Show what a filter asks for, as far as it is offered."""
        for box, codes in zip(self._boxes(), (wanted.actors, wanted.kinds, wanted.statuses, wanted.reliabilities)):
            box.choose(codes)
        self.set_period(wanted.period)

    def _boxes(self) -> List[ChoiceBox]:
        return [self.actors, self.kinds, self.statuses, self.grades]

    def _lay_out(self) -> None:
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.has_period, 1)
        for button in (self.back, self.forth, self.play, self.counts_deaths, self.clear):
            first.addWidget(button)
        second.addWidget(Field(self.dates))
        for box in self._boxes():
            third.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in (first, second, third):
            row.setSpacing(2)
            column.addLayout(row)
        column.insertWidget(1, self.timeline)

    def _step(self, step: object) -> None:
        try:
            self.set_period(step(self.dates.dates()))
        except OverflowError:  # the calendar ends there, and so do the steps
            return

    def _choose_period(self) -> None:
        """Whoever changes the days wants to see them."""
        if self.has_period.isChecked():
            self._tell()
        else:
            self.has_period.setChecked(True)

    def _tell(self, *_: object) -> None:
        wanted = self.wanted()
        if wanted != self._shown:
            self._shown = wanted
            self.timeline.mark(wanted.period)
            self.changed.emit(wanted)
