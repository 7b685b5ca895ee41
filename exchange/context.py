"""What rows are read with: actors, places, sources met so far, ids taken, and cells read before."""

from typing import Dict, Iterable, List, Mapping, Optional, Protocol, Set

from ..geocoding.clues import NO_CLUES, Clues
from ..geocoding.together import beside
from ..model.actors import ActorRegistry
from ..model.location import Location
from ..model.records import Source
from .columns import TABLES
from .reports import Reports
from .values import Memo, reading


class Geocoder(Protocol):
    """What finds places; `geocoding.geocoder.Geocoder` is one."""

    def locate(self, text: str, clues: Clues = NO_CLUES) -> Location:
        """The location that a place text means."""


class Context:
    """One context serves one import, so that both of its tables share sources and memory.

    sources: those the casefile holds already, known again by their names.
    taken: table → ids of the records it holds already.
    reports: where the other rows of each report play; a place that is ambiguous alone is located beside them.
    """

    def __init__(
        self,
        actors: ActorRegistry,
        geocoder: Geocoder,
        sources: Iterable[Source] = (),
        taken: Optional[Mapping[str, Set[str]]] = None,
    ) -> None:
        self.actors, self.geocoder = actors, geocoder
        self.taken: Dict[str, Set[str]] = {table: set((taken or {}).get(table, ())) for table in TABLES}
        self.new_sources: List[Source] = []
        self.reports = Reports()
        self._sources = {source.name: source for source in sources}
        self._memos: Dict[str, Memo] = {}

    def memo(self, reads: str) -> Memo:
        """The memory for one kind of cell; `reads` as in columns.csv."""
        if reads not in self._memos:
            self._memos[reads] = Memo(reading(reads, self.actors))
        return self._memos[reads]

    def locate(self, text: str, clues: Clues, values: Mapping[str, object]) -> Location:
        """The location that a place text of this row means; raises UnreadableValue as the geocoder does."""
        return beside(self.geocoder, self.geocoder.locate(text, clues), clues, self.reports.points(values))

    def source(self, name: str, kind: str = "other", reliability: str = "F") -> Source:
        """The source of that name, made at its first mention; what later rows say of it does not change it."""
        known = self._sources.get(name)
        if known is None:
            known = self._sources[name] = Source(name, kind=kind, reliability=reliability)
            self.new_sources.append(known)
        return known
