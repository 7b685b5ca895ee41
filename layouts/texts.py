"""The tables of a sheet, filled from its content, and its fixed notes."""

from datetime import date
from typing import Iterable, Tuple

from ..model.codes import code_list, label
from ..model.dates import DateRange
from ..model.records import Incident, Movement
from ..qgis_support.translation import tr
from . import wording
from .content import SheetContent
from .tables import Column, TableText


def subtitle(content: SheetContent) -> str:
    """The period and how much of it the sheet tells and draws."""
    if content.period is None:
        return tr("No records")
    parts = [content.period.display(), _counted(content)]
    return "  ·  ".join(parts)


def _counted(content: SheetContent) -> str:
    incidents, placed = len(content.incidents), len(content.placed_incidents)
    words = tr("{incidents} incidents ({placed} on the map), {movements} movements")
    return words.format(incidents=incidents, placed=placed, movements=len(content.movements))


def incidents_table(content: SheetContent) -> TableText:
    """All incidents that are not denied, by number."""
    columns = (
        Column(tr("No."), 8), Column(tr("Date"), 22), Column(tr("What is reported"), 78), Column(tr("Who"), 46),
        Column(tr("Where"), 52), Column(tr("Killed"), 14), Column(tr("Source, grade"), 36), Column(tr("Stance"), 18),
    )
    rows = tuple(_incident_row(number, incident, content) for number, incident in content.incidents.items())
    return TableText("Incidents", tr("Incidents"), columns, rows, tr("No incidents are recorded in this period."))


def _incident_row(number: str, incident: Incident, content: SheetContent) -> Tuple[str, ...]:
    return (
        number, incident.dates.display(), wording.what(incident), wording.who(incident, content.actors),
        wording.where(incident.location), wording.count(incident.killed.total), content.grades.get(number, ""),
        label("stances", incident.stance),
    )


def movements_table(content: SheetContent) -> TableText:
    """All movements that are not denied."""
    columns = (
        Column(tr("No."), 8), Column(tr("Date"), 22), Column(tr("Actor"), 34), Column(tr("From"), 46),
        Column(tr("By way of"), 40), Column(tr("To"), 46), Column(tr("Strength"), 30), Column(tr("Source, grade"), 32),
        Column(tr("Stance"), 16),
    )
    rows = tuple(_movement_row(number, movement, content) for number, movement in content.movements.items())
    return TableText("Movements", tr("Movements"), columns, rows, tr("No movements are recorded in this period."))


def _movement_row(number: str, movement: Movement, content: SheetContent) -> Tuple[str, ...]:
    stops = {
        role: "; ".join(wording.stop(waypoint) for waypoint in movement.waypoints if waypoint.role == role)
        for role in ("origin", "via")
    }
    return (
        number, movement.dates.display(), wording.actor_name(movement.actor, content.actors),
        stops["origin"] or "–", stops["via"] or "–", wording.towards(movement), wording.strength(movement),
        content.grades.get(number, ""), label("stances", movement.stance),
    )


def unplaced_table(content: SheetContent) -> TableText:
    """What is drawn nowhere, with the reason: places that were not found, then what is denied."""
    columns = (Column(tr("No."), 10), Column(tr("Told as"), 34), Column(tr("Why it is not on the map"), 92))
    rows = [(one.number, one.place, one.reason) for one in content.unplaced]
    rows += [(denial.number or "–", tr("Denied"), denial.sentence) for denial in content.denials]
    empty = tr("Every place named in these records is on the map, and nothing is denied.")
    return TableText("Not on the map", tr("Not on the map"), columns, tuple(rows), empty)


def sources_table(content: SheetContent) -> TableText:
    """The sources used, their grades and what they were used for."""
    columns = (
        Column(tr("Source"), 56), Column(tr("Grade"), 16), Column(tr("What it does"), 28), Column(tr("Published"), 24),
        Column(tr("Records"), 24),
    )
    rows = tuple((one.name, one.grade, one.stances, one.published or "–", one.numbers) for one in content.sources)
    return TableText("Sources", tr("Sources"), columns, rows, tr("No source is recorded."))


def grading_key() -> str:
    """The Admiralty grades on one line."""
    return tr("Grading (Admiralty): source {letters}; information {digits}.").format(
        letters=_codes("reliability"), digits=_codes("credibility")
    )


def _codes(name: str) -> str:
    return ", ".join(f"{code.code} {code.label[:1].lower()}{code.label[1:]}" for code in code_list(name).values())


def notes(credits: Iterable[str], produced: date) -> Tuple[str, str]:
    """How to read the sheet, and then credits, projection, the boundary note and the day it was made; a line each."""
    reading = (
        tr("± is the radius within which the place lies; – is unknown, which is not zero."),
        tr("Projection: Lambert azimuthal equal-area about 27° N, 17.5° E; datum and graticule: WGS 84."),
        tr("Boundaries and names do not imply endorsement."),
    )
    named = "; ".join(credits) or tr("none")
    made = tr("Base map: {credits}. Produced {date}.").format(credits=named, date=DateRange.day(produced).display())
    return " ".join(reading), made
