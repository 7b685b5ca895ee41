#!/usr/bin/env python3
"""Opening and drawing large cases in our style, beside the same tables in plain QGIS styling: one circle, one line.

Both in one process, in turn, in the same views; both have the casefile's indexes, and ours its labels, as a user has
them. Usage: bench_draw.py [INCIDENTS ...]; each with a tenth as many movements.
"""

import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Sequence, Tuple, TypeVar

Choice = TypeVar("Choice")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "build" / "plugins"))

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsLineSymbol,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QSize  # noqa: E402

from libya_incident_mapper.casefile.repository import Casefile  # noqa: E402
from libya_incident_mapper.layers.filtering import apply_filter  # noqa: E402
from libya_incident_mapper.layers.group import casefile_layers, load_casefile  # noqa: E402
from libya_incident_mapper.layers.incident_style import SIZES_MM  # noqa: E402
from libya_incident_mapper.model.counts import UNKNOWN_COUNT, CountRange  # noqa: E402
from libya_incident_mapper.model.dates import DateRange  # noqa: E402
from libya_incident_mapper.model.location import Location, PlaceState, Precision  # noqa: E402
from libya_incident_mapper.model.record_filter import RecordFilter  # noqa: E402
from libya_incident_mapper.model.records import Incident, Movement, Waypoint  # noqa: E402

SIZES, SEED, AIM, USABLE_S = (1_000, 100_000, 1_000_000), 2018, 1.5, 5.0
FIRST, DAYS, WEEK = date(2018, 1, 1), 728, timedelta(7)
# The likeliest first: a few sides and kinds make up most of a real casefile, and the rest is a long tail.
SIDES = (
    ("is_libya", "lna"), ("lna", "gna"), ("gna", "lna"), ("us_africom", "is_libya"), ("lna", "bdb"), ("bde_444", "ssa"),
    ("unknown_armed", "civilians"), ("tebu", "awlad_suleiman"), ("protesters", ""), ("smugglers", "migrants"),
)
ASKED_FOR = "lna"
KINDS = ("armed_clash", "attack", "air_drone_strike", "shelling", "ied_mine", "abduction")
STANCES = ("reports", "alleges", "claims")
PRECISIONS = (Precision.LOCALITY, Precision.DISTRICT)
KNOWN_VEHICLES = 0.5
LIBYA = QgsRectangle(9.0, 19.0, 26.0, 34.0)
CITY = QgsRectangle(12.8, 32.6, 13.6, 33.1)
Layers = Sequence[QgsVectorLayer]


def one_of(choices: Sequence[Choice], chance: random.Random) -> Choice:
    """One of the choices, the n-th as likely as 1/n."""
    return chance.choices(choices, [1 / rank for rank in range(1, len(choices) + 1)])[0]


def place(number: int, chance: random.Random) -> Location:
    """Somewhere in Libya."""
    lat, lon = chance.uniform(20, 33), chance.uniform(10, 25)
    return Location(f"place {number}", PlaceState.FOUND, lat, lon, 3000.0, precision=one_of(PRECISIONS, chance))


def next_to(start: Location, chance: random.Random) -> Location:
    """Up to some 200 km away, as far as vehicles go in a day."""
    lat, lon = (near + chance.uniform(-1.5, 1.5) for near in (start.lat, start.lon))
    return replace(start, lat=lat, lon=lon)


def incidents(count: int) -> Iterator[Incident]:
    """Invented incidents of two years all over Libya, the same ones each time."""
    chance = random.Random(SEED)
    for number in range(count):
        actor1, actor2 = one_of(SIDES, chance)
        yield Incident(
            one_of(KINDS, chance), a_day(chance), actor1, f"{number:032x}", actor2, place(number, chance),
            stance=one_of(STANCES, chance),
        )


def movements(count: int) -> Iterator[Movement]:
    """Invented movements between two places, of up to thirty vehicles or an unknown number."""
    chance = random.Random(SEED + 1)
    for number in range(count):
        start = place(number, chance)
        ends = Waypoint("origin", start), Waypoint("destination", next_to(start, chance))
        vehicles = CountRange.exactly(chance.randint(1, 30)) if chance.random() < KNOWN_VEHICLES else UNKNOWN_COUNT
        yield Movement(
            one_of(SIDES, chance)[0], a_day(chance), uid=f"m{number:031x}", vehicles=vehicles, waypoints=ends
        )


def a_day(chance: random.Random) -> DateRange:
    return DateRange.day(FIRST + timedelta(chance.randrange(DAYS)))


def draw(layers: Layers, view: QgsRectangle, week: int = -1) -> float:
    """Seconds of one whole draw; week: of the case, counted from 0, or all time."""
    settings = QgsMapSettings()
    settings.setLayers(list(layers))
    settings.setOutputSize(QSize(1400, 900))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setExtent(view)
    settings.setFlag(QgsMapSettings.Flag.DrawLabeling, True)
    if week >= 0:
        begin = datetime.combine(FIRST, datetime.min.time()) + week * WEEK
        settings.setIsTemporal(True)
        settings.setTemporalRange(QgsDateTimeRange(QDateTime(begin), QDateTime(begin + WEEK), True, False))
    start = time.perf_counter()
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return time.perf_counter() - start


def open_ours(casefile: Casefile) -> Layers:
    """As the dock opens it."""
    load_casefile(casefile, QgsProject.instance())
    layers = casefile_layers(casefile, QgsProject.instance())
    return layers["incidents"], layers["movements"]


def open_plain(casefile: Casefile) -> Layers:
    """The same tables as anyone would load them, with the columns of time named."""
    size, layers = str(SIZES_MM[""]), []
    for table, symbol in (
        ("incidents", QgsMarkerSymbol.createSimple({"name": "circle", "size": size})),
        ("movements", QgsLineSymbol.createSimple({})),
    ):
        layer = QgsVectorLayer(casefile.table_uri(table), table, "ogr")
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
        layers.append(layer)
    return layers


def timed(act: Callable[[], Layers]) -> Tuple[float, Layers]:
    """Seconds, and what came of it."""
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def compare(name: str, ours: Layers, plain: Layers, runs: int, *, view: QgsRectangle = LIBYA, week: int = -1) -> None:
    """Draw both in turn; print the first times, the medians of the further ones, and the ratios."""
    times: Dict[str, List[float]] = {"ours": [], "plain": []}
    for run in range(runs + 1):
        step = week + run if week >= 0 else week
        times["plain"].append(draw(plain, view, step))
        times["ours"].append(draw(ours, view, step))
    first = {which: measured[0] for which, measured in times.items()}
    usual = {which: statistics.median(measured[1:]) for which, measured in times.items()}
    print(f"  {name}: {beside_plain(usual)} (first time {beside_plain(first)})", flush=True)


def beside_plain(seconds: Dict[str, float]) -> str:
    """Both times, and the ratio."""
    ours, plain = seconds["ours"], seconds["plain"]
    return f"plain {plain:.3f} s, ours {ours:.3f} s, ratio {ours / plain:.2f}"


def report(count: int, folder: Path) -> None:
    """All figures of a case of that many incidents."""
    casefile = Casefile.create(folder / f"{count}.gpkg")
    seconds, _ = timed(lambda: casefile.add_many(incidents(count), movements(count // 10), expected=count))
    size = casefile.path.stat().st_size / 1e6
    print(f"{count:,} incidents, {count // 10:,} movements: {size:.0f} MB, written in {seconds:.0f} s", flush=True)
    opened_plain, plain = timed(lambda: open_plain(casefile))
    opened, ours = timed(lambda: open_ours(casefile))
    for beside, layer in zip(plain, ours):
        known, told = beside.temporalProperties(), layer.temporalProperties()
        known.setMode(told.mode())
        known.setStartField(told.startField())
        known.setEndField(told.endField())
        known.setStartExpression(told.startExpression())
        known.setEndExpression(told.endExpression())
        known.setIsActive(True)
    print(f"  opening: plain {opened_plain:.3f} s, ours with all layers {opened:.3f} s")
    runs = 7 if count <= SIZES[1] else 3
    compare("all of Libya", ours, plain, runs)
    compare("a city", ours, plain, runs, view=CITY)
    compare("a week of all Libya, the next at each step", ours, plain, runs, week=10)
    apply_filter({"incidents": ours[0], "movements": ours[1]}, RecordFilter(actors=frozenset([ASKED_FOR])))
    for layer in plain:
        columns = [column for column in ("actor", "actor1", "actor2") if layer.fields().indexOf(column) >= 0]
        layer.setSubsetString(" OR ".join(f"\"{column}\" = '{ASKED_FOR}'" for column in columns))
    compare("of one actor, all of Libya", ours, plain, runs)
    compare("of one actor, a week at each step", ours, plain, runs, week=10)
    # Layers go before QGIS does, or QGIS 3.22 crashes at the end.
    QgsProject.instance().clear()


def main() -> None:
    """Print the figures of every size."""
    application = QgsApplication([], True)
    application.initQgis()
    print(f"1400 x 900 pixels; aim: ratio at most {AIM:g} at {SIZES[1]:,}, a draw in {USABLE_S:g} s at {SIZES[2]:,}")
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, sys.argv[1:] or SIZES):
            report(count, Path(folder))
    application.exitQgis()


if __name__ == "__main__":
    main()
