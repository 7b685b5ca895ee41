"""From the text of a place box to a location: the geocoder, and what a person chose for a name."""

from dataclasses import replace
from typing import Dict, List, Optional, Tuple

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import pyqtBoundSignal

from ..geocoding.clues import NO_CLUES, Clues
from ..geocoding.coordinates import parse_coordinates
from ..geocoding.decision import ASK, Decision
from ..geocoding.folding import clean
from ..geocoding.geocoder import Geocoder
from ..geocoding.phrase import Relation
from ..geocoding.phrases import LONGEST_PHRASE, parse_phrase, split_facility, unfinished_name
from ..geocoding.rules import NEAR_M, Rule, precision_of_radius, rule_of_place
from ..geocoding.search import PlaceSearch
from ..model.errors import UnreadableValue
from ..model.location import NOWHERE, Candidate, Location, PlaceState, Precision
from ..qgis_support.place_names import place_names
from ..qgis_support.translation import tr


class ChosenSearch:
    """A search in which a person has settled what the unfinished or ambiguous name means.

    asked: the name that a service was asked for, where the chosen place is one that only the service knows.
    """

    def __init__(self, search: PlaceSearch, chosen: Candidate, asked: str = "") -> None:
        self._search, self._chosen, self._asked = search, chosen, clean(asked)

    def candidates(self, text: str, limit: int = 10) -> List[Candidate]:
        """As the search has it, the chosen one first."""
        others = [found for found in self._search.candidates(text, limit) if found.place_id != self._chosen.place_id]
        return [self._chosen, *others][:limit]

    def decide(self, text: str, clues: Clues = NO_CLUES, kinds: Tuple[str, ...] = ()) -> Decision:
        """The search's own decision, but for a name the chosen place is a candidate of: that name now means it."""
        decision = self._search.decide(text, clues, kinds)
        if self._asked and clean(text) == self._asked:
            return Decision(PlaceState.FOUND, (self._chosen, *decision.candidates), tr("chosen by hand"))
        if any(candidate.place_id == self._chosen.place_id for candidate in decision.candidates):
            return Decision(PlaceState.FOUND, tuple(self.candidates(text)), tr("chosen by hand"))
        return decision


class PlaceFinder:
    """What place boxes ask."""

    def __init__(self) -> None:
        self._task: Optional[QgsTask] = None
        # Made here, in the main thread, before any task may ask for it.
        self._names = place_names()

    @property
    def changed(self) -> pyqtBoundSignal:
        """Signal that the same words may now mean something else."""
        return self._names.changed

    def warm_up(self) -> None:
        """Load gazetteer and geometry packages in the background, so that the first name typed need not wait."""
        self._task = QgsTask.fromFunction(tr("Preparing the place search"), _prepare)
        QgsApplication.taskManager().addTask(self._task)

    @property
    def geocoder(self) -> Geocoder:
        """The geocoder over every name that this QGIS knows now."""
        return self._names.geocoder

    def complete(self, text: str) -> List[Candidate]:
        """Candidates for the name that is being typed, which may end a phrase."""
        return self.geocoder.complete(text)

    def offered(self, text: str, location: Location) -> List[Candidate]:
        """What a text may mean, in the one order of list and message; location: what it was resolved to.

        As long as names that begin like the last one are likelier than that name itself, they come first, as it is
        still being typed; from then on what the whole text may mean. The others follow, but for what nobody would ask
        about beside names that begin so.
        """
        begun = self.complete(text)
        name = unfinished_name(text) if begun else ""
        likely = self.geocoder.search.decide(name).candidates if name else ()
        is_begun = bool(begun) and (not likely or begun[0].score < likely[0].score)
        meant = [one for one in location.candidates if not is_begun or one.score <= ASK]
        first, then = (begun, meant) if is_begun else (meant, begun)
        once: Dict[str, Candidate] = {}
        for candidate in (*first, *then):
            once.setdefault(candidate.place_id or candidate.name, candidate)
        return list(once.values())

    def locate(self, text: str, chosen: Optional[Candidate] = None) -> Location:
        """The location of a text; raises UnreadableValue for coordinates that cannot be right."""
        if not text.strip():
            return NOWHERE
        if chosen is None:
            return self.geocoder.locate(text)
        asked = self.name_to_ask(text) if is_online(chosen) else ""
        known = self.geocoder
        geocoder = Geocoder(ChosenSearch(known.search, chosen, asked), known.routes, known.rules)
        location = geocoder.locate(text)
        if location.is_placed or is_online(chosen):
            return location
        # What the words alone can never mean, as a name by number only: the place by its name, said in their words.
        return replace(geocoder.locate(self.completed(text, chosen)), phrase=text)

    def name_to_ask(self, text: str) -> str:
        """What of a text a service is asked for: the last name alone, and of "X police station" only X."""
        name = unfinished_name(text)
        facility = split_facility(name)
        return facility[2] if facility and facility[2] else name

    def phrase_for(self, text: str, candidate: Candidate) -> str:
        """The text as typed where it may mean the candidate already; a word only begun is completed.

        A position on a line has no row in a list: its name is the phrase for it.
        """
        if not candidate.place_id:
            return candidate.name
        name = unfinished_name(text)
        is_begun = candidate.name.casefold().startswith(name.casefold()) and candidate.name[len(name):][:1].isalpha()
        meant = self.geocoder.search.decide(name).candidates
        if not is_begun and (is_online(candidate) or any(known.place_id == candidate.place_id for known in meant)):
            return text
        return self.completed(text, candidate)

    def completed(self, text: str, candidate: Candidate) -> str:
        """The text with the candidate's name in place of the last one."""
        name, begun = unfinished_name(text), text.rstrip()
        return begun[: -len(name)] + candidate.name if name and begun.endswith(name) else candidate.name

    def name_to_teach(self, text: str) -> str:
        """The first name in the words that means no place by itself, else the last one; nothing in coordinates."""
        names = _names_in(text)
        unknown = (name for name in names if self.geocoder.locate(name).state is not PlaceState.FOUND)
        return next(unknown, names[-1] if names else "")

    def is_name_alone(self, text: str) -> bool:
        """Whether the words are a name and nothing else; with "20 km south of" before it they are not."""
        return len(text) <= LONGEST_PHRASE and parse_phrase(text).relation is Relation.NAME

    def can_teach(self, location: Location, chosen: Optional[Candidate]) -> bool:
        """Whether the words hold a name of which the analyst knows more than the search does."""
        if location.is_placed and location.rule != Rule.PICKED.value:
            is_known = chosen is None or self.geocoder.locate(location.phrase).place_id == chosen.place_id
            return not is_known and bool(_names_in(location.phrase))
        return bool(_names_in(location.phrase))

    def is_by_hand(self, location: Location) -> bool:
        """Whether the radius is the analyst's to give: a point from the map or from typed coordinates."""
        return location.is_placed and location.rule in (Rule.PICKED.value, Rule.COORDINATES.value)


def is_online(candidate: Candidate) -> bool:
    """Whether only a service vouches for the place."""
    return rule_of_place(candidate.place_id) is Rule.ONLINE_SERVICE


def _prepare(task: QgsTask) -> None:
    """Solve one phrase that needs the search, the geodesics and the shapes."""
    place_names().geocoder.locate("20 km south of Tripoli")


def _names_in(text: str) -> List[str]:
    """The names in a place phrase; none in coordinates, nor in an empty text, for which no word list is read."""
    if not text.strip():
        return []
    try:
        if len(text) > LONGEST_PHRASE or parse_coordinates(text) is not None:
            return []
        return [name for name in parse_phrase(text).places if name and parse_coordinates(name) is None]
    except UnreadableValue:
        return []


def picked_location(text: str, lat: float, lon: float, radius_m: float) -> Location:
    """A point from the map, named by the words that were typed, if any."""
    written = text.strip() or f"{lat:.5f}, {lon:.5f}"
    return Location(
        written, PlaceState.FOUND, lat, lon, float(radius_m), precision=precision_by_hand(radius_m),
        rule=Rule.PICKED.value, remark=f"point picked on the map at {lat:.5f}, {lon:.5f}", name=written,
    )


def precision_by_hand(radius_m: float) -> Precision:
    """How closely a radius says that a place is known; what is vaguer than near a place is a region."""
    return precision_of_radius(radius_m) or (Precision.NEAR if radius_m <= NEAR_M else Precision.REGION)
