"""The candidates of a place text as one JSON text in a column, and back."""

import json
from dataclasses import fields
from typing import Optional, Tuple

from ..model.location import Candidate

_NAMES = tuple(field.name for field in fields(Candidate))


def write_candidates(candidates: Tuple[Candidate, ...]) -> str:
    """A list of objects, best first, or an empty text for no candidates; Arabic stays readable."""
    if not candidates:
        return ""
    rows = [{name: getattr(candidate, name) for name in _NAMES} for candidate in candidates]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def read_candidates(text: Optional[str]) -> Tuple[Candidate, ...]:
    """The candidates that `write_candidates` wrote; ValueError, KeyError or TypeError for anything else."""
    if not text:
        return ()
    return tuple(Candidate(**{name: row[name] for name in _NAMES}) for row in json.loads(text))
