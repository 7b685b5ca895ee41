#!/usr/bin/env python3
"""True pairs of names: is the partner found among all the names, by the costs that ship and by costs learnt?

Learning is stochastic edit distance by expectation maximisation (Ristad and Yianilos, 1998), from four fifths of the
pairs for the other fifth; the costs that ship are its prior.
"""

import math
import random
import sys
from collections import Counter
from typing import Dict, Iterable, List, Sequence, Set, Tuple

from name_cases import DATA, SEED, HeldBackIndex, alias_pairs, as_places, clean, fold, libyan_names

from libya_incident_mapper.geocoding import likeness
from libya_incident_mapper.geocoding.search import PlaceSearch
from libya_incident_mapper.geocoding.spelling_rules import symbols

Pair = Tuple[str, str]
Costs = Tuple[Dict[str, Dict[str, float]], Dict[str, float], Dict[str, float]]
FOLDS, ROUNDS = 5, 8
# Steepness from cost to probability, pseudo-counts of the prior, and the share of the learnt costs in the mixture.
KAPPA, PRIOR, SHARES = 0.08, 60.0, (0.3, 0.5, 1.0)
# Pairs that differ more than this are two names, from which no letter is learnt.
SAME_NAME = 0.9


class AliasPairs:
    """The pairs, and the search over all names with the asked one held back."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        places = as_places(list(dict.fromkeys([*libyan_names(), *(name for name, _ in pairs)])))
        self.index, self.ids = HeldBackIndex(places), {place.place_id for place in places}
        self.count = len(places)
        self.partners: Dict[str, Set[str]] = {}
        self.spellings: Dict[str, Set[str]] = {}
        for name, other in pairs:
            self.partners.setdefault(clean(other), set()).add(clean(name))
            one, two = ({plain} | self.spellings.get(plain, set()) for plain in (clean(name), clean(other)))
            self.spellings.update((member, one | two) for member in one | two)

    def ranks(self, pairs: Iterable[Pair]) -> List[int]:
        """Where the partner stands, 0 for first; another spelling of the place is neither the partner nor a mistake."""
        search, found = PlaceSearch(self.index), []
        for _, other in pairs:
            asked = clean(other)
            wanted, same = self.partners[asked], self.spellings[asked]
            self.index.held_back = ("" if asked in wanted else asked), self.ids
            names = dict.fromkeys(clean(candidate.name) for candidate in search.candidates(other, 40))
            answers = [name for name in names if name in wanted or name not in same]
            found.append(next((rank for rank, name in enumerate(answers) if name in wanted), 999))
        return found


def learn(pairs: Sequence[Pair], usual: Costs) -> Costs:
    """Costs from true pairs; changes and losses within a script and across scripts."""
    known, (changes, *losses) = list(symbols()), usual
    train = [(one, two, int(likeness._are_across(one, two))) for one, two in map(_sounds, pairs) if one and two
             and likeness.difference(one, two) * likeness.length_factor(one, two) <= SAME_NAME]
    seen = Counter(sound for one, two, _ in train for sound in one + two)
    share = {sound: (seen[sound] + 2) / (sum(seen.values()) + 2 * len(known)) for sound in known}
    prior = {(a, b): math.sqrt(share[a] * share[b]) * math.exp(-changes[a][b] / KAPPA) for a in known for b in known}
    prior.update(((a, n), share[a] * math.exp(-loss[a] / KAPPA)) for n, loss in enumerate(losses) for a in known)
    total = sum(prior.values())
    chance = {key: value / total for key, value in prior.items()}
    for _ in range(ROUNDS):
        counts = _expected(train, chance)
        weight = sum(counts.values()) + PRIOR
        chance = {key: (counts[key] + PRIOR * prior[key] / total) / weight for key in prior}
    learnt = {a: {b: 0.0 if a == b else _cost(
        math.sqrt(chance[a, a] * chance[b, b]), chance[a, b], max(changes[a][b], losses[0][a], losses[0][b])
    ) for b in known} for a in known}
    return (learnt, *({a: _cost(chance[a, a], chance[a, n], 1.0) for a in known} for n in range(2)))


def _sounds(pair: Pair) -> Pair:
    return fold(pair[0]).own, fold(pair[1]).own


def _cost(same: float, other: float, most: float) -> float:
    return max(0.0, min(most, KAPPA * math.log(same / other)))


def _expected(train: Sequence[Tuple[str, str, int]], chance: Dict) -> Counter:
    """How often each change is expected in the training pairs, by the forward and backward sums."""
    counts: Counter = Counter()
    for one, two, n in train:
        before, after = _sums(one, two, n, chance), _sums(one[::-1], two[::-1], n, chance)
        whole = before[-1][-1]
        for i in range(len(one) + 1):
            for j in range(len(two) + 1):
                if i < len(one):
                    counts[one[i], n] += before[i][j] * chance[one[i], n] * after[-2 - i][-1 - j] / whole
                if j < len(two):
                    counts[two[j], n] += before[i][j] * chance[two[j], n] * after[-1 - i][-2 - j] / whole
                if i < len(one) and j < len(two):
                    both = before[i][j] * chance[one[i], two[j]] * after[-2 - i][-2 - j] / whole / 2
                    counts[one[i], two[j]] += both
                    counts[two[j], one[i]] += both
    return counts


def _sums(one: str, two: str, n: int, chance: Dict) -> List[List[float]]:
    rows = [[0.0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(two) + 1):
            rows[i][j] = float(i == j == 0)
            rows[i][j] += rows[i - 1][j] * chance[one[i - 1], n] if i else 0
            rows[i][j] += rows[i][j - 1] * chance[two[j - 1], n] if j else 0
            rows[i][j] += rows[i - 1][j - 1] * chance[one[i - 1], two[j - 1]] if i and j else 0
    return rows


def use(costs: Costs) -> None:
    """Let the search compare by these costs."""
    likeness._substitutions, likeness._losses, likeness._losses_across = ((lambda c=cost: c) for cost in costs)


def mixed(learnt: Costs, usual: Costs, share: float) -> Costs:
    """The learnt costs and the usual ones in one."""
    changes = {a: {b: share * cost + (1 - share) * usual[0][a][b] for b, cost in row.items()}
               for a, row in learnt[0].items()}
    losses = ({a: share * cost + (1 - share) * usual[n][a] for a, cost in learnt[n].items()} for n in (1, 2))
    return (changes, *losses)


def report(title: str, ranks: Sequence[int]) -> None:
    first, ten = (sum(rank < limit for rank in ranks) / len(ranks) for limit in (1, 10))
    print(f"{title}: {len(ranks)} pairs, partner first {first:.1%}, among the first ten {ten:.1%}")


def main() -> None:
    """Print both figures."""
    if not (DATA / "alias_pairs.csv").exists():
        sys.exit(f"skipped: the alias pairs are not in {DATA}")
    pairs = alias_pairs()
    names, usual = AliasPairs(pairs), (likeness._substitutions(), likeness._losses(), likeness._losses_across())
    print(f"{names.count} names")
    report("costs as shipped", names.ranks(pairs))
    shuffled = random.Random(SEED).sample(pairs, len(pairs))
    found: Dict[float, List[int]] = {share: [] for share in SHARES}
    for fold_number in range(FOLDS):
        use(usual)
        learnt = learn([pair for n, pair in enumerate(shuffled) if n % FOLDS != fold_number], usual)
        for share in SHARES:
            use(mixed(learnt, usual, share))
            found[share] += names.ranks(shuffled[fold_number::FOLDS])
    for share, ranks in found.items():
        report(f"costs learnt, {share:.0%} of the mixture, {FOLDS}-fold cross-validation", ranks)


if __name__ == "__main__":
    main()
