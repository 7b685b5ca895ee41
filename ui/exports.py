"""What the presenters of exports share: the dialogue, the days it proposes, what goes out, and where it is then."""

from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..layouts.spec import SheetSpec
from ..model.dates import DatePrecision, DateRange
from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .export_dialog import ExportDialog
from .filtering import Filtering
from .session import Session


class Exports(QObject):
    """Opens its dialogue, or brings it to the front. A subclass makes it (`make_dialog`)."""

    def __init__(self, session: Session, dock: IncidentDock, filtering: Filtering) -> None:
        super().__init__(dock)
        self._session, self._dock, self._filtering = session, dock, filtering
        self.dialog: Optional[ExportDialog] = None

    def make_dialog(self, folder: str) -> ExportDialog:
        """The dialogue, its signals connected. folder: the casefile's."""
        raise NotImplementedError

    def ask(self) -> None:
        """Ask what to export, and where to."""
        if self.dialog is None:
            self.dialog = self.make_dialog(str(self._session.casefile.path.parent))
            period = self._proposed_period()
            if period is not None:
                self.dialog.set_period(period)
            self.dialog.destroyed.connect(self._forget)
        self.dialog.show()
        self.dialog.activateWindow()

    def shown(self, spec: SheetSpec) -> SheetSpec:
        """Of the days asked for, what the filter bar shows."""
        return replace(spec, wanted=replace(self._filtering.wanted(), period=spec.wanted.period))

    def done(self, sentence: str, path: Path) -> None:
        """Close the dialogue and say where the result is. sentence: with a place for `path`."""
        self.dialog.close()
        shown = QUrl.fromLocalFile(str(path))
        self._dock.banner.tell(
            sentence.format(path=path), Qgis.MessageLevel.Success,
            [(tr("Sho&w it"), lambda: QDesktopServices.openUrl(shown))],
        )

    def _proposed_period(self) -> Optional[DateRange]:
        """What the filter bar shows; without it what was exported last (None), and the whole case at the first time."""
        shown = self._filtering.wanted().period
        if shown is not None or Settings.load().sheet_from:
            return shown
        days = self._session.days()
        return DateRange(*days, DatePrecision.RANGE) if days else None

    def _forget(self) -> None:
        self.dialog = None
