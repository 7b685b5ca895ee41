"""Which line a phrase means, and what it comes to without one."""

from dataclasses import replace
from typing import List, Optional, Sequence

from ..model.location import Location
from .folding import clean
from .georeferencing_rules import GeoreferencingRules
from .locations import anchor_of, on_line, several_on_lines
from .neighbours import Neighbours
from .paths import OnLine, along_path, between_ends, crossings, leaving
from .phrase import Phrase, Relation
from .route_book import RouteBook, bundled_book
from .routes import Route
from .solution import NEAR_BUFFER_M, Anchor

_ROAD, _AND = "road", ("and", "و")


class OnLines:
    """Places what lies on a line: on one that the user brought, else on the bundled coast or a border."""

    def __init__(self, routes: RouteBook, rules: GeoreferencingRules) -> None:
        self._routes, self._rules = routes, rules

    def named(self, name: str) -> Sequence[Route]:
        """The lines of that name."""
        return self._routes.named(name) or bundled_book().named(name)

    def somewhere_on(self, phrase: Phrase, name: str) -> Optional[Location]:
        """"on the Egyptian border": somewhere on the whole of a line; None if no line is called so."""
        return self._location(replace(phrase, relation=Relation.PATH), (), between_ends(self.named(name), ()))

    def on_road_between(self, phrase: Phrase, inner: Sequence[Location]) -> Optional[Location]:
        """"between A and B" on the road of the user's that joins them; None if none does."""
        anchors = [anchor_of(location) for location in inner]
        routes = self._routes.passing(_ROAD, anchors) if self._routes.routes else []
        return self._location(replace(phrase, relation=Relation.PATH), inner, between_ends(routes, anchors))

    def place(
        self, phrase: Phrase, inner: Sequence[Location], ends: Sequence[Location], neighbours: Neighbours
    ) -> Optional[Location]:
        """A PATH or ALONG whose places are known; None where there is no line for it."""
        anchors, joined = [anchor_of(location) for location in inner], [anchor_of(location) for location in ends]
        places = [*anchors, *joined]
        routes = [route for route in self.named(phrase.line) if route.passes_all(places)]
        for book in (self._routes, bundled_book()):
            routes = routes or (book.passing(phrase.line_kind, places) if places else [])
        if phrase.relation is Relation.PATH:
            is_leaving = anchors and phrase.heading
            found = leaving(phrase, routes, anchors[0], neighbours) if is_leaving else between_ends(routes, joined)
        else:
            found = along_path(phrase, routes, anchors, joined, self._rules)
        return self._location(phrase, [*inner, *ends], found)

    def junction(self, place: Location) -> Optional[Location]:
        """Where two of the user's roads meet at a place; None where no two do."""
        anchor = anchor_of(place)
        around = replace(anchor, extent_m=anchor.extent_m + NEAR_BUFFER_M)
        found = crossings(self._routes.passing(_ROAD, [anchor]), around) if self._routes.routes else []
        return self._location(Phrase(Relation.JUNCTION, f"junction at {place.name}"), [place], found)

    def junction_of(self, text: str) -> Optional[Location]:
        """Where two roads meet that the text names: "the Sirte-Hun road and the coastal road"; None if they do not."""
        words = clean(text).split()
        for position in (position for position, word in enumerate(words) if word in _AND):
            pairs = [self._routes.named(" ".join(part)) for part in (words[:position], words[position + 1:])]
            if all(pairs):
                routes = [route for named in pairs for route in named]
                middle = Anchor(text, routes[0].at(routes[0].length_m / 2), routes[0].length_m)
                return self._location(Phrase(Relation.JUNCTION, text), (), crossings(routes, middle))
        return None

    @staticmethod
    def without_line(phrase: Phrase) -> Optional[Phrase]:
        """What the phrase says without the line; None if that is nothing that could be placed.

        A road may leave a place anywhere, so a distance without a heading stays a distance only; a gate on a road
        whose counting may start at either end is somewhere between them.
        """
        if phrase.anchors and phrase.heading:
            return replace(phrase, relation=Relation.OFFSET if phrase.distance_m else Relation.HEADING, ends=())
        if phrase.anchors and phrase.distance_m:
            return replace(phrase, relation=Relation.DISTANCE, ends=())
        if len(phrase.ends) == 2:
            return replace(phrase, relation=Relation.BETWEEN, anchors=phrase.ends, ends=())
        return None

    @staticmethod
    def _location(phrase: Phrase, inner: Sequence[Location], found: List[OnLine]) -> Optional[Location]:
        if not found:
            return None
        unique = list({location.place_id or location.name: location for location in inner}.values())
        return on_line(phrase, unique, found[0]) if len(found) == 1 else several_on_lines(phrase, found)
