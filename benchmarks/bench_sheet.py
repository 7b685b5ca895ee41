"""Composing and exporting a sheet, against exporting the same finished layout that QGIS read from a template.

The template holds what somebody would have laid out by hand; no code of ours runs while it is exported.
"""

import os
import re
import subprocess
import tempfile
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Callable, List, Tuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemManualTable,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRenderContext,
)
from qgis.PyQt.QtXml import QDomDocument

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.layers.basemap import load_basemap
from libya_incident_mapper.layers.group import load_casefile
from libya_incident_mapper.layouts.export import DPI, export_sheet
from libya_incident_mapper.layouts.sheet import build_sheet
from libya_incident_mapper.layouts.spec import SheetSpec
from libya_incident_mapper.model.codes import code_list
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.language import LANGUAGES
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Incident, Movement, Waypoint

ROUNDS = 7
INCIDENTS, MOVEMENTS = 60, 6
PLACES = (
    ("Tripoli", 32.89, 13.18), ("Sabha", 27.04, 14.43), ("Kufra", 24.18, 23.31), ("Sirte", 31.21, 16.59),
    ("Ubari", 26.59, 12.78),
)
SUMMARY = "A summary of what happened, as long as most of them are in a week."


def records() -> Tuple[List[Incident], List[Movement]]:
    """A full week: the same records in every run."""
    towns = [
        Location(name, PlaceState.FOUND, lat, lon, 5000.0, precision=Precision.LOCALITY, name=name)
        for name, lat, lon in PLACES
    ]
    kinds = list(code_list("event_kinds"))
    first = date(2018, 7, 1)
    incidents = [
        Incident(
            kinds[turn % len(kinds)], DateRange.day(first + timedelta(days=turn % 7)), "is_libya", uid=f"i{turn}",
            actor2="lna", location=towns[turn % len(towns)], summary=SUMMARY,
        )
        for turn in range(INCIDENTS)
    ]
    movements = [
        Movement(
            "is_libya", DateRange.day(first), uid=f"m{turn}",
            waypoints=(Waypoint("origin", towns[turn % 5]), Waypoint("destination", towns[(turn + 1) % 5])),
        )
        for turn in range(MOVEMENTS)
    ]
    return incidents, movements


def export_by_hand(layout: QgsPrintLayout, path: Path) -> None:
    """What a person's click on 'Export' does, with the settings that our export has."""
    text = QgsRenderContext.TextRenderFormat.AlwaysText
    if path.suffix == ".png":
        picture = QgsLayoutExporter.ImageExportSettings()
        picture.dpi = DPI
        QgsLayoutExporter(layout).exportToImage(str(path), picture)
    else:
        document = QgsLayoutExporter.PdfExportSettings()
        document.dpi, document.textRenderFormat, document.simplifyGeometries = DPI, text, False
        QgsLayoutExporter(layout).exportToPdf(str(path), document)


def seconds(action: Callable[[], object]) -> float:
    """Wall time of one call."""
    begin = perf_counter()
    action()
    return perf_counter() - begin


def main() -> None:
    """Print medians and ratios for PDF and PNG."""
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        casefile = Casefile.create(folder / "case.gpkg")
        casefile.add_many(*records())
        project = QgsProject.instance()
        project.setEllipsoid("EPSG:7030")
        load_basemap(project)
        load_casefile(casefile, project)
        template = QDomDocument()
        template.appendChild(build_sheet(project, casefile).writeXml(template, QgsReadWriteContext()))
        for ending in (".pdf", ".png"):
            compare(project, casefile, template, folder / f"sheet{ending}")
        for language in LANGUAGES:
            report_files(build_sheet(project, casefile, SheetSpec(language=language)), language, folder)
        project.clear()
    application.exitQgis()


def compare(project: QgsProject, casefile: Casefile, template: QDomDocument, path: Path) -> None:
    """Take turns, so that a change in the machine's load falls on both."""
    by_hand: List[float] = []
    builds: List[float] = []
    exports: List[float] = []
    for turn in range(ROUNDS + 1):
        layout = QgsPrintLayout(project)
        layout.readXml(template.documentElement(), template, QgsReadWriteContext())
        hand = seconds(lambda layout=layout: export_by_hand(layout, path))
        sheets: List[QgsPrintLayout] = []
        build = seconds(lambda sheets=sheets: sheets.append(build_sheet(project, casefile)))
        export = seconds(lambda sheets=sheets: export_sheet(sheets[0], str(path)))
        project.layoutManager().removeLayout(sheets[0])
        if turn:  # the first one fills caches of fonts and pictures for both
            by_hand.append(hand)
            builds.append(build)
            exports.append(export)
    hand, build, export = median(by_hand), median(builds), median(exports)
    print(
        f"sheet {path.suffix[1:].upper()}, {INCIDENTS} incidents: by hand {hand:.2f} s; ours: composing {build:.2f} s, "
        f"export {export:.2f} s; ratio of the export {export / hand:.2f} (aim 1.20), with composing "
        f"{(build + export) / hand:.2f}"
    )


def report_files(layout: QgsPrintLayout, language: str, folder: Path) -> None:
    """Sizes of the three files, and how many of the words on the sheet a reader's search finds in the PDF."""
    files = [export_sheet(layout, str(folder / f"{language}.{ending}")) for ending in ("pdf", "png", "svg")]
    sizes = ", ".join(f"{group[0].suffix[1:].upper()} {sum(file.stat().st_size for file in group) / 1e6:.2f} MB"
                      for group in files)
    reader = subprocess.run(["pdftotext", str(files[0][0]), "-"], capture_output=True, text=True, check=True)
    found = set(words(reader.stdout))
    labels = [item.currentText() for item in layout.items() if isinstance(item, QgsLayoutItemLabel)]
    cells = [str(cell.content()) for table in layout.multiFrames() if isinstance(table, QgsLayoutItemManualTable)
             for row in table.tableContents() for cell in row]
    wanted = [word for text in (*labels, *cells) for word in words(text)]
    share = sum(word in found for word in wanted) / len(wanted)
    pages = layout.pageCollection().pageCount()
    print(f"files of {pages} pages, {language}: {sizes}; of {len(wanted)} words of labels and tables {share:.1%} "
          "are found in the PDF's text")


def words(text: str) -> List[str]:
    """Words of three letters and more as a search compares them: letters alone, in their usual forms."""
    plain = unicodedata.normalize("NFKC", re.sub(r"\[%.*?%\]", "", text))
    return re.findall(r"[^\W\d_]{3,}", plain)


if __name__ == "__main__":
    main()
