"""What became of the place texts of an import: how many were placed, asked and left unplaced, and which."""

from operator import itemgetter
from typing import Dict, List, Tuple

from ..model.location import NOWHERE, Location, PlaceState
from ..model.records import Incident
from .rows import Record

Key = Tuple[str, str]
KEPT_TEXTS = 1_000
"""Most distinct texts of each state kept for the list; all of them are counted, and all stand in the casefile."""


class Tally:
    """Counts the locations of records by what the search came to.

    not_given: incidents whose row names no place; they count nowhere else.
    """

    def __init__(self) -> None:
        self.counts = dict.fromkeys(PlaceState, 0)
        self.not_given = 0
        self._texts: Dict[PlaceState, Dict[Key, Tuple[Location, int]]] = {state: {} for state in PlaceState}

    def add(self, record: Record) -> None:
        """Count the record's place, or the stops of its way."""
        if isinstance(record, Incident):
            self._add(record.location)
        else:
            for waypoint in record.waypoints:
                self._add(waypoint.location)

    def _add(self, location: Location) -> None:
        if location is NOWHERE:
            self.not_given += 1
            return
        self.counts[location.state] += 1
        texts = self._texts[location.state]
        # Another report may mean another place by the same words.
        key = (location.phrase, location.name)
        known = texts.get(key)
        if known is not None:
            texts[key] = (known[0], known[1] + 1)
        elif len(texts) < KEPT_TEXTS:
            texts[key] = (location, 1)

    def places(self, state: PlaceState) -> List[Tuple[Location, int]]:
        """The distinct texts of that state, each with the number of times it stood in the rows; most frequent first."""
        return sorted(self._texts[state].values(), key=itemgetter(1), reverse=True)
