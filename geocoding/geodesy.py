"""Distances, bearings and circles on the WGS84 ellipsoid: geodesics by pyproj, never degrees as if they were metres."""

import math
from functools import lru_cache
from typing import TYPE_CHECKING, List, NamedTuple, Sequence, Tuple

from .packages import need

if TYPE_CHECKING:
    from pyproj import Geod

XY = Tuple[float, float]
# A circle is centred anew until the projection's centre is its own; three rounds reach millimetres in Libya.
_RECENTRINGS = 3
_ROUNDING_M = 1e-6


class GeoPoint(NamedTuple):
    """Degrees on WGS84, latitude first."""

    lat: float
    lon: float


@lru_cache(maxsize=1)
def geod() -> "Geod":
    """The WGS84 ellipsoid; raises MissingPackage without pyproj."""
    return need("pyproj").Geod(ellps="WGS84")


def destination(start: GeoPoint, bearing_deg: float, distance_m: float) -> GeoPoint:
    """The point `distance_m` metres along the geodesic that leaves `start` at `bearing_deg` clockwise from north."""
    lon, lat, _ = geod().fwd(start.lon, start.lat, bearing_deg, distance_m)
    return GeoPoint(lat, lon)


def destinations(start: GeoPoint, bearings_deg: Sequence[float], distances_m: Sequence[float]) -> List[GeoPoint]:
    """Like `destination`, for many bearings and distances from one start."""
    count = len(bearings_deg)
    lons, lats, _ = geod().fwd([start.lon] * count, [start.lat] * count, list(bearings_deg), list(distances_m))
    return [GeoPoint(lat, lon) for lat, lon in zip(lats, lons)]


def bearings_and_distances(start: GeoPoint, ends: Sequence[GeoPoint]) -> Tuple[List[float], List[float]]:
    """Bearing at `start` (0 up to 360 degrees) and distance in metres to each of `ends`."""
    count = len(ends)
    bearings, _, distances = geod().inv(
        [start.lon] * count, [start.lat] * count, [end.lon for end in ends], [end.lat for end in ends]
    )
    return [bearing % 360 for bearing in bearings], list(distances)


def bearing_and_distance(start: GeoPoint, end: GeoPoint) -> Tuple[float, float]:
    """Bearing at `start` (0 up to 360 degrees) and distance in metres to `end`."""
    bearings, distances = bearings_and_distances(start, [end])
    return bearings[0], distances[0]


def midpoint(one: GeoPoint, other: GeoPoint) -> GeoPoint:
    """The point half-way along the geodesic between the two."""
    bearing, distance = bearing_and_distance(one, other)
    return destination(one, bearing, distance / 2)


def angle_between(one_deg: float, other_deg: float) -> float:
    """The smaller angle between two bearings, 0 to 180 degrees."""
    return abs((one_deg - other_deg + 180) % 360 - 180)


def to_plane(origin: GeoPoint, points: Sequence[GeoPoint]) -> List[XY]:
    """Metres east and north of `origin`, azimuthal equidistant: true in distance and bearing from the origin."""
    bearings, distances = bearings_and_distances(origin, points)
    return [
        (distance * math.sin(math.radians(bearing)), distance * math.cos(math.radians(bearing)))
        for bearing, distance in zip(bearings, distances)
    ]


def from_plane(origin: GeoPoint, plane: Sequence[XY]) -> List[GeoPoint]:
    """The inverse of `to_plane`."""
    return destinations(
        origin, [math.degrees(math.atan2(x, y)) for x, y in plane], [math.hypot(x, y) for x, y in plane]
    )


def enclosing_circle(points: Sequence[GeoPoint]) -> Tuple[GeoPoint, float]:
    """Centre and radius in metres of the smallest circle round `points` (one at least).

    The circle is found in an azimuthal equidistant plane that is centred anew on each result, so
    distances from the final centre are geodesic; the radius is the largest of them.
    """
    centre = points[0]
    for _ in range(_RECENTRINGS):
        x, y, _ = _smallest_circle(to_plane(centre, points))
        centre = from_plane(centre, [(x, y)])[0]
    return centre, max(bearings_and_distances(centre, points)[1])


def _smallest_circle(plane: Sequence[XY]) -> Tuple[float, float, float]:
    """Smallest circle (x, y, radius) round points of the plane, by Welzl's method without recursion.

    The points are taken in strides and not along the outline, for which the method is slow.
    """
    count = len(plane)
    stride = next(step for step in range(max(1, int(count * 0.618)), count + 2) if math.gcd(step, count) == 1)
    order = [plane[index * stride % count] for index in range(count)]
    circle = (*order[0], 0.0)
    for i, first in enumerate(order):
        if _inside(circle, first):
            continue
        circle = (*first, 0.0)
        for j, second in enumerate(order[:i]):
            if _inside(circle, second):
                continue
            circle = _circle_of_two(first, second)
            for third in order[:j]:
                if not _inside(circle, third):
                    circle = _circle_of_three(first, second, third)
    return circle


def _inside(circle: Tuple[float, float, float], point: XY) -> bool:
    return math.hypot(point[0] - circle[0], point[1] - circle[1]) <= circle[2] * (1 + 1e-12) + _ROUNDING_M


def _circle_of_two(one: XY, other: XY) -> Tuple[float, float, float]:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2, math.hypot(one[0] - other[0], one[1] - other[1]) / 2


def _circle_of_three(one: XY, two: XY, three: XY) -> Tuple[float, float, float]:
    bx, by, cx, cy = two[0] - one[0], two[1] - one[1], three[0] - one[0], three[1] - one[1]
    double_area = 2 * (bx * cy - by * cx)
    if double_area == 0:  # on one line: the two farthest apart span the circle
        pairs = ((one, two), (one, three), (two, three))
        return max((_circle_of_two(*pair) for pair in pairs), key=lambda circle: circle[2])
    x = (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / double_area
    y = (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / double_area
    return one[0] + x, one[1] + y, math.hypot(x, y)
