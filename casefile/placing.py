"""Records that could not be placed when they were stored, and can be now that more is known."""

from dataclasses import replace
from typing import Collection, List, NamedTuple, Optional, Protocol, Tuple

from ..geocoding.clues import NO_CLUES, Clues
from ..geocoding.geocoder import Geocoder
from ..model.errors import UnreadableValue
from ..model.location import Location, PlaceState
from ..model.records import Incident
from .geopackage import read_rows
from .record_kinds import INCIDENT, MOVEMENT, Record, RecordKind
from .repository import Casefile
from .requests import unplaced
from .schema import INCIDENTS, WAYPOINTS


class Progress(Protocol):
    """QgsFeedback and QgsTask alike."""

    def isCanceled(self) -> bool:  # noqa: N802 (QGIS's name)
        """Whether to stop."""

    def setProgress(self, percent: float) -> None:  # noqa: N802 (QGIS's name)
        """How far it is."""


class _Unplaced(NamedTuple):
    """Words of a record that has no point for them."""

    kind: RecordKind
    uid: str
    text: str
    clues: Clues


class Placing:
    """Places again what is unplaced and now stands on one of some places, and leaves everything else as it is.

    place_ids: as in `Location.sources`. Made and asked for `records` where the casefile is read; only `search`, which
    touches no file, may run in a task beside: a layer made in a task while the main thread makes one, too, can leave
    both waiting for each other for good (QGIS 3.22, seen with Python's stacks both in QgsVectorLayer's constructor).
    """

    def __init__(self, casefile: Casefile, geocoder: Geocoder, place_ids: Collection[str]) -> None:
        self._casefile, self._geocoder, self._place_ids = casefile, geocoder, frozenset(place_ids)
        stops = read_rows(casefile.path, WAYPOINTS.name, unplaced(), ("movement_uid", "place_text"))
        incidents = read_rows(casefile.path, INCIDENTS.name, unplaced(), ("uid", "kind", "place_text"))
        self._rows = [
            *(_Unplaced(INCIDENT, row["uid"], row["place_text"], Clues(event_kind=row["kind"])) for row in incidents),
            *(_Unplaced(MOVEMENT, row["movement_uid"], row["place_text"], NO_CLUES) for row in stops),
        ]
        self._named: List[_Unplaced] = []

    def search(self, progress: Optional[Progress] = None) -> "Placing":
        """Search for every text that is unplaced, one after the other; none counts as found when cancelled."""
        self._named = []
        for number, row in enumerate(self._rows, start=1):
            if progress is not None:
                if progress.isCanceled():
                    self._named = []
                    break
                progress.setProgress(100 * number / len(self._rows))
            if self._locate(row.text, row.clues) is not None:
                self._named.append(row)
        return self

    def records(self) -> Tuple[Record, ...]:
        """The records that `search` found, with their new locations, not yet saved."""
        incidents, movements = (
            list(dict.fromkeys(row.uid for row in self._named if row.kind is kind)) for kind in (INCIDENT, MOVEMENT)
        )
        return tuple(map(self._placed, self._casefile.chosen(incidents, movements)))

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
