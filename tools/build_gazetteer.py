#!/usr/bin/env python3
"""Build what `resources/` holds of places and of words that are none; `--check` only compares.

Needs pip, npm and a connection the first time; the same bytes come out each time.
"""

import argparse
import csv
import io
import sys
from pathlib import Path
from typing import Dict, Iterable

ROOT = Path(__file__).resolve().parents[1]
PLUGINS = ROOT / "build" / "plugins"


def _importable() -> None:
    """The repository root is the package; a link gives it its name."""
    link = PLUGINS / "libya_incident_mapper"
    link.parent.mkdir(parents=True, exist_ok=True)
    if not link.is_symlink():
        link.symlink_to(Path("..", ".."))
    sys.path.insert(0, str(PLUGINS))


def build(cache: Path) -> Dict[str, str]:
    """The text of each file by its path in `resources`."""
    from libya_incident_mapper.geocoding.folding import clean
    from libya_incident_mapper.tools.gazetteer import (
        common_words,
        districts,
        elsewhere,
        lines,
        merge,
        packages,
        sources,
    )

    folder = ROOT / "resources" / "gazetteer"
    shapes = districts.read_districts(folder / "district_names.csv", packages.district_features(cache))
    dropped = sources.corrections(folder / "corrections.csv")
    world = packages.geonames_rows(cache)
    entries = merge.merge([
        sources.supplement(folder / "supplement" / "places_supplement.csv", dropped),
        sources.supplement(folder / "supplement" / "places_supplement_extra.csv", dropped),
        sources.geonames(world, shapes),
        sources.cities(packages.city_rows(cache), shapes),
        sources.airports(packages.airport_rows(cache), shapes),
        [shape.entry() for shape in shapes],
    ])
    libyan = {clean(spelling) for entry in entries for spelling in entry.spellings()}
    return {
        "gazetteer/places.csv": _table(map(merge.place, entries)),
        "gazetteer/districts.geojson": districts.geojson(shapes),
        "gazetteer/lines.geojson": lines.geojson(folder / "line_names.csv", packages.world(cache)),
        "gazetteer/elsewhere.csv": elsewhere.elsewhere(world, packages.country_rows(cache), libyan),
        "geocoding/common_words.txt": common_words.common_words(packages.common_words(cache), libyan),
    }


def _table(places: Iterable) -> str:
    from libya_incident_mapper.geocoding.gazetteer import PLACE_COLUMNS

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(PLACE_COLUMNS)
    for place in sorted(places, key=lambda place: place.place_id):
        row = {column: getattr(place, column) for column in PLACE_COLUMNS}
        row["aliases"] = ";".join(place.aliases)
        row.update((column, format(row[column], "g")) for column in ("extent_m", "importance"))
        writer.writerow(row.values())
    return text.getvalue()


def main() -> int:
    """Write the files, or compare them; 1 when they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with what is there, write nothing")
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "gazetteer-cache", help="where archives go")
    options = parser.parse_args()
    _importable()
    stale = 0
    for name, text in build(options.cache).items():
        path = ROOT / "resources" / name
        is_same = path.exists() and path.read_bytes() == text.encode("utf-8")
        stale += not is_same
        if not options.check:
            path.write_bytes(text.encode("utf-8"))
        print(f"{path.relative_to(ROOT)}: {len(text.splitlines())} lines, {'as before' if is_same else 'changed'}")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
