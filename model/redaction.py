"""What a reader outside is not told."""

from dataclasses import dataclass
from enum import Enum

LEAST_GRID, GREATEST_GRID = 0.01, 5.0
"""Degrees: cells of about 1 km and of 500 km."""
MOST_DELAY_HOURS = 24 * 365


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
