"""The tables of a sheet, filled from its content, and its fixed notes."""

from datetime import date
from typing import Iterable, Tuple

from ..model.codes import code_list, label
from ..model.dates import DateRange
from ..model.direction import isolated
from ..model.language import figures, listed
from ..model.records import Incident, Movement
from ..qgis_support.translation import tr
from . import wording
from .content import SheetContent, SourceLine
from .tables import Column, TableText


def subtitle(content: SheetContent) -> str:
    """The period and how much of it the sheet tells and draws."""
    if content.period is None:
        return tr("No records")
    return "  ·  ".join((content.period.display(), _counted(content)))


def _counted(content: SheetContent) -> str:
    incidents, placed = len(content.incidents), len(content.placed_incidents)
    words = tr("Incidents: {incidents} ({placed} on the map)  ·  Movements: {movements}")
    return figures(words.format(incidents=incidents, placed=placed, movements=len(content.movements)))


def incidents_table(content: SheetContent) -> TableText:
    """All incidents that are not denied, by number."""
    columns = (
        Column(tr("No."), 7), Column(tr("Date"), 25), Column(tr("What is reported"), 62), Column(tr("Who"), 32),
        Column(tr("Where"), 44), Column(tr("Killed"), 12), Column(tr("Source, grade"), 26), Column(tr("Stance"), 19),
    )
    rows = tuple(_incident_row(number, incident, content) for number, incident in content.incidents.items())
    return TableText("Incidents", tr("Incidents"), columns, rows, tr("No incidents are recorded in this period."))


def _incident_row(number: str, incident: Incident, content: SheetContent) -> Tuple[str, ...]:
    return (
        wording.number(number), incident.dates.display(), wording.what(incident), wording.who(incident, content.actors),
        wording.where(incident.location), wording.count(incident.killed.total), content.grades.get(number) or "–",
        label("stances", incident.stance),
    )


def movements_table(content: SheetContent) -> TableText:
    """All movements that are not denied."""
    columns = (
        Column(tr("No."), 7), Column(tr("Date"), 25), Column(tr("Who"), 22), Column(tr("From"), 38),
        Column(tr("By way of"), 27), Column(tr("To"), 38), Column(tr("Strength"), 25), Column(tr("Source, grade"), 26),
        Column(tr("Stance"), 19),
    )
    rows = tuple(_movement_row(number, movement, content) for number, movement in content.movements.items())
    return TableText("Movements", tr("Movements"), columns, rows, tr("No movements are recorded in this period."))


def _movement_row(number: str, movement: Movement, content: SheetContent) -> Tuple[str, ...]:
    stops = {
        role: listed((wording.stop(waypoint) for waypoint in movement.waypoints if waypoint.role == role), ";")
        for role in ("origin", "via")
    }
    return (
        number, movement.dates.display(), wording.actor_name(movement.actor, content.actors, is_short=True),
        stops["origin"] or "–", stops["via"] or "–", wording.towards(movement), wording.strength(movement),
        content.grades.get(number) or "–", label("stances", movement.stance),
    )


def unplaced_table(content: SheetContent) -> TableText:
    """What is drawn nowhere, with the reason: places that were not found, then what is denied, be it by some alone."""
    columns = (Column(tr("No."), 8), Column(tr("As written"), 17), Column(tr("Why it is not on the map"), 49))
    rows = [(wording.number(one.number), one.place, one.reason) for one in content.unplaced]
    rows += [(wording.number(denial.number) or "–", denial.place or "–", denial.sentence) for denial in content.denials]
    empty = tr("Every place named in these records is on the map.")
    return TableText("Not on the map", tr("Not on the map"), columns, tuple(rows), empty)


def sources_table(content: SheetContent) -> TableText:
    """The sources used, their grades and what they were used for."""
    columns = (Column(tr("No."), 7), Column(tr("Source"), 46), Column(tr("Grade"), 11), Column(tr("For"), 22))
    rows = tuple((one.number, _source_words(one), one.grade, one.numbers) for one in content.sources)
    return TableText("Sources", tr("Sources"), columns, rows, tr("No source is recorded."))


def _source_words(source: SourceLine) -> str:
    """'al-Naba 141, 26 Jul 2018 (claimed by a party)'."""
    name = isolated(source.name)
    return f"{listed((name, source.published)) if source.published else name} ({source.stances})"


def grading_key() -> str:
    """The Admiralty grades on one line."""
    return tr("Grading (Admiralty): source {letters}; information {digits}.").format(
        letters=_codes("reliability"), digits=_codes("credibility")
    )


def _codes(name: str) -> str:
    labels = ((code, label(name, code)) for code in code_list(name))
    return listed(f"{code} {words[:1].lower()}{words[1:]}" for code, words in labels)


def notes(credits: Iterable[str], produced: date, *, is_numbered: bool) -> str:
    """How to read the map, and then projection, the boundary note, credits and the day it was made."""
    named = listed(map(isolated, credits), ";") or tr("none")
    sentences = (
        tr("± is the radius within which the place lies; – is unknown, which is not zero."),
        tr("A thin line leads from a marker to its place."),
        tr("Several numbers at one marker are incidents at one place, the last of them on top.") if is_numbered else "",
        tr("Projection: Lambert azimuthal equal-area about 27° N, 17.5° E; datum and graticule: WGS 84."),
        tr("Boundaries and names do not imply endorsement."),
        tr("Base map: {credits}.").format(credits=named),
        tr("Produced {date}.").format(date=DateRange.day(produced).display()),
    )
    return " ".join(filter(None, sentences))
