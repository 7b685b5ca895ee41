"""The way in: the words for a place, be they a name, a phrase or coordinates, become a `Location`."""

from dataclasses import replace
from functools import lru_cache
from typing import List, Optional, Sequence

from ..model.location import NOWHERE, Candidate, Location, PlaceState
from .border_crossings import at_border_crossing
from .clue_costs import telling
from .clues import NO_CLUES, Clues
from .contradictions import CHECKED, contradiction
from .coordinates import parse_coordinates
from .decision import VERY_NAME, Decision
from .districts import district_named, region_of
from .gazetteer import place_kinds
from .georeferencing_rules import DEFAULT_RULES, GeoreferencingRules
from .line_phrases import LinePhrases
from .locations import (
    all_candidates,
    ambiguous,
    anchor_of,
    anchor_of_candidate,
    at_coordinates,
    at_district,
    at_place,
    by_relation,
    nowhere,
    one_place,
    stuck,
    unknown,
)
from .neighbours import neighbours_of
from .on_lines import OnLines
from .packages import MissingPackage
from .phrase import Phrase, Relation
from .phrases import LONGEST_PHRASE, readings, split_facility, unfinished_name
from .relations import solve
from .route_book import NO_ROUTES, RouteBook
from .rules import Rule
from .search import PlaceSearch, default_search
from .solution import kilometres
from .wording import is_generic, is_numbered_feature, tidy

# Distinct texts whose locations are kept; a report or a table repeats its places.
_REMEMBERED = 8192
# From Ras Ajdir to the far corner of the Kufra desert it is less.
LONGEST_DISTANCE_M = 2_000_000.0
_SETTLEMENT, _CROSSING = "settlement", "crossing"
_OF_NAMES = (Relation.NAME, Relation.AREA, Relation.JOINT)


class Geocoder:
    """Words to locations over one place search. The same words always give the same location.

    routes: the roads and other lines that the user brought; the coast and the borders are always known.
    rules: what the distances and headings of a text are taken to be worth.
    """

    def __init__(
        self, search: Optional[PlaceSearch] = None, routes: RouteBook = NO_ROUTES,
        rules: GeoreferencingRules = DEFAULT_RULES,
    ) -> None:
        self.search = search if search is not None else default_search()
        self.routes, self.rules = routes, rules
        self._on_lines = OnLines(routes, rules)
        self._line_phrases = LinePhrases(self._on_lines, self.search, self._place, self._related)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._locate)

    def locate(self, text: str, clues: Clues = NO_CLUES) -> Location:
        """Place a name, a relation phrase or typed coordinates.

        clues: what else the record and its report say; they rank homonyms.
        An ambiguous or unknown text gives a location without point, radius and area whose remark says why.
        Raises UnreadableValue only for coordinates out of range or with latitude and longitude swapped.
        """
        if len(text) > LONGEST_PHRASE:
            remark = f"longer than {LONGEST_PHRASE} characters: write the place only"
            return replace(nowhere(PlaceState.UNKNOWN, (), remark), phrase=text)
        return self._remembered(text, telling(clues))

    def complete(self, text: str, limit: int = 10) -> List[Candidate]:
        """Candidates while typing, for the last name of a phrase ("20 km south of Uqay")."""
        if len(text) > LONGEST_PHRASE:
            return []
        name = unfinished_name(text)
        return self.search.complete(name, limit) if name else []

    def _locate(self, text: str, clues: Clues) -> Location:
        tidied = tidy(text)
        if not tidied:
            return replace(NOWHERE, phrase=text)
        try:
            given = parse_coordinates(text)
            location = at_coordinates(given) if given is not None else self._read(tidied, clues)
        except MissingPackage as missing:
            location = nowhere(PlaceState.UNKNOWN, (), str(missing))
        return replace(location, phrase=text)

    def _read(self, text: str, clues: Clues) -> Location:
        """The first reading that can be placed, else the first that is at least ambiguous, else the first."""
        outcomes = []
        for phrase in readings(text):
            if phrase.relation not in _OF_NAMES and not outcomes:
                listed = self.search.decide(text, clues)
                if listed.state is PlaceState.FOUND and listed.candidates[0].score <= VERY_NAME:
                    return at_place(listed)  # "Southern Libya", or what an analyst taught by these very words
            outcome = self._place(phrase, clues)
            if outcome.state is PlaceState.FOUND:
                return outcome
            outcomes.append(outcome)
        return next((outcome for outcome in outcomes if outcome.state is PlaceState.AMBIGUOUS), outcomes[0])

    def _place(self, phrase: Phrase, clues: Clues) -> Location:
        farthest = max(part.distance_m or 0.0 for part in (phrase, *phrase.parts))
        if farthest > LONGEST_DISTANCE_M:
            remark = f"{kilometres(farthest)} are more than Libya is long: check the number and its unit"
            return nowhere(PlaceState.UNKNOWN, (), remark)
        if phrase.relation is Relation.NAME:
            return self._named(phrase, clues)
        if phrase.relation is Relation.AREA:
            return self._area(phrase, clues)
        if phrase.relation is Relation.CHECK:
            return self._checked(phrase, clues)
        if phrase.relation in (Relation.PATH, Relation.ALONG):
            return self._line_phrases.locate(phrase, clues)
        return self._related(phrase, clues)

    def _named(self, phrase: Phrase, clues: Clues) -> Location:
        """A name; or the town of "X police station"; or a district of that name."""
        decision, facility = self._decide(phrase, clues), split_facility(phrase.text)
        if decision.state is PlaceState.FOUND:
            best = decision.candidates[0]
            # A "Gate 200" that is known by that very name is itself, and no gate of a town "200".
            if facility is None or place_kinds()[best.kind].group != _SETTLEMENT or best.score <= VERY_NAME:
                return at_place(decision)
        line = self._on_lines.somewhere_on(phrase, phrase.name) or at_border_crossing(phrase.name)
        if line is not None:
            return line
        if decision.state is PlaceState.AMBIGUOUS and facility is None and not _areas_only(decision):
            return ambiguous(decision)
        inside = self._facility(phrase, clues)
        if inside is not None:
            return inside
        polygon = district_named(phrase.name)
        if polygon is not None:
            return at_district(polygon, decision.candidates)
        return ambiguous(decision) if decision.state is PlaceState.AMBIGUOUS else unknown(phrase, decision)

    def _decide(self, phrase: Phrase, clues: Clues) -> Decision:
        """The search's word on the name; what only a number names must be in the gazetteer by that very name."""
        numbered = is_numbered_feature(phrase.text)
        if is_generic(phrase.name) and not numbered:
            return Decision(PlaceState.UNKNOWN)
        decision = self.search.decide(phrase.name, clues, phrase.kinds)
        own = next((place for place in decision.candidates if "(" in place.name and place.name == phrase.name), None)
        if own is not None:  # the name as we show it, with the qualifier that tells homonyms apart
            return Decision(PlaceState.FOUND, (own, *(place for place in decision.candidates if place is not own)))
        if numbered and decision.state is not PlaceState.UNKNOWN and decision.candidates[0].score > VERY_NAME:
            return Decision(PlaceState.UNKNOWN, decision.candidates)
        return decision

    def _facility(self, phrase: Phrase, clues: Clues) -> Optional[Location]:
        """"X police station": the town of X, or its surroundings, with the word that the station was not located."""
        split = split_facility(phrase.text)
        if split is None or not split[2] or is_generic(split[2]):
            return None
        words, facility, rest = split
        junction = self._on_lines.junction_of(rest) if facility.position == _CROSSING else None
        if junction is not None:
            return junction
        outcome = self._read(rest, clues)
        if outcome.state is PlaceState.AMBIGUOUS:
            return outcome
        if outcome.state is PlaceState.UNKNOWN or outcome.rule not in (Rule.NAMED_PLACE, Rule.ONLINE_SERVICE):
            return None
        rule, where = Rule.PART_OF_PLACE, "inside"
        junction = self._on_lines.junction(outcome) if facility.position == _CROSSING else None
        if junction is not None:
            return junction
        if facility.position != "inside":
            outcome, rule, where = self._solved(_near(rest), [outcome]), Rule.AROUND_PLACE, "at"
        remark = f"{words} {where} {outcome.name}: not located itself; {outcome.remark}"
        return replace(outcome, rule=rule.value, remark=remark)

    def _area(self, phrase: Phrase, clues: Clues) -> Location:
        """"X district": the polygon of that name; otherwise a region or quarter of it, or a town with surroundings."""
        decision = self.search.decide(phrase.text, clues)
        if decision.state is PlaceState.FOUND and region_of(decision.candidates[0]) is not None:
            return at_place(decision)  # "إقليم طرابلس" is Tripolitania, not the district
        polygon = district_named(phrase.name)
        if polygon is not None:
            try:
                return at_district(polygon, decision.candidates)
            except MissingPackage:
                pass  # the gazetteer's row of the district still gives its middle and extent
        if decision.state is not PlaceState.FOUND:
            decision = self.search.decide(phrase.name, clues)
        if decision.state is PlaceState.AMBIGUOUS:
            return ambiguous(decision)
        if decision.state is PlaceState.UNKNOWN or is_generic(phrase.name):
            return unknown(phrase, decision)
        kind = decision.candidates[0].kind
        if place_kinds()[kind].group != _SETTLEMENT or kind == "suburb":
            return at_place(decision)
        return self._related(_near(phrase.name), clues)

    def _related(self, phrase: Phrase, clues: Clues) -> Location:
        return self._solved(phrase, [self._place(anchor, clues) for anchor in phrase.anchors])

    def _solved(self, phrase: Phrase, inner: Sequence[Location]) -> Location:
        """A relation to places that were looked up."""
        unresolved = stuck(inner) or (one_place(inner) if phrase.relation is Relation.BETWEEN else None)
        if unresolved is not None:
            return unresolved
        try:
            road = self._on_lines.on_road_between(phrase, inner) if phrase.relation is Relation.BETWEEN else None
            if road is not None:
                return road
            anchors = [anchor_of(location) for location in inner]
            return by_relation(phrase, inner, solve(phrase, anchors, neighbours_of(inner[0]), self.rules))
        except MissingPackage as missing:
            return nowhere(PlaceState.UNKNOWN, all_candidates(inner), str(missing))

    def _checked(self, phrase: Phrase, clues: Clues) -> Location:
        """"X, south of Y": X, unless it lies elsewhere; of several X the one that fits."""
        main, relation = phrase.anchors
        place = self._place(main, clues)
        inner = [self._place(anchor, clues) for anchor in relation.anchors]
        unresolved = stuck(inner)
        if place.state is PlaceState.UNKNOWN or unresolved is not None:
            return unresolved if place.state is PlaceState.FOUND and unresolved else place
        anchors = [anchor_of(location) for location in inner]
        is_checked = relation.relation in CHECKED
        if place.state is PlaceState.AMBIGUOUS:
            fitting = [
                candidate for candidate in place.candidates
                if is_checked and not contradiction(relation, anchors, anchor_of_candidate(candidate))
            ]
            if len(fitting) != 1:
                return place
            rest = [candidate for candidate in place.candidates if candidate is not fitting[0]]
            place = at_place(Decision(PlaceState.FOUND, (fitting[0], *rest)))
        if not is_checked:
            return replace(place, remark=f"{place.remark}; '{relation.text}' noted and not checked")
        against = contradiction(relation, anchors, anchor_of(place))
        if against:
            return nowhere(PlaceState.UNKNOWN, place.candidates, f"the text contradicts itself: {against}")
        return replace(place, remark=f"{place.remark}; fits '{relation.text}'")


def _near(name: str) -> Phrase:
    return Phrase(Relation.NEAR, name, anchors=(Phrase(Relation.NAME, name, name=name),))


def _areas_only(decision: Decision) -> bool:
    """Whether the two likeliest are areas: a region and the district of its name ("Jufra") are one polygon."""
    return all(place_kinds()[place.kind].group == "area" for place in decision.candidates[:2])


@lru_cache(maxsize=1)
def default_geocoder() -> Geocoder:
    """The geocoder over the bundled gazetteer, made once."""
    return Geocoder()
