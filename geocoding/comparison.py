"""How well one stored spelling answers what was asked: a sum of named penalties."""

from dataclasses import dataclass
from typing import FrozenSet, List, Tuple

from .folding import Folded
from .index import Form
from .likeness import changes, consonant_key, difference, length_factor
from .spelling_rules import penalties

# A raw difference in sound above this makes it another name: a consonant and two vowels.
FARTHEST, ANOTHER_NAME = 1.25, float("inf")
_SHORT_NAME, _SHORT_NAME_COST = 4, 0.13
Named = Tuple[float, str]


@dataclass(frozen=True)
class Match:
    """A form, its score and what the score is made of; `asked` and `known` are the sounds that were compared."""

    form: Form
    score: float
    asked: str
    known: str
    parts: Tuple[Named, ...]

    def reason(self) -> str:
        """The penalties in words, the changes of letters among them."""
        is_other = self.asked and self.known and self.asked != self.known
        letters = changes(self.asked, self.known) if is_other else ()
        words = [text for _, text in self.parts if text]
        return "; ".join(dict.fromkeys([*letters, *words])) or "same spelling"


def named(code: str, **words: str) -> Named:
    """The penalty with its text filled in."""
    penalty = penalties()[code]
    return penalty.value, penalty.text.format(**words)


def sound_penalty(asked: str, stored: str, letters: int) -> float:
    """The difference in sound as a penalty; ANOTHER_NAME for what is too far, and for any real change of a short name.

    letters: how many letters the asked name has as written.
    """
    is_short = letters < _SHORT_NAME
    if is_short and consonant_key(asked) != consonant_key(stored):
        return ANOTHER_NAME
    limit = _SHORT_NAME_COST if is_short else FARTHEST
    cost = difference(asked, stored, limit)
    return cost * length_factor(asked, stored) if cost <= limit else ANOTHER_NAME


def compare(query: Folded, asked: str, form: Form, sound: float, extra: Tuple[Named, ...] = ()) -> Match:
    """Score a form whose sounds are `sound` away from `asked`, the query's own words."""
    if query.plain == form.folded.plain:
        return Match(form, 0.0, "", "", ())
    parts: List[Named] = [(sound, "")] if sound else []
    parts.extend(extra)
    if form.is_unglued or asked == query.without_glued_article != "":
        parts.append(named("glued_article"))
    elif query.has_article != form.folded.has_article:
        parts.append(named("article"))
    if query.numbers != form.folded.numbers:
        parts.append(named("numbers"))
    parts.extend(_generic_penalties(query, form))
    return Match(form, sum(value for value, _ in parts), asked, form.own, tuple(parts))


def as_one_word(query: Folded, form: Form, sound: float) -> Match:
    """Score a form when the words of both are read as one, articles and generic words among them."""
    parts = ((sound, ""), named("one_word"))
    return Match(form, sum(value for value, _ in parts), query.whole, form.folded.whole, parts)


def _generic_penalties(query: Folded, form: Form) -> List[Named]:
    if not query.generics and not form.folded.generics:
        return []
    kind = form.place.kind
    asked = {word.concept: (word.kinds, written) for word, written in query.generics}
    known = {word.concept: (word.kinds, written) for word, written in form.folded.generics}
    parts = [
        _generic_penalty("generic_extra", kind, *asked[concept]) for concept in sorted(set(asked) - set(known))
    ]
    parts += [
        _generic_penalty("generic_missing", "", *known[concept]) for concept in sorted(set(known) - set(asked))
    ]
    if set(asked) - set(known) and set(known) - set(asked) and not any(kind in asked[c][0] for c in asked):
        parts.append(named("generic_conflict", word=_written(query), other=_written(form.folded)))
    return parts


def _generic_penalty(code: str, kind: str, kinds: FrozenSet[str], written: str) -> Named:
    return named("generic_of_kind" if kind in kinds else code, word=written)


def _written(folded: Folded) -> str:
    return " ".join(written for _, written in folded.generics)
