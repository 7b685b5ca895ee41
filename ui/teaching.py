"""What was taught in the casefile in hand: taught, taken back, undone, and known to every search at once."""

from pathlib import Path
from typing import Callable, List, Optional, Sequence, Tuple

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..casefile.placing import Placing
from ..geocoding.taught import taught_rows
from ..model.errors import IncidentMapperError
from ..model.taught import TaughtPlace
from ..qgis_support.place_names import place_names
from ..qgis_support.translation import tr
from .record_words import Record
from .session import Session


class Teaching(QObject):
    """Keeps `place_names` and the casefile together; `changed` follows every change of the `lessons`."""

    changed = pyqtSignal()

    def __init__(self, session: Session, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks: List[QgsTask] = []
        self.lessons: Tuple[TaughtPlace, ...] = ()
        # With the forms filled the window has waited long enough; after 0 ms Qt would do it before the window's turn.
        session.opened.connect(lambda: QTimer.singleShot(1, self.look))
        place_names().taught_in.connect(self._look_there)

    def close(self) -> None:
        """Forget, in this QGIS, what the casefile was taught; what is still being looked for is not waited for."""
        place_names().taught_in.disconnect(self._look_there)
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self.lessons = ()
        place_names().use_taught(())

    def look(self) -> None:
        """Read what the casefile was taught; a fault in the table is told, and the casefile stays open."""
        try:
            self.lessons = self._session.casefile.taught_places()
        except IncidentMapperError as error:
            self.lessons = ()
            self._session.problem.emit(str(error))
        place_names().use_taught(taught_rows(self.lessons))
        self.changed.emit()

    def change(
        self, before: Sequence[TaughtPlace], after: Sequence[TaughtPlace], text: str
    ) -> Tuple[TaughtPlace, ...]:
        """Put lessons in the place of others; undoable in one step called `text`. As `Casefile.change_taught`."""
        casefile = self._session.casefile
        stored = self._session.write(lambda: casefile.change_taught(before, after))

        def turn(is_forth: bool) -> None:
            here, there = (before, stored) if is_forth else (stored, before)
            self._session.write(lambda: casefile.change_taught(here, there))
            self._follow()

        self._session.push(text, turn)
        self._follow()
        return stored

    def find_records(self, lessons: Sequence[TaughtPlace], found: Callable[[Tuple[Record, ...]], None]) -> None:
        """Look, in the background, for records that these lessons place; `found` gets them with their new locations."""
        ids = {row.place_id for row in taught_rows(lessons)}
        placing = Placing(self._session.casefile, place_names().geocoder, ids)
        title = tr("Looking for records that name the place")
        self.run(title, placing.search, lambda done: found(done.records()))

    def run(self, title: str, work: Callable[[QgsTask], object], done: Callable[[object], None]) -> None:
        """Do work in a task, then hand its result to `done` in the main thread; an error of ours is told."""

        def finish(error: Optional[Exception], result: object = None) -> None:
            if task in self._tasks:
                self._tasks.remove(task)
                # Not here: QGIS keeps whatever goes wrong in this function to itself (QgsTaskWrapper, QGIS 3.22).
                QTimer.singleShot(0, lambda: self._hand_over(error, result, done))

        task = QgsTask.fromFunction(title, work, on_finished=finish)
        # Without a reference of ours the task would go before it has run (qgis/QGIS#38583).
        self._tasks.append(task)
        QgsApplication.taskManager().addTask(task)

    def _hand_over(self, error: Optional[Exception], result: object, done: Callable[[object], None]) -> None:
        if isinstance(error, IncidentMapperError):
            self._session.problem.emit(str(error))
        elif error is not None:
            raise error
        else:
            done(result)

    def _look_there(self, path: str) -> None:
        casefile = self._session.casefile
        if casefile is not None and Path(path).resolve() == Path(casefile.path).resolve():
            self._follow()

    def _follow(self) -> None:
        self.look()
        self._session.follow_layers()
