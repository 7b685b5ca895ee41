"""The presenter of the weekly pack: asks, writes it step by step, and says where it is."""

from dataclasses import replace
from typing import Generator, Optional

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..layouts.pack_spec import PackSpec, Step
from ..model.errors import IncidentMapperError
from ..qgis_support.settings import remember
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .filtering import Filtering
from .pack_dialog import PackDialog
from .periods import proposed_period
from .session import Session


class Packs(QObject):
    """Layouts belong to the main thread, so the window is given a turn between the steps."""

    def __init__(self, session: Session, dock: IncidentDock, filtering: Filtering) -> None:
        super().__init__(dock)
        self._session, self._dock, self._filtering = session, dock, filtering
        self._steps: Optional[Generator[Step, None, None]] = None
        self.dialog: Optional[PackDialog] = None

    def ask(self) -> None:
        """Open the dialogue, or bring it to the front."""
        if self.dialog is None:
            self.dialog = PackDialog(self._dock, str(self._session.casefile.path.parent))
            period = proposed_period(self._filtering, self._session)
            if period is not None:
                self.dialog.set_period(period)
            self.dialog.export_asked.connect(self._start)
            self.dialog.finished.connect(lambda _: self._give_up())
            self.dialog.destroyed.connect(self._forget)
        self.dialog.show()
        self.dialog.activateWindow()

    def _start(self, spec: PackSpec) -> None:
        """Begin to write what the filter bar shows of the days asked for."""
        from ..layouts.pack import write_pack

        wanted = replace(self._filtering.wanted(), period=spec.sheet.wanted.period)
        asked = replace(spec, sheet=replace(spec.sheet, wanted=wanted))
        self._steps = write_pack(self._session.project, self._session.casefile, asked)
        self._go_on(asked)

    def _go_on(self, spec: PackSpec) -> None:
        """One step, and the next one after the window has had its turn."""
        if self._steps is None:
            return
        try:
            step = next(self._steps, None)
        except IncidentMapperError as error:
            self._steps = None
            self.dialog.tell(str(error))
            return
        if step is not None:
            self.dialog.show_step(step)
            QTimer.singleShot(0, lambda: self._go_on(spec))
            return
        self._steps = None
        self.dialog.close()
        # The pack of this week is what the next one is compared with.
        remember(pack_previous=str(spec.folder))
        shown = QUrl.fromLocalFile(str(spec.folder))
        self._dock.banner.tell(
            tr("The pack is in {path}.").format(path=spec.folder), Qgis.MessageLevel.Success,
            [(tr("Sho&w it"), lambda: QDesktopServices.openUrl(shown))],
        )

    def _give_up(self) -> None:
        """The dialogue was closed; what is not finished leaves nothing behind."""
        if self._steps is not None:
            self._steps.close()
            self._steps = None

    def _forget(self) -> None:
        self.dialog = None
