"""What an actor is called in the language spoken: what is a mere description is said in it, a name stays as it is."""

import unicodedata
from functools import cache
from typing import Dict, Iterable

from .errors import DataFileError
from .language import FRENCH, is_right_to_left, spoken
from .table import RESOURCES, read_table


def told_name(name: str, short_name: str, aliases: Iterable[str], *, is_short: bool = False) -> str:
    """For readers of Arabic the first Arabic alias, for those of French what `french_names` has, else as stored."""
    arabic = first_arabic(aliases) if is_right_to_left() else ""
    shown = (short_name if is_short else "") or name
    return arabic or (french_names().get(shown, shown) if spoken() == FRENCH else shown)


def first_arabic(names: Iterable[str]) -> str:
    """The first of the names that is in Arabic letters."""
    return next((name for name in names if any(unicodedata.bidirectional(mark) == "AL" for mark in name)), "")


@cache
def french_names() -> Dict[str, str]:
    """English → French, for names and short names that describe; raises DataFileError for one that stands twice."""
    path = RESOURCES / "translations" / "actors.csv"
    found: Dict[str, str] = {}
    for line, row in read_table(path, ("english", FRENCH)):
        if not all(row.values()) or row["english"] in found:
            raise DataFileError(path, line, f"'{row['english']}' stands twice, or has no French name")
        found[row["english"]] = row[FRENCH]
    return found
