"""The presenter of sheets: one for all, or an atlas with one for each day, actor or district."""

from datetime import datetime, timezone
from pathlib import Path

from ..layouts.spec import SheetSpec
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
        write = self._write_atlas if way else self._write_sheet
        self.write(lambda: write(self.shown(spec), redaction, way, Path(path)))

    def _write_sheet(self, spec: SheetSpec, redaction: Redaction, _: str, path: Path) -> "tuple[str, Path]":
        from ..layouts.export import export_sheet
        from ..layouts.sheet import build_sheet
        from ..layouts.telling import told_case

        session, now = self._session, datetime.now(timezone.utc)
        with told_case(session.project, session.casefile, spec, redaction, now) as told:
            files = export_sheet(build_sheet(told.project, told.casefile, told.sheet, told.content()), str(path))
        if redaction.is_any:
            return tr("The sheet is in {path}, redacted."), files[0]
        return tr("The sheet is in {path}, and in the project as a layout."), files[0]

    def _write_atlas(self, spec: SheetSpec, redaction: Redaction, way: str, path: Path) -> "tuple[str, Path]":
        from ..layouts.atlas import export_atlas
        from ..layouts.telling import told_case

        session, now = self._session, datetime.now(timezone.utc)
        with self.progress(tr("Writing the atlas…")) as feedback, told_case(
            session.project, session.casefile, spec, redaction, now
        ) as told:
            count = export_atlas(told, way, path, feedback)
        return tr("The atlas is in {path} (sheets: {count}).").replace("{count}", str(count)), path
