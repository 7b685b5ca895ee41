"""What is taken from records before they leave the house; the records themselves stay as they are."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, timezone
from enum import Enum
from typing import Tuple, Union

from ..geocoding.coarsening import in_district, on_grid
from ..model.location import Location
from ..model.records import Claim, Incident, Movement

Record = Union[Incident, Movement]
LIBYAN_TIME = timezone(timedelta(hours=2))
"""Africa/Tripoli has kept UTC+2 all year since October 2013 (IANA time zone database)."""


class Places(str, Enum):
    """How closely places are told."""

    KEPT = "kept"
    GRID = "grid"
    DISTRICT = "district"


@dataclass(frozen=True)
class Redaction:
    """What a reader outside is not told.

    places: rounded to a grid of `grid_degrees` or to the district. delay_hours: records that may have happened
    within so many hours are left out. hides_sources: no source, quote or day of publication; grades and parties
    that claim or deny stay. hides_texts: no summary, note or quote, which may name people.

    Where places are rounded, texts are hidden too: they name places.
    """

    places: Places = Places.KEPT
    grid_degrees: float = 0.25
    delay_hours: int = 0
    hides_sources: bool = False
    hides_texts: bool = False

    @property
    def is_any(self) -> bool:
        """Whether anything is taken away at all."""
        return self != Redaction(grid_degrees=self.grid_degrees)

    @property
    def code(self) -> str:
        """What is taken from each record, as one word; two packs are compared only where it is the same."""
        places = f"grid{self.grid_degrees:g}" if self.places is Places.GRID else self.places.value
        hidden = self.hides_sources, self.leaves_no_texts
        sources, texts = ("hidden" if is_hidden else "kept" for is_hidden in hidden)
        return f"places:{places} sources:{sources} texts:{texts}"

    @property
    def leaves_no_texts(self) -> bool:
        """Whether texts as the analyst or the source wrote them are hidden."""
        return self.hides_texts or self.places is not Places.KEPT


NOTHING = Redaction()


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


def sources_told(records: Tuple[Record, ...]) -> Tuple[str, ...]:
    """The uids of the sources that the records still name."""
    named = (claim.source_uid for record in records for claim in record.claims if claim.source_uid)
    return tuple(dict.fromkeys(named))
