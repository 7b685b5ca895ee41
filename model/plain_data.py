"""Dataclasses as values that JSON can hold, and back; the same in every language."""

from base64 import b64decode, b64encode
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Callable, Dict, Union, get_args, get_origin, get_type_hints


def to_data(value: object) -> object:
    """Objects as dicts without what is as it is by itself, days as ISO dates, bytes as Base64, tuples as lists."""
    if is_dataclass(value):
        named = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: to_data(one) for field, one in named if field.default is MISSING or one != field.default}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [to_data(one) for one in value]
    return value


_READ: Dict[object, Callable[[object], object]] = {
    date: date.fromisoformat, bytes: lambda text: b64decode(text, validate=True),
}


def from_data(kind: object, data: object) -> object:
    """The value of that type of which `to_data` made the data; what a dataclass has no field for is passed over.

    kind: a type, as a field is annotated. Raises ValueError, TypeError or AttributeError for anything else.
    """
    parts = get_args(kind)
    if get_origin(kind) is Union:
        return None if data is None else from_data(parts[0], data)
    if get_origin(kind) is tuple:
        return tuple(from_data(parts[0], one) for one in data)
    if is_dataclass(kind):
        hints = hints_of(kind)
        return kind(**{name: from_data(hints[name], one) for name, one in data.items() if name in hints})
    if kind in _READ or issubclass(kind, Enum):
        return _READ.get(kind, kind)(data)
    if not isinstance(data, (int, float) if kind is float else kind):
        raise TypeError(f"{data!r} is no {kind.__name__}")
    return data


@cache
def hints_of(kind: object) -> Dict[str, object]:
    """Field of a dataclass → its type."""
    return get_type_hints(kind)
