"""The way back: a point in words that a reader of the report knows, "12 km SSW of El Agheila, Al Wahat".

The place named is a settlement. Which one is a balance of distance and importance: the one whose distance divided by
its importance (0..1) is smallest, so that a village half as important as a town must be twice as near. What the
geocoder would not take for that very place, as a homonym, is passed over; so the words lead back to the point.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Dict, Iterator, Mapping, Optional, Tuple

from ..model.errors import DataFileError, UnreadableValue
from ..model.language import tr
from ..model.table import read_table
from .districts import District, district_named, district_of
from .folding import split_qualifier
from .gazetteer import Place, load_gazetteer, place_kinds
from .geocoder import Geocoder
from .geodesy import GeoPoint, bearing_and_distance
from .outline import distance_from_libya_m, off_coast, rough_distance_m
from .rules import Rule
from .wording import LISTS, wording

LANGUAGES = ("en", "ar", "fr")
_WORDS = LISTS / "description_words.csv"
_SIXTEEN = 16
# French joins "de" with a name that begins with a vowel: "12 km au nord d’Ajdabiya".
_ELIDED = re.compile(r"\bde (?=[aeiouéèêîô])", re.IGNORECASE)
_PATTERNS = {
    "in": ("place",), "near": ("place",), "offset": ("number", "direction", "place"), "within": ("where", "area"),
    "offshore": (), "outside": (),
}
# Nearer than this many extents a place fills more than a quarter of the horizon, and no direction from it holds for all
# of it.
_NEAR_EXTENTS = math.sqrt(2)
_LEAST_IMPORTANCE = 0.01
# What lies farther from Libya than this is not described by a Libyan town.
_NEIGHBOURHOOD_M = 300_000.0


@dataclass(frozen=True)
class Description:
    """A point in words.

    place_id, name: the settlement referred to, the name in the language asked for; empty where there is none.
    distance_m, bearing_deg: from the settlement's point to this one; None where there is none.
    district: name of the district that the point lies in, empty outside all of them.
    """

    text: str
    place_id: str = ""
    name: str = ""
    distance_m: Optional[float] = None
    bearing_deg: Optional[float] = None
    district: str = ""


class Describer:
    """Describes points by the settlements of the bundled gazetteer, under names that the geocoder takes for them."""

    def __init__(self, geocoder: Geocoder) -> None:
        self._geocoder = geocoder

    def describe(self, lat: float, lon: float, language: str = "en") -> Description:
        """The point (degrees on WGS84) in English ("en"), Arabic ("ar") or French ("fr").

        Raises UnreadableValue for what is no latitude and longitude, or for another language; MissingPackage
        without pyproj.
        """
        if language not in LANGUAGES:
            raise UnreadableValue(tr("'{language}' is no language of descriptions; use {names}.").format(
                language=language, names=f" {tr('or')} ".join(LANGUAGES)
            ))
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise UnreadableValue(tr("{lat:g}, {lon:g} is no latitude and longitude in degrees.").format(
                lat=lat, lon=lon
            ))
        words = _words()[language]
        district = _district_at(lat, lon)
        if district is not None:
            area = _in_language(district.name, district.name_ar, language)
        elif distance_from_libya_m(lat, lon) > _NEIGHBOURHOOD_M:
            return Description(words["outside"])
        else:
            area = words["offshore" if off_coast(lat, lon) else "outside"]
        inside = area if district else ""
        for place in _settlements_for(lat, lon):
            name = self._understood_name(place, district)
            if name:
                name = _in_language(name, place.name_ar, language)
                bearing, distance = bearing_and_distance(GeoPoint(place.lat, place.lon), GeoPoint(lat, lon))
                text = _where(place.extent_m, name, bearing, distance, words)
                text = _ELIDED.sub("d’", text) if language == "fr" else text
                if name != area:
                    text = words["within"].format(where=text, area=area)
                return Description(text, place.place_id, name, distance, bearing, inside)
        return Description(area, district=inside)

    def _understood_name(self, place: Place, district: Optional[District]) -> str:
        """The shortest name of the place that, before the district's, means this place; empty if there is none."""
        for name in dict.fromkeys((split_qualifier(place.name)[0], place.name)):
            is_enough = district is None or district.name == name
            found = self._geocoder.locate(name if is_enough else f"{name}, {district.name}")
            if found.place_id == place.place_id and found.rule == Rule.NAMED_PLACE.value:
                return name
        return ""


def _district_at(lat: float, lon: float) -> Optional[District]:
    """The district of a point; that of the town round it where the coast of the polygons, a coarse one, cuts it off."""
    district = district_of(lat, lon)
    if district is None:
        first = next(_settlements_for(lat, lon))
        return district_named(first.district) if rough_distance_m(first, lat, lon) <= first.extent_m else None
    return district


def _settlements_for(lat: float, lon: float) -> Iterator[Place]:
    """First those that the point lies in, the smallest before the others; then by distance over importance."""
    def order(place: Place) -> Tuple[bool, float]:
        distance = rough_distance_m(place, lat, lon)
        outside = distance > place.extent_m
        return outside, distance / max(place.importance, _LEAST_IMPORTANCE) if outside else place.extent_m

    return iter(sorted(_settlements(), key=order))


@lru_cache(maxsize=1)
def _settlements() -> Tuple[Place, ...]:
    return tuple(place for place in load_gazetteer() if place_kinds()[place.kind].group == "settlement")


def _where(extent_m: float, name: str, bearing: float, distance: float, words: Mapping[str, str]) -> str:
    if distance <= extent_m:
        return words["in"].format(place=name)
    if distance <= _NEAR_EXTENTS * extent_m:
        return words["near"].format(place=name)
    direction = _sixteen_points()[round(bearing / (360 / _SIXTEEN)) % _SIXTEEN]
    return words["offset"].format(number=round(distance / 1000), direction=words[direction], place=name)


def _in_language(english: str, arabic: str, language: str) -> str:
    return (arabic if language == "ar" else english) or english


@lru_cache(maxsize=1)
def _sixteen_points() -> Tuple[str, ...]:
    """The codes of the compass points without the "by" ones, clockwise from north."""
    points = sorted(wording().points.values(), key=lambda point: point.bearing_deg)
    return tuple(point.code for point in points if point.bearing_deg % (360 / _SIXTEEN) == 0)


@lru_cache(maxsize=1)
def _words() -> Dict[str, Dict[str, str]]:
    """Language -> key -> words; raises DataFileError naming file and line."""
    words: Dict[str, Dict[str, str]] = {language: {} for language in LANGUAGES}
    known = {*_PATTERNS, *_sixteen_points()}
    for line, row in read_table(_WORDS, ("key", *LANGUAGES)):
        if row["key"] not in known or row["key"] in words["en"]:
            raise DataFileError(_WORDS, line, f"'{row['key']}' is unknown, or stands there twice")
        for language in LANGUAGES:
            parts = {part for _, part, _, _ in Formatter().parse(row[language]) if part is not None}
            if parts != set(_PATTERNS.get(row["key"], ())):
                raise DataFileError(_WORDS, line, f"'{row[language]}' has other parts in braces than it must have")
            words[language][row["key"]] = row[language]
    missing = known - set(words["en"])
    if missing:
        raise DataFileError(_WORDS, 1, f"words are missing for {', '.join(sorted(missing))}")
    return words
