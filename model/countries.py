"""Countries by their names in the languages we speak, as Unicode's CLDR has them."""

from functools import cache
from typing import Dict

from .errors import DataFileError
from .language import ARABIC, FRENCH, has_table
from .table import RESOURCES, read_table


def country(english: str, language: str) -> str:
    """The name in that language; the English one where the list has no other."""
    return countries(language).get(english, english) if has_table(language) else english


@cache
def countries(language: str) -> Dict[str, str]:
    """English → name, for a language with a table; raises DataFileError for a name that is empty or stands twice."""
    path = RESOURCES / "translations" / "countries.csv"
    found: Dict[str, str] = {}
    for line, row in read_table(path, ("english", ARABIC, FRENCH)):
        if not all(row.values()) or row["english"] in found:
            raise DataFileError(path, line, f"'{row['english']}' stands twice, or has no name in one language")
        found[row["english"]] = row[language]
    return found
