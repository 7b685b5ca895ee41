"""What an analyst taught: a place that no list has, or another spelling of one that a list has."""

from dataclasses import dataclass, field
from typing import Tuple

from .records import new_uid

DEFAULT_KIND = "locality"
"""Code of `kinds.csv` for a place of which no more is known than where it is."""


@dataclass(frozen=True)
class TaughtPlace:
    """One lesson. It stands alone: it needs no gazetteer to be read, so that it can be shared.

    lat, lon: degrees on WGS84; radius_m: metres from that point to the edge of the place.
    kind: code of `kinds.csv`. aliases: further spellings, both scripts, as written.
    place_id: empty for a place of its own. Otherwise only the `aliases` were taught, as spellings of the known place
    of that id, whose name, kind and position are kept here as they were known then.
    author, taught: who taught it, and when (ISO 8601, UTC); the casefile fills in what is empty.
    reason: why it is there, in the analyst's words.
    """

    name: str
    lat: float
    lon: float
    radius_m: float
    uid: str = field(default_factory=new_uid)
    name_ar: str = ""
    aliases: Tuple[str, ...] = ()
    kind: str = DEFAULT_KIND
    district: str = ""
    place_id: str = ""
    author: str = ""
    taught: str = ""
    reason: str = ""

    @property
    def is_spelling(self) -> bool:
        """Whether only spellings of a known place were taught."""
        return bool(self.place_id)

    @property
    def spellings(self) -> Tuple[str, ...]:
        """What was taught, as written, each once."""
        names = self.aliases if self.is_spelling else (self.name, self.name_ar, *self.aliases)
        return tuple(dict.fromkeys(filter(None, names)))
