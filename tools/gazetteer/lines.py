"""The coast and the land borders of Libya: the arcs of its outline, told apart by who shares them."""

import json
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple

from ...model.table import read_table

_COLUMNS = ("code", "neighbour", "name", "name_ar", "aliases")
_COUNTRY = "Libya"
_DECIMALS = 5


def geojson(names: Path, world: Dict) -> str:
    """One line a feature, in the order of the list of names; SystemExit when a line has no name or a name no line.

    `world` is a TopoJSON of countries: an arc that two of them use is their border, one that only Libya uses is coast.
    """
    lines = _lines(world)
    rows = [row for _, row in read_table(names, _COLUMNS)]
    lonely = sorted(set(lines) ^ {row["neighbour"] for row in rows})
    if lonely:
        raise SystemExit(f"Neighbours without a name or a line: {', '.join(map(repr, lonely))}.")
    features = []
    for row in rows:
        properties = {"code": row["code"], "name": row["name"], "name_ar": row["name_ar"],
                      "aliases": row["aliases"].split(";")}
        geometry = {"type": "LineString", "coordinates": lines[row["neighbour"]]}
        feature = {"type": "Feature", "properties": properties, "geometry": geometry}
        features.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def _lines(world: Dict) -> Dict[str, List[Tuple[float, float]]]:
    """Neighbour -> the line shared with it, "" -> the coast."""
    countries = {country["properties"]["name"]: country for country in world["objects"]["countries"]["geometries"]}
    own = set(_arcs(countries[_COUNTRY]["arcs"]))
    lines: Dict[str, List[Tuple[float, float]]] = {}
    for name, country in countries.items():
        for arc in sorted(own & set(_arcs(country.get("arcs", ())))) if name != _COUNTRY else ():
            lines.setdefault(name, []).extend(_points(world, arc))
            own.discard(arc)
    for arc in sorted(own):
        lines.setdefault("", []).extend(_points(world, arc))
    return lines


def _arcs(nested: Sequence) -> Iterator[int]:
    """The numbers of the arcs; a negative one is an arc run backwards."""
    for item in nested:
        if isinstance(item, int):
            yield item if item >= 0 else ~item
        else:
            yield from _arcs(item)


def _points(world: Dict, arc: int) -> List[Tuple[float, float]]:
    """An arc in degrees: whole numbers, each the step from the one before, scaled and moved."""
    (across, up), (left, bottom) = world["transform"]["scale"], world["transform"]["translate"]
    x = y = 0
    points = []
    for step_x, step_y in world["arcs"][arc]:
        x, y = x + step_x, y + step_y
        points.append((round(x * across + left, _DECIMALS), round(y * up + bottom, _DECIMALS)))
    return points
