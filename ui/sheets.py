"""The presenter of sheets: one for all, or an atlas with one for each day, actor or district."""

from datetime import datetime, timezone
from pathlib import Path

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QProgressDialog

from ..layouts.spec import SheetSpec
from ..model.errors import IncidentMapperError
from ..model.redaction import Redaction
from ..qgis_support.translation import tr
from .exports import Exports
from .sheet_dialog import SheetDialog


class Sheets(Exports):
    """Layouts belong to the main thread; an atlas therefore stays in front until it is done or cancelled."""

    def make_dialog(self, folder: str) -> SheetDialog:
        dialog = SheetDialog(self._dock, folder)
        dialog.export_asked.connect(self._export)
        return dialog

    def _export(self, spec: SheetSpec, redaction: Redaction, way: str, path: str) -> None:
        """Write a moment later, so that the waiting cursor is seen."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        write = self._write_atlas if way else self._write_sheet
        QTimer.singleShot(0, lambda: self._try(lambda: write(self.shown(spec), redaction, way, Path(path))))

    def _try(self, write: object) -> None:
        try:
            sentence, path = write()
        except IncidentMapperError as error:
            self.dialog.tell(str(error))
        else:
            self.done(sentence, path)
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _write_sheet(self, spec: SheetSpec, redaction: Redaction, _: str, path: Path) -> "tuple[str, Path]":
        from ..layouts.export import export_sheet
        from ..layouts.sheet import build_sheet
        from ..layouts.telling import told_case

        session, now = self._session, datetime.now(timezone.utc)
        with told_case(session.project, session.casefile, spec, redaction, now) as told:
            files = export_sheet(build_sheet(told.project, told.casefile, told.sheet), str(path))
        if redaction.is_any:
            return tr("The sheet is in {path}, redacted."), files[0]
        return tr("The sheet is in {path}, and in the project as a layout."), files[0]

    def _write_atlas(self, spec: SheetSpec, redaction: Redaction, way: str, path: Path) -> "tuple[str, Path]":
        from ..layouts.atlas import export_atlas
        from ..layouts.telling import told_case

        session, now, feedback = self._session, datetime.now(timezone.utc), QgsFeedback()
        progress = QProgressDialog(tr("Writing the atlas…"), tr("Cancel"), 0, 100, self.dialog)
        progress.setWindowModality(Qt.WindowModality.ApplicationModal)
        progress.canceled.connect(feedback.cancel)
        # A modal progress dialogue lets the window breathe whenever its value is set.
        feedback.progressChanged.connect(lambda percent: progress.setValue(int(percent)))
        progress.setMinimumDuration(0)
        progress.setValue(0)
        try:
            with told_case(session.project, session.casefile, spec, redaction, now) as told:
                count = export_atlas(told, way, path, feedback)
        finally:
            progress.deleteLater()
        return tr("The atlas is in {path} (sheets: {count}).").replace("{count}", str(count)), path
