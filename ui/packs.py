"""The presenter of the weekly pack: writes it step by step, so that the window gets its turn in between."""

from dataclasses import replace
from typing import Generator, Optional

from qgis.PyQt.QtCore import QTimer

from ..layouts.pack_spec import PackSpec, Step
from ..model.errors import IncidentMapperError
from ..qgis_support.settings import remember
from ..qgis_support.translation import tr
from .exports import Exports
from .pack_dialog import PackDialog


class Packs(Exports):
    """Closing the dialogue gives the pack up; what is not finished leaves nothing behind."""

    _steps: Optional[Generator[Step, None, None]] = None

    def make_dialog(self, folder: str) -> PackDialog:
        dialog = PackDialog(self._dock, folder)
        dialog.export_asked.connect(self._start)
        dialog.finished.connect(lambda _: self._give_up())
        return dialog

    def _start(self, spec: PackSpec) -> None:
        from ..layouts.pack import write_pack

        asked = replace(spec, sheet=self.shown(spec.sheet))
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
        # The pack of this week is what the next one is compared with.
        remember(pack_previous=str(spec.folder))
        self.done(tr("The pack is in {path}."), spec.folder)

    def _give_up(self) -> None:
        if self._steps is not None:
            self._steps.close()
            self._steps = None
