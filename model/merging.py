"""Two records that tell of the same thing, made into one with nothing lost."""

from dataclasses import fields, replace
from typing import AbstractSet, List, Sequence, Tuple

from .counts import UNKNOWN_COUNT, CountRange
from .dates import DateRange
from .location import Location
from .records import Claim, Losses, Record, Waypoint

NOT_CHOSEN = ("uid", "notes", "claims", "stamp")
"""What is kept of both, or is the record's own."""

COUNTED = ("killed", "wounded", "vehicles")
"""Counts that a claim has, too."""


def differing(one: Record, other: Record) -> Tuple[str, ...]:
    """The fields that both have, with different values: somebody has to say which stands."""
    return tuple(
        field.name for field in fields(one)
        if field.name not in NOT_CHOSEN and not _is_empty(getattr(one, field.name))
        and not _is_empty(getattr(other, field.name)) and getattr(one, field.name) != getattr(other, field.name)
    )


def merged(kept: Record, other: Record, from_other: AbstractSet[str] = frozenset()) -> Record:
    """The record `kept` with all that `other` knows.

    from_other: the differing fields in which the other's value stands. What only one of them knows stands in any case.
    All claims are kept, those that both have once, and the notes of both. A value that does not stand is kept in the
    first claim of its record: in its counts and place where that claim has none, and in words in its notes.
    """
    differ = differing(kept, other)
    taken = {
        field.name: getattr(other, field.name) for field in fields(kept)
        if field.name in from_other or (field.name not in NOT_CHOSEN and _is_empty(getattr(kept, field.name)))
    }
    ours = _with_values(kept, [name for name in differ if name in from_other])
    theirs = _with_values(other, [name for name in differ if name not in from_other])
    known = {replace(claim, uid="") for claim in ours}
    claims = (*ours, *(claim for claim in theirs if replace(claim, uid="") not in known))
    notes = "\n".join(dict.fromkeys(filter(None, (kept.notes, other.notes))))
    return replace(kept, **taken, notes=notes, claims=claims)


def value_in_full(value: object) -> str:
    """A value such that nothing of it is lost.

    Codes, ids, ISO dates; low/best/high of a count, and what was written; a place with coordinates, radius and rule,
    from which its area can be made again.
    """
    if isinstance(value, Location):
        parts = [f'"{value.phrase}"', *filter(None, (value.name, value.rule))]
        if value.is_placed:
            parts += [f"{value.lat:.5f}, {value.lon:.5f}", f"radius {value.radius_m:.0f} m", value.precision.value]
        return " ".join(parts)
    if isinstance(value, Losses):
        named = [(field.name, getattr(value, field.name)) for field in fields(value)]
        return ", ".join(f"{name} {value_in_full(count)}" for name, count in named if count != UNKNOWN_COUNT)
    if isinstance(value, CountRange):
        numbers = "/".join("?" if number is None else str(number) for number in (value.low, value.best, value.high))
        return f'{numbers} "{value.text}"'
    if isinstance(value, DateRange):
        return value.iso()
    if isinstance(value, tuple):
        return " → ".join(f"{stop.role} {value_in_full(stop.location)}" for stop in value if isinstance(stop, Waypoint))
    return str(value)


def _is_empty(value: object) -> bool:
    """Whether nothing is known of a field: `False` of a route is something that is known."""
    if isinstance(value, Location):
        return not value.phrase and not value.is_placed
    return value in (None, "", (), UNKNOWN_COUNT, Losses()) and not isinstance(value, bool)


def _with_values(record: Record, lost: Sequence[str]) -> Tuple[Claim, ...]:
    """The claims of a record, the first of which also holds those of its values that do not stand."""
    if not lost:
        return record.claims
    first = record.claims[0] if record.claims else Claim(stance=record.stance)
    held = {name: _count(getattr(record, name)) for name in COUNTED if name in lost}
    filled = {name: count for name, count in held.items() if not getattr(first, name).is_known}
    if "location" in lost and not first.place_text:
        filled["place_text"] = record.location.phrase
    words = "; ".join(f"{name}: {value_in_full(getattr(record, name))}" for name in lost)
    origin = f"{record.uid}, {record.stamp.created} {record.stamp.created_by}".strip(", ")
    line = f"[{origin}] {words}"
    notes = "\n".join(filter(None, (first.notes, line)))
    changed: List[Claim] = [replace(first, **filled, notes=notes), *record.claims[1:]]
    return tuple(changed)


def _count(value: object) -> CountRange:
    return value.total if isinstance(value, Losses) else value
