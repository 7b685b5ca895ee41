#!/usr/bin/env python3
"""Drawing 100,000 incidents in our style against the same layer with one plain circle of the same size.

Both in one process, in turn, in the same view; labels on in ours, as a user has them.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, TypeVar

Choice = TypeVar("Choice")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "build" / "plugins"))

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402

from libya_incident_mapper.casefile.repository import Casefile  # noqa: E402
from libya_incident_mapper.layers.group import casefile_layers, load_casefile  # noqa: E402
from libya_incident_mapper.layers.incident_style import SIZES_MM  # noqa: E402
from libya_incident_mapper.model.dates import DateRange  # noqa: E402
from libya_incident_mapper.model.location import Location, PlaceState, Precision  # noqa: E402
from libya_incident_mapper.model.records import Incident  # noqa: E402

COUNT, RUNS, SEED, AIM = 100_000, 7, 2018, 2.0
# The likeliest first: a few sides and kinds make up most of a real casefile, and the rest is a long tail.
SIDES = (
    ("is_libya", "lna"), ("lna", "gna"), ("gna", "lna"), ("us_africom", "is_libya"), ("lna", "bdb"), ("bde_444", "ssa"),
    ("unknown_armed", "civilians"), ("tebu", "awlad_suleiman"), ("protesters", ""), ("smugglers", "migrants"),
)
KINDS = ("armed_clash", "attack", "air_drone_strike", "shelling", "ied_mine", "abduction")
STANCES = ("reports", "alleges", "claims")
PRECISIONS = (Precision.LOCALITY, Precision.DISTRICT)
LIBYA = QgsRectangle(9.0, 19.0, 26.0, 34.0)
CITY = QgsRectangle(12.8, 32.6, 13.6, 33.1)


def incidents() -> Iterator[Incident]:
    """Invented incidents all over Libya, the same ones each time."""
    chance = random.Random(SEED)
    day = DateRange.parse("2018-07-24")
    for number in range(COUNT):
        place = Location(
            f"place {number}", PlaceState.FOUND, chance.uniform(20, 33), chance.uniform(10, 25), 3000.0,
            precision=one_of(PRECISIONS, chance),
        )
        actor1, actor2 = one_of(SIDES, chance)
        yield Incident(
            one_of(KINDS, chance), day, actor1, f"{number:032x}", actor2, place, stance=one_of(STANCES, chance)
        )


def one_of(choices: Sequence[Choice], chance: random.Random) -> Choice:
    """One of the choices, the n-th as likely as 1/n."""
    return chance.choices(choices, [1 / rank for rank in range(1, len(choices) + 1)])[0]


def seconds(layer: QgsVectorLayer, view: QgsRectangle) -> float:
    """One whole draw of a layer."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(1400, 900))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setExtent(view)
    settings.setFlag(QgsMapSettings.Flag.DrawLabeling, True)
    start = time.perf_counter()
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return time.perf_counter() - start


def main() -> None:
    """Make the casefile, draw it in turn, print medians and ratios."""
    application = QgsApplication([], True)
    application.initQgis()
    with tempfile.TemporaryDirectory() as folder:
        casefile = Casefile.create(Path(folder) / "large.gpkg")
        casefile.add_many(incidents())
        project = QgsProject.instance()
        load_casefile(casefile, project)
        ours = casefile_layers(casefile, project)["incidents"]
        plain = QgsVectorLayer(casefile.table_uri("incidents"), "plain", "ogr")
        circle = QgsMarkerSymbol.createSimple({"name": "circle", "size": str(SIZES_MM[""])})
        plain.setRenderer(QgsSingleSymbolRenderer(circle))
        print(f"{ours.featureCount()} incidents, {len(ours.renderer().categories())} style keys, 1400 x 900 pixels")
        ratio = compare("all of Libya, every incident in view", LIBYA, ours, plain)
        print(f"  aim at most {AIM:g} times: {'reached' if ratio <= AIM else 'MISSED'}")
        compare("a city", CITY, ours, plain)
        # Layers go before QGIS does, or QGIS 3.22 crashes at the end.
        project.clear()
        del ours, plain
    application.exitQgis()


def compare(name: str, view: QgsRectangle, ours: QgsVectorLayer, plain: QgsVectorLayer) -> float:
    """Draw both in turn, print the medians, and return the ratio."""
    times: Dict[str, List[float]] = {"ours": [], "plain": []}
    for layer in (ours, plain):
        seconds(layer, view)
    for _ in range(RUNS):
        times["ours"].append(seconds(ours, view))
        times["plain"].append(seconds(plain, view))
    medians = {which: statistics.median(measured) for which, measured in times.items()}
    ratio = medians["ours"] / medians["plain"]
    print(f"{name}: plain circle {medians['plain']:.3f} s, our style {medians['ours']:.3f} s, ratio {ratio:.2f}")
    return ratio


if __name__ == "__main__":
    main()
