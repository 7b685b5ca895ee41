"""What has become of a record: who changed what in it, when and why."""

import json
from dataclasses import dataclass, field, fields
from typing import Dict, Mapping, Tuple, Type

from .plain_data import from_data, hints_of, to_data
from .records import Record

ADDED, CHANGED, DELETED, PUT_BACK = "added", "changed", "deleted", "put_back"
"""Codes of `change_actions`."""
UNDONE, REDONE, MERGED, BY_HAND = "undone", "redone", "merged", "by_hand"
"""Codes of `occasions`; the last is what others than the casefile wrote, such as QGIS's own tools."""
NOT_TOLD = ("uid", "stamp")
"""Fields that nobody sets."""

Values = Mapping[str, object]
"""Field of a record → its value."""


@dataclass(frozen=True)
class Reason:
    """Why records are written: the analyst's words, and a code of `occasions` where it is no change by hand."""

    words: str = ""
    occasion: str = ""


NO_REASON = Reason()


@dataclass(frozen=True)
class Entry:
    """One change. at: ISO 8601, UTC. before, after: the fields that it changed; a deletion has all of them before."""

    action: str
    at: str
    by: str
    reason: Reason = NO_REASON
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)


def differing_fields(before: Record, after: Record) -> Tuple[str, ...]:
    """Names of the fields that two states of a record have differently, in their order."""
    names = (one.name for one in fields(before) if one.name not in NOT_TOLD)
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def write_difference(before: Record, after: Record) -> str:
    """Compact JSON: each differing field with its value before and after."""
    names = differing_fields(before, after)
    return _compact({name: [to_data(getattr(state, name)) for state in (before, after)] for name in names})


def write_state(record: Record) -> str:
    """Compact JSON: every field that is not as it is by itself, its stamp included, with its value."""
    return _compact({name: [value] for name, value in to_data(record).items() if name != "uid"})


def read_values(kind: Type[Record], text: str) -> Tuple[Dict[str, object], Dict[str, object]]:
    """The values before and after that one of the two wrote; raises as `from_data` for anything else."""
    hints, before, after = hints_of(kind), {}, {}
    for name, values in json.loads(text).items():
        # What a later version may have kept of a field that is none here is passed over.
        for side, value in zip((before, after), values if name in hints else ()):
            side[name] = from_data(hints[name], value)
    return before, after


def record_of(kind: Type[Record], uid: str, values: Values) -> Record:
    """The record whose state `write_state` wrote; TypeError where a field is missing that every record has."""
    return kind(**{**values, "uid": uid})


def _compact(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
