#!/usr/bin/env python3
"""Likely duplicates: how long 10,000 records take, how many invented duplicates are found, and what else is told.

Usage: bench_duplicates.py [RECORDS]. The records are two years of an invented war, most of it in a few towns, where
many things happen on one day; one in thirty is told a second time, by somebody who was less sure of day, place, actor
and kind and who writes other sentences.
"""

import random
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Dict, List, Tuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "build" / "plugins"))

from libya_incident_mapper.geocoding.geodesy import geod  # noqa: E402
from libya_incident_mapper.model.actors import default_actors  # noqa: E402
from libya_incident_mapper.model.codes import code_list  # noqa: E402
from libya_incident_mapper.model.dates import DateRange  # noqa: E402
from libya_incident_mapper.model.duplicates import likely_pairs  # noqa: E402
from libya_incident_mapper.model.location import Location, PlaceState, Precision  # noqa: E402
from libya_incident_mapper.model.records import Incident  # noqa: E402

RECORDS, TOLD_TWICE, SEED, TOWNS, DAYS, AIM_S = 10_000, 30, 1911, 60, 728, 10.0
FIRST = date(2019, 4, 1)
SIDES = (
    ("lna", "gna"), ("lna_saiqa", "bdb"), ("is_libya", "lna"), ("lna_166", "is_libya"), ("unknown_armed", "civilians"),
    ("tebu", "awlad_suleiman"), ("us_africom", "is_libya"),
)
ABOVE = {"lna_saiqa": "lna", "lna_166": "lna"}
KINDS = ("armed_clash", "attack", "shelling", "air_drone_strike", "ied_mine", "abduction")
THINGS = (
    "a checkpoint", "the airport road", "two houses", "a market", "a fuel depot", "the police station", "a school",
    "an ammunition store", "a field hospital", "a convoy", "the old bridge", "the customs building", "a bakery",
    "the telephone exchange", "a water tank", "the municipal council", "a bank", "an oil pipeline", "the grain silos",
)
WORDS = {
    "armed_clash": ("fighting broke out around {thing}", "clashes were heard near {thing} until midnight"),
    "attack": ("gunmen attacked {thing} at dawn", "an armed group raided {thing}"),
    "shelling": ("shells landed on {thing}", "rocket fire hit {thing} in the afternoon"),
    "air_drone_strike": ("an aircraft bombed {thing}", "a drone strike destroyed {thing}"),
    "ied_mine": ("a car bomb went off beside {thing}", "an explosive device detonated near {thing}"),
    "abduction": ("three employees were taken from {thing}", "an engineer was abducted at {thing}"),
}


def main() -> None:
    """Print time, what was found and what else."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    records, doubles = invented(count)
    ellipsoid, registry = geod(), default_actors()

    def metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
        return float(ellipsoid.inv(lon1, lat1, lon2, lat2)[2])

    started = time.perf_counter()
    pairs = likely_pairs(records, registry, metres)
    took = time.perf_counter() - started
    told = [frozenset((pair.one.uid, pair.other.uid)) for pair in pairs]
    right = [pair in doubles for pair in told]
    print(f"{len(records):,} records, {len(doubles)} of them told twice: {took:.1f} s (aim {AIM_S:.0f})")
    print(f"  found {sum(right)} of {len(doubles)}; pairs that are none: {len(told) - sum(right):,}")
    for share in (1, 2, 4):
        first = right[: share * len(doubles)]
        print(f"  among the first {len(first)} pairs: {sum(first)} duplicates")


def invented(count: int) -> "Tuple[List[Incident], set[frozenset[str]]]":
    """Records in no order, and the pairs of uids that tell of the same thing."""
    chance = random.Random(SEED)
    towns = [(f"town {number}", chance.uniform(24, 33), chance.uniform(10, 25)) for number in range(TOWNS)]
    once = [one(number, towns, chance) for number in range(count - count // TOLD_TWICE)]
    again = {record.uid: again_told(record, chance) for record in chance.sample(once, count // TOLD_TWICE)}
    records = [*once, *again.values()]
    chance.shuffle(records)
    return records, {frozenset((uid, record.uid)) for uid, record in again.items()}


def one(number: int, towns: List[Tuple[str, float, float]], chance: random.Random) -> Incident:
    """Something that happened in one of the towns, most often in the first."""
    rank = weighted(len(towns), chance)
    name, lat, lon = towns[rank]
    kind, sides = KINDS[weighted(len(KINDS), chance)], SIDES[(rank + weighted(3, chance)) % len(SIDES)]
    return Incident(
        kind, DateRange.day(FIRST + timedelta(chance.randrange(DAYS))), sides[0], f"o{number}", sides[1],
        located(name, lat + chance.uniform(-0.1, 0.1), lon + chance.uniform(-0.1, 0.1)),
        summary=said(kind, name, chance),
    )


def again_told(record: Incident, chance: random.Random) -> Incident:
    """The same thing by somebody else."""
    place, kind, actor = record.location, record.kind, record.actor1
    if chance.random() < 1 / 3:
        place = located(f"near {place.phrase}", place.lat + chance.uniform(-0.1, 0.1), place.lon)
    elif chance.random() < 1 / 5:
        place = Location(f"outskirts of {place.phrase}", PlaceState.UNKNOWN)
    if chance.random() < 1 / 4:
        classes: Dict[str, str] = {code: code_list("event_kinds")[code].more["acled_event_type"] for code in KINDS}
        kind = chance.choice([code for code in KINDS if classes[code] == classes[kind]])
    if chance.random() < 1 / 4:
        actor = ABOVE.get(actor, "unknown_armed")
    day = DateRange.day(record.dates.start + timedelta(chance.choice((0, 0, 0, 1, -1))))
    thing = next(thing for thing in THINGS if thing in record.summary)
    words = f"Residents said that {chance.choice(WORDS[kind]).format(thing=thing)}."
    return replace(record, uid=f"again {record.uid}", location=place, kind=kind, actor1=actor, dates=day, summary=words)


def said(kind: str, town: str, chance: random.Random) -> str:
    return f"In {town} {chance.choice(WORDS[kind]).format(thing=chance.choice(THINGS))}, a local source reported."


def located(phrase: str, lat: float, lon: float) -> Location:
    return Location(phrase, PlaceState.FOUND, lat, lon, 3000.0, precision=Precision.LOCALITY)


def weighted(count: int, chance: random.Random) -> int:
    """The n-th of so many is as likely as 1/n."""
    return chance.choices(range(count), [1 / rank for rank in range(1, count + 1)])[0]


if __name__ == "__main__":
    main()
