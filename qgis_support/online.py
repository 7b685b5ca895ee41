"""Online look-ups as this QGIS allows them: off until somebody switches them on, one question at a time."""

from functools import lru_cache
from pathlib import Path
from typing import Callable, Optional, Set

from qgis.core import QgsApplication, QgsFeedback, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..geocoding.services.client import Answer, Client
from ..geocoding.services.providers import Service, service_at
from ..geocoding.services.rate import Pace
from ..geocoding.services.store import ServiceStore
from ..model.errors import IncidentMapperError
from ..model.reason_words import reason_of
from .settings import Settings, remember
from .translation import tr
from .web import QgisWeb


class OnlineLookup(QObject):
    """Whether services may be asked, which, and the asking; `changed` follows the settings."""

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        # A task whose Python half nobody holds runs no more of it (3.22).
        self._under_way: Set[Question] = set()

    @property
    def is_allowed(self) -> bool:
        """Whether somebody has switched online look-ups on."""
        return Settings.load().online_allowed == "yes"

    def service(self) -> Service:
        """The service that is asked; raises UnreadableValue where the settings name none."""
        settings = Settings.load()
        return service_at(settings.online_provider, settings.online_server, settings.online_language)

    def set(self, **values: str) -> None:
        """Change settings; names as in `Settings`."""
        remember(**values)
        self.changed.emit()

    def forget(self) -> None:
        """Forget all answers."""
        ServiceStore(_store_path()).forget()

    def ask(self, name: str, answered: Callable[[Answer], None], failed: Callable[[str], None]) -> "Question":
        """Ask for a name in a task; one of the two functions is called at its end, in this thread.

        Raises UnreadableValue for settings that name no service, and IncidentMapperError while look-ups are off.
        """
        if not self.is_allowed:
            raise IncidentMapperError(tr("Online look-ups are switched off; Settings ▸ Options switches them on."))
        question = Question(name, self.service(), Settings.load().online_credential, answered, failed)
        question.over = lambda: self._under_way.discard(question)
        self._under_way.add(question)
        QgsApplication.taskManager().addTask(question)
        return question


class Question(QgsTask):
    """One name on its way to a service and back."""

    def __init__(
        self, name: str, service: Service, credential: str, answered: Callable[[Answer], None],
        failed: Callable[[str], None],
    ) -> None:
        # Without the name: QGIS's list of tasks would take one that looks like HTML for HTML.
        super().__init__(tr("Asking {service}").format(service=service.label))
        self._name, self._answered, self._failed = name, answered, failed
        self._feedback = QgsFeedback()
        store = ServiceStore(_store_path())
        self._client = Client(service, QgisWeb(service, credential, self._feedback), store, Pace(store))
        self._answer: Optional[Answer] = None
        self._problem = ""
        self.over: Callable[[], None] = lambda: None

    def cancel(self) -> None:
        """QGIS's list of tasks takes the question back."""
        self._feedback.cancel()
        super().cancel()

    def forget(self) -> None:
        """Whoever asked takes it back, and hears of it no more."""
        self._answered = self._failed = lambda _: None
        self._feedback.cancel()

    def run(self) -> bool:
        """In the task's thread."""
        try:
            self._answer = self._client.ask(self._name, self._feedback.isCanceled)
        except IncidentMapperError as error:
            self._problem = str(error)
        except OSError as error:
            words = tr("The folder for earlier answers cannot be used: {reason}.")
            self._problem = words.format(reason=reason_of(error))
        return self._answer is not None

    def finished(self, is_answered: bool) -> None:
        """In the window's thread."""
        self.over()
        if is_answered:
            self._answered(self._answer)
        else:
            self._failed(self._problem)


def _store_path() -> Path:
    return Path(QgsApplication.qgisSettingsDirPath()) / "libya_incident_mapper" / "online.sqlite"


@lru_cache(maxsize=1)
def online_lookup() -> OnlineLookup:
    """The one of this process."""
    return OnlineLookup()
