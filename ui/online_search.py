"""Asking an online service from a place box: a button, a key, and what came of it; never while typing."""

from typing import Callable, List, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QToolButton, QWidget

from ..geocoding.services.client import Answer
from ..model.errors import IncidentMapperError
from ..model.location import Candidate
from ..model.reasons import told
from ..qgis_support.online import Question, online_lookup
from ..qgis_support.translation import tr
from .field import FAULT_COLOUR, SmallLabel
from .place_finder import is_online

ONLINE_KEY = "Ctrl+Shift+O"
"""Not with Alt, which together with Ctrl writes letters on many keyboards."""


def asks_online(event: QKeyEvent) -> bool:
    """Whether that key is pressed."""
    return event.key() == Qt.Key.Key_O and event.modifiers() == (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )


class OnlineSearch(QObject):
    """One place box's questions; `found` tells that `candidates` are new. Button and key act only once allowed."""

    found = pyqtSignal()

    def __init__(self, box: QWidget, name: Callable[[], str]) -> None:
        super().__init__(box)
        self.candidates: List[Candidate] = []
        self._name, self._source = name, ""
        self._question: Optional[Question] = None
        self.button = QToolButton(box)
        self.button.setAutoRaise(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.clicked.connect(self.ask)
        self.words = SmallLabel()
        self.words.hide()
        # The box goes before its question is answered: nobody is there to be told.
        self.destroyed.connect(lambda: self._question and self._question.forget())
        online_lookup().changed.connect(self.forget)
        self.forget()

    def ask(self) -> None:
        """Ask the service for the name in the box; asked again while it waits, take the question back."""
        if not online_lookup().is_allowed:
            return
        was_waiting = self._question is not None
        self.forget()
        if was_waiting:
            return
        name = self._name()
        try:
            service = online_lookup().service()
            self._question = online_lookup().ask(name, self._answered, self._failed)
        except IncidentMapperError as error:
            self._failed(str(error))
            return
        self._source = f"{service.label}, {service.provider.attribution}"
        self._say(tr("Asking {service} for '{name}'…").format(service=service.label, name=name))
        self._show_button()

    def forget(self) -> None:
        """Forget what was asked and answered."""
        if self._question is not None:
            self._question.forget()
            self._question = None
        self.candidates = []
        self._say("")
        self._show_button()

    def settle(self, chosen: Candidate) -> None:
        """A candidate was chosen; where it is a service's, its attribution stays beside it."""
        self.forget()
        if is_online(chosen):
            self._say(tr("Place {source}.").format(source=told(chosen.reason.partition("; ")[0])))

    def _answered(self, answer: Answer) -> None:
        self._question = None
        self._show_button()
        self.candidates = list(answer.candidates)
        if not self.candidates:
            self._say(tr("{source}: no place in Libya for '{name}'.").format(source=self._source, name=answer.name))
            return
        words = tr("{number} from {source}. Press Down to choose; none is taken by itself.")
        self._say(words.format(number=len(self.candidates), source=self._source))
        self.found.emit()

    def _failed(self, sentence: str) -> None:
        self._question = None
        self._show_button()
        self._say(sentence, FAULT_COLOUR)

    def _show_button(self) -> None:
        is_waiting = self._question is not None
        icon = "/mTaskCancel.svg" if is_waiting else "/mIconWms.svg"
        name = tr("Stop asking") if is_waiting else tr("Search online")
        self.button.setIcon(QgsApplication.getThemeIcon(icon))
        self.button.setAccessibleName(name)
        key = QKeySequence(ONLINE_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        what = tr("sends this name, and nothing else, to the service chosen in Settings ▸ Options ▸ Libya Incidents")
        self.button.setToolTip(f"{name} ({key})" if is_waiting else f"{name} ({key}): {what}.")
        self.button.setVisible(online_lookup().is_allowed)

    def _say(self, words: str, colour: str = "") -> None:
        self.words.setText(words)
        self.words.setStyleSheet(f"color: {colour};" if colour else "")
        self.words.setVisible(bool(words))
