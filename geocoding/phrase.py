"""A place phrase taken apart: the relation, and the names it refers to."""

from dataclasses import dataclass
from enum import Enum
from typing import Optional, Tuple

from .wording import CompassPoint


class Relation(str, Enum):
    """How a place phrase refers to its names."""

    NAME = "name"
    OFFSET = "distance at a heading"
    ORTHOGONAL = "orthogonal offsets"
    HEADING = "heading only"
    SEVERAL = "several headings"
    NEAR = "near"
    DISTANCE = "distance only"
    WITHIN = "within a distance"
    BETWEEN = "between"
    PATH = "somewhere on a path"
    ALONG = "distance along a path"
    PART = "part of a place"
    JUNCTION = "junction of two lines"
    AREA = "area"
    JOINT = "two places as one area"
    CHECK = "place with check"


@dataclass(frozen=True)
class Phrase:
    """A place phrase.

    text: the words of this phrase, tidied.
    name: of a NAME, the name without "in the town of"; of an AREA, without "district".
    anchors: the phrases it refers to; a CHECK has the place first and the relation to check second.
    distance_m: metres as stated; spread_m: half of a stated range ("20-25 km"), else 0.
    unit_m: metres of the unit in which the distance is written.
    heading: the compass point and how far off it may be.
    kinds: codes of `kinds.csv` that the words ask for.
    sense: of an AREA or JOINT, which kind of area word: "district", "region" or "area"; of a PART, "outskirts" or
        "part".
    note: words that say something but change no geometry ("about", "a few km", "house").
    parts: of ORTHOGONAL and SEVERAL, the single relations, all to the same anchor.
    line, line_kind: of PATH and ALONG, the words for the road, coast or border, and its kind in `line_words.csv`.
    ends: of PATH and ALONG, the places that the line joins, as far as the words name them.
    gate: of an ALONG that is a kilometre gate, the words for it ("Gate 200").
    """

    relation: Relation
    text: str
    name: str = ""
    anchors: Tuple["Phrase", ...] = ()
    distance_m: Optional[float] = None
    spread_m: float = 0.0
    unit_m: float = 1000.0
    heading: Optional[CompassPoint] = None
    kinds: Tuple[str, ...] = ()
    sense: str = ""
    note: str = ""
    parts: Tuple["Phrase", ...] = ()
    line: str = ""
    line_kind: str = ""
    ends: Tuple["Phrase", ...] = ()
    gate: str = ""

    @property
    def places(self) -> Tuple[str, ...]:
        """The names in the phrase, in order."""
        if not self.anchors and not self.ends:
            return (self.name,)
        return tuple(name for phrase in (*self.anchors, *self.ends) for name in phrase.places)
