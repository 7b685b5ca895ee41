"""The search index: every spelling of every place, found by keys instead of by a scan."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Dict, Iterable, Iterator, List, Sequence, Set, Tuple

from .folding import Folded, fold
from .gazetteer import Place
from .likeness import consonant_key

# Keys shorter than this are not shortened further: what is left would match anything.
_SHORTEST_KEY = 3
# Names with so few consonants are found by their sounds too, for one consonant other leaves too little of the key.
_FEW_CONSONANTS = 3


@dataclass(frozen=True)
class Form:
    """One spelling of one place, folded; `own` is read without a glued article where `is_unglued`."""

    place: Place
    text: str
    folded: Folded
    own: str
    is_unglued: bool = False
    is_taught: bool = False


class SoundIndex:
    """Forms by their sounds, exactly or with one consonant too many, too few or other."""

    def __init__(self) -> None:
        self._forms: Dict[str, List[Form]] = {}
        self._keys: Dict[str, List[str]] = {}
        self._shortened: Dict[str, List[str]] = {}
        self._ordered: List[str] = []

    def add(self, sounds: str, form: Form) -> None:
        """File a form under its sounds."""
        if sounds not in self._forms:
            key = consonant_key(sounds)
            self._keys.setdefault(key, []).append(sounds)
            for shorter in _one_shorter(key, sounds):
                self._shortened.setdefault(shorter, []).append(sounds)
        self._forms.setdefault(sounds, []).append(form)

    def same(self, sounds: str) -> Sequence[Form]:
        """Forms with exactly these sounds."""
        return self._forms.get(sounds, ())

    def like(self, sounds: str) -> Sequence[str]:
        """Stored sounds whose consonant key is that of `sounds`."""
        return self._keys.get(consonant_key(sounds), ())

    def near(self, sounds: str) -> Set[str]:
        """Stored sounds whose consonant key is one letter away from that of `sounds`, and some that `like` gives.

        Where a name has few consonants, one of them is another only if all other sounds are the same.
        """
        key = consonant_key(sounds)
        near = set(self._shortened.get(key, ()) if len(key) >= _SHORTEST_KEY - 1 else ())
        near.update(self._shortened.get("=" + sounds, ()))
        for shorter in _one_shorter(key, sounds):
            near.update(self._keys.get(shorter, ()))
            if shorter.startswith("=") or len(key) > _FEW_CONSONANTS:
                near.update(self._shortened.get(shorter, ()))
            if shorter.startswith("=") and shorter[1:] in self._forms:
                near.add(shorter[1:])
        return near

    def beginning(self, sounds: str) -> Iterator[str]:
        """Stored sounds whose consonant key begins with that of `sounds`."""
        if not self._ordered:
            self._ordered = sorted(self._keys)
        for key in _beginning(self._ordered, consonant_key(sounds)):
            yield from self._keys[key]


class NameIndex:
    """Forms by exact words, by the sounds of their own words or of all words, by number and by single word.

    is_taught: an analyst taught these places and spellings, so that they win over every list.
    """

    def __init__(self, places: Iterable[Place], is_taught: bool = False) -> None:
        self.is_taught = is_taught
        self.own = SoundIndex()
        self.whole = SoundIndex()
        self._plain: Dict[str, List[Form]] = {}
        self._numbers: Dict[str, List[Form]] = {}
        self._generic: Dict[Tuple[str, ...], List[Form]] = {}
        self._words: Dict[str, List[Form]] = {}
        for place in places:
            self._add(place)
        self._ordered = sorted(self._plain)

    def _add(self, place: Place) -> None:
        seen: Set[str] = set()
        for text in place.spellings():
            folded = fold(text)
            if not folded.plain or folded.plain in seen:
                continue
            seen.add(folded.plain)
            self._add_form(Form(place, text, folded, folded.own, False, self.is_taught))
            glued = folded.without_glued_article
            if glued:
                self.own.add(glued, Form(place, text, folded, glued, True, self.is_taught))

    def _add_form(self, form: Form) -> None:
        folded = form.folded
        self._plain.setdefault(folded.plain, []).append(form)
        for number in folded.numbers:
            self._numbers.setdefault(number, []).append(form)
        if folded.whole != form.own and folded.whole:
            self.whole.add(folded.whole, form)
        if form.own:
            self.own.add(form.own, form)
        elif folded.concepts and not folded.numbers:
            self._generic.setdefault(folded.concepts, []).append(form)
        if len(folded.words) > 1:
            for word in set(folded.words):
                self._words.setdefault(consonant_key(word), []).append(form)

    def same_words(self, plain: str) -> Sequence[Form]:
        """Forms that clean to the same words."""
        return self._plain.get(plain, ())

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

    def words_beginning(self, plain: str) -> Iterator[Form]:
        """Forms whose words begin so."""
        for known in _beginning(self._ordered, plain):
            yield from self._plain[known]


def _one_shorter(key: str, sounds: str) -> Set[str]:
    """The key less any one letter; where there are few consonants the sounds themselves, marked as such."""
    shorter = set()
    if len(key) >= _SHORTEST_KEY:
        shorter = {key[:position] + key[position + 1:] for position in range(len(key))}
    if len(key) <= _FEW_CONSONANTS and len(sounds) >= _SHORTEST_KEY:
        shorter |= {"=" + sounds[:position] + sounds[position + 1:] for position in range(len(sounds))}
    return shorter


def _beginning(ordered: Sequence[str], prefix: str) -> Iterator[str]:
    position = bisect_left(ordered, prefix)
    while position < len(ordered) and ordered[position].startswith(prefix):
        yield ordered[position]
        position += 1
