"""The honest shapes of vague places: outlines by geodesics, polygons by shapely, handed on as WKB in lon/lat degrees.

A ring is a list of points without the closing one. Arcs step by at most 5 degrees with both ends exact.
"""

import math
from typing import TYPE_CHECKING, Callable, Iterable, List, Sequence

from .geodesy import XY, GeoPoint, bearing_and_distance, destinations, from_plane, midpoint, to_plane
from .packages import MissingPackage, need

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Ring = List[GeoPoint]
ARC_STEP_DEG = 5.0
# Each side of the lens between two places leaves them as far off the straight line as a plain "south" may be off.
LENS_ANGLE_DEG = 45.0
# From a circle to the corners of the outline that circle_ring would draw round it.
_ROUND_THE_CIRCLE = 1 / math.cos(math.radians(ARC_STEP_DEG / 2))
# Lines from a map end some metres short of each other where the roads meet.
MEETING_M, WIDEST_JUNCTION_M = 15.0, 300.0


def arc(centre: GeoPoint, from_deg: float, to_deg: float, radius_m: float) -> Ring:
    """Points `radius_m` metres from `centre`, clockwise from bearing `from_deg` to `to_deg` (the greater number)."""
    steps = max(1, math.ceil((to_deg - from_deg) / ARC_STEP_DEG))
    bearings = [from_deg + (to_deg - from_deg) * step / steps for step in range(steps)] + [to_deg]
    return destinations(centre, bearings, [radius_m] * len(bearings))


def circle_ring(centre: GeoPoint, radius_m: float) -> Ring:
    """The outline of a disc."""
    return arc(centre, 0, 360, radius_m)[:-1]


def sector_ring(centre: GeoPoint, heading_deg: float, half_width_deg: float, inner_m: float, outer_m: float) -> Ring:
    """The outline of an annular sector, `heading_deg` plus and minus `half_width_deg`; with `inner_m` 0 it has an apex.

    `half_width_deg` is less than 180: a full turn is a ring with a hole, see `ring_wkb`.
    """
    low, high = heading_deg - half_width_deg, heading_deg + half_width_deg
    outline = arc(centre, low, high, outer_m)
    return outline + (arc(centre, low, high, inner_m)[::-1] if inner_m > 0 else [centre])


def lens_ring(one: GeoPoint, other: GeoPoint) -> Ring:
    """The outline between two places: two arcs through both, inside the circle that has them as ends of a diameter."""
    middle = midpoint(one, other)
    _, distance = bearing_and_distance(one, other)
    along, _ = bearing_and_distance(middle, other)
    opening = math.radians(LENS_ANGLE_DEG)
    radius, below = distance / 2 / math.sin(opening), distance / 2 / math.tan(opening)
    steps = math.ceil(2 * LENS_ANGLE_DEG / ARC_STEP_DEG)
    side = []
    for step in range(1, steps):
        turn = opening * (2 * step / steps - 1)
        side.append((radius * math.sin(turn), radius * math.cos(turn) - below))
    turned = side + [(-x, -y) for x, y in side]
    bearings = [along + math.degrees(math.atan2(y, x)) for x, y in turned]
    points = destinations(middle, bearings, [math.hypot(x, y) for x, y in turned])
    return [one] + points[:steps - 1] + [other] + points[steps - 1:]


def ring_wkb(outer: Sequence[GeoPoint], hole: Sequence[GeoPoint] = ()) -> bytes:
    """A polygon with at most one hole as WKB."""
    return polygons_wkb([[outer, hole] if hole else [outer]])


def polygons_wkb(polygons: Iterable[Sequence[Sequence[GeoPoint]]]) -> bytes:
    """Polygons, each its outline and then its holes, as WKB Polygon (one) or MultiPolygon (several)."""
    parts = [_polygon(rings) for rings in polygons]
    return _wkb(parts[0] if len(parts) == 1 else need("shapely.geometry").MultiPolygon(parts))


def union_wkb(rings: Iterable[Sequence[GeoPoint]]) -> bytes:
    """The union of discs and sectors, each given by its outline, as WKB."""
    return _wkb(need("shapely.ops").unary_union([_polygon([ring]) for ring in rings]))


def ring_about_wkb(area_wkb: bytes, origin: GeoPoint, inner_m: float, outer_m: float) -> bytes:
    """What lies between two distances from a shape, in a plane of true distances about `origin`.

    With `inner_m` 0 the shape itself belongs to it.
    """
    plane = _on_plane(origin, need("shapely.wkb").loads(area_wkb))
    ring = plane.buffer(outer_m)
    if inner_m > 0:
        ring = ring.difference(plane.buffer(inner_m))
    return _wkb(_on_earth(origin, ring))


def corridor_wkb(line: Sequence[GeoPoint], half_width_m: float, centre: GeoPoint, radius_m: float) -> bytes:
    """What lies within `half_width_m` of a line and within `radius_m` of `centre`.

    The outline of the disc is drawn round the circle, so that no point of the line is cut off by a chord.
    """
    buffer = need("shapely.geometry").LineString(to_plane(centre, line)).buffer(half_width_m)
    disc = need("shapely.geometry").Polygon(to_plane(centre, circle_ring(centre, radius_m * _ROUND_THE_CIRCLE)))
    return _wkb(_on_earth(centre, _areas_of(buffer.intersection(disc))))


def meeting_points(
    one: Sequence[GeoPoint], other: Sequence[GeoPoint], centre: GeoPoint, radius_m: float
) -> List[GeoPoint]:
    """Where two lines cross, or the one ends at the other, within `radius_m` of `centre`.

    Lines that come as near as MEETING_M meet; where they run side by side for longer than a junction is wide, they do
    not.
    """
    geometry = need("shapely.geometry")
    strips = [geometry.LineString(to_plane(centre, line)).buffer(MEETING_M) for line in (one, other)]
    common = strips[0].intersection(strips[1])
    found = [part.centroid for part in getattr(common, "geoms", [common]) if not part.is_empty and _is_small(part)]
    return from_plane(centre, [(at.x, at.y) for at in found if math.hypot(at.x, at.y) <= radius_m])


def common_wkb(area_wkb: bytes, ring: Sequence[GeoPoint]) -> bytes:
    """What a shape and an outline have in common."""
    return _wkb(_common(area_wkb, ring))


def common_corners(area_wkb: bytes, ring: Sequence[GeoPoint]) -> List[GeoPoint]:
    """The outer corners of what a shape and an outline have in common; none without shapely."""
    try:
        common = _common(area_wkb, ring)
    except MissingPackage:
        return []
    parts = getattr(common, "geoms", [common])
    return [GeoPoint(lat, lon) for part in parts if not part.is_empty for lon, lat in part.exterior.coords]


def hull_ring(rings: Iterable[Sequence[GeoPoint]]) -> Ring:
    """The outline of the convex hull of several outlines, taken in a plane of true distances about their middle."""
    points = [point for ring in rings for point in ring]
    origin = GeoPoint(
        (min(p.lat for p in points) + max(p.lat for p in points)) / 2,
        (min(p.lon for p in points) + max(p.lon for p in points)) / 2,
    )
    plane = sorted(to_plane(origin, points))
    return from_plane(origin, _half_hull(plane) + _half_hull(plane[::-1]))


def _half_hull(plane: Sequence[XY]) -> List[XY]:
    """One chain of Andrew's monotone chain hull, without its last point."""
    chain: List[XY] = []
    for x, y in plane:
        while len(chain) > 1 and (
            (chain[-1][0] - chain[-2][0]) * (y - chain[-2][1]) <= (chain[-1][1] - chain[-2][1]) * (x - chain[-2][0])
        ):
            chain.pop()
        chain.append((x, y))
    return chain[:-1]


def _polygon(rings: Sequence[Sequence[GeoPoint]]) -> "BaseGeometry":
    geometry = need("shapely.geometry")
    outline, *holes = [[(point.lon, point.lat) for point in ring] for ring in rings]
    return geometry.polygon.orient(geometry.Polygon(outline, holes))


def _wkb(shape: "BaseGeometry") -> bytes:
    return bytes(shape.wkb)


def _is_small(part: "BaseGeometry") -> bool:
    west, south, east, north = part.bounds
    return math.hypot(east - west, north - south) <= WIDEST_JUNCTION_M


def _common(area_wkb: bytes, ring: Sequence[GeoPoint]) -> "BaseGeometry":
    return _areas_of(need("shapely.wkb").loads(area_wkb).intersection(_polygon([ring])))


def _areas_of(shape: "BaseGeometry") -> "BaseGeometry":
    """Its polygons, without the lines and points along which two shapes merely touch."""
    parts = getattr(shape, "geoms", [shape])
    return need("shapely.ops").unary_union([part for part in parts if part.geom_type.endswith("Polygon")])


def _on_plane(origin: GeoPoint, shape: "BaseGeometry") -> "BaseGeometry":
    """A shape in lon/lat degrees on the plane about `origin`."""
    return _redrawn(shape, lambda corners: to_plane(origin, [GeoPoint(lat, lon) for lon, lat, *_ in corners]))


def _on_earth(origin: GeoPoint, shape: "BaseGeometry") -> "BaseGeometry":
    """A shape on the plane about `origin` in lon/lat degrees."""
    return _redrawn(shape, lambda corners: [(point.lon, point.lat) for point in from_plane(origin, list(corners))])


def _redrawn(shape: "BaseGeometry", change: Callable[[Sequence[XY]], List[XY]]) -> "BaseGeometry":
    """A polygon or several with other coordinates; shapely's own transform goes by another name since 2.2."""
    geometry = need("shapely.geometry")
    parts = [
        geometry.Polygon(change(part.exterior.coords), [change(hole.coords) for hole in part.interiors])
        for part in getattr(shape, "geoms", [shape]) if not part.is_empty
    ]
    return parts[0] if len(parts) == 1 else geometry.MultiPolygon(parts)
