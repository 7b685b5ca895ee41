"""What is asked of a sheet: which records, on what paper, and what else is printed on it."""

from dataclasses import dataclass
from datetime import date
from typing import Dict, Optional, Tuple

from ..model.language import ENGLISH, WESTERN
from ..model.record_filter import EVERYTHING, RecordFilter

PAPERS: Dict[str, Tuple[float, float]] = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
"""Width and height in millimetres, upright (ISO 216)."""
LANDSCAPE, PORTRAIT = "landscape", "portrait"
"""What settings and parameters call the two orientations."""

BY_DAY, BY_ACTOR, BY_DISTRICT = ATLAS_WAYS = "day", "actor", "district"
"""What the sheets of an atlas are one for each of."""


@dataclass(frozen=True)
class SheetSpec:
    """The same casefile and the same specification give the same sheet.

    wanted: the records, by period and all else. title: empty takes the usual one. paper: of `PAPERS`.
    produced: the day printed on the sheet, today if left out. organisation, disclaimer: words of the publisher.
    logo: path of a picture, empty for none. map_number: as the publisher counts its maps. notice: a sentence
    that the reader has to know first, such as what was redacted. language, numerals: of `model.language`.
    template: path of a `.qpt` that is filled in place of our own layout; paper and publisher are then its own.
    """

    wanted: RecordFilter = EVERYTHING
    title: str = ""
    paper: str = "A4"
    is_upright: bool = False
    produced: Optional[date] = None
    organisation: str = ""
    disclaimer: str = ""
    logo: str = ""
    map_number: str = ""
    notice: str = ""
    language: str = ENGLISH
    numerals: str = WESTERN
    template: str = ""

    @property
    def size(self) -> Tuple[float, float]:
        """Width and height of a page in millimetres."""
        short, long = PAPERS[self.paper]
        return (short, long) if self.is_upright else (long, short)


USUAL = SheetSpec()
"""All records on A4 in landscape."""
