"""From a name as somebody wrote it to ranked places."""

from functools import lru_cache
from itertools import chain
from typing import Callable, Dict, Iterable, Iterator, List, Sequence, Tuple

from ..model.location import Candidate
from .clues import NO_CLUES, Clues
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
    """Search over one or several sets of places, such as the gazetteer and what an analyst taught."""

    def __init__(self, *indexes: NameIndex) -> None:
        self._indexes = indexes
        self._hints: Dict[str, Hint] = {}

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

    def decide(self, text: str, clues: Clues = NO_CLUES, kinds: Sequence[str] = ()) -> Decision:
        """Whether `text` names one place, several or none.

        kinds: codes of `kinds.csv` that the words around the name ask for ("airport").
        """
        ranked, folded = self._ranked(text, clues, frozenset(kinds)), fold(text)
        return decide(ranked, why_no_place(folded), asks_for_area=_asks_for_area(folded, kinds))

    def _ranked(self, text: str, clues: Clues = NO_CLUES, kinds: Iterable[str] = ()) -> List[Ranked]:
        whole = fold(text)
        name, qualifiers = split_qualifier(text)
        readings = [whole]
        if qualifiers and not any(index.same_words(whole.plain) for index in self._indexes):
            readings.append(fold(name))
        adjust = self._adjustments(qualifiers if len(readings) > 1 else (), clues.district, kinds)
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
        best = float("inf")
        stages = (
            (float("inf"), self._of_the_parts),
            (_EXACT, lambda index, query: self._by_sound(index, query, index.own.near)),
            (_GOOD_ENOUGH, self._as_one_word),
        )
        for good_enough, matches in stages:
            if best <= good_enough < float("inf"):
                return
            for match in chain.from_iterable(matches(index, query) for index in self._indexes):
                best = min(best, match.score)
                yield match

    def _of_the_parts(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        for form in index.same_words(query.plain):
            yield compare(query, query.own, form, 0.0)
        if query.own:
            yield from self._by_sound(index, query, index.own.like)
            yield from self._by_part(index, query)
        elif query.numbers:
            for form in index.same_numbers(query.numbers):
                yield compare(query, "", form, 0.0, (named("part_of_name"),) if form.own else ())
        elif query.concepts:
            for form in index.same_concepts(query.concepts):
                yield compare(query, "", form, 0.0)

    def _by_sound(
        self, index: NameIndex, query: Folded, stored_like: Callable[[str], Iterable[str]]
    ) -> Iterator[Match]:
        for asked in filter(None, (query.own, query.without_glued_article)):
            for stored in stored_like(asked):
                sound = sound_penalty(asked, stored, query.letters)
                if sound < ANOTHER_NAME:
                    for form in index.own.same(stored):
                        yield compare(query, asked, form, sound)

    def _as_one_word(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        if query.letters < _LETTERS_AS_ONE:
            return
        for stored in {*index.whole.like(query.whole), *index.whole.near(query.whole)}:
            sound = sound_penalty(query.whole, stored, query.letters)
            if sound < ANOTHER_NAME:
                for form in index.whole.same(stored):
                    yield as_one_word(query, form, sound)

    def _by_part(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        """Names of which the query is one word, and names that are one word of the query."""
        part = named("part_of_name")
        if len(query.words) == 1:
            for form in index.same_word(query.own):
                sound = min(sound_penalty(query.own, word, query.letters) for word in form.folded.words)
                if sound < ANOTHER_NAME:
                    yield compare(query, "", form, sound, (part,))
        else:
            for word in query.words:
                for form in index.own.same(word):
                    yield compare(query, "", form, 0.0, (part,))

    def _begin_with(self, query: Folded) -> Iterator[Ranked]:
        begins = named("begins")
        for index in self._indexes:
            for form in _first(index.words_beginning(query.plain)) if query.plain else ():
                yield Ranked.of(Match(form, begins[0], "", "", (begins,)), ())
            if len(consonant_key(query.own)) < _CONSONANTS_TO_BEGIN:
                continue
            for stored in _first(index.own.beginning(query.own)):
                cost = difference(query.own, stored, FARTHEST, open_end=True)
                if cost <= FARTHEST:
                    sound = cost * length_factor(query.own, query.own)
                    for form in index.own.same(stored):
                        yield Ranked.of(compare(query, query.own, form, sound, (begins,)), ())


def _first(found: Iterable) -> Iterator:
    return (item for item, _ in zip(found, range(_LOOKED_AT)))


def _asks_for_area(folded: Folded, kinds: Sequence[str]) -> bool:
    return bool({"district", "region"} & ({*folded.concepts} | set(kinds)))


@lru_cache(maxsize=1)
def bundled_names() -> NameIndex:
    """The index of the bundled gazetteer, made once."""
    return NameIndex(load_gazetteer())


def default_search() -> PlaceSearch:
    """A search over the bundled gazetteer."""
    return PlaceSearch(bundled_names())
