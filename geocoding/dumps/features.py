"""A feature of a dump, whoever publishes it, on its way to becoming a place."""

from collections import Counter
from dataclasses import dataclass, field
from typing import List, NamedTuple, Optional, Tuple

from ...model.language import tr
from ..coordinates import in_libya
from ..districts import district_of
from ..gazetteer import Place, importance, place_kinds, settlement_kind
from .feature_codes import Feature, feature_of
from .rows import BadDump, Text
from .spellings import aliases_of, first_of

_SETTLEMENTS = ("village", "town", "city")


class Dump(NamedTuple):
    """What a file of place names gave.

    source: who publishes it, and so the licence. country: the code that most rows bear. classes: the classes of
    feature in it, in order. as_of: day of the newest row, ISO, empty where no row says. outside: features outside
    the box round Libya. unused: features that are no places, such as roads, countries and reliefs of the sea floor.
    """

    source: str
    country: str
    classes: str
    as_of: str
    places: Tuple[Place, ...]
    outside: int
    unused: int


@dataclass
class Tally:
    """Counts while the rows go by."""

    countries: "Counter[str]" = field(default_factory=Counter)
    classes: "Counter[str]" = field(default_factory=Counter)
    as_of: str = ""
    outside: int = 0
    unused: int = 0

    def dump(self, source: str, places: Tuple[Place, ...]) -> Dump:
        """The places under what was counted."""
        country = self.countries.most_common(1)[0][0] if self.countries else ""
        classes = "".join(sorted(self.classes))
        return Dump(source, country, classes, self.as_of, places, self.outside, self.unused)

    def wants(self, feature_class: str, code: str, lat: float, lon: float) -> bool:
        """Whether a feature is a place in or about Libya; counts it as left out if it is not."""
        if not in_libya(lat, lon):
            self.outside += 1
        elif feature_of(feature_class, code) is None:
            self.unused += 1
        else:
            self.classes[feature_class] += 1
            return True
        return False


def point(text: Text, line: int, lat: str, lon: str) -> Tuple[float, float]:
    """Degrees; raises BadDump for what is no point on the Earth."""
    try:
        degrees = float(lat), float(lon)
    except ValueError as error:
        raise _no_point(text, line, lat, lon) from error
    if not (-90 <= degrees[0] <= 90 and -180 <= degrees[1] <= 180):
        raise _no_point(text, line, lat, lon)
    return degrees


def as_place(
    place_id: str, names: List[str], name_ar: str, code: Tuple[str, str], lat: float, lon: float, source: str,
    district: Optional[str] = None, population: int = 0,
) -> Place:
    """The place for a feature that is wanted, named by its first Latin name; any script serves where there is none.

    names: best first. code: class and code. district: None where the source does not say, so that the polygons do.
    """
    feature: Feature = feature_of(*code) or Feature("locality", 0, 1)
    kind = _greater(feature.kind, population)
    usual = place_kinds()[kind]
    weight, extent_m = (feature.weight, feature.extent_m) if kind == feature.kind else (usual.weight, usual.extent_m)
    name = first_of(names, arabic=False) or names[0]
    name_ar = name_ar or first_of(names, arabic=True)
    if district is None:
        polygon = district_of(lat, lon)
        district = polygon.name if polygon else ""
    return Place(
        place_id, name, name_ar, aliases_of(name, name_ar, names, usual.group == "area"), kind, district,
        round(lat, 5), round(lon, 5), extent_m, importance(weight, population, 1), source,
    )


def _greater(kind: str, population: int) -> str:
    """A settlement is what its code says or what its people make it, whichever is more."""
    if kind not in _SETTLEMENTS or not population:
        return kind
    return max(kind, settlement_kind(population), key=_SETTLEMENTS.index)


def _no_point(text: Text, line: int, lat: str, lon: str) -> BadDump:
    return BadDump(
        tr(
            "{text}, line {line}: '{lat}, {lon}' is no latitude and longitude; get the file again, or "
            "take that line out."
        ).format(text=text.name, line=line, lat=lat, lon=lon)
    )
