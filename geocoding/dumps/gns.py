"""Files of NGA's GEOnet Names Server (GNS), one row a name, several names a feature (UFI).

The columns are found by their headers: those of the country files up to 2022 (`UFI`, `LAT`, `FULL_NAME_RO`) and those
of the files since (`ufi`, `lat_dd`, `full_name`). Name types are those of the GNS look-up tables: N approved,
C conventional, D not verified, P provisional, V variant, H historic; a further S marks a script other than Latin.
"""

from dataclasses import dataclass, field
from typing import Dict, List, Sequence, Tuple

from ...model.language import tr
from ..districts import district_named
from ..gazetteer import Place
from .features import Dump, Tally, as_place, point
from .rows import BadDump, Progress, Text, first_cells, rows, shares
from .spellings import is_readable

SOURCE = "GNS"
_HEADERS = {
    "ufi": ("ufi",), "lat": ("lat_dd", "lat"), "lon": ("long_dd", "long"), "name": ("full_name", "full_name_ro"),
    "type": ("nt",), "class": ("fc",), "code": ("desig_cd", "dsg"), "country": ("cc_ft", "cc1"),
}
_DATES = ("mod_dt_ft", "mod_dt_nm", "modify_date", "nm_modify_date")
# Which name a feature is shown by.
_BEST_TYPES = "NCDPVH"


@dataclass
class _Feature:
    code: Tuple[str, str]
    lat: float
    lon: float
    names: List[Tuple[int, str]] = field(default_factory=list)


def is_gns(cells: Sequence[str]) -> bool:
    """Whether a first line is the header of a GNS file."""
    headers = {cell.strip().casefold() for cell in cells}
    return "ufi" in headers and bool(headers & set(_HEADERS["name"]))


def read_gns(texts: Sequence[Text], progress: Progress) -> Dump:
    """The places of GNS files; raises BadDump for the first row that cannot be read."""
    tally = Tally()
    found: Dict[str, _Feature] = {}
    for text, step in shares(texts, progress):
        _read(text, found, tally, step)
    return tally.dump(SOURCE, tuple(_place(ufi, feature) for ufi, feature in found.items() if feature.names))


def _read(text: Text, found: Dict[str, _Feature], tally: Tally, progress: Progress) -> None:
    header = [cell.strip().casefold() for cell in first_cells(text)]
    columns = _columns(text, header)
    dates = [header.index(name) for name in _DATES if name in header]
    lines = rows(text, len(header), progress)
    next(lines, None)
    left_out = set()
    for line, cells in lines:
        ufi, lat, lon, name, name_type, feature_class, code, country = (cells[column].strip() for column in columns)
        if not ufi.lstrip("-").isdecimal():
            raise BadDump(tr(
                "{text}, line {line}: '{ufi}' is no number of a feature (UFI); get the file again, or "
                "take that line out."
            ).format(text=text.name, line=line, ufi=ufi))
        if ufi in left_out:
            continue
        if ufi not in found:
            where = point(text, line, lat, lon)
            if not tally.wants(feature_class, code, *where):
                left_out.add(ufi)
                continue
            found[ufi] = _Feature((feature_class, code), *where)
            tally.countries[country] += 1
        tally.as_of = max(tally.as_of, *(cells[column].strip()[:10] for column in dates), "")
        # Two pairs of brackets stand about the name of a feature that is believed to be gone.
        name = name.strip("() ") if name.startswith("((") else name
        if is_readable(name):
            found[ufi].names.append((_rank(name_type), name))


def _columns(text: Text, header: List[str]) -> List[int]:
    columns = []
    for names in _HEADERS.values():
        known = next((name for name in names if name in header), None)
        if known is None:
            raise BadDump(tr("{text}: the header lacks the column {names}; get the file again.").format(
                text=text.name, names=f" {tr('or')} ".join(names)
            ))
        columns.append(header.index(known))
    return columns


def _rank(name_type: str) -> int:
    """How good a name is to show: the approved one first."""
    position = _BEST_TYPES.find(name_type[:1])
    return position if position >= 0 and name_type else len(_BEST_TYPES)


def _place(ufi: str, feature: _Feature) -> Place:
    names = list(dict.fromkeys(name for _, name in sorted(feature.names, key=lambda each: each[0])))
    place_id = f"gns:{ufi}"
    if feature.code == ("A", "ADM1"):
        # Its codes of divisions are not those of our districts, and only the name says which of them is meant.
        named = next(filter(None, map(district_named, names)), None)
        place_id = f"district:{named.code}" if named else place_id
    return as_place(place_id, names, "", feature.code, feature.lat, feature.lon, SOURCE)
