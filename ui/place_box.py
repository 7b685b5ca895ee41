"""A place in words: searched while typing, picked from candidates, from the map, or given by coordinates."""

from dataclasses import replace
from typing import List, Optional

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ..model.errors import UnreadableValue
from ..model.location import NOWHERE, Candidate, Location
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .buttons import flat_button
from .candidate_popup import CandidatePopup
from .code_box import code_tooltip
from .field import FAULT_COLOUR, SmallLabel
from .help import has_page
from .online_search import OnlineSearch
from .place_finder import PlaceFinder, picked_location, precision_by_hand
from .place_line import TEACH_KEY, ZOOM_KEY, PlaceLine
from .place_words import location_in_words
from .state_icon import state_icon

TYPING_PAUSE_MS = 30
"""The search itself takes a few milliseconds; this only spares it the letters of one quick word."""


class PlaceBox(QWidget):
    """One place text and what it was resolved to; `changed` follows every new location, `pick_asked` the map button.

    `zoom_asked` comes from a key, and from a button that is there while `show_outside` said that the map shows the
    place nowhere. For `Picking` it is a target for one click.

    Once `offer_teaching` was called, `teach_asked` comes from a key, and from a button that is there where the analyst
    knows more of a name than the search does. Tab passes it by: who types on must not count the stops of each place.
    """

    changed = pyqtSignal()
    pick_asked = pyqtSignal()
    teach_asked = pyqtSignal()
    zoom_asked = pyqtSignal()
    goes_on = False

    def __init__(self, finder: PlaceFinder, tooltip: str) -> None:
        super().__init__()
        has_page(self, "phrases.md")
        self._finder = finder
        self._location = NOWHERE
        self._fault = ""
        self._is_stored = self._offers_teaching = False
        self.chosen: Optional[Candidate] = None
        self._offered: List[Candidate] = []
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
        self.line.zoom_asked.connect(self.zoom_asked)
        self.radius.valueChanged.connect(self._set_radius)
        finder.changed.connect(self._search_again)
        self._show()

    @property
    def resolved(self) -> Location:
        """What the text was resolved to last; it may be looked up anew in a moment."""
        return self._location

    def prompt(self) -> str:
        """What to do on the map, once the button was pressed."""
        return tr(
            "Click on the map to pick the place, or move the cross with the arrow keys (farther with Shift) and press "
            "Enter; Esc leaves it."
        )

    def show_outside(self, is_outside: bool) -> None:
        """Offer to zoom to the place, or not."""
        self.zoom.setVisible(is_outside)

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
        self.popup.popup().hide()
        self.online.forget()
        self.chosen, self._is_stored = None, True
        self._location, self._fault = location, ""
        # As it was told then: no list of names is loaded to show a record.
        self._offered = list(location.candidates)
        self.line.setText(location.phrase)
        self._show()

    def set_picked(self, lat: float, lon: float, radius_m: float) -> None:
        """Take a point picked on the map; words that were typed stay, and name it."""
        self._pause.stop()
        self.online.forget()
        self.chosen = None
        self._location, self._fault = picked_location(self.line.text(), lat, lon, radius_m), ""
        self._offered = []
        self.line.setText(self._location.phrase)
        self._show()

    def is_in(self, form: QWidget) -> bool:
        """Whether it is one of this form's."""
        return form.isAncestorOf(self)

    def take_over(self, other: "PlaceBox") -> None:
        """Hold what another box holds."""
        self.set_location(other.resolved)
        self.chosen, self._fault, self._is_stored = other.chosen, other._fault, other._is_stored
        self._offered = list(other._offered)
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
        self.chosen = None
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
        """Open the list: what a service answered, then what the text may mean."""
        self._settle()
        text = self.line.text()
        self.popup.offer([*self.online.candidates, *(self._offered or self._finder.offered(text, self._location))])

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
        self.button = flat_button("/mActionCapturePoint.svg", tr(
            "Pick on the map, by a click or with the arrow keys; Esc leaves the map as it was."
        ))
        self.button.setAccessibleName(tr("Pick on the map"))
        self.button.clicked.connect(self.pick_asked)
        self.online = OnlineSearch(self, lambda: self._finder.name_to_ask(self.line.text()))
        words = tr("Teach this name: say what place it stands for, and it will be found from then on ({key}).")
        self.teach = flat_button("/mActionNewBookmark.svg", words.format(key=TEACH_KEY))
        self.teach.setAccessibleName(tr("Teach this name"))
        self.teach.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.teach.clicked.connect(self._ask_to_teach)
        words = tr("The place lies outside the map; show it there ({key}).")
        self.zoom = flat_button("/mActionZoomToSelected.svg", words.format(key=ZOOM_KEY))
        self.zoom.setText(tr("Zoom there"))
        self.zoom.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.zoom.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.zoom.hide()
        self.zoom.clicked.connect(self.zoom_asked)
        self.state = SmallLabel()
        self.state.setToolTip(code_tooltip("precisions", tr("What was found, how closely, and by which rule.")))
        self._lay_out()

    def _lay_out(self) -> None:
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
        below.addWidget(self.zoom, 0, Qt.AlignmentFlag.AlignTop)
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
        self.popup.offer(self._offered)

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
        self._offered = self._finder.offered(self.line.text(), self._location)
        self._show()

    def _set_radius(self, radius_m: int) -> None:
        stored = self._location.radius_m
        if self._location.is_placed and stored is not None and round(stored) != radius_m:
            self._location = replace(
                self._location, radius_m=float(radius_m), precision=precision_by_hand(radius_m),
                remark="radius given by hand",
            )
            self._show()

    def _show(self) -> None:
        words = self._fault or location_in_words(self._location, self._offered)
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
