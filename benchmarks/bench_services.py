#!/usr/bin/env python3
"""A real Nominatim beside our own search: how many of 18 usual spellings of one town does each find, and how fast?

Asks the server named by LIBYA_NOMINATIM, http://127.0.0.1:8099 unless told; skipped with a word where none answers.
Never set it to a public server: 18 questions in a row are what its rules forbid.
"""

import itertools
import os
import statistics
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Callable, List

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "build" / "plugins"))

from libya_incident_mapper.geocoding.geodesy import GeoPoint, bearing_and_distance  # noqa: E402
from libya_incident_mapper.geocoding.search import default_search  # noqa: E402
from libya_incident_mapper.geocoding.services.client import Client  # noqa: E402
from libya_incident_mapper.geocoding.services.providers import service_at  # noqa: E402
from libya_incident_mapper.geocoding.services.rate import Pace  # noqa: E402
from libya_incident_mapper.geocoding.services.store import ServiceStore  # noqa: E402
from libya_incident_mapper.geocoding.services.web import Reply  # noqa: E402
from libya_incident_mapper.model.location import Candidate, PlaceState  # noqa: E402

SERVER = os.environ.get("LIBYA_NOMINATIM", "http://127.0.0.1:8099")
UQAYLAH, RIGHT_M = GeoPoint(30.257, 19.2), 10_000
SPELLINGS = (
    "Uqaylah", "El Agheila", "al-'Aqila", "Ugayla", "العقيلة", "Al ‘Uqaylah", "AL-UQAYLA", "el agheila", "Uqayla",
    "Oqaila", "Uqaila", "Al-Oqayla", "Ogaila", "El Ageila", "Al Ugayla", "عقيلة", "الـعـقيلة", "El-Agheilah",
)


def main() -> None:
    """Print what each found."""
    try:
        _get(f"{SERVER}/status")
    except (urllib.error.URLError, OSError) as error:
        print(f"skipped: no Nominatim answers at {SERVER} ({error}); name one in LIBYA_NOMINATIM")
        return
    with tempfile.TemporaryDirectory() as scratch:
        store = ServiceStore(Path(scratch) / "online.sqlite")
        # A server of one's own has no rule of so many questions a second: each comes ten seconds later by this clock.
        client = Client(service_at("nominatim", SERVER), _get, store, Pace(store, itertools.count(0, 10).__next__))
        _report("Nominatim", lambda name: list(client.ask(name).candidates))
    _report("offline", _offline)


def _report(who: str, ask: Callable[[str], List[Candidate]]) -> None:
    right, wrong, times = [], [], []
    for spelling in SPELLINGS:
        started = time.perf_counter()
        found = ask(spelling)
        times.append(1000 * (time.perf_counter() - started))
        if found:
            (right if _is_right(found[0]) else wrong).append(spelling)
    missed = [spelling for spelling in SPELLINGS if spelling not in (*right, *wrong)]
    print(f"{who}: {len(right)} of {len(SPELLINGS)} first within {RIGHT_M // 1000} km, {len(wrong)} elsewhere, "
          f"{len(missed)} not found; median {statistics.median(times):.1f} ms")
    for what, names in (("elsewhere", wrong), ("not found", missed)):
        if names:
            print(f"  {what}: {', '.join(names)}")


def _offline(name: str) -> List[Candidate]:
    decision = default_search().decide(name)
    return list(decision.candidates) if decision.state is PlaceState.FOUND else []


def _is_right(candidate: Candidate) -> bool:
    return bearing_and_distance(UQAYLAH, GeoPoint(candidate.lat, candidate.lon))[1] <= RIGHT_M


def _get(address: str) -> Reply:
    with urllib.request.urlopen(address, timeout=10) as reply:
        return Reply(reply.status, reply.read(), {name.lower(): value for name, value in reply.headers.items()})


if __name__ == "__main__":
    main()
