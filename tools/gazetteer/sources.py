"""Rows of each source as entries, cleaned by rule."""

import re
from pathlib import Path
from typing import Dict, Iterable, List, Sequence, Set

from ...geocoding.dumps.spellings import is_arabic, is_usable
from ...geocoding.folding import clean
from ...geocoding.gazetteer import settlement_kind
from ...model.table import read_table
from .districts import District
from .entry import Entry

_SUPPLEMENT = ("name", "name_ar", "aliases", "kind", "lat", "lon", "radius_km", "district", "evidence", "note")
_ICAO = re.compile(r"HL[A-Z0-9]{2}")
# The supplement says "district" of parts of a town, which are no districts in the sense of ADM1.
_SUPPLEMENT_KINDS = {"district": "site"}


def corrections(path: Path) -> Dict[str, Set[str]]:
    """Spellings of the supplement that are none of the place, by its name."""
    dropped: Dict[str, Set[str]] = {}
    for _, row in read_table(path, ("name", "drop_alias", "reason")):
        dropped.setdefault(row["name"], set()).add(row["drop_alias"])
    return dropped


def supplement(path: Path, dropped: Dict[str, Set[str]]) -> List[Entry]:
    """Our own places, less the spellings that were found to be another's."""
    entries = []
    for _, row in read_table(path, _SUPPLEMENT):
        aliases = [alias for alias in row["aliases"].split(";") if alias and alias not in dropped.get(row["name"], ())]
        entries.append(Entry(
            f"sup:{_slug(row['name'])}", row["name"], row["name_ar"], aliases,
            _SUPPLEMENT_KINDS.get(row["kind"], row["kind"]), row["district"], float(row["lat"]), float(row["lon"]),
            extent_m=float(row["radius_km"]) * 1000, sources=row["evidence"].split("+"),
            codes={alias for alias in aliases if _ICAO.fullmatch(alias)},
        ))
    return entries


def geonames(rows: Iterable[Dict], districts: Sequence[District]) -> List[Entry]:
    """Libya's populated places of GeoNames; the district comes by code, which is newer than the polygons."""
    names = {district.code: district.name for district in districts}
    entries = []
    for row in (row for row in rows if row["countrycode"] == "LY"):
        aliases = [name for name in row["alternatenames"] if is_usable(name)]
        arabic = [name for name in aliases if is_arabic(name)]
        entries.append(Entry(
            f"gn:{row['geonameid']}", row["name"], arabic[0] if arabic else "", aliases,
            settlement_kind(row["population"]), names[f"LY.{row['admin1code']}"], row["latitude"], row["longitude"],
            population=row["population"], sources=["GeoNames"],
        ))
    return entries


def cities(rows: Iterable[Dict], districts: Sequence[District]) -> List[Entry]:
    """Towns of SimpleMaps."""
    entries = []
    for row in rows:
        lat, lon, population = float(row["lat"]), float(row["lng"]), int(row["population"] or 0)
        entries.append(Entry(
            f"sm:{row['id']}", row["city"], "", [], settlement_kind(population), district_at(districts, lat, lon),
            lat, lon, population=population, sources=["SimpleMaps"],
        ))
    return entries


def airports(rows: Iterable[Dict], districts: Sequence[District]) -> List[Entry]:
    """Airfields; one without an IATA code and without a town is a strip."""
    entries = []
    for row in rows:
        lat, lon = float(row["lat"]), float(row["lon"])
        kind = "airport" if row["iata"] or row["city"] else "airstrip"
        kind = "airbase" if clean(row["name"]).endswith("air base") else kind
        entries.append(Entry(
            f"ap:{row['icao']}", row["name"], "", [row["icao"]], kind, district_at(districts, lat, lon), lat, lon,
            sources=["airports"], codes={row["icao"]},
        ))
    return entries


def district_at(districts: Sequence[District], lat: float, lon: float) -> str:
    """Name of the district whose polygon holds the point, empty off the coast."""
    return next((district.name for district in districts if district.contains(lat, lon)), "")


def _slug(name: str) -> str:
    return clean(name.replace("'", "")).replace(" ", "-")
