"""The way in: the words for a place, a name, a phrase or coordinates, become a `Location`."""

from dataclasses import replace
from functools import lru_cache
from typing import List, Optional, Tuple

from ..model.location import NOWHERE, Candidate, Location, PlaceState, Precision
from .coordinates import Coordinates, parse_coordinates
from .decision import Decision
from .districts import District, district_named, district_with_code
from .gazetteer import load_gazetteer, place_kinds
from .geodesy import GeoPoint
from .packages import MissingPackage
from .phrases import (
    LONGEST_PHRASE, Phrase, Relation, is_generic, numbered_feature, readings, split_facility, unfinished_name,
)
from .relations import NEAR_BUFFER_M, Anchor, Solution, contradiction, next_within, solve
from .rules import SMALLEST_RADIUS_M, Rule, precision_of_place, precision_of_radius
from .search import PlaceSearch, default_search
from .wording import tidy

# Distinct texts whose locations are kept; a report or a table repeats its places.
_REMEMBERED = 8192
_SETTLEMENTS = "settlement"
_DISTRICT_ID = "district:"


class Geocoder:
    """Words to locations over one place search. The same words always give the same location."""

    def __init__(self, search: Optional[PlaceSearch] = None) -> None:
        self._search = search if search is not None else default_search()
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._locate)

    def locate(self, text: str, district: str = "") -> Location:
        """Place a name, a relation phrase or typed coordinates.

        district: what the record says about the district; it ranks homonyms.
        An ambiguous or unknown text gives a location without point, radius and area whose remark says why.
        Raises UnreadableValue only for coordinates out of range or with latitude and longitude swapped.
        """
        if len(text) > LONGEST_PHRASE:
            remark = f"longer than {LONGEST_PHRASE} characters: write the place only"
            return Location(text, PlaceState.UNKNOWN, remark=remark)
        return self._remembered(text, district)

    def complete(self, text: str, limit: int = 10) -> List[Candidate]:
        """Candidates while typing, for the last name of a phrase ("20 km south of Uqay")."""
        if len(text) > LONGEST_PHRASE:
            return []
        name = unfinished_name(text)
        return self._search.complete(name, limit) if name else []

    def _locate(self, text: str, district: str) -> Location:
        tidied = tidy(text)
        if not tidied:
            return replace(NOWHERE, phrase=text)
        given = parse_coordinates(text)
        if given is not None:
            return replace(_at_coordinates(given), phrase=text)
        return replace(self._read(tidied, district), phrase=text)

    def _read(self, text: str, district: str) -> Location:
        """The first reading that can be placed, else the first that is at least ambiguous, else the first."""
        outcomes = []
        for phrase in readings(text):
            outcome = self._place(phrase, district)
            if outcome.state is PlaceState.FOUND:
                return outcome
            outcomes.append(outcome)
        return next((outcome for outcome in outcomes if outcome.state is PlaceState.AMBIGUOUS), outcomes[0])

    def _place(self, phrase: Phrase, district: str) -> Location:
        if phrase.relation is Relation.NAME:
            return self._named(phrase, district)
        if phrase.relation is Relation.AREA:
            return self._area(phrase, district)
        if phrase.relation is Relation.CHECK:
            return self._checked(phrase, district)
        return self._related(phrase, district)

    # -- names

    def _named(self, phrase: Phrase, district: str) -> Location:
        decision = self._decide(phrase, district)
        if decision.state is PlaceState.FOUND:
            found = decision.candidates[0]
            facility = split_facility(phrase.text)
            if not facility or place_kinds()[found.kind].group != _SETTLEMENTS:
                return _at_place(phrase, decision)
        elif decision.state is PlaceState.AMBIGUOUS and not split_facility(phrase.text):
            return _nowhere(decision.state, decision.candidates, _several(decision))
        return self._facility(phrase, district) or self._district_by_name(phrase) or _unknown(phrase, decision)

    def _decide(self, phrase: Phrase, district: str) -> Decision:
        """The search's word on the name; what only a number names must be in the gazetteer by that very name."""
        if is_generic(phrase.name) and not numbered_feature(phrase.text):
            return Decision(PlaceState.UNKNOWN)
        decision = self._search.decide(phrase.name, district, phrase.kinds)
        if numbered_feature(phrase.text) and decision.state is PlaceState.FOUND and decision.candidates[0].score > 0:
            return Decision(PlaceState.UNKNOWN, decision.candidates, decision.reason)
        return decision

    def _facility(self, phrase: Phrase, district: str) -> Optional[Location]:
        """"X police station": the town of X, and a word that the station itself was not located."""
        split = split_facility(phrase.text)
        if split is None or not split[2] or is_generic(split[2]):
            return None
        words, facility, rest = split
        outcome = self._read(rest, district)
        if outcome.state is not PlaceState.FOUND or outcome.rule != Rule.NAMED_PLACE:
            return outcome if outcome.state is PlaceState.AMBIGUOUS else None
        if facility.position == "inside":
            remark = f"{words} inside {outcome.name}: not located itself; {outcome.remark}"
            return replace(outcome, rule=Rule.PART_OF_PLACE.value, remark=remark)
        surroundings = self._related(Phrase(Relation.NEAR, phrase.text, anchors=(Phrase(
            Relation.NAME, rest, name=rest),)), district)
        remark = f"{words} at {outcome.name}: not located itself; {surroundings.remark}"
        return replace(surroundings, rule=Rule.AROUND_PLACE.value, remark=remark)

    # -- areas

    def _district_by_name(self, phrase: Phrase) -> Optional[Location]:
        district = district_named(phrase.name)
        return _at_district(phrase, district, ()) if district else None

    def _area(self, phrase: Phrase, district: str) -> Location:
        """"X district": the polygon of that name; otherwise a place of the name, with its surroundings."""
        polygon = district_named(phrase.name)
        decision = self._search.decide(phrase.text, district, ())
        if polygon is not None:
            try:
                return _at_district(phrase, polygon, decision.candidates)
            except MissingPackage:
                pass  # the gazetteer's row of the district still gives its middle and extent
        if decision.state is not PlaceState.FOUND:
            decision = self._search.decide(phrase.name, district, ())
        if decision.state is not PlaceState.FOUND:
            if decision.state is PlaceState.AMBIGUOUS:
                return _nowhere(decision.state, decision.candidates, _several(decision))
            return _unknown(phrase, decision)
        group = place_kinds()[decision.candidates[0].kind].group
        if group != _SETTLEMENTS or decision.candidates[0].kind == "suburb":
            return _at_place(phrase, decision)
        name = Phrase(Relation.NAME, phrase.name, name=phrase.name)
        return self._related(Phrase(Relation.NEAR, phrase.text, anchors=(name,)), district)

    # -- relations

    def _related(self, phrase: Phrase, district: str) -> Location:
        inner = [self._place(anchor, district) for anchor in phrase.anchors]
        stuck = _stuck(inner)
        if stuck is not None:
            return stuck
        first = inner[0]
        try:
            solution = solve(phrase, [_anchor(location) for location in inner], self._next_place(first))
        except MissingPackage as missing:
            return _nowhere(PlaceState.UNKNOWN, _candidates(inner), str(missing))
        return _from_solution(phrase, inner, solution)

    def _next_place(self, reference: Location):  # type: ignore[no-untyped-def]
        """How `relations` asks for the next similar place: same group of kinds, at least as important."""
        own = next((place for place in load_gazetteer() if place.place_id == reference.place_id), None)
        kinds = place_kinds()
        similar = [] if own is None else [
            (place.name, GeoPoint(place.lat, place.lon)) for place in load_gazetteer()
            if place is not own and kinds[place.kind].group == kinds[own.kind].group
            and place.importance >= own.importance
        ]
        return lambda point, bearing, half_width: next_within(point, bearing, half_width, similar)

    def _checked(self, phrase: Phrase, district: str) -> Location:
        """"X, south of Y": X, unless it lies elsewhere; of several X the one that fits."""
        main, relation = phrase.anchors
        place = self._place(main, district)
        inner = [self._place(anchor, district) for anchor in relation.anchors]
        stuck = _stuck(inner)
        if place.state is PlaceState.UNKNOWN or stuck is not None:
            return place if place.state is not PlaceState.FOUND else stuck
        anchors = [_anchor(location) for location in inner]
        if place.state is PlaceState.AMBIGUOUS:
            fitting = [c for c in place.candidates if not contradiction(relation, anchors, _candidate_anchor(c))]
            if len(fitting) != 1:
                return place
            rest = [candidate for candidate in place.candidates if candidate is not fitting[0]]
            chosen = _at_place(main, Decision(PlaceState.FOUND, (fitting[0], *rest)))
            return replace(chosen, remark=f"{chosen.remark}; chosen because it fits '{relation.text}'")
        against = contradiction(relation, anchors, _anchor(place))
        if against:
            return _nowhere(PlaceState.UNKNOWN, place.candidates, f"the text contradicts itself: {against}")
        return replace(place, remark=f"{place.remark}; fits '{relation.text}'")


@lru_cache(maxsize=1)
def default_geocoder() -> Geocoder:
    """The geocoder over the bundled gazetteer, made once."""
    return Geocoder()


def _at_place(phrase: Phrase, decision: Decision) -> Location:
    place = decision.candidates[0]
    polygon = _polygon_of(place)
    if polygon is not None:
        try:
            return _at_district(phrase, polygon, decision.candidates)
        except MissingPackage:
            pass  # the row's own point and extent serve
    radius = max(place.extent_m, SMALLEST_RADIUS_M)
    return Location(
        phrase.text, PlaceState.FOUND, place.lat, place.lon, radius,
        precision=precision_of_place(place.kind, radius), rule=Rule.NAMED_PLACE.value,
        remark=f"{place.name}; extent {radius / 1000:g} km; {place.reason}".rstrip("; "),
        name=place.name, name_ar=place.name_ar, place_id=place.place_id, kind=place.kind, district=place.district,
        sources=place.place_id, score=place.score, candidates=decision.candidates,
    )


def _polygon_of(place: Candidate) -> Optional[District]:
    if place.place_id.startswith(_DISTRICT_ID):
        return district_with_code(place.place_id[len(_DISTRICT_ID):])
    return None


def _at_district(phrase: Phrase, district: District, candidates: Tuple[Candidate, ...]) -> Location:
    """The polygon and its corrected centre. Libya's 22 districts are first-order divisions (ADM1): REGION."""
    centre, radius = district.circle()
    remark = f"the polygon of {district.name} (Natural Earth), its centre and the distance to its farthest corner"
    area = None
    try:
        area = district.wkb
    except MissingPackage as missing:
        remark = f"{remark}; {missing}"
    return Location(
        phrase.text, PlaceState.FOUND, centre.lat, centre.lon, radius, area, Precision.REGION, Rule.POLYGON.value,
        remark, district.name, district.name_ar, _DISTRICT_ID + district.code, "district", district.name,
        _DISTRICT_ID + district.code, 0.0, candidates,
    )


def _at_coordinates(given: Coordinates) -> Location:
    radius = max(given.precision_m, SMALLEST_RADIUS_M)
    remark = f"{given.remark}; written to about {given.precision_m:.3g} m, WGS84 assumed"
    return Location(
        "", PlaceState.FOUND, given.lat, given.lon, radius, precision=precision_of_radius(radius) or Precision.NEAR,
        rule=Rule.COORDINATES.value, remark=remark,
    )


def _from_solution(phrase: Phrase, inner: List[Location], solution: Solution) -> Location:
    first = inner[0]
    single = len(inner) == 1
    remark = f"{solution.remark}; '{phrase.note}' noted" if phrase.note else solution.remark
    return Location(
        phrase.text, PlaceState.FOUND, solution.point.lat, solution.point.lon, solution.radius_m, solution.area_wkb,
        solution.precision, Rule(phrase.relation.value).value, remark,
        " and ".join(location.name for location in inner),
        " و".join(location.name_ar for location in inner) if all(location.name_ar for location in inner) else "",
        first.place_id if single else "", first.kind if single else "area",
        first.district if len({location.district for location in inner}) == 1 else "",
        ";".join(dict.fromkeys(location.sources for location in inner)),
        max((location.score for location in inner if location.score is not None), default=None), _candidates(inner),
    )


def _nowhere(state: PlaceState, candidates: Tuple[Candidate, ...], remark: str) -> Location:
    return Location("", state, remark=remark, candidates=candidates)


def _unknown(phrase: Phrase, decision: Decision) -> Location:
    if numbered_feature(phrase.text):
        remark = (
            f"'{phrase.text}' is named by a number, and no list has it by that very name; where the counting starts "
            f"and along which road is not known"
        )
    elif is_generic(phrase.name):
        remark = f"'{phrase.text}' names no place by itself"
    else:
        remark = f"'{phrase.name}' is in no list" + (f": {decision.reason}" if decision.reason else "")
    near_names = ", ".join(dict.fromkeys(candidate.name for candidate in decision.candidates[:3]))
    return _nowhere(
        PlaceState.UNKNOWN, decision.candidates,
        f"{remark}; similar names, none of them chosen: {near_names}" if near_names else remark,
    )


def _several(decision: Decision) -> str:
    names = "; ".join(
        f"{candidate.name} ({candidate.district})" if candidate.district else candidate.name
        for candidate in decision.candidates[:5]
    )
    return f"several places may be meant: {names}"


def _stuck(inner: List[Location]) -> Optional[Location]:
    """The whole is as unknown or ambiguous as its worst part; the candidates of all parts are kept."""
    for state in (PlaceState.UNKNOWN, PlaceState.AMBIGUOUS):
        stuck = [location for location in inner if location.state is state]
        if stuck:
            candidates = tuple(dict.fromkeys(c for location in stuck for c in location.candidates))
            return _nowhere(state, candidates, "; ".join(location.remark for location in stuck))
    return None


def _candidates(inner: List[Location]) -> Tuple[Candidate, ...]:
    return tuple(dict.fromkeys(candidate for location in inner for candidate in location.candidates))


def _anchor(location: Location) -> Anchor:
    return Anchor(location.name, GeoPoint(location.lat or 0.0, location.lon or 0.0), location.radius_m or 0.0)


def _candidate_anchor(candidate: Candidate) -> Anchor:
    return Anchor(candidate.name, GeoPoint(candidate.lat, candidate.lon), candidate.extent_m)
