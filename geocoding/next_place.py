"""Where a heading without a distance ends: at the next place of the same sort that way."""

from typing import Optional, Tuple

from ..model.location import Location
from .gazetteer import load_gazetteer, place_kinds
from .geodesy import GeoPoint
from .headings import NextPlace, next_within


def next_place_of(reference: Location) -> NextPlace:
    """How the rules ask for the next similar place: same group of kinds, at least as important."""
    def next_place(point: GeoPoint, bearing_deg: float, half_width_deg: float) -> Optional[Tuple[str, float]]:
        places, kinds = load_gazetteer(), place_kinds()
        own = next((place for place in places if place.place_id == reference.place_id), None)
        similar = [] if own is None else [
            (place.name, GeoPoint(place.lat, place.lon)) for place in places
            if place is not own and kinds[place.kind].group == kinds[own.kind].group
            and place.importance >= own.importance
        ]
        return next_within(point, bearing_deg, half_width_deg, similar)

    return next_place
