"""A place in words: searched while typing, picked from candidates, from the map, or given by coordinates."""

from dataclasses import replace
from typing import List, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QToolButton, QVBoxLayout, QWidget

from ..model.errors import UnreadableValue
from ..model.location import NOWHERE, Candidate, Location
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .candidate_popup import CandidatePopup
from .editors import TextLine
from .field import FAULT_COLOUR, SmallLabel
from .online_search import OnlineSearch, asks_online
from .place_finder import PlaceFinder, picked_location, precision_by_hand
from .place_words import location_in_words
from .state_icon import state_icon

TYPING_PAUSE_MS = 30
"""The search itself takes a few milliseconds; this only spares it the letters of one quick word."""

TEACH_KEY = "Ctrl+T"


class PlaceLine(TextLine):
    """The line itself; Down asks for the candidates, other keys a service, and for teaching.

    The key for teaching is taken as an override, so that no shortcut of QGIS's window is in its way (as in
    `dock.KeyedPage`).
    """

    asked = pyqtSignal()
    online_asked = pyqtSignal()
    teach_asked = pyqtSignal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_teach_key(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if _is_teach_key(event):
            self.teach_asked.emit()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.AltModifier,
        ):
            self.asked.emit()
        elif asks_online(event):
            self.online_asked.emit()
        else:
            super().keyPressEvent(event)


def _is_teach_key(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_T and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class PlaceBox(QWidget):
    """One place text and what it was resolved to; `changed` follows every new location, `pick_asked` the map button.

    Once `offer_teaching` was called, `teach_asked` comes from a key, and from a button that is there where the analyst
    knows more of a name than the search does. Tab passes it by: who types on must not count the stops of each place.
    """

    changed = pyqtSignal()
    pick_asked = pyqtSignal()
    teach_asked = pyqtSignal()

    def __init__(self, finder: PlaceFinder, tooltip: str) -> None:
        super().__init__()
        self._finder = finder
        self._location = NOWHERE
        self._fault = ""
        self._is_stored = self._offers_teaching = False
        self.chosen: Optional[Candidate] = None
        self._build(tooltip)
        self.popup = CandidatePopup(self.line)
        self.popup.chosen.connect(self.choose)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.line.textEdited.connect(self._typed)
        self.line.asked.connect(self.offer_candidates)
        self.line.online_asked.connect(self.online.ask)
        self.online.found.connect(self._offer_found)
        self.line.teach_asked.connect(self._ask_to_teach)
        self.radius.valueChanged.connect(self._set_radius)
        finder.changed.connect(self._search_again)
        self._show()

    def is_waiting(self) -> bool:
        """Whether what was typed is still to be looked up."""
        return self._pause.isActive()

    def take_focus(self) -> None:
        """Bring the keyboard back, be it from the map or from another window."""
        self.window().activateWindow()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_teaching(self) -> None:
        """Show the button that teaches, where there is something to teach."""
        self._offers_teaching = True
        self._show()

    def location(self, name: str, faults: List[Fault]) -> Location:
        """What the text stands for; a fault called `name` for coordinates that cannot be right."""
        self._settle()
        if self._fault:
            faults.append(Fault(name, self._fault))
        return self._location

    def set_location(self, location: Location) -> None:
        """Show a stored location as it was resolved then.

        It is searched again when the text changes, and, if it was not placed, when more names are known.
        """
        self._pause.stop()
        self.online.forget()
        self.chosen, self._is_stored = None, True
        self._location, self._fault = location, ""
        self.line.setText(location.phrase)
        self._show()

    def set_picked(self, lat: float, lon: float, radius_m: float) -> None:
        """Take a point picked on the map; words that were typed stay, and name it."""
        self._pause.stop()
        self.online.forget()
        self.chosen = None
        self._location, self._fault = picked_location(self.line.text(), lat, lon, radius_m), ""
        self.line.setText(self._location.phrase)
        self._show()

    def choose(self, candidate: Candidate) -> None:
        """Let the words mean this candidate."""
        self._pause.stop()
        self.online.settle(candidate)
        self.chosen = candidate
        self.line.setText(self._finder.phrase_for(self.line.text(), candidate))
        self._locate()

    def take(self, text: str, candidate: Optional[Candidate]) -> None:
        """Take a text as if it were typed, and what it is to mean where that was chosen already."""
        self._chosen = None
        self.line.setText(text)
        if candidate is not None:
            self.choose(candidate)
        else:
            self._pause.stop()
            self._locate()

    def kept(self) -> object:
        """As `TextLine.kept`: the text, which candidate was chosen for it, and where a person put it."""
        here = self._location
        by_hand = [here.lat, here.lon, here.radius_m] if self._finder.is_by_hand(here) else []
        return [self.line.text(), self.chosen.place_id if self.chosen else "", by_hand]

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`; the text is looked up again, as the lists may know more by now."""
        text, place_id, by_hand = kept
        self.take(text, None)
        if by_hand:
            self.set_picked(*by_hand)
        chosen = next((one for one in self._location.candidates if place_id and one.place_id == place_id), None)
        if chosen is not None:
            self.choose(chosen)

    def offer_candidates(self) -> None:
        """Open the list: what a service answered, what the text may mean, or else whatever begins like it."""
        self._settle()
        known = [*self.online.candidates, *self._location.candidates]
        self.popup.offer(known or self._finder.complete(self.line.text()))

    def _build(self, tooltip: str) -> None:
        self.line = PlaceLine()
        self.line.setToolTip(tooltip + "\n" + tr(
            "A name in any spelling, a phrase such as '20 km south of Uqaylah', or coordinates (decimal, degrees and "
            "minutes, MGRS).\nDown shows the candidates, Enter takes one. "
            "A place that is not found may be saved; it stays unplaced."
        ))
        self.line.setPlaceholderText(tr("Name or coordinates"))
        self._sign = self.line.addAction(state_icon(""), QLineEdit.ActionPosition.LeadingPosition)
        self.radius = QSpinBox()
        self.radius.setRange(1, 500_000)
        self.radius.setSuffix(" " + tr("m"))
        self.radius.setPrefix("± ")
        self.radius.setGroupSeparatorShown(True)
        self.radius.setKeyboardTracking(False)
        self.radius.setToolTip(tr("How far from the point it may have been, in metres."))
        self.button = QToolButton()
        self.button.setIcon(QgsApplication.getThemeIcon("/mActionCapturePoint.svg"))
        self.button.setToolTip(tr("Pick on the map; Esc leaves the map as it was."))
        self.button.setAccessibleName(tr("Pick on the map"))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setAutoRaise(True)
        self.button.clicked.connect(self.pick_asked)
        self.online = OnlineSearch(self, lambda: self._finder.name_to_ask(self.line.text()))
        self.teach = QToolButton()
        self.teach.setIcon(QgsApplication.getThemeIcon("/mActionNewBookmark.svg"))
        words = tr("Teach this name: say what place it stands for, and it will be found from then on ({key}).")
        self.teach.setToolTip(words.format(key=TEACH_KEY))
        self.teach.setAccessibleName(tr("Teach this name"))
        self.teach.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.teach.setAutoRaise(True)
        self.teach.clicked.connect(self._ask_to_teach)
        self.state = SmallLabel()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.online.button)
        row.addWidget(self.button)
        row.addWidget(self.teach)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.radius)
        below.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addLayout(below)
        column.addWidget(self.online.words)
        self.setFocusProxy(self.line)

    def _offer_found(self) -> None:
        """Open the list with a service's answer, unless the analyst has gone on to another field."""
        if self.line.hasFocus() or self.online.button.hasFocus():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.offer_candidates()

    def _ask_to_teach(self) -> None:
        """By key also where the search is content: the analyst may know better."""
        if self._offers_teaching and self.line.text().strip():
            self._settle()
            self.popup.popup().hide()
            self.teach_asked.emit()

    def _typed(self) -> None:
        self.online.forget()
        self.chosen = None
        self._pause.start()

    def _search(self) -> None:
        self._locate()
        self.popup.offer(self._finder.complete(self.line.text()))

    def _settle(self) -> None:
        """Search now what the pause was still waiting for."""
        if self._pause.isActive():
            self._pause.stop()
            self._locate()

    def _search_again(self) -> None:
        """Other names are known now; what a person placed, and what was placed when it was stored, stays."""
        is_settled = self._location.is_placed and (self._is_stored or self._finder.is_by_hand(self._location))
        if self.line.text().strip() and not is_settled:
            self._locate()

    def _locate(self) -> None:
        self._is_stored = False
        try:
            self._location, self._fault = self._finder.locate(self.line.text(), self.chosen), ""
        except UnreadableValue as error:
            self._location, self._fault = replace(NOWHERE, phrase=self.line.text()), str(error)
        self._show()

    def _set_radius(self, radius_m: int) -> None:
        stored = self._location.radius_m
        if self._location.is_placed and stored is not None and round(stored) != radius_m:
            self._location = replace(
                self._location, radius_m=float(radius_m), precision=precision_by_hand(radius_m),
                remark=tr("radius given by hand"),
            )
            self._show()

    def _show(self) -> None:
        words = self._fault or location_in_words(self._location)
        self.state.setText(words)
        self.state.setVisible(bool(words))
        self.state.setStyleSheet(f"color: {FAULT_COLOUR};" if self._fault else "")
        self._sign.setIcon(state_icon(self._location.state.value if self._location.phrase and not self._fault else ""))
        self.line.setAccessibleDescription(words)
        by_hand = self._finder.is_by_hand(self._location)
        if by_hand and self._location.radius_m is not None:
            self.radius.setValue(round(self._location.radius_m))
        self.radius.setVisible(by_hand)
        self.teach.setVisible(
            self._offers_teaching and not self._fault and self._finder.can_teach(self._location, self.chosen)
        )
        self.changed.emit()
