"""What became of the place texts of an import: how many were placed, asked and left unplaced, and which."""

from operator import itemgetter
from typing import Dict, List, Tuple, Union

from ..model.location import NOWHERE, Location, PlaceState
from ..model.records import Incident, Movement

KEPT_TEXTS = 1_000
"""Most distinct texts kept for the list; all of them are counted, and all stand in the casefile."""

SHOWN_CANDIDATES = 3


class Tally:
    """Counts locations of records by what the search came to.

    placed: has a point. asked: several places are possible, or the one is uncertain, and the analyst
    decides. unplaced: no place is known by these words. not_given: the row names no place.
    """

    def __init__(self) -> None:
        self.placed = self.asked = self.unplaced = self.not_given = 0
        self._open: Dict[str, Tuple[Location, int]] = {}

    def add(self, record: Union[Incident, Movement]) -> None:
        """Count the record's place or the stops of its way."""
        if isinstance(record, Incident):
            self._add(record.location)
        else:
            for waypoint in record.waypoints:
                self._add(waypoint.location)

    def _add(self, location: Location) -> None:
        if location.lat is not None:
            self.placed += 1
            return
        if location is NOWHERE:
            self.not_given += 1
            return
        if location.state is PlaceState.AMBIGUOUS:
            self.asked += 1
        else:
            self.unplaced += 1
        _, times = self._open.get(location.phrase, (location, 0))
        if times or len(self._open) < KEPT_TEXTS:
            self._open[location.phrase] = (location, times + 1)

    def open_places(self) -> List[Tuple[Location, int]]:
        """Every text that got no point, with the number of times it stood in the rows; the most frequent first."""
        return sorted(self._open.values(), key=itemgetter(1), reverse=True)


def describe_open(location: Location, times: int) -> str:
    """One line for a person: the words, what the search came to and why, and the best candidates with their reasons."""
    verdict = "to be asked" if location.state is PlaceState.AMBIGUOUS else "unplaced"
    often = f" ({times} times)" if times > 1 else ""
    why = f": {location.remark}" if location.remark else ""
    near = "; ".join(
        f"{candidate.name}{f', {candidate.district}' if candidate.district else ''} ({candidate.reason})"
        for candidate in location.candidates[:SHOWN_CANDIDATES]
    )
    return f"'{location.phrase[:80]}'{often} {verdict}{why}" + (f" Candidates: {near}." if near else "")
