"""From a name as somebody wrote it to ranked places."""

from functools import lru_cache
from itertools import chain
from typing import Callable, Dict, Iterable, Iterator, List, Optional, Sequence, Tuple

from ..model.location import Candidate
from .comparison import ANOTHER_NAME, FARTHEST, Match, Named, as_one_word, compare, named, sound_penalty
from .decision import Decision, Ranked, decide
from .folding import Folded, fold, split_qualifier
from .gazetteer import Place, load_gazetteer
from .hints import Hint
from .index import NameIndex
from .likeness import consonant_key, difference, length_factor
from .other_names import why_no_place

# While typing: how many names with that beginning are looked at, and from how many consonants on sounds count.
_LOOKED_AT, _CONSONANTS_TO_BEGIN = 120, 2
# Names of the country say nothing about which place in it is meant.
_COUNTRY = frozenset(("libya", "ليبيا", "libia", "libye"))
_HINT_SCORE, _HINTS_KEPT = 0.08, 256
# With a name that fits so well, those with another consonant need not be looked at.
_EXACT = 0.02
# Above this score all words are read as one too, for a blank or a generic word may be what is misspelt.
_GOOD_ENOUGH, _LETTERS_AS_ONE = 0.3, 4


class PlaceSearch:
    """Search over a fixed set of places; the index is built when the first name is looked up."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = tuple(places)
        self._built: Optional[NameIndex] = None
        self._hints: Dict[str, Hint] = {}

    @property
    def _index(self) -> NameIndex:
        if self._built is None:
            self._built = NameIndex(self._places)
        return self._built

    def candidates(self, text: str, limit: int = 10) -> List[Candidate]:
        """The places `text` may mean, best first, each with its score and the reasons for it."""
        return [ranked.candidate() for ranked in self._ranked(text)[:limit]]

    def complete(self, prefix: str, limit: int = 10) -> List[Candidate]:
        """Like `candidates`, and places whose name begins with what was typed so far."""
        ranked = {entry.place.place_id: entry for entry in self._ranked(prefix)}
        for entry in self._begin_with(fold(prefix)):
            known = ranked.get(entry.place.place_id)
            if known is None or entry.rank < known.rank:
                ranked[entry.place.place_id] = entry
        return [entry.candidate() for entry in sorted(ranked.values(), key=lambda entry: entry.rank)[:limit]]

    def decide(self, text: str, district: str = "", kinds: Sequence[str] = ()) -> Decision:
        """Whether `text` names one place, several or none.

        district: the district or town the record speaks of, in any spelling; ranks homonyms, never decides alone.
        kinds: codes of `kinds.csv` that the words around the name ask for ("airport").
        """
        ranked, folded = self._ranked(text, district, frozenset(kinds)), fold(text)
        return decide(ranked, why_no_place(folded), asks_for_area=_asks_for_area(folded, kinds))

    def _ranked(self, text: str, district: str = "", kinds: Iterable[str] = ()) -> List[Ranked]:
        whole = fold(text)
        name, qualifiers = split_qualifier(text)
        readings = [whole]
        if qualifiers and not self._index.same_words(whole.plain):
            readings.append(fold(name))
        adjust = self._adjustments(qualifiers if len(readings) > 1 else (), district, kinds)
        best: Dict[str, Match] = {}
        for match in chain.from_iterable(map(self._matches, readings)):
            known = best.get(match.form.place.place_id)
            if known is None or match.score < known.score:
                best[match.form.place.place_id] = match
        ranked = [Ranked.of(match, adjust(match.form.place)) for match in best.values()]
        return sorted(ranked, key=lambda entry: entry.rank)

    def _adjustments(
        self, qualifiers: Sequence[str], district: str, kinds: Iterable[str]
    ) -> Callable[[Place], Tuple[Named, ...]]:
        """What a place costs for not lying where the text or the record says, or not being of the kind."""
        said = [text for text in (*qualifiers, district) if fold(text).own and fold(text).plain not in _COUNTRY]
        hints = [(text, self._hint(text)) for text in said]

        def adjust(place: Place) -> Tuple[Named, ...]:
            parts = []
            for text, hint in hints:
                if not hint and text in qualifiers:
                    parts.append(named("unknown_qualifier", word=text))
                elif hint and not hint.agrees(place):
                    parts.append(named("elsewhere", word=text))
            if kinds and place.kind not in kinds:
                parts.append(named("kind"))
            return tuple(parts)

        return adjust

    def _hint(self, text: str) -> Hint:
        if text not in self._hints:
            if len(self._hints) >= _HINTS_KEPT:
                self._hints.clear()
            matches = [match for match in self._matches(fold(text)) if match.score <= _HINT_SCORE]
            self._hints[text] = Hint(tuple({match.form.place.place_id: match.form.place for match in matches}.values()))
        return self._hints[text]

    def _matches(self, query: Folded) -> Iterator[Match]:
        """Matches in stages; each is tried only if those before it gave nothing that fits."""
        own, best = self._index.own, float("inf")
        stages = (
            (float("inf"), lambda: self._of_the_parts(query)),
            (_EXACT, lambda: self._by_sound(query, own.near)),
            (_GOOD_ENOUGH, lambda: self._as_one_word(query)),
        )
        for good_enough, matches in stages:
            if best <= good_enough < float("inf"):
                return
            for match in matches():
                best = min(best, match.score)
                yield match

    def _of_the_parts(self, query: Folded) -> Iterator[Match]:
        index = self._index
        for form in index.same_words(query.plain):
            yield compare(query, query.own, form, 0.0)
        if query.own:
            yield from self._by_sound(query, index.own.like)
            yield from self._by_part(query)
        elif query.numbers:
            for form in index.same_numbers(query.numbers):
                yield compare(query, "", form, 0.0, (named("part_of_name"),) if form.own else ())
        elif query.concepts:
            for form in index.same_concepts(query.concepts):
                yield compare(query, "", form, 0.0)

    def _by_sound(self, query: Folded, stored_like: Callable[[str], Iterable[str]]) -> Iterator[Match]:
        for asked in filter(None, (query.own, query.without_glued_article)):
            for stored in stored_like(asked):
                sound = sound_penalty(asked, stored, query.letters)
                if sound < ANOTHER_NAME:
                    for form in self._index.own.same(stored):
                        yield compare(query, asked, form, sound)

    def _as_one_word(self, query: Folded) -> Iterator[Match]:
        index = self._index.whole
        if query.letters < _LETTERS_AS_ONE:
            return
        for stored in {*index.like(query.whole), *index.near(query.whole)}:
            sound = sound_penalty(query.whole, stored, query.letters)
            if sound < ANOTHER_NAME:
                for form in index.same(stored):
                    yield as_one_word(query, form, sound)

    def _by_part(self, query: Folded) -> Iterator[Match]:
        """Names of which the query is one word, and names that are one word of the query."""
        part = named("part_of_name")
        if len(query.words) == 1:
            for form in self._index.same_word(query.own):
                sound = min(sound_penalty(query.own, word, query.letters) for word in form.folded.words)
                if sound < ANOTHER_NAME:
                    yield compare(query, "", form, sound, (part,))
        else:
            for word in query.words:
                for form in self._index.own.same(word):
                    yield compare(query, "", form, 0.0, (part,))

    def _begin_with(self, query: Folded) -> Iterator[Ranked]:
        begins = named("begins")
        for form in _first(self._index.words_beginning(query.plain)) if query.plain else ():
            yield Ranked.of(Match(form, begins[0], "", "", (begins,)), ())
        if len(consonant_key(query.own)) < _CONSONANTS_TO_BEGIN:
            return
        for stored in _first(self._index.own.beginning(query.own)):
            cost = difference(query.own, stored, FARTHEST, open_end=True)
            if cost <= FARTHEST:
                sound = cost * length_factor(query.own, query.own)
                for form in self._index.own.same(stored):
                    yield Ranked.of(compare(query, query.own, form, sound, (begins,)), ())


def _first(found: Iterable) -> Iterator:
    return (item for item, _ in zip(found, range(_LOOKED_AT)))


def _asks_for_area(folded: Folded, kinds: Sequence[str]) -> bool:
    return bool({"district", "region"} & ({*folded.concepts} | set(kinds)))


@lru_cache(maxsize=1)
def default_search() -> PlaceSearch:
    """The search over the bundled gazetteer, made once."""
    return PlaceSearch(load_gazetteer())
