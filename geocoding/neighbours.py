"""The places round a place that bound what a text may mean by "near" it or "south of" it."""

from typing import Callable, List, NamedTuple, Sequence

from ..model.location import Location
from .gazetteer import load_gazetteer, place_kinds
from .geodesy import GeoPoint, bearings_and_distances


class Neighbour(NamedTuple):
    """A similar place, in degrees clockwise from north and metres."""

    name: str
    bearing_deg: float
    distance_m: float


# From a point to the similar places around it, in any order.
Neighbours = Callable[[GeoPoint], Sequence[Neighbour]]


def neighbours_of(reference: Location) -> Neighbours:
    """How the rules ask for similar places: of the same group of kinds, and at least as important."""
    def neighbours(point: GeoPoint) -> List[Neighbour]:
        places, kinds = load_gazetteer(), place_kinds()
        own = next((place for place in places if place.place_id == reference.place_id), None)
        similar = [] if own is None else [
            place for place in places
            if place.importance >= own.importance and place is not own
            and kinds[place.kind].group == kinds[own.kind].group
        ]
        if not similar:
            return []
        bearings, distances = bearings_and_distances(point, [GeoPoint(place.lat, place.lon) for place in similar])
        return [Neighbour(place.name, *there) for place, *there in zip(similar, bearings, distances)]

    return neighbours
