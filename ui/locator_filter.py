"""Places in QGIS's search bar: "lby uqaylah", and Enter shows it on the map.

It asks the place finder of the place boxes and so gives their answers: what is found first, then, or for an ambiguous
or unknown text alone, what it may mean. Nothing of ours is loaded before the first search.
"""

from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional, Union

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeedback,
    QgsLocatorContext,
    QgsLocatorFilter,
    QgsLocatorResult,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QIcon

from ..model.errors import IncidentMapperError
from ..model.location import Candidate, Location, PlaceState
from ..model.table import RESOURCES
from ..qgis_support.candidate_words import describe
from ..qgis_support.locator import carried
from ..qgis_support.translation import tr

if TYPE_CHECKING:
    from .place_finder import PlaceFinder

PREFIX = "lby"
INTO_FORM = 1
"""Id of the action in a result's context menu."""

SHOWN_CANDIDATES = 10


class PlaceLocatorFilter(QgsLocatorFilter):
    """`form_asked` gives text and candidate (None for the text as it stands) that are to go into the form."""

    form_asked = pyqtSignal(str, object)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        # Only when asked by prefix: what is typed to find a layer or a menu entry is no place.
        self.setUseWithoutPrefix(False)

    def name(self) -> str:
        return "libya_incident_mapper_places"

    def displayName(self) -> str:  # noqa: N802 (QGIS's name)
        return tr("Libyan places")

    def description(self) -> str:
        """What the settings of the search bar say about it."""
        return tr("Places, phrases such as '20 km south of Uqaylah' and coordinates, found offline.")

    def prefix(self) -> str:
        """QGIS ignores prefixes of plugins that have less than three letters."""
        return PREFIX

    def priority(self) -> QgsLocatorFilter.Priority:
        return QgsLocatorFilter.Priority.High

    def clone(self) -> "PlaceLocatorFilter":
        """QGIS searches in a copy, in a thread of its own; the results come back to this one."""
        return PlaceLocatorFilter(self._canvas)

    def fetchResults(self, string: str, context: QgsLocatorContext, feedback: QgsFeedback) -> None:  # noqa: N802
        """Runs beside the window; a search takes milliseconds, so a cancelled one is only kept from being shown."""
        for result in found_places(string, self):
            if feedback.isCanceled():
                return
            self.resultFetched.emit(result)

    def triggerResult(self, result: QgsLocatorResult) -> None:  # noqa: N802 (QGIS's name)
        """Show the place with its uncertainty on the map."""
        from ..casefile.derived import uncertainty_of
        from ..layers.extent import padded
        from .map_view import location_extent, show_extent

        location = meant(carried(result))
        if location is not None and show_extent(self._canvas, padded(location_extent(location))):
            self._canvas.flashGeometries([uncertainty_of(location)], QgsCoordinateReferenceSystem("EPSG:4326"))

    def triggerResultFromAction(self, result: QgsLocatorResult, action: int) -> None:  # noqa: N802 (QGIS's name)
        """The entry of the context menu."""
        told = carried(result)
        if action == INTO_FORM and told:
            self.form_asked.emit(told["text"], _candidate(told))


def found_places(text: str, owner: Optional[QgsLocatorFilter] = None) -> Iterator[QgsLocatorResult]:
    """The results for a text, best first: the location that a place box would have, then what its list would offer."""
    from ..geocoding.rules import Rule
    from .place_finder import PlaceFinder
    from .place_words import location_in_words, radius_in_words

    if not text.strip():
        return
    finder = PlaceFinder()
    try:
        location = finder.locate(text)
    except IncidentMapperError as error:
        yield _result(owner, text, str(error), tr("Cannot be placed"), 0, None)
        return
    if location.state is PlaceState.FOUND:
        title, words = text.strip(), location_in_words(location, ()).replace("\n", " · ")
        if location.rule == Rule.NAMED_PLACE.value:
            title = _in_both(location)
            words = f"{describe(location.candidates[0])} · {radius_in_words(location.radius_m)}"
        yield _result(owner, title, words, tr("Found"), 0, {"text": text})
    for rank, candidate in enumerate(_offered(text, location, finder), start=1):
        told = {"text": text, "candidate": asdict(candidate)}
        title = _in_both(candidate, finder.completed(text, candidate))
        yield _result(owner, title, describe(candidate), _group(location.state), rank, told)


def meant(told: Optional[Dict[str, Any]]) -> Optional[Location]:
    """The location that a result stands for, None for one that only says something."""
    from .place_finder import PlaceFinder

    if not told:
        return None
    finder, candidate = PlaceFinder(), _candidate(told)
    text = told["text"] if candidate is None else finder.phrase_for(told["text"], candidate)
    location = finder.locate(text, candidate)
    return location if location.is_placed else None


def _offered(text: str, location: Location, finder: "PlaceFinder") -> List[Candidate]:
    """What the list of a place box offers, but for the place found."""
    others = (candidate for candidate in finder.offered(text, location) if candidate.place_id != location.place_id)
    return list(islice(others, SHOWN_CANDIDATES))


def _group(state: PlaceState) -> str:
    return {
        PlaceState.FOUND: tr("Other places"), PlaceState.AMBIGUOUS: tr("Ambiguous: may mean"),
        PlaceState.UNKNOWN: tr("Not found; similar"),
    }[state]


def _in_both(place: Union[Location, Candidate], text: str = "") -> str:
    """The name, or the text with it, followed by the Arabic name."""
    return f"{text or place.name}  {place.name_ar}".strip()


def _result(
    owner: Optional[QgsLocatorFilter], title: str, description: str, group: str, rank: int,
    told: Optional[Dict[str, Any]],
) -> QgsLocatorResult:
    result = QgsLocatorResult(owner, title, told)
    result.description, result.group = description, group
    result.score = 1.0 / (1 + rank)  # QGIS sorts by it, the greatest first
    result.icon = QIcon(str(RESOURCES / "icons" / "plugin.svg"))
    if told:
        result.actions = [QgsLocatorResult.ResultAction(INTO_FORM, tr("Put into the form"))]
    return result


def _candidate(told: Dict[str, Any]) -> Optional[Candidate]:
    return Candidate(**told["candidate"]) if "candidate" in told else None
