"""Values of a row into an incident or a movement, with its location and claims.

Called once a row, a hundred thousand times an import; every value here is known to be readable.
"""

from dataclasses import replace
from typing import Dict, Iterator, List, Optional, Set, Tuple

from ..geocoding.clues import NO_CLUES, Clues
from ..model.counts import UNKNOWN_COUNT
from ..model.errors import UnreadableValue
from ..model.language import tr
from ..model.location import NOWHERE, Location
from ..model.records import Claim, Incident, Losses, Movement, OwnGrade, Waypoint, new_uid
from ..model.validation import Fault
from .context import Context

Values = Dict[str, object]

SIDES = ("killed_a", "killed_b", "killed_civilians", "killed_unknown")
NO_LOSSES = Losses()


def faults_of_values(values: Values, unreadable: Set[str]) -> Iterator[Fault]:
    """What is wrong with cells taken together; unreadable: columns that have a fault of their own already."""
    if ("lat" in values) != ("lon" in values) and not unreadable & {"lat", "lon"}:
        missing, given = ("lat", "lon") if "lon" in values else ("lon", "lat")
        yield Fault(missing, tr("Only '{given}' is given; coordinates need both 'lat' and 'lon', or neither.").format(
            given=given
        ))
    killed = values.get("killed")
    if killed is not None and _has_sides(values) and not unreadable.intersection(SIDES):
        total = _losses(values).total
        if (killed.low, killed.best, killed.high) != (total.low, total.best, total.high):
            yield Fault(
                "killed", tr(
                    "The deaths of the sides come to {total}, not to {killed}; correct them, or leave "
                    "'killed' empty."
                ).format(total=total.display() or tr("an unknown number"), killed=killed.display())
            )
    if "grade" in values and ("reliability" in values or "credibility" in values):
        yield Fault("grade", tr(
            "The grade is given twice; leave either 'grade' or 'reliability' and 'credibility' empty."
        ))
    if ("own_grade" in values) != ("grade_reason" in values) and not unreadable & {"own_grade", "grade_reason"}:
        missing, given = ("grade_reason", "own_grade") if "own_grade" in values else ("own_grade", "grade_reason")
        yield Fault(missing, tr("Only '{given}' is given; a grade of one's own needs '{missing}', too.").format(
            given=given, missing=missing
        ))


def locate_incident(values: Values, context: Context) -> Iterator[Fault]:
    """Put the location into `values`: where the coordinates lie, under the words of the source, or what these say."""
    text, lat, lon = values.get("place", ""), values.get("lat"), values.get("lon")
    try:
        if lat is not None and lon is not None:
            # With the sign of degrees even whole numbers are coordinates; the digits written tell how close they are.
            location = context.geocoder.locate(f"{lat}°, {lon}°")
            values["location"] = replace(location, phrase=text) if text else location
        elif text:
            clues = Clues(values.get("district", ""), values.get("kind", ""))
            values["location"] = context.locate(text, clues, values)
    except UnreadableValue as error:
        yield Fault("place" if lat is None else "lat", str(error))


def locate_movement(values: Values, context: Context) -> Iterator[Fault]:
    """Put the stops into `values`, in the order of the way."""
    stops: List[Tuple[str, str]] = [("origin", values.get("origin", ""))]
    stops += [("via", text) for text in values.get("via", ())]
    stops.append(("destination", values.get("destination", "")))
    waypoints = []
    for role, text in stops:
        if text:
            try:
                waypoints.append(Waypoint(role, context.locate(text, NO_CLUES, values)))
            except UnreadableValue as error:
                yield Fault(role, str(error))
    values["waypoints"] = tuple(waypoints)


def places_in(values: Values) -> List[Location]:
    """What was located of a row: the incident's place, or the stops of the movement."""
    waypoints = (waypoint.location for waypoint in values.get("waypoints", ()))
    return [values["location"]] if "location" in values else list(waypoints)


def build_incident(values: Values, context: Context) -> Incident:
    """The incident; its place may be unplaced, with candidates."""
    losses = _losses(values)
    return Incident(
        kind=values["kind"],
        dates=values["date"],
        actor1=values["actor1"],
        uid=values.get("id") or new_uid(),
        actor2=values.get("actor2", ""),
        location=values.get("location", NOWHERE),
        killed=losses,
        wounded=values.get("wounded", UNKNOWN_COUNT),
        captured=values.get("captured", UNKNOWN_COUNT),
        summary=values.get("summary", ""),
        notes=values.get("notes", ""),
        stance=values.get("stance", "reports"),
        status=values.get("status", "draft"),
        claims=_claims(values, context, losses),
        own_grade=_own_grade(values),
    )


def build_movement(values: Values, context: Context) -> Movement:
    """The movement; any of its stops may be unplaced, with candidates."""
    return Movement(
        actor=values["actor"],
        dates=values["date"],
        uid=values.get("id") or new_uid(),
        kind=values.get("kind", "transit"),
        waypoints=values["waypoints"],
        heading=values.get("heading"),
        is_route_observed=values.get("route_observed", False),
        vehicles=values.get("vehicles", UNKNOWN_COUNT),
        vehicle_kind=values.get("vehicle_kind", "vehicle"),
        persons=values.get("persons", UNKNOWN_COUNT),
        summary=values.get("summary", ""),
        notes=values.get("notes", ""),
        stance=values.get("stance", "reports"),
        status=values.get("status", "draft"),
        claims=_claims(values, context, NO_LOSSES),
        own_grade=_own_grade(values),
    )


def _own_grade(values: Values) -> Optional[OwnGrade]:
    return OwnGrade(*values["own_grade"], values["grade_reason"]) if "own_grade" in values else None


def _losses(values: Values) -> Losses:
    """Deaths by side; a number without sides is of unknown side."""
    if _has_sides(values):
        return Losses(*(values.get(side, UNKNOWN_COUNT) for side in SIDES))
    killed = values.get("killed")
    return NO_LOSSES if killed is None else Losses(unknown=killed)


def _has_sides(values: Values) -> bool:
    return any(side in values for side in SIDES)


def _claims(values: Values, context: Context, losses: Losses) -> Tuple[Claim, ...]:
    """What the source says, and, where the row names a claimant, what that party says."""
    claims: Tuple[Claim, ...] = ()
    if "source" in values or "quote" in values:
        grade = (values.get("reliability", "F"), values.get("credibility", "6"))
        reliability, credibility = values.get("grade", grade)
        name = values.get("source")
        source_uid = context.source(name, values.get("source_kind", "other"), reliability).uid if name else ""
        claims = (
            Claim(
                stance=values.get("stance", "reports"),
                source_uid=source_uid,
                killed=values.get("killed") or losses.total,
                wounded=values.get("wounded", UNKNOWN_COUNT),
                vehicles=values.get("vehicles", UNKNOWN_COUNT),
                place_text=values.get("place", ""),
                reliability=reliability,
                credibility=credibility,
                published=values.get("published"),
                quote=values.get("quote", ""),
            ),
        )
    if "claimant" in values:
        said_in = values.get("claim_source")
        source_uid = context.source(said_in, "party").uid if said_in else ""
        stance = values.get("claim_stance", "claims")
        claims += (Claim(stance=stance, source_uid=source_uid, claimant=values["claimant"]),)
    return claims
