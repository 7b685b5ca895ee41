"""Which known spellings may be meant by a folded name: looked for in stages, from the very words to parts of them."""

from itertools import chain, islice
from typing import Callable, Iterable, Iterator, List, Sequence

from .comparison import (
    ANOTHER_NAME,
    FARTHEST,
    ONE_CONSONANT,
    Match,
    as_one_word,
    beginning_penalties,
    begins_so,
    compare,
    named,
    sound_penalties,
)
from .folding import Folded
from .historic_names import HEARD, other_names
from .index import NameIndex
from .keys import consonant_key

# With a name that fits so well, those with another consonant need not be looked at.
_EXACT = 0.1
# Above this score all words are read as one too, for a blank or a generic word may be what is misspelt.
_GOOD_ENOUGH, _LETTERS_AS_ONE = 0.36, 4
# While typing: how many names with that beginning are looked at, and from how many consonants on sounds count.
_LOOKED_AT, _CONSONANTS_TO_BEGIN = 120, 2
# Names that share a word with what was asked are only shown where nothing fits, and never all of them.
_PARTS_SHOWN = 60
# Of the sounds that may be meant, how many of the nearest are looked at in each list: as good as 16 in every figure of
# `bench_names_found.py` and `bench_alias_pairs.py` but 0.1 % of the typing errors found first, and faster.
_SOUNDS_KEPT = 10

Stage = Callable[["NameIndex", Folded], Iterator[Match]]


class Matcher:
    """Asks several indexes as if they were one."""

    def __init__(self, indexes: Sequence[NameIndex]) -> None:
        self._indexes = indexes

    def has(self, plain: str) -> bool:
        """Whether some place bears these very words."""
        return any(index.same_words(plain) for index in self._indexes)

    def likely(self, query: Folded) -> List[Match]:
        """Matches whose consonants are those of the query, or that have another name of the same place."""
        return [*self._staged(self._of_all_words, query), *self._staged(self._by_other_names, query)]

    def matches(self, query: Folded) -> Iterator[Match]:
        """Matches in stages; each is tried only if those before it gave nothing that fits."""
        found = self.likely(query)
        yield from found
        yield from self.less_likely(query, found)

    def less_likely(self, query: Folded, found: Sequence[Match]) -> Iterator[Match]:
        """What comes after the likely matches that were `found`, if anything need."""
        best = min((match.score for match in found), default=ANOTHER_NAME)
        for good_enough, stage in (
            (_EXACT, self._near), (_GOOD_ENOUGH, self._as_one_word), (_GOOD_ENOUGH, self._farther),
            (_GOOD_ENOUGH, self._nearly_as_one_word), (_GOOD_ENOUGH, self._by_part),
        ):
            if best <= good_enough:
                return
            for match in self._staged(stage, query):
                best = min(best, match.score)
                yield match

    def _staged(self, stage: Stage, query: Folded) -> Iterator[Match]:
        return chain.from_iterable(stage(index, query) for index in self._indexes)

    def beginning(self, query: Folded) -> Iterator[Match]:
        """Names that begin with what was typed so far, in words or in sound."""
        for index in self._indexes:
            if query.plain:
                yield from (begins_so(query, form) for form in index.words_beginning(query.plain, _LOOKED_AT))
            if len(consonant_key(query.own)) >= _CONSONANTS_TO_BEGIN:
                begins = named("begins")
                begun = beginning_penalties(query.own, index.sounds_beginning(query.own, _LOOKED_AT))
                for sound, stored in begun[:_SOUNDS_KEPT]:
                    for form in index.same_sounds(stored):
                        yield compare(query, query.own, form, sound, (begins,))

    def _of_all_words(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        for form in index.same_words(query.plain):
            yield compare(query, query.own, form, 0.0)
        if query.own:
            for asked in _readings(query):
                yield from self._by_sound(index, query, asked, index.like(asked))
        elif query.numbers:
            part = named("part_of_name")
            for form in chain.from_iterable(index.marked(f"#{number}") for number in query.numbers):
                yield compare(query, "", form, 0.0, (part,) if form.own else ())
        elif query.concepts:
            for form in index.marked(f"@{' '.join(query.concepts)}"):
                yield compare(query, "", form, 0.0)

    def _near(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        for asked in _readings(query):
            yield from self._by_sound(index, query, asked, index.near(asked), ONE_CONSONANT)

    def _farther(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        for asked in _readings(query):
            yield from self._by_sound(index, query, asked, index.far(asked))

    def _by_other_names(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        """By the names that only history ties to what was asked."""
        also = named("historic_name", query.plain)
        for other, heard in other_names(query):
            for sound, stored in sound_penalties(other.own, index.like(other.own), other.letters):
                if heard + sound <= HEARD:
                    for form in index.same_sounds(stored):
                        yield compare(other, other.own, form, heard + sound, (also,))

    def _by_sound(
        self, index: NameIndex, query: Folded, asked: str, known: Iterable[str], farthest: float = FARTHEST
    ) -> Iterator[Match]:
        for sound, stored in sound_penalties(asked, known, query.letters, farthest)[:_SOUNDS_KEPT]:
            for form in index.same_sounds(stored):
                yield compare(query, asked, form, sound)

    def _as_one_word(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        return self._in_one_word(index, query, index.like)

    def _nearly_as_one_word(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        return self._in_one_word(index, query, index.far)

    def _in_one_word(self, index: NameIndex, query: Folded, known: Callable[[str, bool], List[str]]) -> Iterator[Match]:
        if query.letters < _LETTERS_AS_ONE:
            return
        for sound, stored in sound_penalties(query.whole, known(query.whole, True), query.letters)[:_SOUNDS_KEPT]:
            for form in index.same_sounds(stored, True):
                yield as_one_word(query, form, sound)

    def _by_part(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        """Names of which the query is one word, and names that are one word of the query."""
        return islice(self._parts(index, query), _PARTS_SHOWN)

    def _parts(self, index: NameIndex, query: Folded) -> Iterator[Match]:
        part = named("part_of_name")
        if len(query.words) == 1:
            known = index.with_word(query.own, _PARTS_SHOWN)
            for sound, word in sound_penalties(query.own, known, query.letters):
                yield from (compare(query, "", form, sound, (part,)) for form in known[word])
        else:
            for form in chain.from_iterable(map(index.same_sounds, query.words)):
                yield compare(query, "", form, 0.0, (part,))


def _readings(query: Folded) -> Iterator[str]:
    return filter(None, (query.own, query.without_glued_article))
