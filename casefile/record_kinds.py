"""The two kinds of record and the tables that each is spread over."""

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Tuple, Type

from ..model.actors import ActorRegistry
from ..model.records import Incident, Movement, Record, Stamp
from ..model.validation import Fault, InvalidRecord, faults_of_incident, faults_of_movement
from .rows import NewRow, area_rows, claim_rows, incident_row, movement_row, waypoint_rows
from .schema import AREAS, CLAIMS, INCIDENTS, MOVEMENTS, WAYPOINTS


@dataclass(frozen=True, eq=False)
class RecordKind:
    """record: its class. table: where its rows stand. parts: tables of what belongs to it, with what makes the rows."""

    record: Type[Record]
    table: str
    faults: Callable[[Any, ActorRegistry], List[Fault]]
    row: Callable[[Any, Stamp], NewRow]
    parts: Dict[str, Callable[[Any], List[NewRow]]]

    @property
    def tables(self) -> Tuple[str, ...]:
        """Every table that a record of this kind is written to."""
        return (self.table, *self.parts)

    def check(self, record: Record, actors: ActorRegistry) -> None:
        """Raise InvalidRecord with all faults, if there are any."""
        faults = self.faults(record, actors)
        if faults:
            raise InvalidRecord(faults)

    def owner(self, part: str, uid: str) -> Dict[str, str]:
        """The columns of a part, and their values, that say to which record its rows belong."""
        if part == WAYPOINTS.name:
            return {"movement_uid": uid}
        return {"record_uid": uid, "record_table": self.table}


INCIDENT = RecordKind(
    Incident, INCIDENTS.name, faults_of_incident, incident_row, {CLAIMS.name: claim_rows, AREAS.name: area_rows},
)
MOVEMENT = RecordKind(
    Movement, MOVEMENTS.name, faults_of_movement, movement_row,
    {WAYPOINTS.name: waypoint_rows, CLAIMS.name: claim_rows, AREAS.name: area_rows},
)
KINDS: Dict[str, RecordKind] = {kind.table: kind for kind in (INCIDENT, MOVEMENT)}
"""Table → the kind of its records."""


def kind_of(record: Record) -> RecordKind:
    """Which of the two it is."""
    return INCIDENT if isinstance(record, Incident) else MOVEMENT
