"""What is taken from records before they leave the house; the records themselves stay as they are."""

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone

from ..geocoding.coarsening import WITHHELD, in_district, on_grid
from ..model.location import Location
from ..model.records import Claim, Incident, Record
from ..model.redaction import Places, Redaction

LIBYAN_TIME = timezone(timedelta(hours=2))
"""Africa/Tripoli has kept UTC+2 all year since October 2013 (IANA time zone database)."""


def is_old_enough(record: Record, redaction: Redaction, now: datetime) -> bool:
    """Whether the last day on which it may have happened has been over for the delay; now: with its time zone."""
    if not redaction.delay_hours:
        return True
    over = datetime.combine(record.dates.end, time(), LIBYAN_TIME) + timedelta(days=1, hours=redaction.delay_hours)
    return over <= now


def redacted(record: Record, redaction: Redaction) -> Record:
    """The record as it may be told."""
    changed = replace(record, claims=tuple(_claim(claim, redaction) for claim in record.claims))
    if redaction.leaves_no_texts:
        changed = replace(changed, summary="", notes="", dates=replace(record.dates, text=""))
    if changed.own_grade is not None and (redaction.hides_sources or redaction.leaves_no_texts):
        # The grade stays, as those of sources do; its reason may name one, or anybody.
        changed = replace(changed, own_grade=replace(changed.own_grade, reason=WITHHELD.phrase))
    if isinstance(changed, Incident):
        return replace(changed, location=_location(changed.location, redaction))
    stops = tuple(replace(stop, location=_location(stop.location, redaction)) for stop in changed.waypoints)
    return replace(changed, waypoints=stops)


def _claim(claim: Claim, redaction: Redaction) -> Claim:
    """Documents never go along: they are whole texts of others."""
    changed = replace(claim, document_uid="", span_start=None, span_end=None)
    if redaction.hides_sources:
        changed = replace(changed, source_uid="", published=None, quote="")
    if redaction.leaves_no_texts:
        changed = replace(changed, quote="", notes="", place_text="")
    return changed


def _location(location: Location, redaction: Redaction) -> Location:
    if redaction.places is Places.GRID:
        return on_grid(location, redaction.grid_degrees)
    if redaction.places is Places.DISTRICT:
        return in_district(location)
    return location
