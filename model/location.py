"""Where something happened: a point, an uncertainty, and the reason for both."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Optional, Tuple, Union

from .language import is_right_to_left


class PlaceState(str, Enum):
    """What the search for a place text came to."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class Precision(str, Enum):
    """How closely a location is known; the crosswalk to ACLED, UCDP and Atlos is in `precisions.csv`."""

    EXACT = "exact"
    SITE = "site"
    LOCALITY = "locality"
    NEAR = "near"
    DIRECTION = "direction"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    UNLOCATED = "unlocated"


@dataclass(frozen=True)
class Candidate:
    """One place that a text may mean.

    `score` is the sum of named penalties, 0 for the very name; lower is better. `reason` names
    the penalties in words. `lat` and `lon` are degrees on WGS84, `extent_m` is the distance from
    the point to the edge of the place.
    """

    place_id: str
    name: str
    name_ar: str
    kind: str
    district: str
    lat: float
    lon: float
    extent_m: float
    score: float
    reason: str


@dataclass(frozen=True)
class Location:
    """A place text and what it was resolved to; the fields follow Darwin Core's georeference terms.

    phrase: the words as written (verbatimLocality).
    lat, lon: degrees on WGS84, both None unless `state` is FOUND.
    radius_m: coordinateUncertaintyInMeters of the point-radius method; None where unplaced, never 0.
    area_wkb: the honest shape as WKB Polygon or MultiPolygon in lon/lat degrees; None where there is none.
    rule: how the point came about (georeferenceProtocol), such as "named place" or "distance at a heading".
    remark: assumptions and numbers used, or why there is no point (georeferenceRemarks).
    sources: gazetteer rows used (georeferenceSources), such as "LY-12;LY-40".
    candidates: best first; kept even when one was chosen.
    """

    phrase: str
    state: PlaceState
    lat: Optional[float] = None
    lon: Optional[float] = None
    radius_m: Optional[float] = None
    area_wkb: Optional[bytes] = field(default=None, repr=False)
    precision: Precision = Precision.UNLOCATED
    rule: str = ""
    remark: str = ""
    name: str = ""
    name_ar: str = ""
    place_id: str = ""
    kind: str = ""
    district: str = ""
    sources: str = ""
    score: Optional[float] = None
    candidates: Tuple[Candidate, ...] = ()

    @property
    def is_placed(self) -> bool:
        """Whether there is a point to draw."""
        return self.lat is not None and self.lon is not None


def told_name(place: Union[Candidate, Location]) -> str:
    """The name of what was found in the language spoken: for readers of Arabic the Arabic one, where there is one."""
    return place.name_ar if is_right_to_left() and place.name_ar else place.name


NOWHERE = Location("", PlaceState.UNKNOWN, remark="no place was given")
