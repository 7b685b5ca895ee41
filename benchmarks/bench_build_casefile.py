"""100,000 rows with place texts into a casefile, against ogr2ogr with the same rows and ready coordinates."""

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
from typing import Callable, List, Tuple

ROWS = 100_000
PLACE_TEXTS = 2_000
REPORTS = 20_000
RUNS = 3
AIM = 3.0
HEADER = ("kind", "date", "actor1", "actor2", "place", "killed", "summary", "lat", "lon")


def place_texts() -> List[Tuple[str, float, float]]:
    """Names and phrases as reports mix them, with the coordinates that a table of ready ones would hold."""
    from libya_incident_mapper.geocoding.gazetteer import load_gazetteer

    dice = random.Random(20180731)
    places = load_gazetteer()
    forms = ("{}", "{}", "{}", "near {}", "south of {}", "{} km north-east of {}", "{} area")
    texts = {}
    while len(texts) < PLACE_TEXTS:
        place = dice.choice(places)
        name = dice.choice(tuple(place.spellings()))
        form = dice.choice(forms)
        text = form.format(dice.randint(5, 80), name) if form.count("{}") == 2 else form.format(name)
        texts[text] = (text, place.lat, place.lon)
    return list(texts.values())


def write_rows(path: Path) -> None:
    dice = random.Random(24)
    places = place_texts()
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(HEADER)
        for number in range(ROWS):
            text, lat, lon = dice.choice(places)
            out.writerow((
                dice.choice(("attack", "armed clash", "drone strike", "shelling", "ied")),
                f"{dice.randint(2014, 2020)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
                dice.choice(("IS", "LNA", "GNA", "unknown gunmen", "Tebu")),
                dice.choice(("police", "civilians", "LNA", "")),
                text, dice.choice(("", "1", "3", "as many as five", "at least 2", "several")),
                f"Report number {number} of an incident with some words about it", lat, lon,
            ))


def without_coordinates(given: Path, path: Path) -> None:
    """The same rows for us: the place is in its words only."""
    with given.open(encoding="utf-8", newline="") as rows, path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(row[:-2] for row in csv.reader(rows))


def with_reports(given: Path, path: Path) -> None:
    """The same rows again, each from one of REPORTS reports: their homonyms are located beside the other places."""
    dice = random.Random(31)
    with given.open(encoding="utf-8", newline="") as rows, path.open("w", encoding="utf-8", newline="") as stream:
        reader, out = csv.reader(rows), csv.writer(stream)
        out.writerow([*next(reader), "source", "published"])
        for row in reader:
            number = dice.randrange(REPORTS)
            out.writerow([*row, f"Source {number % 10}", date(2014, 1, 1) + timedelta(number // 10)])


def best_of(work: Callable[[], None]) -> float:
    """Seconds of the fastest of RUNS runs."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def run_ogr2ogr(rows: Path, output: Path) -> None:
    output.unlink(missing_ok=True)
    options = ["-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat", "-a_srs", "EPSG:4326"]
    subprocess.run(["ogr2ogr", "-f", "GPKG", str(output), str(rows), *options], check=True, capture_output=True)


def build(rows: Path, output: Path) -> None:
    """The algorithm, in a QGIS that runs already; no place has been looked up before."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from libya_incident_mapper.geocoding.search import bundled_names
    from libya_incident_mapper.processing_provider.build_casefile import BuildCasefile
    from libya_incident_mapper.qgis_support.place_names import place_names

    place_names.cache_clear()
    bundled_names.cache_clear()
    output.unlink(missing_ok=True)
    parameters = {"INCIDENTS": str(rows), "OUTPUT": str(output)}
    result, _ = BuildCasefile().run(parameters, QgsProcessingContext(), QgsProcessingFeedback(False), {}, False)
    if result["INCIDENT_COUNT"] != ROWS:
        sys.exit(f"{result['INCIDENT_COUNT']} of {ROWS} rows were written, {result['REJECTED']} rejected.")


def look_up_places() -> None:
    """The share of it that no second row with the same words costs again."""
    from libya_incident_mapper.geocoding.geocoder import Geocoder
    from libya_incident_mapper.geocoding.search import bundled_names

    bundled_names.cache_clear()
    geocoder = Geocoder()
    for text, _, _ in place_texts():
        geocoder.locate(text)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    folder = Path(tempfile.mkdtemp(prefix="bench-casefile-"))
    try:
        ready, words = folder / "ready.csv", folder / "words.csv"
        write_rows(ready)
        without_coordinates(ready, words)
        before = peak_mb()
        ours = best_of(lambda: build(words, folder / "case.gpkg"))
        peak = peak_mb()
        reports = folder / "reports.csv"
        with_reports(words, reports)
        by_report = best_of(lambda: build(reports, folder / "case.gpkg"))
        places = best_of(look_up_places)
        theirs = best_of(lambda: run_ogr2ogr(ready, folder / "ogr.gpkg"))
        print(f"{ROWS} rows, {PLACE_TEXTS} distinct place texts, best of {RUNS}")
        print(f"casefile: {ours:.2f} s, {ROWS / ours:.0f} rows/s")
        print(f"with a source and a day, {REPORTS} reports: {by_report:.2f} s, {ROWS / by_report:.0f} rows/s")
        print(f"looking up the distinct places alone: {places:.2f} s")
        print(f"peak memory {peak:.0f} MB, {peak - before:.0f} MB of them for this")
        print(f"ogr2ogr with ready coordinates: {theirs:.2f} s; ratio {ours / theirs:.2f} (aim: at most {AIM:g})")
    finally:
        shutil.rmtree(folder)
        application.exitQgis()


if __name__ == "__main__":
    main()
