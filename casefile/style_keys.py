"""The one column that a layer is drawn by: actor, shape and certainty of a record in one stored key.

Drawing by a stored key is several times faster than by expressions over the single columns. Actor ids
and codes hold no bar, so a key falls apart into its parts again.
"""

from functools import lru_cache
from typing import NamedTuple, Optional, Tuple

from ..model.codes import code_list
from ..model.counts import CountRange
from ..model.location import Precision

STYLE_KEY, BAR = "style_key", "|"
SHARP = frozenset((Precision.EXACT, Precision.SITE, Precision.LOCALITY))
WIDE = frozenset((Precision.DISTRICT, Precision.REGION, Precision.COUNTRY))

DEATH_STEPS = VEHICLE_STEPS = (20, 5, 1, 0)
"""The least number of each step of size or width, the largest first: 20 and more, 5 to 19, 1 to 4, none."""


class IncidentKey(NamedTuple):
    """actor2 may be empty.

    certainty: 'sharp' for an exact spot, a site or a named place; 'wide' where only a district, region or the
    country is known; else 'vague'. deaths: the least number of a step of `DEATH_STEPS`, empty where not known.
    """

    actor1: str
    actor2: str
    shape: str
    stance: str
    certainty: str
    status: str
    deaths: str


class MovementKey(NamedTuple):
    """route: 'seen' where the way itself was observed, else 'reported'; end: 'open' where no destination is placed.

    vehicles: the least number of a step of `VEHICLE_STEPS`, empty where not known.
    """

    actor: str
    route: str
    stance: str
    end: str
    vehicles: str


class WaypointKey(NamedTuple):
    """A stop: whose, and whether origin, via or destination."""

    actor: str
    role: str


class AreaKey(NamedTuple):
    """An uncertainty: whose, and of what precision."""

    actor: str
    precision: str


@lru_cache(maxsize=4096)
def incident_key(
    actor1: str, actor2: str, kind: str, stance: str, precision: Precision, status: str, deaths: CountRange
) -> str:
    """The parts of `IncidentKey`, parted by bars; the shape is that of the event kind.

    The step of deaths follows `CountRange.estimate`.
    """
    certainty = "sharp" if precision in SHARP else "wide" if precision in WIDE else "vague"
    step = _step(deaths.estimate, DEATH_STEPS)
    return BAR.join((actor1, actor2, code_list("event_kinds")[kind].more["shape"], stance, certainty, status, step))


def movement_key(actor: str, is_route_observed: bool, stance: str, ends_open: bool, vehicles: CountRange) -> str:
    """The parts of `MovementKey`, parted by bars.

    The step of vehicles follows the estimate, else the greatest number: as many as five were some.
    """
    number = vehicles.high if vehicles.estimate is None else vehicles.estimate
    route, end = "seen" if is_route_observed else "reported", "open" if ends_open else "closed"
    return BAR.join((actor, route, stance, end, _step(number, VEHICLE_STEPS)))


def _step(number: Optional[int], steps: Tuple[int, ...]) -> str:
    return "" if number is None else str(next(least for least in steps if number >= least))


def waypoint_key(actor: str, role: str) -> str:
    """`actor|role`."""
    return BAR.join((actor, role))


def area_key(actor: str, precision: Precision) -> str:
    """`actor|precision`."""
    return BAR.join((actor, precision.value))


def parse_incident_key(key: str) -> IncidentKey:
    """The parts of `incident_key`; ValueError for anything else."""
    return _parts(IncidentKey, key)


def parse_movement_key(key: str) -> MovementKey:
    """The parts of `movement_key`; ValueError for anything else."""
    return _parts(MovementKey, key)


def parse_waypoint_key(key: str) -> WaypointKey:
    """The parts of `waypoint_key`; ValueError for anything else."""
    return _parts(WaypointKey, key)


def parse_area_key(key: str) -> AreaKey:
    """The parts of `area_key`; ValueError for anything else."""
    return _parts(AreaKey, key)


def _parts(kind: type, key: str) -> NamedTuple:
    parts = key.split(BAR)
    if len(parts) != len(kind._fields):
        raise ValueError(f"'{key}' is not a style key of {len(kind._fields)} parts")
    return kind(*parts)
