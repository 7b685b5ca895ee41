#!/usr/bin/env python3
"""Place search over many names: index, memory, exact and fuzzy look-ups, typing; rapidfuzz over the same names.

Times are of the processor, so that other programs on the machine weigh less.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, List, Sequence

from name_cases import DATA, SEED, as_places, clean, many_names, typing_errors

from libya_incident_mapper.geocoding.folding import fold
from libya_incident_mapper.geocoding.gazetteer import Place, load_gazetteer
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.search import PlaceSearch

COUNT = 60_000
# What else runs on the machine can halve a figure from one moment to the next.
ROUNDS = 5


def timed(act: Callable[[], object]) -> float:
    """Seconds of the processor."""
    started = time.process_time()
    act()
    return time.process_time() - started


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def report_typing(title: str, search: PlaceSearch, names: Sequence[str]) -> None:
    """Prefixes of all lengths, each as if just typed."""
    chance = random.Random(SEED)
    prefixes = [name[:chance.randint(2, len(name))] for name in chance.sample(list(names), 1000)]
    seconds = sorted(timed(lambda text=text: search.complete(text)) for text in prefixes)
    print(f"{title}, while typing: {len(prefixes)} beginnings, median {statistics.median(seconds) * 1000:.2f} ms, "
          f"99th percentile {seconds[int(len(seconds) * 0.99)] * 1000:.2f} ms, slowest {seconds[-1] * 1000:.1f} ms")


def report_look_ups(index: NameIndex, places: Sequence[Place]) -> None:
    """Exact names, and names with one typing error."""
    search, chance = PlaceSearch(index), random.Random(SEED)
    exact = chance.sample([place.name for place in places], 5000)
    seconds = timed(lambda: [index.bearing(name) for name in exact])
    print(f"exact: {len(exact) / seconds:,.0f} look-ups a second")
    typed = [text for text, _ in typing_errors(places, 1000)]
    rounds = []
    for _ in range(ROUNDS):
        fold.cache_clear()
        rounds.append(timed(lambda: [search.decide(text) for text in typed]))
    seconds = min(rounds)
    print(f"fuzzy (one typing error, decided): {len(typed) / rounds[0]:,.0f} look-ups a second when just opened, "
          f"{len(typed) / seconds:,.0f} in the best of {ROUNDS} rounds")
    report_rapidfuzz([place.name for place in places], typed[:60], seconds / len(typed))


def report_rapidfuzz(names: List[str], typed: Sequence[str], ours: float) -> None:
    from rapidfuzz import fuzz, process

    keys = [clean(name) for name in names]
    for title, scorer in (("WRatio", fuzz.WRatio), ("ratio", fuzz.ratio)):
        seconds = timed(lambda s=scorer: [process.extract(text, keys, scorer=s, limit=10) for text in typed])
        times = seconds / len(typed) / ours
        print(f"  rapidfuzz {title}: {len(typed) / seconds:,.0f} a second, {times:.1f} times as long")


def main() -> None:
    """Print all figures."""
    bundled = load_gazetteer()
    seconds = timed(lambda: NameIndex(bundled))
    print(f"index of {len(bundled)} bundled places, in memory: {seconds:.3f} s")
    names = [text for place in bundled for text in place.spellings()]
    report_typing("bundled places", PlaceSearch(NameIndex(bundled)), names)
    if not (DATA / "libya_names.txt").exists():
        sys.exit(f"skipped: the list of names is not in {DATA}")
    places = as_places(many_names(COUNT))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.names"
        before = resident_mb()
        seconds = timed(lambda: NameIndex.write(places, path))
        print(f"index file of {len(places)} names: {seconds:.2f} s, {path.stat().st_size / 1e6:.0f} MB, "
              f"{resident_mb() - before:.0f} MB more memory when written")
        before = resident_mb()
        print(f"opened again: {timed(lambda: NameIndex.open(path)) * 1000:.2f} ms")
        index = NameIndex.open(path)
        report_look_ups(index, places)
        report_typing(f"{len(places)} names", PlaceSearch(index, NameIndex(bundled)), [place.name for place in places])
        print(f"memory in use for it: {resident_mb() - before:.0f} MB more")
        index.close()


if __name__ == "__main__":
    main()
