"""A day that may not be known."""

from datetime import date
from typing import Optional

from qgis.gui import QgsDateEdit
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtGui import QKeyEvent

from ..qgis_support.translation import tr
from .day_typing import DayTyping


class KnownDayEdit(DayTyping, QgsDateEdit):
    """QGIS's own field for a day or none; Delete empties it, which in QGIS's takes the mouse (3.22)."""

    def __init__(self, tooltip: str) -> None:
        super().__init__()
        self.set_up_typing()
        self.setAllowNull(True)
        self.setNullRepresentation(tr("not known"))
        self.setToolTip("\n".join((tooltip, tr("Delete empties the field."))))
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def day(self) -> Optional[date]:
        """The day, None where it is not known."""
        if self.isNull():
            return None
        day = self.date()
        return date(day.year(), day.month(), day.day())

    def set_day(self, day: Optional[date]) -> None:
        """Show a day, or none."""
        self.forget_typing()
        self.setDate(QDate() if day is None else QDate(day.year, day.month, day.day))
