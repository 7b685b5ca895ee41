"""The search index: every spelling of every place, found by keys instead of by a scan."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Dict, Iterable, Iterator, List, Sequence, Set, Tuple

from .folding import Folded, fold
from .gazetteer import Place
from .likeness import consonant_key

_SHORTEST_KEY = 3


@dataclass(frozen=True)
class Form:
    """One spelling of one place, folded; `own` is read without a glued article where `is_unglued`."""

    place: Place
    text: str
    folded: Folded
    own: str
    is_unglued: bool = False


class NameIndex:
    """Forms by exact words, by sounds, by consonant key (one letter too many, too few or other) and by word."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._plain: Dict[str, List[Form]] = {}
        self._own: Dict[str, List[Form]] = {}
        self._numbers: Dict[str, List[Form]] = {}
        self._generic: Dict[Tuple[str, ...], List[Form]] = {}
        self._keys: Dict[str, List[str]] = {}
        self._shortened: Dict[str, List[str]] = {}
        self._words: Dict[str, List[Form]] = {}
        for place in places:
            self._add(place)
        self._sorted_plain = sorted(self._plain)
        self._sorted_keys = sorted(self._keys)

    def _add(self, place: Place) -> None:
        seen: Set[Tuple[str, str]] = set()
        for text in place.spellings():
            folded = fold(text)
            for own, is_unglued in ((folded.own, False), (folded.without_glued_article, True)):
                if (folded.plain, own) in seen or (is_unglued and not own) or not folded.plain:
                    continue
                seen.add((folded.plain, own))
                self._add_form(Form(place, text, folded, own, is_unglued))

    def _add_form(self, form: Form) -> None:
        folded = form.folded
        if not form.is_unglued:
            self._plain.setdefault(folded.plain, []).append(form)
            for number in folded.numbers:
                self._numbers.setdefault(number, []).append(form)
        if not form.own:
            if folded.concepts and not folded.numbers:
                self._generic.setdefault(folded.concepts, []).append(form)
            return
        if form.own not in self._own:
            key = consonant_key(form.own)
            self._keys.setdefault(key, []).append(form.own)
            for shorter in _one_shorter(key):
                self._shortened.setdefault(shorter, []).append(form.own)
        self._own.setdefault(form.own, []).append(form)
        if len(folded.words) > 1:
            for word in set(folded.words):
                self._words.setdefault(consonant_key(word), []).append(form)

    def same_words(self, plain: str) -> Sequence[Form]:
        """Forms that clean to the same words."""
        return self._plain.get(plain, ())

    def same_sounds(self, own: str) -> Sequence[Form]:
        """Forms whose own words have exactly these sounds."""
        return self._own.get(own, ())

    def same_numbers(self, numbers: Iterable[str]) -> Iterator[Form]:
        """Forms that share a number."""
        for number in numbers:
            yield from self._numbers.get(number, ())

    def same_concepts(self, concepts: Tuple[str, ...]) -> Sequence[Form]:
        """Forms that consist of these generic words and nothing else."""
        return self._generic.get(concepts, ())

    def same_word(self, word: str) -> Sequence[Form]:
        """Forms of several words one of which has the consonants of `word`."""
        return self._words.get(consonant_key(word), ())

    def near_sounds(self, own: str) -> Set[str]:
        """Sounds of stored names whose consonant key is that of `own`, or one letter away from it."""
        key = consonant_key(own)
        near = set(self._keys.get(key, ()))
        if len(key) < _SHORTEST_KEY - 1:
            return near
        near.update(self._shortened.get(key, ()))
        if len(key) >= _SHORTEST_KEY:
            for shorter in _one_shorter(key):
                near.update(self._keys.get(shorter, ()))
                near.update(self._shortened.get(shorter, ()))
        return near

    def words_beginning(self, plain: str) -> Iterator[Form]:
        """Forms whose words begin so."""
        for known in _beginning(self._sorted_plain, plain):
            yield from self._plain[known]

    def sounds_beginning(self, own: str) -> Iterator[str]:
        """Sounds of stored names whose consonant key begins with that of `own`."""
        for key in _beginning(self._sorted_keys, consonant_key(own)):
            yield from self._keys[key]


def _one_shorter(key: str) -> Set[str]:
    """The key less any one letter; of keys too short for that nothing, for they would match anything."""
    if len(key) < _SHORTEST_KEY:
        return set()
    return {key[:position] + key[position + 1:] for position in range(len(key))}


def _beginning(ordered: Sequence[str], prefix: str) -> Iterator[str]:
    position = bisect_left(ordered, prefix)
    while position < len(ordered) and ordered[position].startswith(prefix):
        yield ordered[position]
        position += 1
