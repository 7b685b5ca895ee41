"""How far two names are apart in sound: an edit distance whose costs come from the rules, and its reasons in words."""

from functools import lru_cache
from typing import Dict, Iterable, Iterator, List, Mapping, Sequence, Tuple

from .keys import consonant_key
from .spelling_rules import letter_costs, penalties, symbols

_UNLIKE_VOWELS = 0.12
# The fewer consonants a name has, the more other names are like it, and the more a difference weighs.
_WEIGHT, _OFFSET = 4.0, 0.5
# A name seldom loses the consonant it begins with; a vowel there comes and goes (Ajdabiya, Jdabya).
_AT_THE_START = 2.0


@lru_cache(maxsize=1)
def _substitutions() -> Mapping[str, Mapping[str, float]]:
    known, listed = symbols(), letter_costs()
    table: Dict[str, Dict[str, float]] = {}
    for first in known.values():
        for second in known.values():
            both_vowels = first.role == second.role == "vowel"
            other = _UNLIKE_VOWELS if both_vowels else max(first.loss, second.loss)
            cost = 0.0 if first is second else listed.get((first.code, second.code), other)
            table.setdefault(first.code, {})[second.code] = cost
    return table


_SHORT_VOWELS, _VOWELS = frozenset("aeiou"), frozenset("aeiouOI")
# What Arabic script leaves unwritten is not lost.
_UNWRITTEN = 0.04


@lru_cache(maxsize=1)
def _losses() -> Mapping[str, float]:
    return {code: symbol.loss for code, symbol in symbols().items()}


@lru_cache(maxsize=1)
def _losses_across() -> Mapping[str, float]:
    return {code: _UNWRITTEN if code in _SHORT_VOWELS else loss for code, loss in _losses().items()}


def _has_vowels(sounds: str) -> bool:
    return not _VOWELS.isdisjoint(sounds)


def _are_across(first: str, second: str) -> bool:
    """Whether one side has no short vowels, because its script writes none, so that those of the other cost little."""
    return _has_vowels(first) != _has_vowels(second)


def length_factor(first: str, second: str) -> float:
    """What a raw cost is multiplied by to become a penalty."""
    return _WEIGHT / (_OFFSET + max(1, len(consonant_key(first)), len(consonant_key(second))))


def difference(first: str, second: str) -> float:
    """Cost of turning the sounds of `first` into those of `second`; the same both ways round."""
    return _table(first, second)[-1][-1]


def differences(
    asked: str, known: Iterable[str], limit: float, *, open_end: bool = False
) -> Iterator[Tuple[str, float]]:
    """(known sounds, cost) for those of `known` that are at most `limit` away from what was asked.

    open_end: the known sounds may go on after the asked ones have ended, at no cost.
    """
    alike: List[str] = []
    across: List[str] = []
    for one in known:
        (across if _are_across(asked, one) else alike).append(one)
    yield from _differences(asked, sorted(alike), _losses(), limit, open_end)
    yield from _differences(asked, sorted(across), _losses_across(), limit, open_end)


def _differences(
    asked: str, known: Sequence[str], losses: Mapping[str, float], limit: float, open_end: bool
) -> Iterator[Tuple[str, float]]:
    """In alphabetical order, so that what begins alike shares its rows, and what is too far is left together."""
    rows, path, is_dead = [_first_row(asked, losses)], "", False
    for one in known:
        shared = _shared_beginning(path, one)
        if shared < len(path):
            path, is_dead = path[:shared], False
            del rows[shared + 1:]
        for sound in one[shared:] if not is_dead else "":
            rows.append(_next_row(asked, path, sound, rows, losses))
            path += sound
            is_dead = min(rows[-1]) > limit
            if is_dead:
                break
        cost = min(row[-1] for row in rows) if open_end else rows[-1][-1]
        if cost <= limit and (open_end or not is_dead):
            yield one, cost


def _shared_beginning(first: str, second: str) -> int:
    count = 0
    for one, other in zip(first, second):
        if one != other:
            break
        count += 1
    return count


def _table(first: str, second: str) -> List[List[float]]:
    """The whole table of costs: a row for each beginning of `first`, a column for each of `second`."""
    losses = _losses_across() if _are_across(first, second) else _losses()
    rows = [_first_row(second, losses)]
    for place, sound in enumerate(first):
        rows.append(_next_row(second, first[:place], sound, rows, losses))
    return rows


def _first_row(sounds: str, losses: Mapping[str, float]) -> List[float]:
    row = [0.0]
    for column, sound in enumerate(sounds):
        row.append(row[-1] + (losses[sound] if column else _loss_at_the_start(sound, losses)))
    return row


def _loss_at_the_start(sound: str, losses: Mapping[str, float]) -> float:
    return losses[sound] if symbols()[sound].role == "vowel" else min(1.0, losses[sound] * _AT_THE_START)


def _next_row(
    across: str, path: str, sound: str, rows: Sequence[Sequence[float]], losses: Mapping[str, float]
) -> List[float]:
    """The row after `path` for one more sound, against the sounds `across`; swaps of neighbours count once."""
    costs, loss, row = _substitutions()[sound], losses[sound], rows[-1]
    left = row[0] + (loss if path else _loss_at_the_start(sound, losses))
    current, diagonal = [left], row[0]
    # Comparisons instead of min(): this is the innermost loop of the search.
    for other, above in zip(across, row[1:]):
        value, dropped, added = diagonal + costs[other], above + loss, left + losses[other]
        if dropped < value:  # noqa: PLR1730 (slower)
            value = dropped
        if added < value:  # noqa: PLR1730 (slower)
            value = added
        current.append(value)
        left, diagonal = value, above
    if path and sound + path[-1] in across:
        _allow_swaps(across, sound + path[-1], rows[-2], current, losses)
    return current


def _allow_swaps(
    across: str, pair: str, before: Sequence[float], row: List[float], losses: Mapping[str, float]
) -> None:
    """Where `across` has the last two sounds the other way round, they may be one swap; `before`: two rows earlier."""
    for start in range(len(across) - 1):
        if across.startswith(pair, start):
            row[start + 2] = min(row[start + 2], before[start] + penalties()["swap"].value)
            for column in range(start + 3, len(row)):
                row[column] = min(row[column], row[column - 1] + losses[across[column - 1]])


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
    table, substitutions = _table(first, second), _substitutions()
    losses = _losses_across() if _are_across(first, second) else _losses()
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
