"""The 22 districts of Libya (ADM1, Natural Earth) as polygons with their names, from `districts.geojson`."""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

from ..model.errors import DataFileError
from .folding import clean, fold
from .gazetteer import GAZETTEER
from .geodesy import GeoPoint, bearing_and_distance, enclosing_circle
from .shapes import polygons_wkb

Polygons = Tuple[Tuple[Tuple[GeoPoint, ...], ...], ...]


@dataclass(frozen=True)
class District:
    """A district: code ("LY.64"), names, and its polygons, each the outline followed by its holes."""

    code: str
    name: str
    name_ar: str
    aliases: Tuple[str, ...]
    polygons: Polygons = field(repr=False)

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
        corners = [point for rings in self.polygons for point in rings[0]]
        centre, radius = enclosing_circle(corners)
        if self.contains(centre):
            return centre, radius
        nearest = min(corners, key=lambda corner: bearing_and_distance(centre, corner)[1])
        return nearest, max(bearing_and_distance(nearest, corner)[1] for corner in corners)


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
