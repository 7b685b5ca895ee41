"""How far two names are apart in sound: an edit distance whose costs come from the rules, and its reasons in words."""

from functools import lru_cache
from typing import Dict, Iterator, List, Mapping, Tuple

from .spelling_rules import letter_costs, penalties, symbols

_UNLIKE_VOWELS = 0.12
# The fewer consonants a name has, the more other names are like it, and the more a difference weighs.
_WEIGHT, _OFFSET = 4.0, 0.5
# A name seldom loses what it begins with.
_AT_THE_START = 2.0


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


@lru_cache(maxsize=100_000)
def consonant_key(own: str) -> str:
    """The groups of the consonants in order: equal for most spellings of a name in any script."""
    known = symbols()
    return "".join(known[sound].group for sound in own)


def length_factor(first: str, second: str) -> float:
    """What a raw cost is multiplied by to become a penalty."""
    return _WEIGHT / (_OFFSET + max(1, len(consonant_key(first)), len(consonant_key(second))))


def difference(first: str, second: str, limit: float = 10.0, *, open_end: bool = False) -> float:
    """Cost of turning the sounds of `first` into those of `second`; any number above `limit` means "more than that".

    open_end: `second` may go on after `first` has ended, at no cost.
    """
    if not open_end:
        first, second = _without_common_ends(first, second)
    row: List[float] = []
    for row in _rows(first, second):
        if min(row) > limit:
            return min(row)
    return min(row) if open_end else row[-1]


def _without_common_ends(first: str, second: str) -> Tuple[str, str]:
    """What is alike at both ends costs nothing; the first sound stays, because its loss costs more."""
    end = 0
    shorter = min(len(first), len(second)) - 1
    while end < shorter and first[-1 - end] == second[-1 - end]:
        end += 1
    if end:
        first, second = first[:-end], second[:-end]
    start, shorter = 0, min(len(first), len(second)) - 1
    while start < shorter and first[start] == second[start]:
        start += 1
    # One sound alike is kept in front, so that what follows is not taken for the beginning of the name.
    return (first[start - 1:], second[start - 1:]) if start > 1 else (first, second)


def _table(first: str, second: str) -> List[List[float]]:
    return list(_rows(first, second))


def _rows(first: str, second: str) -> Iterator[List[float]]:
    """The rows of the table of costs, one for each beginning of `first`; swaps of neighbours count once."""
    substitutions, losses, swap = _substitutions(), _losses(), penalties()["swap"].value
    others = [(sound, losses[sound]) for sound in second]
    row = [0.0]
    for column, (_, loss) in enumerate(others):
        row.append(row[-1] + (loss if column else min(1.0, loss * _AT_THE_START)))
    yield row
    before, before_sound, is_first = row, "", True
    for sound in first:
        costs, loss = substitutions[sound], losses[sound]
        left = row[0] + (min(1.0, loss * _AT_THE_START) if is_first else loss)
        current, diagonal = [left], row[0]
        for column, (other, other_loss) in enumerate(others, 1):
            above = row[column]
            # Comparisons instead of min(): this is the innermost loop of the search.
            value, dropped, added = diagonal + costs[other], above + loss, left + other_loss
            value = dropped if dropped < value else value
            value = added if added < value else value
            if other == before_sound and column > 1 and second[column - 2] == sound:
                value = min(value, before[column - 2] + swap)
            current.append(value)
            left, diagonal = value, above
        before, before_sound, row, is_first = row, sound, current, False
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
    swap = penalties()["swap"].value
    i, j, pairs = len(first), len(second), []
    while i or j:
        here = table[i][j] + 1e-9
        if i and j and table[i - 1][j - 1] + substitutions[first[i - 1]][second[j - 1]] <= here:
            i, j = i - 1, j - 1
            pairs.append((first[i], second[j]))
        elif i > 1 and j > 1 and first[i - 2:i] == second[j - 2:j][::-1] and table[i - 2][j - 2] + swap <= here:
            i, j = i - 2, j - 2
            pairs.append((first[i:i + 2], second[j:j + 2]))
        elif j == 0 or (i and table[i - 1][j] + losses[first[i - 1]] <= here):
            i -= 1
            pairs.append((first[i], ""))
        else:
            j -= 1
            pairs.append(("", second[j]))
    return pairs[::-1]
