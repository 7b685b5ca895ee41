"""The places we know: `resources/gazetteer/places.csv`, written by `tools/build_gazetteer.py`."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, Iterator, Mapping, Tuple

from ..model.errors import DataFileError
from ..model.table import RESOURCES, read_table

GAZETTEER = RESOURCES / "gazetteer"
PLACE_COLUMNS = (
    "place_id", "name", "name_ar", "aliases", "kind", "district", "lat", "lon", "extent_m", "importance", "source",
)
KIND_COLUMNS = ("code", "label", "label_ar", "weight", "extent_m", "group")
_CITY, _TOWN = 100_000, 3_000
_MILLION_AND_A_HALF = math.log10(1_500_000)
_QUALIFIER = re.compile(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True)
class PlaceKind:
    """A kind of place.

    weight: 0..1, how much of a place's importance comes from its kind alone.
    extent_m: metres from the point to the edge where a source gives no extent.
    group: kinds of one group answer for each other when a text asks for a kind ("airport" for an airbase).
    """

    code: str
    label: str
    label_ar: str
    weight: float
    extent_m: float
    group: str


@dataclass(frozen=True)
class Place:
    """One place of the gazetteer.

    place_id: stable, from the source ("gn:2215210", "ap:HLLB", "sup:el-agheila", "district:LY.79").
    name, name_ar: for display; a qualifier in brackets tells homonyms apart and is no part of the name.
    aliases: other spellings, both scripts, as written.
    district: English name of the district (ADM1), empty for what spans several.
    lat, lon: degrees on WGS84; extent_m: metres from that point to the edge of the place.
    importance: 0..1. source: where the facts were taken from or checked.
    """

    place_id: str
    name: str
    name_ar: str
    aliases: Tuple[str, ...]
    kind: str
    district: str
    lat: float
    lon: float
    extent_m: float
    importance: float
    source: str

    def spellings(self) -> Iterator[str]:
        """Every way the name is written, with and without a qualifier in brackets, each once."""
        names = [name for name in (self.name, self.name_ar) if name]
        yield from dict.fromkeys([*(_QUALIFIER.sub("", name) for name in names), *self.aliases, *names])


@lru_cache(maxsize=1)
def place_kinds() -> Mapping[str, PlaceKind]:
    """The kinds of place by code, from `kinds.csv`; raises DataFileError for a broken list."""
    path = GAZETTEER / "kinds.csv"
    kinds: Dict[str, PlaceKind] = {}
    for line, row in read_table(path, KIND_COLUMNS):
        if row["code"] in kinds:
            raise DataFileError(path, line, f"the kind '{row['code']}' stands there twice")
        kinds[row["code"]] = PlaceKind(
            row["code"], row["label"], row["label_ar"],
            _number(path, line, row, "weight", 0, 1), _number(path, line, row, "extent_m", 1, 1e6), row["group"],
        )
    return kinds


def importance(weight: float, population: int, sources: int) -> float:
    """0..1: half the weight of the kind, a third the population (0: unknown), the rest how many sources know it."""
    people = math.log10(population) / _MILLION_AND_A_HALF if population > 0 else 0
    return round(min(1.0, 0.5 * weight + 0.3 * people + 0.2 * min(sources, 5) / 5), 3)


def settlement_kind(population: int) -> str:
    """The kind of a settlement with so many people; a village where that is unknown."""
    return "city" if population >= _CITY else "town" if population >= _TOWN else "village"


def read_places(path: Path) -> Tuple[Place, ...]:
    """Read a gazetteer file; raises DataFileError naming the line of the first fault."""
    kinds, seen, places = place_kinds(), set(), []
    for line, row in read_table(path, PLACE_COLUMNS):
        if not row["place_id"] or not row["name"]:
            raise DataFileError(path, line, "a place needs an id and a name")
        if row["place_id"] in seen:
            raise DataFileError(path, line, f"the id '{row['place_id']}' stands there twice")
        if row["kind"] not in kinds:
            raise DataFileError(path, line, f"'{row['kind']}' is no kind of place listed in kinds.csv")
        seen.add(row["place_id"])
        places.append(Place(
            row["place_id"], row["name"], row["name_ar"], tuple(filter(None, row["aliases"].split(";"))),
            row["kind"], row["district"],
            _number(path, line, row, "lat", -90, 90), _number(path, line, row, "lon", -180, 180),
            _number(path, line, row, "extent_m", 1, 1e6), _number(path, line, row, "importance", 0, 1), row["source"],
        ))
    return tuple(places)


@lru_cache(maxsize=1)
def load_gazetteer() -> Tuple[Place, ...]:
    """The bundled places, sorted by id; read once."""
    return read_places(GAZETTEER / "places.csv")


def _number(path: Path, line: int, row: Mapping[str, str], column: str, low: float, high: float) -> float:
    try:
        value = float(row[column])
    except ValueError as error:
        raise DataFileError(path, line, f"{column} must be a number, not '{row[column]}'") from error
    if not low <= value <= high:
        raise DataFileError(path, line, f"{column} must lie between {low:g} and {high:g}, not {value:g}")
    return value
