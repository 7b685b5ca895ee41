"""How well one stored spelling answers what was asked: a sum of named penalties."""

from dataclasses import dataclass
from typing import FrozenSet, List, Tuple

from .folding import Folded
from .index import Form
from .likeness import changes, consonant_key, difference, length_factor
from .spelling_rules import penalties

# A difference in sound above this is another name; the search does not look further.
FARTHEST = 1.5
_SHORT_NAME, _SHORT_NAME_COST, _LEFT_OUT_VOWELS = 4, 0.13, 0.3
Named = Tuple[float, str]


@dataclass(frozen=True)
class Match:
    """A form, its score and what the score is made of; `asked` are the sounds it was compared with."""

    form: Form
    score: float
    asked: str
    parts: Tuple[Named, ...]

    def reason(self) -> str:
        """The penalties in words, the changes of letters among them."""
        letters = changes(self.asked, self.form.own) if self.asked and self.form.own and self.form.own != self.asked else ()
        words = [text for _, text in self.parts if text]
        return "; ".join(dict.fromkeys([*letters, *words])) or "same spelling"


def named(code: str, **words: str) -> Named:
    """The penalty with its text filled in."""
    penalty = penalties()[code]
    return penalty.value, penalty.text.format(**words)


def sound_penalty(asked: str, stored: str) -> float:
    """The difference in sound as a penalty; infinite for another name, and for any real change of a short name."""
    if min(len(asked), len(stored)) < _SHORT_NAME:
        # Three sounds may be a longer name without its vowels, as in "drnh".
        limit = _LEFT_OUT_VOWELS if max(len(asked), len(stored)) > _SHORT_NAME else _SHORT_NAME_COST
        if consonant_key(asked) != consonant_key(stored):
            return float("inf")
    else:
        limit = FARTHEST
    cost = difference(asked, stored, limit)
    return cost * length_factor(asked, stored) if cost <= limit else float("inf")


def compare(query: Folded, asked: str, form: Form, sound: float, extra: Tuple[Named, ...] = ()) -> Match:
    """Score a form whose sounds are `sound` away from `asked`, the query's own words."""
    if query.plain == form.folded.plain:
        return Match(form, 0.0, "", ())
    parts: List[Named] = [(sound, "")] if sound else []
    parts.extend(extra)
    if asked != query.own or form.is_unglued:
        parts.append(named("glued_article"))
    elif query.has_article != form.folded.has_article:
        parts.append(named("article"))
    if query.numbers != form.folded.numbers:
        parts.append(named("numbers"))
    parts.extend(_generic_penalties(query, form))
    return Match(form, sum(value for value, _ in parts), asked, tuple(parts))


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
