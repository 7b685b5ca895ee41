"""The way out for records and actors: what reads them from a casefile."""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Dict, Iterator, Optional, Sequence, Tuple

from qgis.core import QgsVectorLayer

from ..model.actors import ActorRegistry
from ..model.dates import DateRange
from ..model.history import Entry
from ..model.records import Incident, Movement
from . import geopackage
from .actor_rows import ActorUses, registry_from, uses_of_actor
from .errors import UnknownRecord
from .history import read_deleted, read_history
from .reader import Reading, read_chosen, read_record, read_records
from .record_kinds import INCIDENT, MOVEMENT, Record, RecordKind
from .requests import equals, ordered
from .schema import ACTORS, CASEFILE, FID, TABLES

DAYS = """SELECT (SELECT min(day) FROM (SELECT min(date_start) AS day FROM incidents
        UNION ALL SELECT min(date_start) FROM movements)) AS first,
    (SELECT max(day) FROM (SELECT max(date_end) AS day FROM incidents
        UNION ALL SELECT max(date_end) FROM movements)) AS last"""
"""One table at a time, as SQLite then takes each from an index."""


class ReadableCasefile:
    """The records of one casefile, to be read; holds no file open between calls."""

    def __init__(self, path: Path) -> None:
        """For a file that is known to be current; everybody else calls `Casefile.open` or `Casefile.create`."""
        self.path = path
        self._actors: Optional[ActorRegistry] = None

    @cached_property
    def title(self) -> str:
        """The title given at creation, which nothing changes."""
        with Reading(self.path) as fetch:
            rows = fetch(CASEFILE.name, equals(key="title"))
        return rows[0]["value"] or "" if rows else ""

    def table_uri(self, table: str) -> str:
        """The data source of a table, for layers."""
        return geopackage.table_uri(self.path, table)

    def layer(self, table: str) -> QgsVectorLayer:
        """A new layer on a table for a map; it holds no lock unless somebody edits it."""
        return geopackage.open_table(self.path, table)

    def actors(self) -> ActorRegistry:
        """The registry stored in the casefile; the object keeps it, because every write looks into it."""
        if self._actors is None:
            with Reading(self.path) as fetch:
                self._actors = registry_from(fetch(ACTORS.name, ordered(FID)))
        return self._actors

    def forget_actors(self) -> None:
        """Read the registry anew when it is next asked for; somebody else has changed it."""
        self._actors = None

    def actor_colours(self) -> Dict[str, str]:
        """Actor id → '#rrggbb' that the casefile draws it in."""
        return {actor.actor_id: actor.colour for actor in self.actors()}

    def uses_of_actor(self, actor_id: str) -> ActorUses:
        """Which records name the actor."""
        with Reading(self.path) as fetch:
            return uses_of_actor(fetch, actor_id)

    def counts(self) -> Dict[str, int]:
        """How many rows each table has."""
        return {name: self.layer(name).featureCount() for name in TABLES}

    def days(self) -> Optional[Tuple[date, date]]:
        """First and last day of all records, None where there are none that say one."""
        [row] = geopackage.read_selected(self.path, CASEFILE.name, DAYS)
        try:
            return date.fromisoformat(str(row["first"])), date.fromisoformat(str(row["last"]))
        except ValueError:
            # Nothing, or what other programs write for a day.
            return None

    def incident(self, uid: str) -> Incident:
        """The incident of that uid; UnknownRecord if there is none."""
        return self._read(INCIDENT, uid)

    def movement(self, uid: str) -> Movement:
        """The movement of that uid; UnknownRecord if there is none."""
        return self._read(MOVEMENT, uid)

    def chosen(self, incidents: Sequence[str], movements: Sequence[str]) -> Tuple[Record, ...]:
        """The incidents and movements of these uids, as far as they are there."""
        with Reading(self.path) as fetch:
            return (*read_chosen(fetch, INCIDENT, incidents), *read_chosen(fetch, MOVEMENT, movements))

    def records(self, period: Optional[DateRange] = None) -> Iterator[Record]:
        """Incidents, then movements, that share a day with the period, or all; each by first day, then by uid."""
        with Reading(self.path) as reading:
            yield from read_records(reading, INCIDENT, period)
            yield from read_records(reading, MOVEMENT, period)

    def incidents(self, period: Optional[DateRange] = None) -> Iterator[Incident]:
        """Incidents that share a day with the period, or all, by first day, then by uid."""
        with Reading(self.path) as reading:
            yield from read_records(reading, INCIDENT, period)

    def movements(self, period: Optional[DateRange] = None) -> Iterator[Movement]:
        """Movements that share a day with the period, or all, by first day, then by uid."""
        with Reading(self.path) as reading:
            yield from read_records(reading, MOVEMENT, period)

    def history(self, record: Record) -> Tuple[Entry, ...]:
        """What became of a record, newest first, deleted or not; UnreadableRecord where that was edited by hand."""
        with Reading(self.path) as fetch:
            return read_history(fetch, record)

    def deleted(self) -> Tuple[Record, ...]:
        """The records that were deleted and not put back, as they were then, the last deleted one first."""
        with Reading(self.path) as fetch:
            return read_deleted(fetch)

    def _read(self, kind: RecordKind, uid: str) -> Record:
        with Reading(self.path) as fetch:
            record = read_record(fetch, kind, uid)
        if record is None:
            raise UnknownRecord(uid)
        return record
