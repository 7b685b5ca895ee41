"""The candidates of a place text as one JSON text in a column, and back."""

import json
from dataclasses import fields
from functools import lru_cache
from typing import Optional, Tuple

from ..model.location import Candidate

_NAMES = tuple(field.name for field in fields(Candidate))


@lru_cache(maxsize=4096)
def write_candidates(candidates: Tuple[Candidate, ...]) -> Optional[str]:
    """A list of objects, best first, or None for no candidates; Arabic stays readable."""
    if not candidates:
        return None
    rows = [{name: getattr(candidate, name) for name in _NAMES} for candidate in candidates]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def read_candidates(text: Optional[str]) -> Tuple[Candidate, ...]:
    """The candidates that `write_candidates` wrote; ValueError, KeyError or TypeError for anything else."""
    if not text:
        return ()
    return tuple(Candidate(**{name: row[name] for name in _NAMES}) for row in json.loads(text))
