"""How well one stored spelling answers what was asked: a sum of named penalties."""

from dataclasses import dataclass
from typing import Iterable, Iterator, List, Tuple

from .folding import Folded
from .index import Form
from .keys import consonant_key
from .likeness import changes, differences, length_factor
from .spelling_rules import generic_words, penalties

# A raw difference in sound above this makes it another name: a consonant and two vowels.
FARTHEST, ANOTHER_NAME = 1.25, float("inf")
# Where a consonant is other, nothing else may be.
ONE_CONSONANT = 1.15
_SHORT_NAME, _SHORT_NAME_COST = 4, 0.3
# In shorter names another letter is another name as often as not.
_SHORTEST_SLIP = 5


@dataclass(frozen=True)
class Part:
    """One penalty: its value, its code in `penalties.csv`, and what fills the blanks of its text."""

    value: float
    code: str
    word: str = ""
    other: str = ""

    def text(self) -> str:
        """The penalty in words for the analyst."""
        return penalties()[self.code].text.format(word=self.word, other=self.other)


@dataclass(frozen=True)
class Match:
    """A form, its score and what the score is made of; `asked` and `known` are the sounds that were compared."""

    form: Form
    score: float
    query: Folded
    asked: str = ""
    known: str = ""
    parts: Tuple[Part, ...] = ()

    @property
    def is_same_words(self) -> bool:
        """Whether the name was asked for in the very words of the form, not in the sounds of another script."""
        return self.query.plain == self.form.plain

    def reason(self) -> str:
        """The penalties in words, the changes of letters among them."""
        is_other = self.asked and self.known and self.asked != self.known
        letters = changes(self.asked, self.known) if is_other else ()
        words = [part.text() for part in map(self._with_words, self.parts)]
        return "; ".join(dict.fromkeys([*letters, *words])) or "same spelling"

    def _with_words(self, part: Part) -> Part:
        """A penalty for a generic word with the word as it was written, which nobody needs before."""
        if not part.code.startswith("generic"):
            return part
        asked, known = (
            {word.concept: written for word, written in folded.generics}
            for folded in (self.query, self.form.folded)
        )
        if part.code == "generic_conflict":
            return Part(part.value, part.code, " ".join(asked.values()), " ".join(known.values()))
        return Part(part.value, part.code, asked.get(part.word) or known.get(part.word, part.word))


def named(code: str, word: str = "") -> Part:
    """The penalty of that code."""
    return Part(penalties()[code].value, code, word)


def sound_penalties(
    asked: str, known: Iterable[str], letters: int, farthest: float = FARTHEST
) -> List[Tuple[float, str]]:
    """(penalty, sounds) of those of `known` that may be the asked name, the likeliest first.

    A short name has room for another vowel only. letters: how many letters the asked name has as written.
    farthest: the raw difference in sound above which it is another name.
    """
    if letters < _SHORT_NAME:
        key = consonant_key(asked)
        found = differences(asked, [one for one in known if consonant_key(one) == key], _SHORT_NAME_COST)
    else:
        found = differences(asked, known, farthest)
    return sorted((cost * length_factor(asked, one), one) for one, cost in found)


def sound_penalty(asked: str, known: str, letters: int) -> float:
    """The difference in sound as a penalty; ANOTHER_NAME for what is too far."""
    return next((penalty for penalty, _ in sound_penalties(asked, (known,), letters)), ANOTHER_NAME)


def beginning_penalties(asked: str, known: Iterable[str]) -> List[Tuple[float, str]]:
    """As `sound_penalties`, for names that only begin with the asked sounds."""
    factor = length_factor(asked, asked)
    return sorted((cost * factor, one) for one, cost in differences(asked, known, FARTHEST, open_end=True))


def compare(query: Folded, asked: str, form: Form, sound: float, extra: Tuple[Part, ...] = ()) -> Match:
    """Score a form whose sounds are `sound` away from `asked`, the query's own words."""
    score = sound + sum(part.value for part in extra)
    if query.plain == form.plain:
        return Match(form, score, query, parts=extra)
    parts = (*extra, *_differences_of_words(query, asked, form))
    score += sum(part.value for part in parts[len(extra):])
    if not extra and score > penalties()["slip"].value and is_one_letter_apart(query.plain, form.plain):
        slip = named("slip")
        return Match(form, slip.value, query, parts=(slip,))
    return Match(form, score, query, asked, form.own, parts)


def is_one_letter_apart(first: str, second: str) -> bool:
    """Whether one letter is too many, too few or other, or two neighbours are swapped, in names long enough for it."""
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < _SHORTEST_SLIP or len(longer) - len(shorter) > 1:
        return False
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1:]
    is_swapped = shorter[start:start + 2] == longer[start:start + 2][::-1] and shorter[start + 2:] == longer[start + 2:]
    return shorter[start + 1:] == longer[start + 1:] or is_swapped


def begins_so(query: Folded, form: Form) -> Match:
    """A form whose words begin with what was typed so far."""
    begins = named("begins")
    return Match(form, begins.value, query, parts=(begins,))


def as_one_word(query: Folded, form: Form, sound: float) -> Match:
    """Score a form when the words of both are read as one, articles and generic words among them."""
    part = named("one_word")
    return Match(form, sound + part.value, query, query.whole, form.folded.whole, (part,))


def _differences_of_words(query: Folded, asked: str, form: Form) -> Iterator[Part]:
    if form.is_unglued or asked == query.without_glued_article != "":
        yield named("glued_article")
    elif query.has_article != form.has_article:
        yield named("article")
    if query.numbers != form.numbers:
        yield named("numbers")
    if query.concepts != form.concepts:
        yield from _generic_penalties(query, form)


def _generic_penalties(query: Folded, form: Form) -> Iterator[Part]:
    words, kind = generic_words(), form.place.kind
    extra = [concept for concept in query.concepts if concept not in form.concepts]
    missing = [concept for concept in form.concepts if concept not in query.concepts]
    for concept in extra:
        if kind in words[concept].kinds:
            yield _generic("generic_of_kind", concept)
        else:
            yield _generic("generic_extra", concept, words[concept].asked)
    for concept in missing:
        yield _generic("generic_missing", concept, words[concept].known)
    if extra and missing and not any(kind in words[concept].kinds for concept in query.concepts):
        yield named("generic_conflict")


def _generic(code: str, concept: str, weight: float = 1.0) -> Part:
    return Part(penalties()[code].value * weight, code, concept)
