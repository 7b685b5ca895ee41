"""Cells that are safe to open in a spreadsheet, and read back as they were."""

import re

CELL_LIMIT = 32_000
"""Longest cell written, in characters: spreadsheets hold no longer one, and the source still has it whole."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")


def safe_cell(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: an apostrophe before = + - @, tab and return.

    Numbers stay numbers; NUL characters, which no CSV reader likes, are shown as U+FFFD.
    """
    shown = text[:CELL_LIMIT].replace("\0", "\ufffd")
    if _FORMULA.match(shown) and not _NUMBER.fullmatch(shown):
        return "'" + shown
    return shown


def bare_cell(text: str) -> str:
    """What `safe_cell` was given: the text without the one apostrophe that disarmed it."""
    return text[1:] if _DISARMED.match(text) else text
