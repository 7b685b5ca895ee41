"""What the presenters of exports share: the dialogue, the days it proposes, what goes out, and where it is then."""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Callable, Iterator, Optional, Tuple

from qgis.core import Qgis, QgsFeedback
from qgis.PyQt.QtCore import QObject, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication
from qgis.PyQt.QtWidgets import QProgressDialog

from ..layouts.spec import SheetSpec
from ..model.dates import DatePrecision, DateRange
from ..model.errors import IncidentMapperError
from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .export_dialog import ExportDialog
from .filtering import Filtering
from .session import Session

Work = Callable[[], Tuple[str, Path]]
"""Writes, and gives the sentence and the path for `Exports.done`; raises IncidentMapperError."""


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

    def write(self, work: Work) -> None:
        """Do the work a moment later, so that the waiting cursor is seen; then `done`, or tell why not."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        QTimer.singleShot(0, lambda: self._try(work))

    def _try(self, work: Work) -> None:
        try:
            sentence, path = work()
        except IncidentMapperError as error:
            self.dialog.tell(str(error))
        else:
            self.done(sentence, path)
        finally:
            QGuiApplication.restoreOverrideCursor()

    @contextmanager
    def progress(self, words: str) -> Iterator[QgsFeedback]:
        """A feedback whose progress is shown, and which can be cancelled, in front of the dialogue."""
        feedback, box = QgsFeedback(), QProgressDialog(words, tr("Cancel"), 0, 100, self.dialog)
        box.setWindowModality(Qt.WindowModality.ApplicationModal)
        box.canceled.connect(feedback.cancel)
        # A modal progress dialogue lets the window breathe whenever its value is set.
        feedback.progressChanged.connect(lambda percent: box.setValue(int(percent)))
        box.setMinimumDuration(0)
        box.setValue(0)
        try:
            yield feedback
        finally:
            box.deleteLater()

    def _proposed_period(self) -> Optional[DateRange]:
        """What the filter bar shows; without it what was exported last (None), and the whole case at the first time."""
        shown = self._filtering.wanted().period
        if shown is not None or Settings.load().sheet_from:
            return shown
        days = self._session.casefile.days()
        return DateRange(*days, DatePrecision.RANGE) if days else None

    def _forget(self) -> None:
        self.dialog = None
