"""From a service's records to places of ours: kind, district, extent and names, and nothing that is not in Libya."""

import unicodedata
from functools import lru_cache
from typing import Any, Callable, Dict, Iterable, Iterator, Mapping, NamedTuple, Optional, Sequence, Tuple

from ...model.errors import DataFileError
from ...model.table import RESOURCES, read_table
from ..districts import district_of
from ..gazetteer import Place, place_kinds
from ..geodesy import GeoPoint, bearings_and_distances
from ..packages import MissingPackage
from ..rules import ONLINE_ID

_LONGEST_NAME = 200
_KIND_COLUMNS = ("scheme", "tag", "kind")
_UNKNOWN_KIND = "locality"
_LARGEST_M = 1e6


class Record(NamedTuple):
    """What of a service's record matters, still in its own words.

    key: the service's id of the place. tags: what it says of the kind, the surest first.
    corners: of its bounding box, none where it gives none. country: ISO code in lower case, empty if not told.
    """

    key: str
    names: Tuple[str, ...]
    tags: Tuple[str, ...]
    corners: Tuple[GeoPoint, ...] = ()
    country: str = ""


def places(provider: str, found: Iterable[Sequence[Any]], country: str) -> Iterator[Place]:
    """The records [lat, lon, record] of one answer as places, each once.

    Raises LookupError, TypeError or ValueError for what is no record of that provider.
    """
    seen = set()
    for lat, lon, raw in found:
        record = _READERS[provider](raw)
        if record.key in seen or not record.names or record.country not in ("", country):
            continue
        seen.add(record.key)
        yield _place(f"{ONLINE_ID}{provider}:{record.key}", GeoPoint(lat, lon), record, provider)


def _place(place_id: str, point: GeoPoint, record: Record, provider: str) -> Place:
    kind = next((known for known in map(_kinds(_SCHEMES[provider]).get, record.tags) if known), _UNKNOWN_KIND)
    latin = [name for name in record.names if not _is_arabic(name)]
    arabic = next(filter(_is_arabic, record.names), "")
    district = district_of(*point)
    return Place(
        place_id, latin[0] if latin else arabic, arabic, tuple(dict.fromkeys(record.names)), kind,
        district.name if district else "", point.lat, point.lon, _extent(point, record.corners, kind), 0.0, provider,
    )


def _extent(point: GeoPoint, corners: Sequence[GeoPoint], kind: str) -> float:
    """Metres to the farthest corner of the bounding box; what the kind usually has where there is none."""
    if corners:
        try:
            return min(max(bearings_and_distances(point, corners)[1]), _LARGEST_M)
        except MissingPackage:
            pass  # the usual extent serves
    return place_kinds()[kind].extent_m


def _nominatim(raw: Mapping[str, Any]) -> Record:
    named = raw.get("namedetails") or {}
    spelt = [named.get("name:en"), raw.get("name"), raw["display_name"].partition(",")[0], *named.values()]
    south, north, west, east = map(float, raw["boundingbox"])
    is_node = raw.get("osm_type") == "node"  # the box of a node is made up from its kind
    return Record(
        f"{str(raw['osm_type'])[:1].upper()}{int(raw['osm_id'])}", _texts(spelt), (f"{raw['class']}={raw['type']}",),
        () if is_node else _box(south, west, north, east),
    )


def _photon(raw: Mapping[str, Any]) -> Record:
    told = raw["properties"]
    corners = ()
    if told.get("extent"):
        west, north, east, south = map(float, told["extent"])
        corners = _box(south, west, north, east)
    return Record(
        f"{str(told['osm_type'])[:1].upper()}{int(told['osm_id'])}", _texts([told.get("name")]),
        (f"{told.get('osm_key')}={told.get('osm_value')}",), corners, str(told.get("countrycode") or "").lower(),
    )


def _geonames(raw: Mapping[str, Any]) -> Record:
    names = _texts([raw.get("toponymName"), raw.get("name")])
    return Record(
        str(int(raw["geonameId"])), names, (str(raw.get("fcode")),), country=str(raw.get("countryCode") or "").lower()
    )


def _opencage(raw: Mapping[str, Any]) -> Record:
    parts, point = raw["components"], raw["geometry"]
    kind = str(parts.get("_type"))
    corners = ()
    if raw.get("bounds"):
        low, high = raw["bounds"]["southwest"], raw["bounds"]["northeast"]
        corners = _box(float(low["lat"]), float(low["lng"]), float(high["lat"]), float(high["lng"]))
    # It gives no id of its own; the place is known by where it is.
    return Record(
        f"{float(point['lat']):.5f},{float(point['lng']):.5f}",
        _texts([parts.get(kind), raw["formatted"].partition(",")[0]]),
        (*(tag for tag in ("town", "village", "hamlet") if tag in parts), kind), corners,
        str(parts.get("country_code") or "").lower(),
    )


_READERS: Dict[str, Callable[[Mapping[str, Any]], Record]] = {
    "nominatim": _nominatim, "photon": _photon, "geonames": _geonames, "opencage": _opencage,
}
_SCHEMES = {"nominatim": "osm", "photon": "osm", "geonames": "geonames", "opencage": "opencage"}


def _box(south: float, west: float, north: float, east: float) -> Tuple[GeoPoint, ...]:
    if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
        raise ValueError("no bounding box")
    return tuple(GeoPoint(lat, lon) for lat in (south, north) for lon in (west, east))


def _texts(values: Iterable[Optional[object]]) -> Tuple[str, ...]:
    """The names among the values, on one line, in one normal form and of bearable length, each once.

    OpenStreetMap puts several values into one, with semicolons between them.
    """
    single = (name for value in values if isinstance(value, str) for name in value.split(";"))
    tidied = (
        " ".join(unicodedata.normalize("NFC", "".join(filter(str.isprintable, name))).split())[:_LONGEST_NAME]
        for name in single
    )
    return tuple(dict.fromkeys(filter(None, tidied)))


def _is_arabic(name: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in name)


@lru_cache(maxsize=4)
def _kinds(scheme: str) -> Mapping[str, str]:
    """Tag -> kind of ours, for the tags of OpenStreetMap, GeoNames or OpenCage."""
    path = RESOURCES / "services" / "kinds.csv"
    kinds: Dict[str, str] = {}
    for line, row in read_table(path, _KIND_COLUMNS):
        if row["kind"] not in place_kinds():
            raise DataFileError(path, line, f"'{row['kind']}' is no kind of place listed in kinds.csv")
        if row["scheme"] == scheme:
            kinds[row["tag"]] = row["kind"]
    return kinds
