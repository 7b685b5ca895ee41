"""Crossings that are named by the neighbour only: "the border crossing with Tunisia"."""

from typing import Optional, Tuple

from ..model.location import Candidate, Location, PlaceState
from .decision import Decision
from .gazetteer import load_gazetteer
from .geodesy import GeoPoint
from .locations import ambiguous, at_place
from .route_book import bundled_book
from .wording import CROSSING, tidy, tokenise, wording

_KIND = "border_crossing"
_BORDER = ("border", "الحدود")


def at_border_crossing(text: str) -> Optional[Location]:
    """The listed crossing of the border that the words name, or the question which of them; None without such words."""
    borders = [border for words in _with_border(text) for border in bundled_book().named(words)]
    if not borders:
        return None
    candidates = tuple(
        Candidate(
            place.place_id, place.name, place.name_ar, place.kind, place.district, place.lat, place.lon,
            place.extent_m, 0.0, f"a listed crossing of the {borders[0].name}",
        )
        for place in load_gazetteer()
        if place.kind == _KIND
        and borders[0].nearest(GeoPoint(place.lat, place.lon))[1] <= place.extent_m + borders[0].corridor_m
    )
    if len(candidates) == 1:
        return at_place(Decision(PlaceState.FOUND, candidates))
    names = ", ".join(place.name for place in candidates)
    reason = f"the {borders[0].name} has several listed crossings: {names}"
    return ambiguous(Decision(PlaceState.AMBIGUOUS, candidates, reason)) if candidates else None


def _with_border(text: str) -> Tuple[str, ...]:
    """The text with the word for the border in place of that for the crossing: "border with Tunisia"."""
    tidied = tidy(text)
    tokens, lines = tokenise(tidied), wording().lines
    for length in range(min(wording().longest, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            span = tokens[start:start + length]
            if lines.get(tuple(token.key for token in span)) == CROSSING:
                before, after = tidied[:span[0].start], tidied[span[-1].end:]
                return tuple(f"{before}{border}{after}" for border in _BORDER)
    return ()
