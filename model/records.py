"""What a casefile holds: incidents, movements, what was claimed about them, and by whom.

All records are immutable; a change is a new object (`dataclasses.replace`) that the casefile stores
under the same uid. Texts are kept as typed. Codes are those of `resources/codes/`.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Iterable, Optional, Tuple, Union
from uuid import uuid4

from .counts import UNKNOWN_COUNT, CountRange
from .dates import DateRange
from .location import NOWHERE, Location


def new_uid() -> str:
    """An identifier that stays with a record for good."""
    return uuid4().hex


@dataclass(frozen=True)
class Stamp:
    """Who made and last changed a record, and when (ISO 8601, UTC); the casefile fills it in.

    revision counts the saves; 0 is a record that was never saved.
    """

    created: str = ""
    created_by: str = ""
    modified: str = ""
    modified_by: str = ""
    revision: int = 0


@dataclass(frozen=True)
class Source:
    """Who published or said something; `reliability` A–F belongs to the source over time."""

    name: str
    uid: str = field(default_factory=new_uid)
    kind: str = "other"
    reliability: str = "F"
    url: str = ""
    language: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Document:
    """One text as it was published; claims point into it by character offsets."""

    title: str
    text: str
    uid: str = field(default_factory=new_uid)
    source_uid: str = ""
    published: Optional[date] = None
    url: str = ""
    language: str = ""

    @property
    def sha256(self) -> str:
        """Hex digest of the text as UTF-8, by which the same text is known again."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Claim:
    """What one source says about one record.

    stance: reports, confirms, claims (a party claims it as its own), alleges or denies.
    claimant: actor id of who claims, alleges or denies, where that is not the source itself.
    killed, wounded, vehicles: the counts in this claim; they may contradict other claims.
    quote, span_start, span_end: the words, and where they stand in the document (end excluded).
    credibility: 1–6, of this one report; reliability A–F is the source's, as judged here.
    """

    stance: str = "reports"
    uid: str = field(default_factory=new_uid)
    source_uid: str = ""
    document_uid: str = ""
    claimant: str = ""
    killed: CountRange = UNKNOWN_COUNT
    wounded: CountRange = UNKNOWN_COUNT
    vehicles: CountRange = UNKNOWN_COUNT
    place_text: str = ""
    reliability: str = "F"
    credibility: str = "6"
    published: Optional[date] = None
    quote: str = ""
    span_start: Optional[int] = None
    span_end: Optional[int] = None
    notes: str = ""

    @property
    def grade(self) -> str:
        """The Admiralty grade, such as 'B2'."""
        return f"{self.reliability}{self.credibility}"


@dataclass(frozen=True)
class OwnGrade:
    """An analyst's grade of a record, in the place of the one that follows from its claims, and why it is another."""

    reliability: str
    credibility: str
    reason: str

    @property
    def grade(self) -> str:
        """The Admiralty grade, such as 'B2'."""
        return f"{self.reliability}{self.credibility}"

    def __str__(self) -> str:
        """Such as 'B2 (the reason)'."""
        return f"{self.grade} ({self.reason})"


@dataclass(frozen=True)
class Losses:
    """Deaths by side as UCDP divides them: of actor 1, of actor 2, of civilians, and of unknown side."""

    side_a: CountRange = UNKNOWN_COUNT
    side_b: CountRange = UNKNOWN_COUNT
    civilians: CountRange = UNKNOWN_COUNT
    unknown: CountRange = UNKNOWN_COUNT

    @property
    def total(self) -> CountRange:
        """The sum over the sides with a number; never typed, always derived.

        A bound that one of them lacks, the sum lacks too; no known side at all is an unknown total, not 0.
        """
        known = [side for side in (self.side_a, self.side_b, self.civilians, self.unknown) if side.is_known]
        if not known:
            return UNKNOWN_COUNT
        return CountRange(
            _sum(side.low for side in known),
            _sum(side.best for side in known),
            _sum(side.high for side in known),
        )


def _sum(numbers: Iterable[Optional[int]]) -> Optional[int]:
    """The sum, or None as soon as one number is None: a bound that one part lacks, the whole lacks."""
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


@dataclass(frozen=True)
class Incident:
    """Something that happened at one place.

    kind: code of `event_kinds`. actor1, actor2: registry ids; their order names no attacker.
    stance: how the record stands as a whole; what is denied is never drawn.
    claims: the first one is the preferred claim.
    own_grade: None where the grade is that of the best claim.
    """

    kind: str
    dates: DateRange
    actor1: str
    uid: str = field(default_factory=new_uid)
    actor2: str = ""
    location: Location = NOWHERE
    killed: Losses = Losses()
    wounded: CountRange = UNKNOWN_COUNT
    captured: CountRange = UNKNOWN_COUNT
    summary: str = ""
    notes: str = ""
    stance: str = "reports"
    status: str = "draft"
    claims: Tuple[Claim, ...] = ()
    own_grade: Optional[OwnGrade] = None
    stamp: Stamp = Stamp()

    @property
    def places(self) -> Tuple[Location, ...]:
        """Where it plays: one place."""
        return (self.location,)

    @property
    def sides(self) -> Tuple[str, ...]:
        """The ids of the actors that take part."""
        return tuple(filter(None, (self.actor1, self.actor2)))


@dataclass(frozen=True)
class Waypoint:
    """One stop of a movement: role is origin, via or destination."""

    role: str
    location: Location


@dataclass(frozen=True)
class Movement:
    """A reported journey: not a track; no speed, no road that nobody reported.

    waypoints: origin, stops and destination in order, each of which may be unplaced; an area as
    destination is a waypoint whose location has an area.
    heading: direction of travel in degrees clockwise from north where no destination is known.
    is_route_observed: whether the source saw the way itself, not only where it began or led.
    own_grade: None where the grade is that of the best claim.
    """

    actor: str
    dates: DateRange
    uid: str = field(default_factory=new_uid)
    kind: str = "transit"
    waypoints: Tuple[Waypoint, ...] = ()
    heading: Optional[float] = None
    is_route_observed: bool = False
    vehicles: CountRange = UNKNOWN_COUNT
    vehicle_kind: str = "vehicle"
    persons: CountRange = UNKNOWN_COUNT
    summary: str = ""
    notes: str = ""
    stance: str = "reports"
    status: str = "draft"
    claims: Tuple[Claim, ...] = ()
    own_grade: Optional[OwnGrade] = None
    stamp: Stamp = Stamp()

    @property
    def places(self) -> Tuple[Location, ...]:
        """Where it plays: its stops in order."""
        return tuple(waypoint.location for waypoint in self.waypoints)

    @property
    def sides(self) -> Tuple[str, ...]:
        """The id of the actor that moved."""
        return (self.actor,)

    @property
    def unplaced_stops(self) -> int:
        """How many waypoints could not be placed."""
        return sum(not waypoint.location.is_placed for waypoint in self.waypoints)


Record = Union[Incident, Movement]
"""What a casefile stores, lists, draws and tells."""
