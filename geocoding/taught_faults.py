"""What is wrong with a lesson: all of it at once, each fault with its field and a sentence."""

import math
import unicodedata
from datetime import datetime
from typing import Dict, Iterable, Iterator, List, Sequence, Tuple

from ..model.errors import UnreadableValue
from ..model.language import counted, tr
from ..model.location import PlaceState
from ..model.taught import TaughtPlace
from ..model.validation import Fault
from .coordinates import in_libya
from .folding import LONGEST_NAME, fold
from .gazetteer import place_kinds
from .geocoder import Geocoder
from .index import NameIndex
from .search import PlaceSearch
from .taught import taught_rows

LARGEST_RADIUS_M = 1_000_000.0
LONGEST_TEXT = 2_000
"""Characters of the texts that are no names."""

MOST_SPELLINGS = 100

_Key = Tuple[str, Tuple[str, ...], Tuple[str, ...]]


def faults_of_values(place: TaughtPlace) -> List[Fault]:
    """Faults of the values by themselves; a lesson without any can be made a row of a gazetteer."""
    faults = list(_name_faults(place))
    if not (math.isfinite(place.lat) and -90 <= place.lat <= 90):  # noqa: PLR2004 (degrees)
        faults.append(Fault("lat", tr("The latitude {lat:.10g} is out of range: it goes from -90 to 90.").format(
            lat=place.lat
        )))
    if not (math.isfinite(place.lon) and -180 <= place.lon <= 180):  # noqa: PLR2004 (degrees)
        faults.append(Fault("lon", tr("The longitude {lon:.10g} is out of range: it goes from -180 to 180.").format(
            lon=place.lon
        )))
    if not 0 < place.radius_m <= LARGEST_RADIUS_M:
        faults.append(Fault("radius_m", tr("The radius must be above 0 m and at most {most:g} km.").format(
            most=LARGEST_RADIUS_M / 1000
        )))
    if place.kind not in place_kinds():
        known = ", ".join(place_kinds())
        faults.append(Fault("kind", tr("'{kind}' is no kind of place this program knows; use one of {known}.").format(
            kind=place.kind[:60], known=known
        )))
    if not place.uid:
        faults.append(Fault("uid", tr("A taught place needs an identifier.")))
    for name in ("district", "author", "reason", "uid", "place_id"):
        if len(getattr(place, name)) > LONGEST_TEXT or "\0" in getattr(place, name):
            sentence = tr("The {name} is longer than {most} characters or holds a NUL; write it shorter.").format(
                name=name, most=LONGEST_TEXT
            )
            faults.append(Fault(name, sentence))
    if place.taught and not _is_moment(place.taught):
        faults.append(Fault("taught", tr("'{taught}' is no date; write it as 2018-07-30.").format(
            taught=place.taught[:60]
        )))
    return faults


def doubt_about(place: TaughtPlace) -> str:
    """A sentence where the point is possible but odd, else nothing."""
    if in_libya(place.lat, place.lon):
        return ""
    return tr("{lat:.5g}, {lon:.5g} lies outside Libya; check that the latitude comes first.").format(
        lat=place.lat, lon=place.lon
    )


class TaughtNames:
    """The spellings taught so far, among which none may stand for two things."""

    def __init__(self, taught: Iterable[TaughtPlace] = ()) -> None:
        self._known: Dict[_Key, TaughtPlace] = {}
        for place in taught:
            self.add(place)

    def add(self, place: TaughtPlace) -> None:
        """Count a lesson among those taught."""
        for spelling in place.spellings:
            self._known.setdefault(_key(spelling), place)

    def faults(self, places: Iterable[TaughtPlace]) -> List[Tuple[TaughtPlace, Fault]]:
        """Every fault of some lessons, with the lesson; what has none may be taught, and its names will be found."""
        faults: List[Tuple[TaughtPlace, Fault]] = []
        sound: List[TaughtPlace] = []
        for place in places:
            found = faults_of_values(place) or list(self._double(place))
            faults += ((place, fault) for fault in found)
            if not found:
                self.add(place)
                sound.append(place)
        return [*faults, *_never_found(sound)]

    def _double(self, place: TaughtPlace) -> Iterator[Fault]:
        for spelling in place.spellings:
            other = self._known.get(_key(spelling))
            if other is not None and other.uid != place.uid:
                where = other.district or f"{other.lat:.4f}, {other.lon:.4f}"
                yield Fault(
                    _field(place, spelling), tr(
                        "'{spelling}' is taught already ({name}, {where}); forget that one first, or add "
                        "a word that tells the two apart."
                    ).format(spelling=spelling, name=other.name, where=where)
                )


def _name_faults(place: TaughtPlace) -> Iterator[Fault]:
    if not place.name:
        yield Fault("name", tr("No name is given; write the name as reports have it."))
    if place.is_spelling and not place.aliases:
        yield Fault("aliases", tr("No spelling is given; write how else {place} is spelt.").format(
            place=place.name or tr("the place")
        ))
    if len(place.aliases) > MOST_SPELLINGS:
        yield Fault("aliases", counted(
            "{number} spelling is too many; at most {most} fit.",
            "{number} spellings are too many; at most {most} fit.",
            len(place.aliases), most=MOST_SPELLINGS,
        ))
    named = (("name", place.name), ("name_ar", place.name_ar), *(("aliases", alias) for alias in place.aliases))
    for field, text in named:
        if len(text) > LONGEST_NAME:
            yield Fault(field, tr("'{text}…' is longer than {most} characters; write the name alone.").format(
                text=text[:30], most=LONGEST_NAME
            ))
        elif any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
            yield Fault(field, tr("'{text}' contains control characters; type it again without.").format(
                text=text[:30]
            ))
        elif field == "aliases" and ";" in text:
            yield Fault(field, tr("'{text}' contains a semicolon, which parts spellings; leave it out.").format(
                text=text[:30]
            ))


def _never_found(places: Sequence[TaughtPlace]) -> Iterator[Tuple[TaughtPlace, Fault]]:
    """Spellings that read as something else, such as a phrase, coordinates or a mere kind of place."""
    rows = taught_rows(places)
    geocoder = Geocoder(PlaceSearch(NameIndex(rows, is_taught=True)))
    for place, row in zip(places, rows):
        for spelling in place.spellings:
            if not _is_name_of(row.place_id, spelling, geocoder):
                yield place, Fault(
                    _field(place, spelling), tr(
                        "'{spelling}' would not be read as this place's name but as a phrase, as "
                        "coordinates or as a mere kind of place; write the name alone."
                    ).format(spelling=spelling)
                )


def _is_name_of(place_id: str, spelling: str, geocoder: Geocoder) -> bool:
    try:
        location = geocoder.locate(spelling)
    except UnreadableValue:
        return False
    return location.state is PlaceState.FOUND and location.place_id == place_id


def _field(place: TaughtPlace, spelling: str) -> str:
    if place.is_spelling:
        return "aliases"
    return next((name for name in ("name", "name_ar") if getattr(place, name) == spelling), "aliases")


def _key(spelling: str) -> _Key:
    """What the search goes by; two spellings with the same key are the very same name to it."""
    folded = fold(spelling)
    return folded.own, folded.concepts, folded.numbers


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
