"""Likely duplicates: pairs of records that may tell of the same thing, each with a sum of named points.

0 points are the very same; the points and limits are those of `resources/duplicates.csv`, set by hand and looked at
with `benchmarks/bench_duplicates.py`.
"""

import re
from collections import Counter
from dataclasses import dataclass, fields
from datetime import timedelta
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path
from typing import Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from .actors import ActorRegistry
from .codes import code_list
from .errors import DataFileError
from .location import Location
from .records import Incident, Record
from .table import RESOURCES, read_table

Metres = Callable[[float, float, float, float], float]
"""The distance of two points, each as latitude and longitude in degrees; this room knows no ellipsoid."""

KM_PER_DEGREE = 110.5
"""Of latitude, at least; only to pass over what is too far apart without measuring."""

SAME, RELATED, UNKNOWN, BLOC, SIMILAR, OTHER = "same", "related", "unknown", "bloc", "similar", "other"


@dataclass(frozen=True)
class DuplicateRules:
    """Points and limits, by the names in their file, which says what each means."""

    largest_days: float
    largest_km: float
    limit: float
    per_day: float
    vague_days: float
    per_km: float
    unplaced: float
    related_actor: float
    unknown_actor: float
    same_bloc: float
    other_actor: float
    missing_side: float
    similar_kind: float
    other_kind: float
    other_words: float
    no_words: float
    common_words: float
    rare_words: float


def load_rules(path: Path) -> DuplicateRules:
    """The rules in a CSV file; DataFileError, naming the line, unless every name is there once with a number >= 0."""
    found: Dict[str, float] = {}
    names = [field.name for field in fields(DuplicateRules)]
    line = 0
    for line, row in read_table(path, ("name", "value", "meaning")):
        if row["name"] not in names or row["name"] in found:
            raise DataFileError(path, line, f"'{row['name']}' is not known or stands twice")
        if not re.fullmatch(r"\d+(\.\d+)?", row["value"]):
            raise DataFileError(path, line, f"'{row['value']}' is not a number of 0 or more")
        found[row["name"]] = float(row["value"])
    missing = [name for name in names if name not in found]
    if missing:
        raise DataFileError(path, line, f"{', '.join(missing)} missing")
    return DuplicateRules(**found)


@cache
def default_rules() -> DuplicateRules:
    """Those of the plugin."""
    return load_rules(RESOURCES / "duplicates.csv")


@dataclass(frozen=True)
class Pair:
    """Two records, the one that begins first in front, and how they compare.

    score: the sum of points. days: between them, 0 where they share one. metres: between their places, or the larger
    one of those between their origins and between their destinations; None where that cannot be measured. actors: SAME,
    RELATED, UNKNOWN, BLOC or OTHER, the worst of the sides that both have. kind: SAME, SIMILAR or OTHER. wording: the
    share of the shorter text's words in common, 0 to 1; None where one of them has none.
    """

    one: Record
    other: Record
    score: float
    days: int
    metres: Optional[float]
    actors: str
    kind: str
    wording: Optional[float]


class _Told(NamedTuple):
    """A record, and what of it is compared."""

    record: Record
    ends: Tuple[Optional[Location], ...]
    words: Tuple[str, ...]


def likely_pairs(
    records: Iterable[Record], registry: ActorRegistry, metres: Metres,
    progress: Optional[Callable[[float], None]] = None, rules: Optional[DuplicateRules] = None,
) -> List[Pair]:
    """Pairs of incidents and pairs of movements with few points, the likeliest first.

    progress: is given the share that is done, and may raise to stop. Not every record is compared with every other:
    they are sorted by day, and looked at only as far as the days reach.
    """
    rules = rules or default_rules()
    finder = _Finder(registry, metres, rules)
    told = sorted(_told(list(records), rules), key=lambda one: (one.record.dates.start, one.record.uid))
    found: List[Pair] = []
    for number, one in enumerate(told):
        if progress is not None and number % 100 == 0:
            progress(number / len(told))
        found += finder.pairs_of(one, told, number + 1)
    return sorted(found, key=lambda pair: (pair.score, pair.one.uid, pair.other.uid))


class _Finder:
    def __init__(self, registry: ActorRegistry, metres: Metres, rules: DuplicateRules) -> None:
        self._registry, self._metres, self._rules = registry, metres, rules
        self._reach = timedelta(days=int(rules.largest_days))
        self._relation = lru_cache(maxsize=None)(self._compare_actors)

    def pairs_of(self, one: _Told, told: Sequence[_Told], start: int) -> Iterator[Pair]:
        """The pairs that a record makes with those that begin after it."""
        last = one.record.dates.end + self._reach
        for place in range(start, len(told)):
            other = told[place]
            if other.record.dates.start > last:
                return
            if type(one.record) is type(other.record):
                pair = self._pair(one, other)
                if pair is not None:
                    yield pair

    def _pair(self, one: _Told, other: _Told) -> Optional[Pair]:
        """The pair, None as soon as it has too many points: what costs most to compare comes last."""
        rules, here, there = self._rules, one.record, other.record
        kind = _compare_kinds(here, there)
        score = {SAME: 0.0, SIMILAR: rules.similar_kind, OTHER: rules.other_kind}[kind]
        days = max(0, (there.dates.start - here.dates.end).days)
        vague = rules.vague_days if days == 0 and not _same_days(here, there) else 0.0
        actors, points = self._sides(here.sides, there.sides)
        score += days * rules.per_day + vague + points
        if score > rules.limit or self._are_far(one, other):
            return None
        metres = self._distance(one, other)
        if metres is not None and metres > 1000 * rules.largest_km:
            return None
        if metres is not None:
            score += rules.per_km * metres / 1000
        elif not _same_phrases(one, other):
            score += rules.unplaced
        if score > rules.limit:
            return None
        wording = _common_words(one.words, other.words)
        score += rules.no_words if wording is None else rules.other_words * (1 - wording)
        return Pair(here, there, score, days, metres, actors, kind, wording) if score <= rules.limit else None

    def _are_far(self, one: _Told, other: _Told) -> bool:
        """Whether latitudes alone say that they are too far apart."""
        return any(
            abs(here.lat - there.lat) * KM_PER_DEGREE > self._rules.largest_km for here, there in _placed(one, other)
        )

    def _distance(self, one: _Told, other: _Told) -> Optional[float]:
        return max(
            (
                0.0 if (here.lat, here.lon) == (there.lat, there.lon)
                else self._metres(here.lat, here.lon, there.lat, there.lon)
                for here, there in _placed(one, other)
            ),
            default=None,
        )

    def _sides(self, here: Sequence[str], there: Sequence[str]) -> Tuple[str, float]:
        """How the sides compare, whatever their order: the worst of those that both have, and the points of all."""
        few, many = sorted((here, there), key=len)
        compared = [min((self._relation(side, other) for other in many), default=(0.0, SAME)) for side in few]
        missing = (len(many) - len(few)) * self._rules.missing_side
        return max(compared, default=(0.0, SAME))[1], sum(points for points, _ in compared) / max(1, len(few)) + missing

    def _compare_actors(self, here: str, there: str) -> Tuple[float, str]:
        rules = self._rules
        if here == there:
            return 0.0, SAME
        one, other = self._registry.get(here), self._registry.get(there)
        if one is None or other is None:
            return rules.other_actor, OTHER
        if one in self._registry.lineage(other) or other in self._registry.lineage(one):
            return rules.related_actor, RELATED
        if "unknown" in (one.type, other.type):
            return rules.unknown_actor, UNKNOWN
        return (rules.same_bloc, BLOC) if one.bloc == other.bloc else (rules.other_actor, OTHER)


def _told(records: Sequence[Record], rules: DuplicateRules) -> Iterator[_Told]:
    """Each record with its words, of which those that many records have tell nothing of one."""
    words = [_words(record) for record in records]
    numbers = Counter(word for own in words for word in set(own))
    most = max(rules.rare_words, rules.common_words * len(records))
    for record, own in zip(records, words):
        yield _Told(record, _ends(record), tuple(word for word in own if numbers[word] <= most))


def _words(record: Record) -> List[str]:
    text = " ".join((record.summary, *(claim.quote for claim in record.claims)))
    return re.findall(r"\w+", text.casefold())


def _ends(record: Record) -> Tuple[Optional[Location], ...]:
    if isinstance(record, Incident):
        return (record.location,)
    by_role = {waypoint.role: waypoint.location for waypoint in record.waypoints}
    return by_role.get("origin"), by_role.get("destination")


def _placed(one: _Told, other: _Told) -> Iterator[Tuple[Location, Location]]:
    """Places that mean the same in both and are known of both."""
    for here, there in zip(one.ends, other.ends):
        if here is not None and there is not None and here.is_placed and there.is_placed:
            yield here, there


def _same_phrases(one: _Told, other: _Told) -> bool:
    phrases = [[place.phrase.casefold().split() if place else [] for place in told.ends] for told in (one, other)]
    return any(phrases[0]) and phrases[0] == phrases[1]


def _same_days(here: Record, there: Record) -> bool:
    return (here.dates.start, here.dates.end) == (there.dates.start, there.dates.end)


def _compare_kinds(here: Record, there: Record) -> str:
    if here.kind == there.kind:
        return SAME
    if not isinstance(here, Incident):
        return SIMILAR
    classes = [code_list("event_kinds")[record.kind].more["acled_event_type"] for record in (here, there)]
    return SIMILAR if classes[0] and classes[0] == classes[1] else OTHER


def _common_words(here: Tuple[str, ...], there: Tuple[str, ...]) -> Optional[float]:
    """The share of the shorter text's words that the longer one has in the same order: who tells more is no other."""
    if not here or not there:
        return None
    blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(here), len(there))
