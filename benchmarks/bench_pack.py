"""The pack of a full week (the records of `bench_sheet`): seconds, peak memory, and what is QGIS's own drawing.

Drawing is the time within QGIS's layout exporter, which writes what it draws: the pages as PDF, PNG and SVG, and the
pictures of the report. The only Python that runs in there is the scale bar's writing of its numbers. All else counts as
outside, whoever does it: reading the records, the annex and its styles, composing the pages with QGIS's own measuring
of them, placing markers, packing the report's pictures as PNG, Qt's writing of ODT and HTML, tables, manifest.
"""

import os
import resource
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from time import perf_counter

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


class Stopwatch:
    """Counts the time within QGIS's exporter."""

    def __init__(self) -> None:
        self.seconds = 0.0
        for name in DRAWING:
            setattr(QgsLayoutExporter, name, self._timed(getattr(QgsLayoutExporter, name)))

    def _timed(self, draw: "object") -> "object":
        def timed(*arguments: object) -> object:
            started = perf_counter()
            try:
                return draw(*arguments)
            finally:
                self.seconds += perf_counter() - started

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
                    drawing.seconds, started = 0.0, perf_counter()
                    spec = PackSpec(
                        Path(folder) / f"{title}{turn}", SheetSpec(), datetime.now(timezone.utc), redaction
                    )
                    for _ in write_pack(project, casefile, spec):
                        pass
                    rounds.append((perf_counter() - started, drawing.seconds))
                whole, drawn = min(rounds)
                size = sum(file.stat().st_size for file in spec.folder.iterdir())
                print(
                    f"{title:9} {whole:5.2f} s, of which QGIS draws {drawn:5.2f} s; outside {1 - drawn / whole:4.0%} "
                    f"(aim 20 %); {size / KB / KB:.1f} MB in {len(list(spec.folder.iterdir()))} files"
                )
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(f"peak memory {peak / KB:.0f} MB, {(peak - before) / KB:.0f} MB above the open project")
    application.exitQgis()


if __name__ == "__main__":
    main()
