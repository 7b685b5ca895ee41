"""Any file of place names to places: tells by the first line what it is."""

from pathlib import Path
from typing import Dict, List, Optional, Sequence

from ...model.language import tr
from .features import Dump
from .geonames import NAME_WIDTHS, PLACE_WIDTH, read_geonames
from .gns import is_gns, read_gns
from .rows import BadDump, Progress, Text, first_cells, texts

_FEATURES, _NAMES, _GNS = "features", "names", "GNS"


def read_dump(path: Path, alternate_names: Optional[Path] = None, progress: Progress = lambda _: None) -> Dump:
    """The places of a dump of GeoNames or a file of GNS, packed or not.

    alternate_names: rows of GeoNames' `alternateNamesV2` in a file of their own. Raises BadDump with a sentence.
    """
    parts: Dict[str, List[Text]] = {_FEATURES: [], _NAMES: [], _GNS: []}
    for text in (*texts(path), *(texts(alternate_names) if alternate_names else ())):
        parts[_what(text)].append(text)
    if parts[_GNS] and (parts[_FEATURES] or parts[_NAMES]):
        raise BadDump(tr("{path}: names of GNS and of GeoNames are mixed; load one after the other.").format(
            path=path.name
        ))
    if parts[_GNS]:
        dump = read_gns(parts[_GNS], progress)
    elif parts[_FEATURES]:
        dump = read_geonames(parts[_FEATURES], parts[_NAMES], progress)
    else:
        raise BadDump(
            tr(
                "{path} holds alternate names only; load GeoNames' file of places, such as LY.zip, with "
                "this one beside it."
            ).format(path=path.name)
        )
    if not dump.places:
        raise BadDump(tr("{path} holds no place in Libya or near it; load the file of Libya.").format(path=path.name))
    return dump


def _what(text: Text) -> str:
    cells = first_cells(text)
    if is_gns(cells):
        return _GNS
    if len(cells) == PLACE_WIDTH and cells[0].isdecimal():
        return _FEATURES
    if len(cells) in NAME_WIDTHS and _are_numbers(cells[:2]):
        return _NAMES
    raise BadDump(
        tr(
            "{text} is neither a dump of GeoNames ({width} columns parted by tabs, no header) nor "
            "a file of GNS (a header with UFI and FULL_NAME); choose another file."
        ).format(text=text.name, width=PLACE_WIDTH)
    )


def _are_numbers(cells: Sequence[str]) -> bool:
    return all(cell.isdecimal() for cell in cells)
