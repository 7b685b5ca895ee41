"""Towns of other countries, so that their names are not taken for Libyan ones that sound alike."""

import csv
import io
import unicodedata
from typing import Dict, Iterable, List, Set, Tuple

from ...geocoding.folding import clean, fold

COLUMNS = ("name", "country")
# Libya's neighbours and the countries that reports on Libya name; smaller towns of these count too.
_NEAR = frozenset([
    "AE", "AF", "BH", "CF", "CM", "DJ", "DZ", "EG", "ER", "ET", "GR", "IL", "IQ", "IR", "IT", "JO", "KM",
    "KW", "LB", "MA", "ML", "MR", "MT", "NE", "NG", "OM", "PK", "PS", "QA", "SA", "SD", "SN", "SO", "SS",
    "SY", "TD", "TN", "TR", "YE",
])
_PEOPLE_NEAR, _PEOPLE_FAR = 15_000, 200_000


def elsewhere(cities: Iterable[Dict], countries: Dict[str, Dict], libyan: Set[str]) -> str:
    """The table of names and countries; what is a Libyan name too stays out."""
    rows: Dict[str, Tuple[str, str]] = {}
    for city in sorted(cities, key=lambda row: (-row["population"], row["geonameid"])):
        code = city["countrycode"]
        if code == "LY" or city["population"] < (_PEOPLE_NEAR if code in _NEAR else _PEOPLE_FAR):
            continue
        for name in _names(city):
            key = clean(name)
            if key and key not in libyan and fold(name).own:
                rows.setdefault(key, (name, countries[code]["name"]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(rows.values()))
    return text.getvalue()


def _names(city: Dict) -> List[str]:
    """The name, and for the neighbourhood the first Arabic one."""
    arabic = [name for name in city["alternatenames"] if _is_arabic(name)] if city["countrycode"] in _NEAR else []
    return [name.strip() for name in (city["name"], *arabic[:1])]


def _is_arabic(name: str) -> bool:
    return all("ARABIC" in unicodedata.name(character, "") for character in name if character.isalpha())
