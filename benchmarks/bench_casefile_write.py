"""How fast records go into a casefile, beside `ogr2ogr` writing the same number of points from CSV.

Usage: bench_casefile_write.py [ROWS]
"""

import csv
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Iterator, Sequence

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build" / "plugins"))

from qgis.core import QgsApplication  # noqa: E402

from libya_incident_mapper.casefile.repository import Casefile  # noqa: E402
from libya_incident_mapper.model.counts import CountRange  # noqa: E402
from libya_incident_mapper.model.dates import DateRange  # noqa: E402
from libya_incident_mapper.model.location import Location, PlaceState, Precision  # noqa: E402
from libya_incident_mapper.model.records import Incident, Losses  # noqa: E402


def incidents(rows: int, actors: Sequence[str]) -> Iterator[Incident]:
    """Incidents as geocoding makes them: some hundred distinct places, a source's words, counts."""
    chance = random.Random(1)
    places = [
        Location(
            f"Place {number}", PlaceState.FOUND, chance.uniform(22, 33), chance.uniform(10, 25), 1500.0,
            precision=Precision.LOCALITY, rule="named place", name=f"Place {number}", name_ar="مكان",
            place_id=f"LY-{number}", kind="village", district="Al Wahat", sources=f"LY-{number}", score=0.0,
        )
        for number in range(700)
    ]
    first = date(2018, 1, 1)
    for number in range(rows):
        yield Incident(
            kind="attack" if number % 3 else "air_drone_strike", dates=DateRange.day(first + timedelta(number % 700)),
            actor1=actors[number % len(actors)], actor2=actors[(number + 1) % len(actors)],
            location=places[number % len(places)], killed=Losses(CountRange.exactly(number % 5)),
            summary=f"Armed men attacked a checkpoint, report {number}.",
        )


def ogr2ogr_seconds(folder: Path, records: Sequence[Incident]) -> float:
    """Seconds that ogr2ogr takes for a CSV with the same rows and ready coordinates."""
    table, target = folder / "points.csv", folder / "points.gpkg"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("id", "kind", "date", "actor1", "actor2", "place", "lat", "lon", "killed", "summary"))
        for record in records:
            place = record.location
            writer.writerow((
                record.uid, record.kind, record.dates.start, record.actor1, record.actor2, place.phrase, place.lat,
                place.lon, record.killed.side_a.best, record.summary,
            ))
    options = ("-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat", "-a_srs", "EPSG:4326")
    target.unlink(missing_ok=True)
    began = time.perf_counter()
    subprocess.run([shutil.which("ogr2ogr"), "-f", "GPKG", str(target), str(table), *options], check=True)
    return time.perf_counter() - began


def main() -> None:
    """Print seconds, rows a second, peak memory and the ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        casefile = Casefile.create(folder / "bench.gpkg")
        records = list(incidents(rows, [actor.actor_id for actor in casefile.actors()][:40]))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        added = casefile.add_many(records, expected=rows)
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = (folder / "bench.gpkg").stat().st_size / 1e6
        beside = min(ogr2ogr_seconds(folder, records) for _ in range(2))
    print(f"casefile: {added.incidents} incidents in {seconds:.2f} s, {rows / seconds:,.0f} a second, {size:.0f} MB")
    print(f"  memory: {peak / 1024:.0f} MB at most, {(peak - before) / 1024:.0f} MB of it while writing")
    print(f"ogr2ogr: the same rows with ready coordinates in {beside:.2f} s")
    print(f"ratio: {seconds / beside:.1f} (aim: at most 3)")


if __name__ == "__main__":
    main()
