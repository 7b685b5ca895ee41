"""What is known about a place besides the words for it; it ranks what the words may mean, and never decides alone."""

from dataclasses import dataclass
from typing import Tuple

from .geodesy import GeoPoint


@dataclass(frozen=True)
class Clues:
    """What the record and its report say.

    district: the district or town the record speaks of, in any spelling.
    event_kind: code of `event_kinds.csv`; a strike on "Ghani" is likelier at the field than in a village.
    others: where the other places of the same report or case lie, as far as they are certain.
    """

    district: str = ""
    event_kind: str = ""
    others: Tuple[GeoPoint, ...] = ()


NO_CLUES = Clues()
