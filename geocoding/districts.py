"""The 22 districts of Libya (ADM1, Natural Earth) as polygons with their names, and the regions made of them."""

import json
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Tuple

from ..model.errors import DataFileError
from ..model.location import Candidate
from ..model.table import read_table
from .folding import clean, fold
from .gazetteer import GAZETTEER
from .geodesy import GeoPoint, bearing_and_distance, enclosing_circle
from .shapes import polygons_wkb, union_wkb

DISTRICT_ID = "district:"
Polygons = Tuple[Tuple[Tuple[GeoPoint, ...], ...], ...]


@dataclass(frozen=True)
class District:
    """A district: code ("LY.64"), names, and its polygons, each the outline followed by its holes."""

    code: str
    name: str
    name_ar: str
    aliases: Tuple[str, ...]
    polygons: Polygons = field(repr=False)

    kind = "district"

    @property
    def place_id(self) -> str:
        """The row of the gazetteer."""
        return DISTRICT_ID + self.code

    @property
    def of_district(self) -> str:
        """The district that it is or lies in."""
        return self.name

    @property
    def described(self) -> str:
        """What the polygon is, in words."""
        return f"the polygon of {self.name}"

    @property
    def wkb(self) -> bytes:
        """The polygons in lon/lat degrees; raises MissingPackage without shapely."""
        return polygons_wkb(self.polygons)

    def contains(self, point: GeoPoint) -> bool:
        """Whether the point lies inside, counted by the crossings of a line to the west."""
        return any(sum(_crossings(ring, point) for ring in rings) % 2 for rings in self.polygons)

    def circle(self) -> Tuple[GeoPoint, float]:
        """The corrected centre and the distance from it to the farthest corner, metres.

        The centre of the smallest enclosing circle, moved to the nearest corner where it lies outside.
        """
        return self._circle

    @cached_property
    def _circle(self) -> Tuple[GeoPoint, float]:
        corners = [point for rings in self.polygons for point in rings[0]]
        centre, radius = enclosing_circle(corners)
        if self.contains(centre):
            return centre, radius
        nearest = min(corners, key=lambda corner: bearing_and_distance(centre, corner)[1])
        return nearest, max(bearing_and_distance(nearest, corner)[1] for corner in corners)


@dataclass(frozen=True)
class Region(District):
    """A region made of whole districts; `code` is the id of its row in the gazetteer."""

    kind = "hist_region"
    districts: Tuple[str, ...] = ()

    @property
    def place_id(self) -> str:
        """The row of the gazetteer."""
        return self.code

    @property
    def of_district(self) -> str:
        """None: a region lies in several."""
        return ""

    @property
    def described(self) -> str:
        """What the polygon is, in words."""
        return f"{self.name} as the union of the districts {', '.join(self.districts)}"

    @cached_property
    def wkb(self) -> bytes:
        """The union of the polygons in lon/lat degrees; raises MissingPackage without shapely."""
        return union_wkb(rings[0] for rings in self.polygons)


@lru_cache(maxsize=1)
def load_districts() -> Tuple[District, ...]:
    """The bundled districts by code; raises DataFileError for a broken file."""
    return read_districts(GAZETTEER / "districts.geojson")


def read_districts(path: Path) -> Tuple[District, ...]:
    """Read a GeoJSON FeatureCollection of polygons with the properties code, name, name_ar and aliases."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return tuple(sorted((_district(feature) for feature in features), key=lambda district: district.code))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DataFileError(path, getattr(error, "lineno", 1), f"this is no list of districts ({error})") from error


def district_of(lat: float, lon: float) -> Optional[District]:
    """The district a point lies in, None outside all of them."""
    point = GeoPoint(lat, lon)
    near = (
        district for district, (south, north, west, east) in _boxes() if south <= lat <= north and west <= lon <= east
    )
    return next((district for district in near if district.contains(point)), None)


def district_named(name: str) -> Optional[District]:
    """The district of that name in any usual spelling, without the word "district"; None if none or several."""
    return _by_name().get(_key(name))


def district_with_code(code: str) -> Optional[District]:
    """The district with that code ("LY.64")."""
    return next((district for district in load_districts() if district.code == code), None)


def region_of(place: Candidate) -> Optional[Region]:
    """The region that the place is, None if it is not one made of districts."""
    if place.place_id not in region_districts():
        return None
    return _region(place.place_id, place.name, place.name_ar)


@lru_cache(maxsize=16)
def _region(place_id: str, name: str, name_ar: str) -> Region:
    codes = region_districts()[place_id]
    parts = [district for district in load_districts() if district.code in codes]
    polygons = tuple(rings for part in parts for rings in part.polygons)
    return Region(place_id, name, name_ar, (), polygons, tuple(part.name for part in parts))


@lru_cache(maxsize=1)
def region_districts() -> Mapping[str, Tuple[str, ...]]:
    """Ids of regions -> codes of their districts; raises DataFileError for a code that no district has."""
    path, known = GAZETTEER / "region_districts.csv", {district.code for district in load_districts()}
    regions: Dict[str, Tuple[str, ...]] = {}
    for line, row in read_table(path, ("place_id", "districts")):
        codes = tuple(row["districts"].split(";"))
        strange = next((code for code in codes if code not in known), None)
        if strange is not None:
            raise DataFileError(path, line, f"'{strange}' is no code of a district")
        if row["place_id"] in regions:
            raise DataFileError(path, line, f"the region '{row['place_id']}' stands there twice")
        regions[row["place_id"]] = codes
    return regions


@lru_cache(maxsize=1)
def _boxes() -> Tuple[Tuple[District, Tuple[float, float, float, float]], ...]:
    """Each district with its box (south, north, west, east), so that few polygons need be walked."""
    boxes = []
    for district in load_districts():
        lats, lons = zip(*(point for rings in district.polygons for point in rings[0]))
        boxes.append((district, (min(lats), max(lats), min(lons), max(lons))))
    return tuple(boxes)


@lru_cache(maxsize=1)
def _by_name() -> Dict[str, Optional[District]]:
    """Folded names -> district, None for a folded name that two districts share."""
    names: Dict[str, Optional[District]] = {}
    for district in load_districts():
        for key in {_key(name) for name in (district.name, district.name_ar, *district.aliases)}:
            names[key] = None if key in names else district
    return names


def _key(name: str) -> str:
    folded = fold(name)
    return " ".join((*folded.concepts, folded.own)) if folded.own else clean(name)


def _district(feature: Dict[str, Any]) -> District:
    properties, geometry = feature["properties"], feature["geometry"]
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    polygons: List[Tuple[Tuple[GeoPoint, ...], ...]] = [
        tuple(tuple(GeoPoint(lat, lon) for lon, lat in ring[:-1]) for ring in rings) for rings in parts
    ]
    return District(
        properties["code"], properties["name"], properties["name_ar"], tuple(properties["aliases"]), tuple(polygons)
    )


def _crossings(ring: Tuple[GeoPoint, ...], point: GeoPoint) -> int:
    return sum(
        point.lon > one.lon + (point.lat - one.lat) * (two.lon - one.lon) / (two.lat - one.lat)
        for one, two in _edges(ring)
        if (one.lat > point.lat) != (two.lat > point.lat)
    )


def _edges(ring: Tuple[GeoPoint, ...]) -> Iterator[Tuple[GeoPoint, GeoPoint]]:
    return zip(ring, ring[1:] + ring[:1])
