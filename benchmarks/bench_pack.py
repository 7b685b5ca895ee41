"""The pack of a full week (the records of `bench_sheet`): seconds, peak memory, and what is QGIS's own drawing.

Drawing is the time within QGIS's layout exporter, which writes what it draws: the pages as PDF, PNG and SVG, and the
pictures of the report. The only Python that runs in there is the scale bar's writing of its numbers. All else counts as
outside, whoever does it: reading the records, the annex and its styles, composing the pages with QGIS's own measuring
of them, placing markers, packing the report's pictures as PNG, Qt's writing of ODT and HTML, tables, manifest.

The aim is measured in processor time of the whole process, which other work on the machine changes little. All of it
runs in one thread, drawing included: on a machine at rest both clocks tell the same, but for waiting for the disk.
"""

import os
import resource
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from time import perf_counter, process_time
from typing import Callable, NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_sheet import INCIDENTS, MOVEMENTS, records
from qgis.core import QgsApplication, QgsLayoutExporter

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.layouts.pack import write_pack
from libya_incident_mapper.layouts.pack_spec import PackSpec
from libya_incident_mapper.layouts.spec import SheetSpec
from libya_incident_mapper.model.redaction import NOTHING, Places, Redaction
from libya_incident_mapper.processing_provider.case_project import case_project

DRAWING = ("exportToPdf", "exportToImage", "exportToSvg", "renderRegionToImage")
ROUNDS = 3
KB = 1024


class Lap(NamedTuple):
    """Seconds by either clock."""

    processor: float
    wall: float

    @classmethod
    def now(cls) -> "Lap":
        """What the clocks say."""
        return cls(process_time(), perf_counter())

    def since(self, begin: "Lap") -> "Lap":
        """From then to now."""
        return Lap(self.processor - begin.processor, self.wall - begin.wall)

    def plus(self, other: "Lap") -> "Lap":
        """Both together."""
        return Lap(self.processor + other.processor, self.wall + other.wall)


class Stopwatch:
    """Counts the time within QGIS's exporter."""

    def __init__(self) -> None:
        self.drawn = Lap(0.0, 0.0)
        for name in DRAWING:
            setattr(QgsLayoutExporter, name, self._timed(getattr(QgsLayoutExporter, name)))

    def _timed(self, draw: Callable[..., object]) -> Callable[..., object]:
        def timed(*arguments: object) -> object:
            begin = Lap.now()
            try:
                return draw(*arguments)
            finally:
                self.drawn = self.drawn.plus(Lap.now().since(begin))

        return timed


def main() -> None:
    """Print the best of some rounds, plain and redacted."""
    application = QgsApplication([], True)
    application.initQgis()
    drawing = Stopwatch()
    with tempfile.TemporaryDirectory() as folder:
        casefile = Casefile.create(Path(folder) / "week.gpkg")
        casefile.add_many(*records())
        print(f"{INCIDENTS} incidents, {MOVEMENTS} movements; the best of {ROUNDS} rounds")
        with case_project(casefile) as project:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            for title, redaction in (("plain", NOTHING), ("redacted", Redaction(Places.GRID, hides_sources=True))):
                rounds = []
                for turn in range(ROUNDS):
                    drawing.drawn, begin = Lap(0.0, 0.0), Lap.now()
                    spec = PackSpec(
                        Path(folder) / f"{title}{turn}", SheetSpec(), datetime.now(timezone.utc), redaction
                    )
                    for _ in write_pack(project, casefile, spec):
                        pass
                    rounds.append((Lap.now().since(begin), drawing.drawn))
                whole, drawn = min(rounds)
                size = sum(file.stat().st_size for file in spec.folder.iterdir())
                print(
                    f"{title:9} {whole.processor:5.2f} s of the processor, QGIS draws {drawn.processor:5.2f} s of it: "
                    f"outside {1 - drawn.processor / whole.processor:.1%} (aim 20 %); {whole.wall:5.2f} s on the wall, "
                    f"outside {1 - drawn.wall / whole.wall:.1%}; "
                    f"{size / KB / KB:.1f} MB in {len(list(spec.folder.iterdir()))} files"
                )
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(f"peak memory {peak / KB:.0f} MB, {(peak - before) / KB:.0f} MB above the open project")
    application.exitQgis()


if __name__ == "__main__":
    main()
