"""The 22 districts: Natural Earth's polygons under the names that are used today, joined by code."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple

from ...model.table import read_table
from .entry import Entry, distance_m

_COLUMNS = ("code", "name", "name_ar", "aliases")
_DECIMALS = 5
Ring = List[Tuple[float, float]]


@dataclass(frozen=True)
class District:
    """A district with its outer and inner rings as (lon, lat) and a point inside as (lat, lon)."""

    code: str
    name: str
    name_ar: str
    aliases: Tuple[str, ...]
    polygons: Tuple[Tuple[Ring, ...], ...]
    inside: Tuple[float, float]

    def contains(self, lat: float, lon: float) -> bool:
        """Whether the point lies in one of the polygons and in none of its holes (even-odd rule)."""
        return any(sum(_crosses(ring, lat, lon) for ring in rings) % 2 for rings in self.polygons)

    def reach_m(self) -> float:
        """Metres from the point inside to the farthest corner."""
        return max(
            distance_m(self.inside[0], self.inside[1], lat, lon)
            for rings in self.polygons for lon, lat in rings[0]
        )

    def entry(self) -> Entry:
        """The district as a place."""
        return Entry(
            f"district:{self.code}", f"{self.name} District", f"شعبية {self.name_ar}",
            [self.name, self.name_ar, *self.aliases], "district", self.name, self.inside[0], self.inside[1],
            extent_m=round(self.reach_m(), -3), sources=["Natural Earth"],
        )


def read_districts(names: Path, features: Sequence[Dict]) -> List[District]:
    """Join the list of modern names with the polygons; SystemExit when a code has no partner."""
    shapes = {feature["properties"]["gn_a1_code"]: feature for feature in features}
    rows = [row for _, row in read_table(names, _COLUMNS)]
    lonely = sorted(set(shapes) ^ {row["code"] for row in rows})
    if lonely:
        raise SystemExit(f"District codes without a name or a polygon: {', '.join(lonely)}.")
    return [_district(row, shapes[row["code"]]) for row in sorted(rows, key=lambda row: row["code"])]


def geojson(districts: Sequence[District]) -> str:
    """One feature a line, so that a change shows as a change of that line."""
    lines = []
    for district in districts:
        properties = {"code": district.code, "name": district.name, "name_ar": district.name_ar,
                      "aliases": list(district.aliases)}
        geometry = {"type": "MultiPolygon", "coordinates": district.polygons}
        feature = {"type": "Feature", "properties": properties, "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def _district(row: Dict[str, str], feature: Dict) -> District:
    geometry, properties = feature["geometry"], feature["properties"]
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    polygons = tuple(
        tuple([(round(lon, _DECIMALS), round(lat, _DECIMALS)) for lon, lat in ring] for ring in rings)
        for rings in parts
    )
    return District(
        row["code"], row["name"], row["name_ar"], tuple(row["aliases"].split(";")), polygons,
        (properties["latitude"], properties["longitude"]),
    )


def _crosses(ring: Ring, lat: float, lon: float) -> bool:
    return bool(sum(1 for _ in _crossings(ring, lat, lon)) % 2)


def _crossings(ring: Ring, lat: float, lon: float) -> Iterator[None]:
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            yield
