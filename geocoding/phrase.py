"""A place phrase taken apart: the relation, and the names it refers to."""

from dataclasses import dataclass
from enum import Enum
from typing import Optional, Tuple

from .wording import CompassPoint


class Relation(str, Enum):
    """How a place phrase refers to its names."""

    NAME = "name"
    OFFSET = "distance at a heading"
    HEADING = "heading only"
    NEAR = "near"
    DISTANCE = "distance only"
    WITHIN = "within a distance"
    BETWEEN = "between"
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
    heading: the compass point and how far off it may be.
    kinds: codes of `kinds.csv` that the words ask for.
    sense: of an AREA or JOINT, which kind of area word: "district", "region" or "area".
    note: words that say something but change no geometry ("about", "a few km", "house").
    """

    relation: Relation
    text: str
    name: str = ""
    anchors: Tuple["Phrase", ...] = ()
    distance_m: Optional[float] = None
    spread_m: float = 0.0
    heading: Optional[CompassPoint] = None
    kinds: Tuple[str, ...] = ()
    sense: str = ""
    note: str = ""

    @property
    def places(self) -> Tuple[str, ...]:
        """The names in the phrase, in order."""
        if not self.anchors:
            return (self.name,)
        return tuple(name for anchor in self.anchors for name in anchor.places)
