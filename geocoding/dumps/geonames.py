"""GeoNames' country dumps: `LY.txt`, 19 columns without a header, and the rows of `alternateNamesV2`, 10 columns.

The columns are those of the readme that GeoNames packs with each dump.
"""

from dataclasses import dataclass, field
from typing import Dict, List, Sequence, Tuple

from ...model.language import tr
from ..districts import load_districts
from ..gazetteer import Place
from .features import Dump, Tally, as_place, point
from .rows import BadDump, Progress, Text, first_cells, rows, shares
from .spellings import is_usable

SOURCE = "GeoNames"
PLACE_WIDTH = 19
NAME_WIDTHS = (8, 10)
"""Of alternate names: the older form lacks the columns from and to."""
_LIBYA = "LY"
# What is no name stands among the alternate names under these "languages"; ICAO codes are names of airfields here.
_NO_LANGUAGES = frozenset(("link", "post", "iata", "faac", "abbr", "wkdt", "unlc", "tcid", "phon", "piny", "uicn"))
_ICAO, _LIBYAN_ICAO = "icao", "HL"
_ARABIC = "ar"


@dataclass
class _Row:
    """A feature as the dump has it."""

    names: List[str]
    code: Tuple[str, str]
    lat: float
    lon: float
    country: str
    division: str
    population: int
    preferred_arabic: List[str] = field(default_factory=list)
    codes: List[str] = field(default_factory=list)


def read_geonames(features: Sequence[Text], names: Sequence[Text], progress: Progress) -> Dump:
    """The places of a dump with the names of both; raises BadDump for the first row that cannot be read."""
    tally = Tally()
    found: Dict[str, _Row] = {}
    for text, step in shares([*features, *names], progress):
        if text in features:
            _read_features(text, found, tally, step)
        else:
            _read_names(text, found, step)
    districts = {district.code: district.name for district in load_districts()}
    return tally.dump(SOURCE, tuple(_place(key, row, districts) for key, row in found.items()))


def _read_features(text: Text, found: Dict[str, _Row], tally: Tally, progress: Progress) -> None:
    for line, cells in rows(text, PLACE_WIDTH, progress):
        identifier, name, _, alternates, lat, lon, feature_class, code, country, _, division = cells[:11]
        population, modified = cells[14], cells[18]
        if not identifier.isdecimal() or not name.strip():
            raise BadDump(tr(
                "{text}, line {line}: a number and a name belong at the start of the line; get the file "
                "again, or take that line out."
            ).format(text=text.name, line=line))
        where = point(text, line, lat, lon)
        if identifier in found or not tally.wants(feature_class, code, *where):
            continue
        tally.countries[country] += 1
        tally.as_of = max(tally.as_of, modified)
        written = [name.strip(), *filter(is_usable, alternates.split(","))]
        people = int(population) if population.isdecimal() else 0
        found[identifier] = _Row(written, (feature_class, code), *where, country, division, people)


def _read_names(text: Text, found: Dict[str, _Row], progress: Progress) -> None:
    for _, cells in rows(text, len(first_cells(text)), progress):
        _, identifier, language, name, is_preferred, _, _, is_historic = cells[:8]
        row = found.get(identifier)
        if row is None or language in _NO_LANGUAGES:
            continue
        if language == _ICAO:
            # Only Libya's codes are told from words when a name is typed.
            row.codes.extend([name] if name.startswith(_LIBYAN_ICAO) else [])
        elif is_usable(name):
            row.names.append(name)
            if language == _ARABIC and not is_historic:
                row.preferred_arabic.insert(0 if is_preferred else len(row.preferred_arabic), name)


def _place(identifier: str, row: _Row, districts: Dict[str, str]) -> Place:
    is_libyan = row.country == _LIBYA
    code = f"{_LIBYA}.{row.division}"
    district = districts.get(code) if is_libyan else ""
    place_id = f"district:{code}" if is_libyan and row.code == ("A", "ADM1") and district else f"gn:{identifier}"
    name_ar = row.preferred_arabic[0] if row.preferred_arabic else ""
    return as_place(
        place_id, [*row.names, *row.codes], name_ar, row.code, row.lat, row.lon, SOURCE, district, row.population
    )
