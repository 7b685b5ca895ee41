"""Loading place names or roads in the background."""

from typing import Callable, Generic, Optional, TypeVar

from qgis.core import QgsTask

from ..geocoding.dumps.rows import Progress
from ..model.errors import IncidentMapperError
from .translation import tr

Loaded = TypeVar("Loaded")


class _StoppedError(Exception):
    """Somebody pressed Cancel."""


class JobTask(QgsTask, Generic[Loaded]):
    """Does a job that loads something, with progress and cancel; `done` is then called in the main thread.

    job: is given the progress, and raises our errors freely. done: is given what was loaded, or None and the
    sentence, which is empty where the user stopped the task. Whoever starts it keeps it until then.
    """

    def __init__(
        self, title: str, job: Callable[[Progress], Loaded], done: Callable[[Optional[Loaded], str], None]
    ) -> None:
        super().__init__(title)
        self._job, self._done = job, done
        self._loaded: Optional[Loaded] = None
        self._sentence = ""
        self._fault: Optional[Exception] = None

    def run(self) -> bool:
        """QGIS calls this in another thread; an exception that left it would be lost."""
        try:
            self._loaded = self._job(self._tell)
        except _StoppedError:
            return False
        except IncidentMapperError as error:
            self._sentence = str(error)
            return False
        except Exception as fault:
            self._fault = fault
            self._sentence = tr("Nothing was loaded, because of a fault of the plugin that QGIS shows as well.")
            return False
        return True

    def finished(self, _: bool) -> None:
        """QGIS calls this in the main thread."""
        self._done(self._loaded, self._sentence)
        if self._fault is not None:
            raise self._fault

    def _tell(self, share: float) -> None:
        if self.isCanceled():
            raise _StoppedError
        self.setProgress(100 * share)
