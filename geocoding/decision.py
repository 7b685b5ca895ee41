"""What the search makes of a name: found, ambiguous or unknown, and why."""

from dataclasses import dataclass
from typing import Tuple

from ..model.location import Candidate, PlaceState


@dataclass(frozen=True)
class Decision:
    """The state, the candidates best first (kept in every state), and the reason in one clause.

    Only in the state FOUND is the first candidate the answer.
    """

    state: PlaceState
    candidates: Tuple[Candidate, ...] = ()
    reason: str = ""
