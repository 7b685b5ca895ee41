"""Expressions for the names of countries on QGIS's world map, whose own names are English."""

from qgis.core import QgsExpression

from ..model.countries import countries
from ..model.language import FRENCH, spoken

_COUNTRY = '"NAME"'


def latin_country() -> str:
    """In capitals, in French where that is spoken and else in English; Libya is not named."""
    name = f"coalesce(nullif({named_country(FRENCH)}, ''), {_COUNTRY})" if spoken() == FRENCH else _COUNTRY
    return f"if(\"ISO_A3\" = 'LBY', '', upper({name}))"


def named_country(language: str) -> str:
    """By the list of that language, empty for countries that it lacks and for Libya."""
    cases = " ".join(
        f"WHEN {_COUNTRY} = {QgsExpression.quotedString(english)} THEN {QgsExpression.quotedString(name)}"
        for english, name in countries(language).items() if english != "Libya"
    )
    return f"CASE {cases} ELSE '' END"
