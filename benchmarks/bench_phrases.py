#!/usr/bin/env python3
"""Time to place names and phrases that were not asked before, in processor time; and with 2,000 roads to look among."""

import random
import statistics
import sys
import time
from pathlib import Path
from typing import Dict, List, Sequence

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "build" / "plugins"))

from libya_incident_mapper.geocoding.gazetteer import load_gazetteer  # noqa: E402
from libya_incident_mapper.geocoding.geocoder import Geocoder  # noqa: E402
from libya_incident_mapper.geocoding.geodesy import GeoPoint  # noqa: E402
from libya_incident_mapper.geocoding.route_book import NO_ROUTES, RouteBook  # noqa: E402
from libya_incident_mapper.geocoding.routes import Route  # noqa: E402

RUNS, NAMES, ROADS, BENDS, SEED = 3, 100, 2_000, 25, 2018
PHRASES = {
    "name": "{a}", "offset": "20 km south of {a}", "heading": "south of {a}", "near": "near {a}",
    "between": "between {a} and {b}", "part": "the southern outskirts of {a}", "coast": "on the coast east of {a}",
    "gate": "the 40 km checkpoint west of {a}", "road": "on the {a}-{b} road",
    "French offset": "à 20 km au sud de {a}", "French road": "sur la route de {a} à {b}",
    "Arabic offset": "20 كم جنوب {a}", "Arabic road": "على الطريق بين {a} و {b}",
}


def roads() -> RouteBook:
    """Crooked roads between random places."""
    chance, places = random.Random(SEED), load_gazetteer()
    routes = []
    for number in range(ROADS):
        one, other = chance.sample(places, 2)
        line = [
            GeoPoint(
                one.lat + (other.lat - one.lat) * bend / BENDS + chance.uniform(-0.1, 0.1),
                one.lon + (other.lon - one.lon) * bend / BENDS + chance.uniform(-0.1, 0.1),
            )
            for bend in range(BENDS + 1)
        ]
        routes.append(Route(f"{one.name}-{other.name} road {number}", tuple(line), "random"))
    return RouteBook(routes)


def measure(texts: Sequence[str], search: Geocoder, book: RouteBook) -> float:
    """Median of the runs, milliseconds a text; every run begins with nothing remembered."""
    laps: List[float] = []
    for _ in range(RUNS):
        geocoder = Geocoder(search.search, book)
        start = time.process_time()
        for text in texts:
            geocoder.locate(text)
        laps.append((time.process_time() - start) / len(texts) * 1000)
    return statistics.median(laps)


def main() -> None:
    """Print one line for each kind of phrase."""
    names = [place.name for place in load_gazetteer()][:NAMES]
    texts: Dict[str, List[str]] = {
        kind: [form.format(a=a, b=b) for a, b in zip(names, names[1:] + names[:1])] for kind, form in PHRASES.items()
    }
    search, book = Geocoder(), roads()
    for one in (search, Geocoder(search.search, book)):
        for few in texts.values():
            one.locate(few[0])
    print(f"{NAMES} texts of each kind, median of {RUNS} runs; ms of processor time a text")
    print(f"{'kind':>14}  {'no road':>8}  {ROADS} roads of {BENDS} legs")
    for kind, few in texts.items():
        print(f"{kind:>14}  {measure(few, search, NO_ROUTES):8.2f}  {measure(few, search, book):8.2f}")


if __name__ == "__main__":
    main()
