"""Puts together the `Location` of what was found, and of what was not, with a remark that says why."""

from dataclasses import replace
from typing import Optional, Sequence, Tuple

from ..model.location import Candidate, Location, PlaceState, Precision
from .coordinates import Coordinates
from .decision import Decision
from .districts import DISTRICT_ID, District, Region, district_of, district_with_code, region_of
from .geodesy import GeoPoint
from .packages import MissingPackage
from .paths import OnLine
from .phrase import Phrase, Relation
from .rules import SMALLEST_RADIUS_M, Rule, precision_of_place, precision_of_point, rule_of_place
from .solution import Anchor, Solution, kilometres
from .wording import is_generic, is_numbered_feature

_NAMED_IN_REMARK = 5


def at_place(decision: Decision) -> Location:
    """The first candidate's point and extent; a district's polygon."""
    place = decision.candidates[0]
    polygon = _polygon_of(place)
    if polygon is not None:
        try:
            return at_district(polygon, decision.candidates)
        except MissingPackage:
            pass  # the row's own point and extent serve
    radius = max(place.extent_m, SMALLEST_RADIUS_M)
    return Location(
        "", PlaceState.FOUND, place.lat, place.lon, radius,
        precision=precision_of_place(place.kind, radius), rule=rule_of_place(place.place_id).value,
        remark=f"{place.name}; extent {kilometres(radius)}; {place.reason}".rstrip("; "),
        name=place.name, name_ar=place.name_ar, place_id=place.place_id, kind=place.kind, district=place.district,
        sources=place.place_id, score=place.score, candidates=decision.candidates,
    )


def at_district(district: District, candidates: Tuple[Candidate, ...]) -> Location:
    """The polygon and its corrected centre; raises MissingPackage without pyproj.

    Libya's 22 districts are its first-order divisions (ADM1), so the crosswalk makes them REGION; DISTRICT
    stands for second-order divisions, of which there are no polygons.
    """
    centre, radius = district.circle()
    remark = f"{district.described} (Natural Earth), its centre and the distance to its farthest corner"
    area = None
    try:
        area = district.wkb
    except MissingPackage as missing:
        remark = f"{remark}; {missing}"
    return Location(
        "", PlaceState.FOUND, centre.lat, centre.lon, radius, area, Precision.REGION,
        Rule.UNION.value if isinstance(district, Region) else Rule.POLYGON.value, remark,
        district.name, district.name_ar, district.place_id, district.kind, district.of_district, district.place_id, 0.0,
        candidates,
    )


def at_coordinates(given: Coordinates) -> Location:
    """Coordinates as typed, no surer than GPS of unknown quality."""
    radius = max(given.precision_m, SMALLEST_RADIUS_M)
    remark = f"{given.remark}; written to about {given.precision_m:.0f} m, WGS84 assumed"
    return Location(
        "", PlaceState.FOUND, given.lat, given.lon, radius, precision=precision_of_point(radius),
        rule=Rule.COORDINATES.value, remark=remark,
    )


def by_relation(phrase: Phrase, inner: Sequence[Location], solution: Solution) -> Location:
    """The solution of a relation under the names of the places it refers to."""
    single = inner[0] if len(inner) == 1 else None
    districts = {location.district for location in inner}
    sources = [*(location.sources for location in inner), solution.sources]
    is_inside = phrase.relation is Relation.PART and single and solution.radius_m <= (single.radius_m or 0.0)
    # What a service answered bears its attribution wherever it goes.
    online = [location.remark for location in inner if location.rule == Rule.ONLINE_SERVICE]
    return Location(
        "", PlaceState.FOUND, solution.point.lat, solution.point.lon, solution.radius_m, solution.area_wkb,
        single.precision if is_inside and single else solution.precision, Rule(phrase.relation.value).value,
        "; ".join((f"{solution.remark}; '{phrase.note}' noted" if phrase.note else solution.remark, *online)),
        name=" and ".join(dict.fromkeys(location.name for location in inner)),
        name_ar=" و".join(location.name_ar for location in inner) if all(each.name_ar for each in inner) else "",
        place_id=single.place_id if single else "",
        kind=single.kind if single else "",
        district=inner[0].district if len(districts) == 1 else "",
        sources=";".join(filter(None, dict.fromkeys(sources))),
        score=max((location.score for location in inner if location.score is not None), default=None),
        candidates=all_candidates(inner),
    )


def on_line(phrase: Phrase, inner: Sequence[Location], found: OnLine) -> Location:
    """A place on a line; one that lies on the whole of a line bears the line's name, a junction those of its roads."""
    location = by_relation(phrase, inner, found.solution)
    if inner:
        return location
    if phrase.relation is Relation.JUNCTION:
        return replace(location, name=found.words)
    return replace(location, name=found.route.name, name_ar=found.route.name_ar)


def several_on_lines(phrase: Phrase, found: Sequence[OnLine]) -> Location:
    """Every position that the words leave possible, none of them chosen; each is named so that it can be asked for."""
    candidates = tuple(
        Candidate(
            "", each.words, "", "checkpoint" if phrase.gate else "locality", _district_name(each.solution.point),
            each.solution.point.lat, each.solution.point.lon, each.solution.radius_m, 0.0, each.solution.remark,
        )
        for each in found
    )
    names = ", ".join(place.name for place in candidates[:_NAMED_IN_REMARK])
    return nowhere(
        PlaceState.AMBIGUOUS, candidates,
        f"'{phrase.gate or phrase.text}' leaves open which line, or from where and which way it is counted: {names}",
    )


def nowhere(state: PlaceState, candidates: Tuple[Candidate, ...], remark: str) -> Location:
    """No point, no radius, no area; the candidates are kept."""
    return Location("", state, remark=remark, candidates=candidates)


def ambiguous(decision: Decision) -> Location:
    """Several places may be meant; the search says which."""
    return nowhere(PlaceState.AMBIGUOUS, decision.candidates, decision.reason or "several places may be meant")


def unknown(phrase: Phrase, decision: Decision) -> Location:
    """Nothing is known by that name; what is similar is offered and not chosen."""
    if is_numbered_feature(phrase.text):
        remark = (
            f"'{phrase.text}' is named by a number and no list has it by that very name; where its counting starts, "
            f"and along which road, is not known"
        )
    elif is_generic(phrase.name):
        remark = f"'{phrase.text}' names no place by itself"
    else:
        remark = f"'{phrase.name}' is in no list" + (f": {decision.reason}" if decision.reason else "")
    names = ", ".join(dict.fromkeys(place.name for place in decision.candidates[:_NAMED_IN_REMARK]))
    if names:
        remark = f"{remark}; similar names, none of them chosen: {names}"
    return nowhere(PlaceState.UNKNOWN, decision.candidates, remark)


def stuck(inner: Sequence[Location]) -> Optional[Location]:
    """The whole is as unknown or ambiguous as its worst part, with the candidates of those parts; None if all stand."""
    for state in (PlaceState.UNKNOWN, PlaceState.AMBIGUOUS):
        parts = [location for location in inner if location.state is state]
        if parts:
            return nowhere(state, all_candidates(parts), "; ".join(location.remark for location in parts))
    return None


def one_place(ends: Sequence[Location]) -> Optional[Location]:
    """The answer where the places that something lies between are one and the same; None if they are not."""
    if len({(location.lat, location.lon) for location in ends}) == len(ends):
        return None
    return nowhere(
        PlaceState.UNKNOWN, all_candidates(ends),
        f"{' and '.join(location.name for location in ends)} are one place, and nothing lies between",
    )


def all_candidates(locations: Sequence[Location]) -> Tuple[Candidate, ...]:
    """The candidates of several locations, each once."""
    return tuple(dict.fromkeys(candidate for location in locations for candidate in location.candidates))


def anchor_of(location: Location) -> Anchor:
    """What an outer relation refers to: the point, and the radius as extent."""
    point = GeoPoint(location.lat or 0.0, location.lon or 0.0)
    return Anchor(location.name, point, location.radius_m or 0.0, location.area_wkb)


def anchor_of_candidate(place: Candidate) -> Anchor:
    """A candidate as something a relation can be checked against."""
    return Anchor(place.name, GeoPoint(place.lat, place.lon), place.extent_m)


def _polygon_of(place: Candidate) -> Optional[District]:
    if place.place_id.startswith(DISTRICT_ID):
        return district_with_code(place.place_id[len(DISTRICT_ID):])
    return region_of(place)


def _district_name(point: GeoPoint) -> str:
    district = district_of(point.lat, point.lon)
    return district.name if district else ""
