"""From a name as somebody wrote it to ranked places."""

from functools import lru_cache
from itertools import chain, islice
from typing import Callable, Dict, FrozenSet, Iterable, List, Sequence, Tuple

from ..model.location import Candidate
from .clue_costs import ClueCosts
from .clues import NO_CLUES, Clues
from .comparison import Match, Part
from .decision import Decision, Ranked, decide, each_place_once, worth_showing
from .folding import Folded, fold, split_qualifier
from .gazetteer import Place, load_gazetteer
from .hints import Hint
from .index import NameIndex
from .matching import Matcher
from .other_names import why_no_place
from .spelling_rules import country_names

# So many of the likeliest places are weighed against each other, and may be shown.
_MOST_RANKED = 50
_HINT_SCORE, _HINTS_KEPT = 0.08, 256


class PlaceSearch:
    """Search over one or several sets of places, such as the gazetteer and what an analyst taught."""

    def __init__(self, *indexes: NameIndex) -> None:
        self._matcher = Matcher(indexes)
        self._hints: Dict[str, Hint] = {}

    def candidates(self, text: str, limit: int = 10) -> List[Candidate]:
        """The places `text` may mean, best first, each with its score and the reasons for it."""
        return [ranked.candidate() for ranked in self._ranked(text)[:limit]]

    def complete(self, prefix: str, limit: int = 10) -> List[Candidate]:
        """Places whose name begins with what was typed so far, and what `candidates` gives where these are few."""
        query = fold(prefix)
        likely = self._matcher.likely(query)
        begun = [*likely, *self._matcher.beginning(query)]
        ranked = _rank(begun)
        if len(ranked) < limit:
            ranked = _rank(chain(begun, self._matcher.less_likely(query, likely)))
        return [entry.candidate() for entry in worth_showing(ranked)[:limit]]

    def decide(self, text: str, clues: Clues = NO_CLUES, kinds: Sequence[str] = ()) -> Decision:
        """Whether `text` names one place, several or none.

        kinds: codes of `kinds.csv` that the words around the name ask for ("airport").
        """
        ranked, folded = self._ranked(text, clues, frozenset(kinds)), fold(text)
        return decide(ranked, why_no_place(folded), asks_for_area=_asks_for_area(folded, kinds))

    def _ranked(self, text: str, clues: Clues = NO_CLUES, kinds: FrozenSet[str] = frozenset()) -> List[Ranked]:
        whole = fold(text)
        name, qualifiers = split_qualifier(text)
        readings = [whole]
        if qualifiers and not self._matcher.has(whole.plain):
            readings.append(fold(name))
        inside = self._hints_of(qualifiers if len(readings) > 1 else ())
        matches = chain.from_iterable(map(self._matcher.matches, readings))
        if not inside and not kinds and clues == NO_CLUES:
            return _rank(matches)
        return _rank(matches, ClueCosts(inside, self._hints_of([clues.district]), kinds, clues))

    def _hints_of(self, texts: Iterable[str]) -> List[Tuple[str, Hint]]:
        """The places that may be meant by each of the texts that say where."""
        return [(text, self._hint(text)) for text in texts if _says_where(text)]

    def _hint(self, text: str) -> Hint:
        # Other threads may clear what is remembered at any time.
        hint = self._hints.get(text)
        if hint is None:
            matches = [match for match in self._matcher.matches(fold(text)) if match.score <= _HINT_SCORE]
            hint = Hint(tuple({match.form.place.place_id: match.form.place for match in matches}.values()))
            if len(self._hints) >= _HINTS_KEPT:
                self._hints.clear()
            self._hints[text] = hint
        return hint


def _rank(matches: Iterable[Match], costs: Callable[[Place], Tuple[Part, ...]] = lambda place: ()) -> List[Ranked]:
    """Each place once, by its best match, the likeliest first."""
    best: Dict[str, Match] = {}
    for match in matches:
        known = best.get(match.form.place.place_id)
        if known is None or match.score < known.score:
            best[match.form.place.place_id] = match
    ranked = [Ranked.of(match, costs(match.form.place)) for match in best.values()]
    return list(islice(each_place_once(sorted(ranked, key=lambda entry: entry.rank)), _MOST_RANKED))


def _says_where(text: str) -> bool:
    """Whether it may be the name of a place other than the country."""
    folded = fold(text)
    return bool(folded.own) and folded.plain not in country_names()


def _asks_for_area(folded: Folded, kinds: Sequence[str]) -> bool:
    return bool({"district", "region"} & ({*folded.concepts} | set(kinds)))


@lru_cache(maxsize=1)
def bundled_names() -> NameIndex:
    """The index of the bundled gazetteer, made once."""
    return NameIndex(load_gazetteer())


def default_search() -> PlaceSearch:
    """A search over the bundled gazetteer."""
    return PlaceSearch(bundled_names())
