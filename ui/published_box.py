"""The day on which a source published something, and a hint where that was before it happened."""

from datetime import date
from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..model.dates import DateRange
from ..qgis_support.translation import tr
from .field import SmallLabel
from .known_day import KnownDayEdit


class PublishedBox(QWidget):
    """A day that may not be known. A day before the event is told and taken: plans are published, too."""

    known = pyqtSignal()
    refused = pyqtSignal(str)
    """As `DayTyping.refused`."""

    def __init__(self, tooltip: str) -> None:
        super().__init__()
        self.edit, self.hint = KnownDayEdit(tooltip), SmallLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit)
        column.addWidget(self.hint)
        self.setFocusProxy(self.edit)
        self._dates: Optional[DateRange] = None
        self.edit.refused.connect(self.refused)
        self.edit.dateValueChanged.connect(self._follow)
        self._follow()

    def follow(self, dates: DateRange) -> None:
        """The days on which it may have happened."""
        self._dates = dates
        self._follow()

    def kept(self) -> object:
        """As `TextLine.kept`: the ISO day, empty where it is not known."""
        day = self.edit.day()
        return day.isoformat() if day else ""

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        self.edit.set_day(date.fromisoformat(str(kept)) if kept else None)

    def _follow(self) -> None:
        day, dates = self.edit.day(), self._dates
        is_before = day is not None and dates is not None and day < dates.start
        self.hint.setText(tr("That is before the event ({dates}); check both days.").format(
            dates=dates.display()
        ) if is_before else "")
        self.hint.setVisible(is_before)
        if day is not None:
            self.known.emit()
