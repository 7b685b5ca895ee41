"""Lines one can be "on": a road or pipeline of the user's, the coast, a border; and where on them something lies.

Everything is measured along the geodesic line in metres from its first point.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Iterable, List, Tuple

from .geodesy import GeoPoint, bearing_and_distance, bearings_and_distances, destination, to_plane
from .solution import Anchor

# A place counts as lying on a line that passes within this distance of its edge; a town "on the coast" may lie inland.
ROAD_REACH_M = 5_000.0
COARSE_REACH_M = 30_000.0
# The corridor on each side of a line of the user's, and of one from a map of 1:10 million.
ROAD_CORRIDOR_M = 1_000.0
COARSE_CORRIDOR_M = 5_000.0
_TO_THE_METRE = 40
# To leave out lines far away without measuring: less than a degree of longitude at 35° north, and how far a geodesic
# leg bulges polewards, in degrees for each square degree of longitude it spans (at most sin 45° cos 45° / 8 rad).
_SHORTEST_DEGREE_M, _BULGE = 90_000.0, 0.0011


@dataclass(frozen=True)
class Route:
    """A line with a name.

    name, aliases: as people call it ("Ajdabiya-Jalu road", "coastal road"); both scripts.
    line: two points at least, degrees on WGS84.
    source: where the line is from; it goes into georeferenceSources.
    kind: of `line_words.csv`: a road answers for roads, a pipeline for pipelines.
    corridor_m: how far on each side of the line something "on" it may lie.
    reach_m: how far from its edge a place may be that the line is said to pass.
    """

    name: str
    line: Tuple[GeoPoint, ...] = field(repr=False)
    source: str
    kind: str = "road"
    aliases: Tuple[str, ...] = ()
    corridor_m: float = ROAD_CORRIDOR_M
    reach_m: float = ROAD_REACH_M

    @property
    def name_ar(self) -> str:
        """The first of its names in Arabic script, empty if there is none."""
        names = (self.name, *self.aliases)
        return next((name for name in names if any("\u0600" <= letter <= "\u06ff" for letter in name)), "")

    @cached_property
    def measures(self) -> Tuple[float, ...]:
        """The position of each point of the line."""
        steps = [bearing_and_distance(one, two)[1] for one, two in zip(self.line, self.line[1:])]
        return tuple(accumulate(steps, initial=0.0))

    @property
    def length_m(self) -> float:
        """The length of the line."""
        return self.measures[-1]

    def passes_all(self, places: Iterable[Anchor]) -> bool:
        """Whether the line comes within reach of each of the places."""
        return all(
            self._may_reach(place.point, place.extent_m + self.reach_m)
            and self.nearest(place.point)[1] <= place.extent_m + self.reach_m
            for place in places
        )

    def _may_reach(self, point: GeoPoint, metres: float) -> bool:
        """Whether a leg comes so near that measuring is worth while, by the rectangle of its ends in degrees."""
        slack = metres / _SHORTEST_DEGREE_M
        for (lat, lon), (next_lat, next_lon) in zip(self.line, self.line[1:]):
            bulge = slack + _BULGE * (next_lon - lon) ** 2
            if (
                min(lat, next_lat) - bulge <= point.lat <= max(lat, next_lat) + bulge
                and min(lon, next_lon) - slack <= point.lon <= max(lon, next_lon) + slack
            ):
                return True
        return False

    def nearest(self, point: GeoPoint) -> Tuple[float, float]:
        """The position of the point of the line that is nearest to `point`, and how far that is."""
        plane = to_plane(point, self.line)
        best = (0.0, float("inf"))
        for index, ((x, y), (next_x, next_y)) in enumerate(zip(plane, plane[1:])):
            step_x, step_y = next_x - x, next_y - y
            squared = step_x * step_x + step_y * step_y
            share = min(1.0, max(0.0, -(x * step_x + y * step_y) / squared)) if squared else 0.0
            away = ((x + share * step_x) ** 2 + (y + share * step_y) ** 2) ** 0.5
            if away < best[1]:
                low, high = self.measures[index], self.measures[index + 1]
                best = (low + share * (high - low), away)
        return best

    def at(self, measure_m: float) -> GeoPoint:
        """The point of the line at a position, which lies between 0 and its length."""
        index = min(max(bisect_right(self.measures, measure_m) - 1, 0), len(self.line) - 2)
        bearing, _ = bearing_and_distance(self.line[index], self.line[index + 1])
        return destination(self.line[index], bearing, measure_m - self.measures[index])

    def part(self, one_m: float, other_m: float) -> List[GeoPoint]:
        """The line between two positions, in its own direction; positions beyond its ends mean its ends."""
        low, high = (min(max(measure, 0.0), self.length_m) for measure in sorted((one_m, other_m)))
        within = [point for point, measure in zip(self.line, self.measures) if low < measure < high]
        return [self.at(low), *within, self.at(high)]

    def equidistant(self, one_m: float, other_m: float) -> GeoPoint:
        """The point between two positions that is as far from the one as from the other.

        As the crow flies; of several such points the one whose farthest point of the part is nearest.
        """
        low, high = sorted((one_m, other_m))
        start, end = self.at(low), self.at(high)
        knots = [low, *(measure for measure in self.measures if low < measure < high), high]
        part = self.part(low, high)
        nearer_to_end = [
            to_start - to_end for to_start, to_end in zip(_distances(start, part), _distances(end, part))
        ]
        found = [
            self.at(self._balance(knots[index], knots[index + 1], start, end))
            for index in range(len(knots) - 1) if nearer_to_end[index] <= 0 <= nearer_to_end[index + 1]
            or nearer_to_end[index + 1] <= 0 <= nearer_to_end[index]
        ]
        return min(found, key=lambda point: max(_distances(point, part)))

    def _balance(self, low: float, high: float, start: GeoPoint, end: GeoPoint) -> float:
        """The position between two where the distances to start and end are equal, by halving."""
        low_is_nearer_end = self._leans(low, start, end) > 0
        for _ in range(_TO_THE_METRE):
            middle = (low + high) / 2
            if (self._leans(middle, start, end) > 0) == low_is_nearer_end:
                low = middle
            else:
                high = middle
        return (low + high) / 2

    def _leans(self, measure: float, start: GeoPoint, end: GeoPoint) -> float:
        point = self.at(measure)
        return bearing_and_distance(point, start)[1] - bearing_and_distance(point, end)[1]


def _distances(start: GeoPoint, ends: List[GeoPoint]) -> List[float]:
    return bearings_and_distances(start, ends)[1]
