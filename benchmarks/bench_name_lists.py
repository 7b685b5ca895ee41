#!/usr/bin/env python3
"""A loaded list of 60,000 names: parsing, index, opening it again, memory, size.

The dump is made from the names beside the project (LIBYA_DATA, or ../shared/data), with places strewn over Libya.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Tuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "build" / "plugins"))

DATA = Path(os.environ.get("LIBYA_DATA", ROOT.parent / "shared" / "data"))
NAMES, FEATURES, SEED = 61_500, 36_000, 20181
CODES = ("P.PPL", "P.PPL", "P.PPL", "T.HLL", "H.WAD", "H.WAD", "H.WLL", "T.RDGE", "S.RUIN", "L.LCTY", "S.TMB", "H.SBKH")
PREFIXES = ("Wādī ", "Bi’r ", "Qaşr ", "Ḩaţīyat ", "‘Ayn ", "Qārat ", "Ra’s ")


def write_dump(folder: Path) -> Path:
    """LY.zip's contents, unpacked: 36,000 features, 60,000 names in all."""
    chance = random.Random(SEED)
    names = list(dict.fromkeys((DATA / "libya_names.txt").read_text(encoding="utf-8").splitlines()))
    seen = set(names)
    while len(names) < NAMES:
        name = chance.choice(PREFIXES) + chance.choice(names)
        if name not in seen and "," not in name:
            seen.add(name)
            names.append(name)
    chance.shuffle(names)
    others = names[FEATURES:]
    path = folder / "LY.txt"
    with path.open("w", encoding="utf-8", newline="") as stream:
        for number, name in enumerate(names[:FEATURES]):
            more = others[number::FEATURES]
            feature_class, code = chance.choice(CODES).split(".")
            lat, lon = chance.uniform(20, 33), chance.uniform(9.5, 25)
            stream.write("\t".join([
                str(9_000_000 + number), name, name, ",".join(more), f"{lat:.5f}", f"{lon:.5f}", feature_class, code,
                "LY", "", "79", "", "", "", "0", "", "300", "Africa/Tripoli", "2026-10-06",
            ]) + "\n")
    return path


def memory_mb() -> float:
    """Resident now; the peak where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def build(folder: Path) -> None:
    """Each step by itself; processor time, which other work on the machine does not lengthen so much, beside."""
    from libya_incident_mapper.geocoding.dumps.reading import read_dump
    from libya_incident_mapper.geocoding.dumps.uniting import unite
    from libya_incident_mapper.geocoding.gazetteer import load_gazetteer
    from libya_incident_mapper.geocoding.index import NameIndex

    path = folder / "LY.txt"
    dump, parsed = _timed(lambda: read_dump(path))
    places, united = _timed(lambda: unite(dump.places, load_gazetteer()))
    _, built = _timed(lambda: NameIndex.write(places, folder / "only-the-index.names"))
    count = sum(1 for place in places for _ in place.spellings())
    print(f"{len(places)} places, {count} names: parsed in {parsed}, compared with the bundled gazetteer in {united}, "
          f"index built in {built}")


def load(folder: Path) -> None:
    """All of it, as pressing the button does; then the same content again."""
    from libya_incident_mapper.geocoding.name_files import NameFiles
    from libya_incident_mapper.geocoding.search import bundled_names

    bundled_names()
    before, files = memory_mb(), NameFiles(folder / "names")
    loaded, first = _timed(lambda: files.load(folder / "LY.txt"))
    again, second = _timed(lambda: files.load(folder / "LY.txt"))
    size_mb = loaded.stored.path.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"from the file to the list on disk: {first}, {size_mb:.1f} MB; the same content again: {second} "
          f"(known: {again.was_known}); memory: at most {peak - before:.0f} MB more while it was made")


def _timed(work: Callable[[], Any]) -> Tuple[Any, str]:
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    return result, f"{time.perf_counter() - wall:.2f} s (processor {time.process_time() - processor:.2f} s)"


def open_warm(folder: Path) -> None:
    """A new process finds the list and answers from it."""
    from libya_incident_mapper.geocoding.name_files import NameFiles
    from libya_incident_mapper.geocoding.search import PlaceSearch, bundled_names

    bundled = bundled_names()
    PlaceSearch(bundled).decide("Sirte")
    before = memory_mb()
    started = time.perf_counter()
    files = NameFiles(folder / "names")
    indexes = [files.open(each) for each in files.lists()]
    opened = time.perf_counter()
    search = PlaceSearch(*indexes, bundled)
    search.decide("Bi'r Qanashah")
    answered = time.perf_counter()
    print(f"opened warm in {(opened - started) * 1000:.1f} ms, first answer {(answered - opened) * 1000:.1f} ms later; "
          f"{memory_mb() - before:.0f} MB more")


def main() -> None:
    """Each part in a process of its own, so that neither helps the other."""
    if not (DATA / "libya_names.txt").exists():
        print(f"skipped: {DATA / 'libya_names.txt'} is not there")
        return
    if len(sys.argv) == 3:
        {"build": build, "load": load, "open": open_warm}[sys.argv[1]](Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        write_dump(Path(folder))
        for part in ("build", "load", "open", "open"):
            subprocess.run([sys.executable, __file__, part, folder], check=True)


if __name__ == "__main__":
    main()
