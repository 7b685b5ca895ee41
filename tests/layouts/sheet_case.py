"""A casefile with records of the example's kind, the sheet made of it, and what can be read back from a sheet."""

import html
import json
import re
import subprocess
from datetime import date, timedelta

from qgis.core import (
    QgsExpressionContextUtils,
    QgsLayoutItemLabel,
    QgsMapLayerLegendUtils,
    QgsProject,
)

from libya_incident_mapper.layers.group import load_casefile
from libya_incident_mapper.layouts.sheet import build_sheet
from libya_incident_mapper.layouts.spec import SheetSpec
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.codes import code_list
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.record_filter import RecordFilter
from libya_incident_mapper.model.records import Claim, Incident, Losses, Movement, Source, Waypoint
from libya_incident_mapper.model.table import RESOURCES

HOSTILE = "<b>[% 1 + 1 %]</b> 'quoted' \"twice\" ]]> & قصر"
PRODUCED = date(2018, 8, 1)
SOURCE = Source("al-Naba 141")
LOGO = RESOURCES / "icons" / "plugin.svg"


def place(name, lat, lon, precision=Precision.LOCALITY, radius_m=5000.0):
    return Location(name, PlaceState.FOUND, lat, lon, radius_m, precision=precision, name=name.rpartition(" of ")[2])


UQAYLAH = place("Uqaylah", 30.26, 19.20)
SOUTH = place("south of Uqaylah", 30.0, 19.20, Precision.DIRECTION, 20_000.0)
UBARI = place("Ubari", 26.59, 12.78)
NOWHERE_KNOWN = Location("Wadi al-Jafr", PlaceState.UNKNOWN, remark="in no reachable source")


def incident(day, location, kind="attack", **more):
    more.setdefault("actor2", "lna")
    return Incident(kind, DateRange.day(day), "is_libya", location=location, **more)


def example():
    claim = Claim(source_uid=SOURCE.uid, stance="claims", reliability="B", credibility="3", published=date(2018, 7, 26))
    denial = Claim(source_uid=SOURCE.uid, stance="denies", claimant="lna", quote="It was not us.")
    return [
        incident(date(2018, 7, 24), UQAYLAH, summary="Raid", killed=Losses(CountRange(high=5)), claims=(claim,)),
        incident(date(2018, 7, 25), SOUTH, "armed_clash", stance="alleges", claims=(denial,)),
        incident(date(2018, 7, 26), NOWHERE_KNOWN, "armed_clash"),
        incident(date(2018, 7, 27), UBARI, "air_drone_strike", stance="denies", summary="A strike nobody made"),
    ], [
        Movement("is_libya", DateRange.day(date(2018, 7, 28)), heading=180.0, waypoints=(Waypoint("origin", UQAYLAH),)),
        Movement("is_libya", DateRange.day(date(2018, 7, 20)), waypoints=(
            Waypoint("origin", UQAYLAH), Waypoint("via", Location("103 line", PlaceState.UNKNOWN)),
            Waypoint("destination", UBARI),
        )),
    ]


class Case:
    def __init__(self, casefile):
        self.casefile = casefile
        self.project = QgsProject()
        self.project.setEllipsoid("EPSG:7030")

    def fill(self, incidents, movements=()):
        self.casefile.add_many(incidents, movements, sources=[SOURCE])
        return self.load()

    def load(self):
        load_casefile(self.casefile, self.project)
        return self

    def close(self):
        """Layers that live on when QGIS has ended crash as they close their files (QGIS 3.22)."""
        self.project.layoutManager().clear()
        self.project.clear()

    def sheet(self, period=None, title="", **more):
        return build_sheet(
            self.project, self.casefile, SheetSpec(RecordFilter(period), title=title, produced=PRODUCED, **more)
        )


def labels(layout):
    return [item.currentText() for item in layout.items() if isinstance(item, QgsLayoutItemLabel)]


def table(layout, name):
    """The rows of a table, which QGIS may have in several parts."""
    parts = [
        part for part in layout.multiFrames()
        if part.frameCount() and re.fullmatch(f"{name} [0-9]+", part.frame(0).id())
    ]
    parts.sort(key=lambda part: int(part.frame(0).id().rpartition(" ")[2]))
    return [
        [str(cell.content()).replace("\n", " ") for cell in row] for part in parts for row in part.tableContents()
    ]


def numbers(layout, variable):
    return json.loads(QgsExpressionContextUtils.layoutScope(layout).variable(variable))


def by_uid_values(expression):
    """What the first text of JSON in an expression, or in a style, says of each uid."""
    return json.loads(re.search(r"from_json\('(\{.*?\})'\)", html.unescape(expression)).group(1))


def shifts_in(style):
    """Uid → how far right and down a marker is moved, in mm, as the style says it."""
    texts = re.findall(r"from_json\('(\{.*?\})'\)", html.unescape(style))
    pairs = (pair for text in texts for pair in json.loads(text).items())
    moved = ((uid, re.fullmatch(r"(-?[\d.]+),(-?[\d.]+),0,0", str(value))) for uid, value in pairs)
    return {uid: tuple(map(float, found.groups())) for uid, found in moved if found}


def legend_labels(layout):
    legend = layout.itemById("Legend")
    return [
        QgsMapLayerLegendUtils.legendNodeUserLabel(node, 0).replace("\n", " ")
        for group in legend.model().rootGroup().children() for node in group.children()
    ]


def pdf_text(path):
    """What can be selected in a PDF in which a strict reader finds no mistake."""
    read = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    assert "Syntax" not in read.stderr, read.stderr
    return read.stdout


def pdf_properties(path):
    """What readers show of a PDF besides its pages, and its metadata as they stand in the file."""
    said = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    return said + "".join(re.findall(r"<\?xpacket begin.*?<\?xpacket end", path.read_bytes().decode("latin-1"), re.S))


TRIPOLI = [place(f"quarter {number}", 32.86 + 0.03 * (number % 3), 13.0 + 0.08 * number) for number in range(8)]
FAR = [place("Kufra", 24.18, 23.29), place("Ghat", 24.96, 10.18), place("Tobruk", 32.08, 23.96)]


def crowded(actors):
    kinds = list(code_list("event_kinds"))
    ids = [actor.actor_id for actor in default_actors()][:actors]
    return [
        incident(
            date(2031, 2, 1) + timedelta(days=number % 28), (*TRIPOLI, *FAR)[number % 11], kinds[number % len(kinds)],
            actor2=actor, status=("draft", "reviewed")[number % 2],
        )
        for number, actor in enumerate(ids)
    ]
