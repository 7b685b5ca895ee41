"""The presenter of what is made from the whole casefile: sheets, and basemaps from the internet."""

from dataclasses import replace
from datetime import datetime, timezone
from typing import Optional, Tuple

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication

from ..layers.online_basemaps import add_online_basemap, online_basemaps
from ..layouts.spec import SheetSpec
from ..model.errors import IncidentMapperError
from ..model.redaction import Redaction
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .filtering import Filtering
from .periods import proposed_period
from .session import Session
from .sheet_dialog import SheetDialog


class Sheets(QObject):
    """Asks for the period and the file, and has the sheet written."""

    def __init__(self, session: Session, dock: IncidentDock, filtering: Filtering) -> None:
        super().__init__(dock)
        self._session, self._dock, self._filtering = session, dock, filtering
        self.dialog: Optional[SheetDialog] = None

    def ask(self) -> None:
        """Open the dialogue, or bring it to the front."""
        if self.dialog is None:
            self.dialog = SheetDialog(self._dock, str(self._session.casefile.path.parent))
            period = proposed_period(self._filtering, self._session)
            if period is not None:
                self.dialog.set_period(period)
            self.dialog.export_asked.connect(self._export)
            self.dialog.destroyed.connect(self._forget)
        self.dialog.show()
        self.dialog.activateWindow()

    def basemap_names(self) -> Tuple[str, ...]:
        """What is offered."""
        return tuple(basemap.name for basemap in online_basemaps())

    def add_basemap(self, name: str) -> None:
        """Load an online basemap because somebody chose it."""
        add_online_basemap(self._session.project, name)
        self._dock.say(tr("{basemap} is loaded from the internet.").format(basemap=name))

    def _export(self, spec: SheetSpec, redaction: Redaction, path: str) -> None:
        """Write the sheet of what the filter bar shows a moment later, so that the waiting cursor is seen."""
        wanted = replace(self._filtering.wanted(), period=spec.wanted.period)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        QTimer.singleShot(0, lambda: self._write(replace(spec, wanted=wanted), redaction, path))

    def _write(self, spec: SheetSpec, redaction: Redaction, path: str) -> None:
        from ..layouts.export import export_sheet
        from ..layouts.sheet import build_sheet
        from ..layouts.telling import told_case

        session, now = self._session, datetime.now(timezone.utc)
        try:
            with told_case(session.project, session.casefile, spec, redaction, now) as told:
                files = export_sheet(build_sheet(told.project, told.casefile, told.sheet), path)
        except IncidentMapperError as error:
            self.dialog.tell(str(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.dialog.close()
        shown = QUrl.fromLocalFile(str(files[0]))
        words = tr("The sheet is in {path}, redacted.") if redaction.is_any else tr(
            "The sheet is in {path}, and in the project as a layout."
        )
        self._dock.banner.tell(
            words.format(path=files[0]), Qgis.MessageLevel.Success,
            [(tr("Sho&w it"), lambda: QDesktopServices.openUrl(shown))],
        )

    def _forget(self) -> None:
        self.dialog = None
