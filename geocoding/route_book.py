"""The lines that are known: the bundled coast and borders, and the roads a user brings."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterable, List, Sequence, Tuple

from ..model.errors import DataFileError
from .folding import clean
from .gazetteer import GAZETTEER
from .geodesy import GeoPoint
from .routes import COARSE_CORRIDOR_M, COARSE_REACH_M, Route
from .solution import Anchor

_SOURCE = "Natural Earth 1:10 million"


class RouteBook:
    """Finds lines by their name, or by the places they pass."""

    def __init__(self, routes: Iterable[Route] = ()) -> None:
        self.routes = tuple(routes)
        self._by_name: Dict[str, List[Route]] = {}
        for route in self.routes:
            for key in dict.fromkeys(map(clean, (route.name, *route.aliases))):
                if key:
                    self._by_name.setdefault(key, []).append(route)

    def named(self, name: str) -> Sequence[Route]:
        """The lines of that name, in any case and without "the"; a road of many pieces is several."""
        key = clean(name)
        return self._by_name.get(key[4:] if key.startswith("the ") else key, ())

    def passing(self, kind: str, places: Sequence[Anchor]) -> List[Route]:
        """The lines of that kind that pass all of the places."""
        return [route for route in self.routes if route.kind == kind and route.passes_all(places)]


NO_ROUTES = RouteBook()


@lru_cache(maxsize=1)
def bundled_book() -> RouteBook:
    """The book of the bundled lines, made once."""
    return RouteBook(bundled_lines())


@lru_cache(maxsize=1)
def bundled_lines() -> Tuple[Route, ...]:
    """The coast and the borders of Libya; raises DataFileError for a broken file."""
    return read_lines(GAZETTEER / "lines.geojson")


def read_lines(path: Path) -> Tuple[Route, ...]:
    """Read a GeoJSON FeatureCollection of lines with the properties code, name, name_ar and aliases.

    The code's first word is the kind: "coast", "border-eg".
    """
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return tuple(_line(feature) for feature in features)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DataFileError(path, getattr(error, "lineno", 1), f"this is no list of lines ({error})") from error


def _line(feature: Dict[str, Any]) -> Route:
    properties = feature["properties"]
    points = tuple(GeoPoint(float(lat), float(lon)) for lon, lat in feature["geometry"]["coordinates"])
    if len(points) < 2:
        raise ValueError(f"the line '{properties['name']}' has fewer than two points")
    return Route(
        properties["name"], points, _SOURCE, properties["code"].partition("-")[0],
        (properties["name_ar"], *properties["aliases"]), COARSE_CORRIDOR_M, COARSE_REACH_M,
    )
