"""The presenter of what is made from the whole casefile: sheets, and basemaps from the internet."""

from dataclasses import replace
from typing import Optional, Tuple

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication

from ..layers.online_basemaps import add_online_basemap, online_basemaps
from ..layouts.spec import SheetSpec
from ..model.dates import DatePrecision, DateRange
from ..model.errors import IncidentMapperError
from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .filtering import Filtering
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
            shown = self._filtering.wanted().period
            period = shown or (None if Settings.load().sheet_from else self._period())
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

    def _export(self, spec: SheetSpec, path: str) -> None:
        """Write the sheet of what the filter bar shows a moment later, so that the waiting cursor is seen."""
        wanted = replace(self._filtering.wanted(), period=spec.wanted.period)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        QTimer.singleShot(0, lambda: self._write(replace(spec, wanted=wanted), path))

    def _write(self, spec: SheetSpec, path: str) -> None:
        from ..layouts.export import export_sheet
        from ..layouts.sheet import build_sheet

        session = self._session
        try:
            layout = build_sheet(session.project, session.casefile, spec)
            files = export_sheet(layout, path)
        except IncidentMapperError as error:
            self.dialog.tell(str(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.dialog.close()
        shown = QUrl.fromLocalFile(str(files[0]))
        self._dock.banner.tell(
            tr("The sheet is in {path}, and in the project as a layout.").format(path=files[0]),
            Qgis.MessageLevel.Success, [(tr("Sho&w it"), lambda: QDesktopServices.openUrl(shown))],
        )

    def _period(self) -> Optional[DateRange]:
        """From the first to the last day of all incidents and movements."""
        days = self._session.days()
        return DateRange(*days, DatePrecision.RANGE) if days else None

    def _forget(self) -> None:
        self.dialog = None
