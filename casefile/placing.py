"""Records that could not be placed when they were stored, and can be now that more is known."""

from dataclasses import replace
from typing import Collection, Dict, Optional, Tuple

from qgis.core import QgsFeedback

from ..geocoding.clues import NO_CLUES, Clues
from ..geocoding.geocoder import Geocoder
from ..model.errors import UnreadableValue
from ..model.location import Location, PlaceState
from ..model.records import Incident
from .reader import fetch_from
from .record_kinds import Record
from .repository import Casefile
from .requests import unplaced
from .schema import INCIDENTS, WAYPOINTS


class Placing:
    """Places again what is unplaced and now stands on one of some places, and leaves everything else as it is.

    place_ids: as in `Location.sources`.
    """

    def __init__(self, casefile: Casefile, geocoder: Geocoder, place_ids: Collection[str]) -> None:
        self._casefile, self._geocoder, self._place_ids = casefile, geocoder, frozenset(place_ids)

    def records(self, feedback: Optional[QgsFeedback] = None) -> Tuple[Record, ...]:
        """The records with their new locations, not yet saved; none of them when cancelled.

        Takes one search for each distinct text that is unplaced.
        """
        fetch = fetch_from(self._casefile.path)
        rows = [
            (self._casefile.incident, row["uid"], row["place_text"], Clues(event_kind=row["kind"]))
            for row in fetch(INCIDENTS.name, unplaced())
        ]
        rows += [
            (self._casefile.movement, row["movement_uid"], row["place_text"], NO_CLUES)
            for row in fetch(WAYPOINTS.name, unplaced())
        ]
        named: Dict[Tuple[object, str], None] = {}
        for number, (load, uid, text, clues) in enumerate(rows, start=1):
            if feedback is not None:
                if feedback.isCanceled():
                    return ()
                feedback.setProgress(100 * number / len(rows))
            if self._locate(text, clues) is not None:
                named[load, uid] = None
        return tuple(self._placed(load(uid)) for load, uid in named)

    def _placed(self, record: Record) -> Record:
        if isinstance(record, Incident):
            return replace(record, location=self._better(record.location, Clues(event_kind=record.kind)))
        stops = [replace(stop, location=self._better(stop.location, NO_CLUES)) for stop in record.waypoints]
        return replace(record, waypoints=tuple(stops))

    def _better(self, location: Location, clues: Clues) -> Location:
        if location.is_placed:
            return location
        return self._locate(location.phrase, clues) or location

    def _locate(self, text: str, clues: Clues) -> Optional[Location]:
        """Where the words lie, if they stand on one of the places."""
        try:
            location = self._geocoder.locate(text, clues)
        except UnreadableValue:
            return None
        is_meant = location.state is PlaceState.FOUND and not self._place_ids.isdisjoint(location.sources.split(";"))
        return location if is_meant else None
