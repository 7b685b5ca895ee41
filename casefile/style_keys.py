"""The one column that a layer is drawn by: actor, shape and certainty of a record in one stored key.

Drawing by a stored key is several times faster than by expressions over the single columns. Actor ids
and codes hold no bar, so a key falls apart into its parts again.
"""

from functools import lru_cache
from typing import NamedTuple

from ..model.codes import code_list
from ..model.location import Precision

BAR = "|"
SHARP = frozenset((Precision.EXACT, Precision.SITE, Precision.LOCALITY))


class IncidentKey(NamedTuple):
    """certainty: 'sharp' for an exact spot, a site or a named place, else 'vague'; actor2 may be empty."""

    actor1: str
    actor2: str
    shape: str
    stance: str
    certainty: str


class MovementKey(NamedTuple):
    """route: 'seen' where the way itself was observed, else 'reported'; end: 'open' where only a heading is known."""

    actor: str
    route: str
    stance: str
    end: str


class WaypointKey(NamedTuple):
    """A stop: whose, and whether origin, via or destination."""

    actor: str
    role: str


class AreaKey(NamedTuple):
    """An uncertainty: whose, and of what precision."""

    actor: str
    precision: str


@lru_cache(maxsize=4096)
def incident_key(actor1: str, actor2: str, kind: str, stance: str, precision: Precision) -> str:
    """`actor1|actor2|shape|stance|certainty`; the shape is that of the event kind."""
    certainty = "sharp" if precision in SHARP else "vague"
    return BAR.join((actor1, actor2, code_list("event_kinds")[kind].more["shape"], stance, certainty))


def movement_key(actor: str, is_route_observed: bool, stance: str, ends_open: bool) -> str:
    """`actor|seen or reported|stance|open or closed`."""
    return BAR.join((actor, "seen" if is_route_observed else "reported", stance, "open" if ends_open else "closed"))


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
