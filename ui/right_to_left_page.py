"""What Qt does not do for a page of Markdown that is read from the right (5.15): turn its tables, keep code apart."""

import re

_FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\|(.*)\|$", re.MULTILINE)
_CODE = re.compile(r"`[^`]+`")
_ARABIC = re.compile("[\u0620-\u06d3]")
_LATIN = re.compile("[A-Za-z]")
_ISOLATED = "\u2068{}\u2069"
"""Keeps the direction of its first letter, and the signs at its ends, whatever stands around (UAX 9)."""


def from_the_right(text: str) -> str:
    """The page with the columns of its tables the other way round, and with words of a program isolated."""
    # What stands between two fences is a program's as a whole.
    parts = _FENCED.split(text)
    return "".join(part if part.startswith("```") else _ROW.sub(_turned, _CODE.sub(_apart, part)) for part in parts)


def _apart(code: "re.Match[str]") -> str:
    return _ISOLATED.format(code.group())


def _turned(row: "re.Match[str]") -> str:
    return "|".join(["", *(_cell(cell.strip()) for cell in reversed(row.group(1).split("|"))), ""])


def _cell(cell: str) -> str:
    return _ISOLATED.format(cell) if _LATIN.search(cell) and not _ARABIC.search(cell) else cell
