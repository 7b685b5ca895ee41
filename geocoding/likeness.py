"""How far two names are apart in sound: an edit distance whose costs come from the rules, and its reasons in words."""

from functools import lru_cache
from typing import Dict, Iterator, List, Mapping, Tuple

from .spelling_rules import letter_costs, penalties, symbols

_UNLIKE_VOWELS = 0.12
# A difference weighs less in a long name than in a short one; five sounds are the usual length.
_USUAL_LENGTH, _SHORTEST = 5.0, 4.0


@lru_cache(maxsize=1)
def _substitutions() -> Mapping[str, Mapping[str, float]]:
    known, listed = symbols(), letter_costs()
    table: Dict[str, Dict[str, float]] = {}
    for first in known.values():
        for second in known.values():
            both_vowels = first.role == second.role == "vowel"
            both_consonants = first.role == second.role == "consonant"
            other = _UNLIKE_VOWELS if both_vowels else 1.0 if both_consonants else first.loss + second.loss
            cost = 0.0 if first is second else listed.get((first.code, second.code), other)
            table.setdefault(first.code, {})[second.code] = cost
    return table


@lru_cache(maxsize=1)
def _losses() -> Mapping[str, float]:
    return {code: symbol.loss for code, symbol in symbols().items()}


def length_factor(first: str, second: str) -> float:
    """What a raw cost is multiplied by to become a penalty."""
    return _USUAL_LENGTH / max(_SHORTEST, len(first), len(second))


def difference(first: str, second: str, limit: float = 10.0, *, open_end: bool = False) -> float:
    """Cost of turning the sounds of `first` into those of `second`; any number above `limit` means "more than that".

    open_end: `second` may go on after `first` has ended, at no cost.
    """
    row: List[float] = []
    for row in _rows(first, second):
        if min(row) > limit:
            return min(row)
    return min(row) if open_end else row[-1]


def _table(first: str, second: str) -> List[List[float]]:
    return list(_rows(first, second))


def _rows(first: str, second: str) -> Iterator[List[float]]:
    """The rows of the table of costs, one for each beginning of `first`; swaps of neighbours count once."""
    substitutions, losses, swap = _substitutions(), _losses(), penalties()["swap"].value
    row = [0.0]
    for sound in second:
        row.append(row[-1] + losses[sound])
    yield row
    other_losses = [losses[sound] for sound in second]
    before: List[float] = []
    before_sound = ""
    for sound in first:
        costs, loss = substitutions[sound], losses[sound]
        left = row[0] + loss
        current = [left]
        for column, other in enumerate(second):
            value = row[column] + costs[other]
            above = row[column + 1] + loss
            if above < value:
                value = above
            left += other_losses[column]
            if left < value:
                value = left
            if other == before_sound and column and second[column - 1] == sound:
                swapped = before[column - 1] + swap
                if swapped < value:
                    value = swapped
            left = value
            current.append(value)
        before, before_sound, row = row, sound, current
        yield row


def changes(first: str, second: str) -> Tuple[str, ...]:
    """The changes of sound from the asked `first` to the known `second`, in words; vowels are summed up in one."""
    known, said, costs = symbols(), penalties(), _substitutions()
    found, vowels = [], False
    for asked, stored in _alignment(first, second):
        if len(asked) == 2:
            found.append(said["swap"].text)
        elif asked == stored or (asked and stored and costs[asked][stored] == 0):
            continue
        elif all(known[sound].role == "vowel" or known[sound].group == "" for sound in asked + stored):
            vowels = True
        elif asked and stored:
            found.append(said["other_letter"].text.format(word=known[stored].label, other=known[asked].label))
        else:
            code = "missing_letter" if stored else "extra_letter"
            found.append(said[code].text.format(word=known[asked + stored].label))
    return tuple(dict.fromkeys([*found, said["vowels"].text] if vowels else found))


def _alignment(first: str, second: str) -> List[Tuple[str, str]]:
    """Pairs of sounds that belong together; an empty side means one too many or too few, two letters a swap."""
    table, losses, substitutions = _table(first, second), _losses(), _substitutions()
    i, j, pairs = len(first), len(second), []
    while i or j:
        here = table[i][j] + 1e-9
        if i and j and table[i - 1][j - 1] + substitutions[first[i - 1]][second[j - 1]] <= here:
            i, j = i - 1, j - 1
            pairs.append((first[i], second[j]))
        elif i and table[i - 1][j] + losses[first[i - 1]] <= here:
            i -= 1
            pairs.append((first[i], ""))
        elif j and table[i][j - 1] + losses[second[j - 1]] <= here:
            j -= 1
            pairs.append(("", second[j]))
        else:
            i, j = i - 2, j - 2
            pairs.append((first[i:i + 2], second[j:j + 2]))
    return pairs[::-1]
