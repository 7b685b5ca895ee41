"""The presenter of films."""

from datetime import datetime, timezone
from pathlib import Path

from ..layouts.spec import SheetSpec
from ..model.dates import DatePrecision
from ..model.redaction import Redaction
from ..qgis_support.translation import tr
from .exports import Exports
from .film_dialog import FilmDialog


class Films(Exports):
    """Layouts belong to the main thread; a film stays in front until it is done or cancelled."""

    def make_dialog(self, folder: str) -> FilmDialog:
        dialog = FilmDialog(self._dock, folder)
        dialog.export_asked.connect(self._export)
        return dialog

    def _export(
        self, spec: SheetSpec, redaction: Redaction, step: DatePrecision, seconds: float, path: str
    ) -> None:
        self.write(lambda: self._film(self.shown(spec), redaction, step, seconds, Path(path)))

    def _film(
        self, spec: SheetSpec, redaction: Redaction, step: DatePrecision, seconds: float, folder: Path
    ) -> "tuple[str, Path]":
        from ..layouts.film import write_film
        from ..layouts.telling import told_case

        session, now = self._session, datetime.now(timezone.utc)
        with self.progress(tr("Writing the film…")) as feedback, told_case(
            session.project, session.casefile, spec, redaction, now
        ) as told:
            film = write_film(told, step, seconds, folder, feedback)
        words = tr("The film is in {path} (pictures: {count}).").replace("{count}", str(len(film.pictures)))
        return words, film.moving or folder
