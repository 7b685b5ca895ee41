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


def load(folder: Path) -> None:
    """Parse and index, as pressing the button does; then the same content again."""
    from libya_incident_mapper.geocoding.dumps.reading import read_dump
    from libya_incident_mapper.geocoding.dumps.uniting import unite
    from libya_incident_mapper.geocoding.gazetteer import load_gazetteer
    from libya_incident_mapper.geocoding.index import NameIndex
    from libya_incident_mapper.geocoding.name_files import NameFiles

    before, path = memory_mb(), write_dump(folder)
    started = time.perf_counter()
    dump = read_dump(path)
    parsed = time.perf_counter()
    places = unite(dump.places, load_gazetteer())
    united = time.perf_counter()
    NameIndex.write(places, folder / "only-the-index.names")
    built = time.perf_counter()
    count = sum(1 for place in places for _ in place.spellings())
    print(f"{len(places)} places, {count} names: parsed in {parsed - started:.2f} s, compared with the bundled "
          f"gazetteer in {united - parsed:.2f} s, index built in {built - united:.2f} s")
    files = NameFiles(folder / "names")
    started = time.perf_counter()
    loaded = files.load(path)
    first = time.perf_counter()
    again = files.load(path)
    size_mb = loaded.stored.path.stat().st_size / 1e6
    print(f"all of it, from the file to the list on disk: {first - started:.2f} s, {size_mb:.1f} MB; the same "
          f"content again: {(time.perf_counter() - first) * 1000:.0f} ms (known: {again.was_known})")
    print(f"memory, resident after loading: {memory_mb() - before:.0f} MB more; "
          f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3 - before:.0f} MB more")


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
        {"load": load, "open": open_warm}[sys.argv[1]](Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for part in ("load", "open", "open"):
            subprocess.run([sys.executable, __file__, part, folder], check=True)


if __name__ == "__main__":
    main()
