"""The places of one report help each other: what one text leaves open, the others may decide."""

from dataclasses import replace
from typing import Collection, Iterable, List, Sequence, Tuple

from ..model.errors import UnreadableValue
from ..model.location import Location, PlaceState
from .clues import Clues
from .geocoder import Geocoder
from .geodesy import GeoPoint
from .rules import Rule

# A district or a wide region says too little about where the rest of the report plays.
CERTAIN_M = 50_000.0


def locate_together(geocoder: Geocoder, mentions: Sequence[Tuple[str, Clues]]) -> List[Location]:
    """The places that one report or case mentions, in order, each with what is known of it alone.

    Every text is located by itself first; what is ambiguous then is located again beside those that were found.
    Coordinates that cannot be right give an unknown location, see `locate_or_say`.
    """
    alone = [locate_or_say(geocoder, text, clues) for text, clues in mentions]
    others = certain_points(alone)
    return [beside(geocoder, location, clues, others) for location, (_, clues) in zip(alone, mentions)]


def locate_or_say(geocoder: Geocoder, text: str, clues: Clues) -> Location:
    """Like `Geocoder.locate`; coordinates that cannot be right are unknown, and the remark says why."""
    try:
        return geocoder.locate(text, clues)
    except UnreadableValue as error:
        return Location(text, PlaceState.UNKNOWN, rule=Rule.COORDINATES.value, remark=str(error))


def certain_points(locations: Iterable[Location]) -> Tuple[GeoPoint, ...]:
    """Where those lie that were found closely enough to say something about the others, each point once."""
    return tuple(dict.fromkeys(
        GeoPoint(location.lat, location.lon) for location in locations
        if location.is_placed and location.radius_m is not None and location.radius_m <= CERTAIN_M
    ))


def beside(geocoder: Geocoder, alone: Location, clues: Clues, others: Collection[GeoPoint]) -> Location:
    """What an ambiguous text means beside the other places; any other location is left as it is."""
    if alone.state is not PlaceState.AMBIGUOUS or not others:
        return alone
    return geocoder.locate(alone.phrase, replace(clues, others=(*clues.others, *others)))
