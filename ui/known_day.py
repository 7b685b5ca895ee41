"""A day that may not be known."""

from datetime import date
from typing import Optional

from qgis.gui import QgsDateEdit
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import QWidget

from ..qgis_support.translation import tr


class KnownDayEdit(QgsDateEdit):
    """QGIS's own field for a day or none; as in `date_box.DayEdit`, Tab leaves it and no window turns it round."""

    def __init__(self, tooltip: str) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAllowNull(True)
        self.setNullRepresentation(tr("not known"))
        self.setDisplayFormat("d MMM yyyy")
        self.setCalendarPopup(True)
        self.setToolTip(tooltip)
        self.clear()

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802 (Qt's name)
        return bool(QWidget.focusNextPrevChild(self, is_next))

    def day(self) -> Optional[date]:
        """The day, None where it is not known."""
        if self.isNull():
            return None
        day = self.date()
        return date(day.year(), day.month(), day.day())

    def set_day(self, day: Optional[date]) -> None:
        """Show a day, or none."""
        self.setDate(QDate() if day is None else QDate(day.year, day.month, day.day))
