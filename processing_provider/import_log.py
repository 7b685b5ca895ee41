"""What an import says at its end: what was placed, what is to be asked, what stayed unplaced and why, and the files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, Optional

from ..exchange.tally import Tally
from ..model.district_names import told_district
from ..model.language import listed
from ..model.location import Location, PlaceState, told_name
from ..model.reasons import reason_of, told
from ..qgis_support.translation import tr

SHOWN_PLACES = 50
"""Most texts of one state in the log; the casefile has them all."""

SHOWN_CANDIDATES = 3


@dataclass
class Result:
    """What was written, and what became of places and rows; rejects_path is None where there is no such file."""

    path: Path
    written: Dict[str, int]
    tally: Tally
    rejected: int
    rejects_path: Optional[Path]

    def lines(self) -> Iterator[str]:
        """All of it for a person, line by line."""
        yield tr("Written: incidents {incidents}, movements {movements}.").format(**self.written)
        for state, heading in (
            (PlaceState.FOUND, tr("Places found: {count}")),
            (PlaceState.AMBIGUOUS, tr("Places to be asked, left unplaced: {count}")),
            (PlaceState.UNKNOWN, tr("Places not known, left unplaced: {count}")),
        ):
            yield heading.format(count=self.tally.counts[state])
            places = self.tally.places(state)
            for location, times in places[:SHOWN_PLACES]:
                yield from _place_lines(location, times)
            if len(places) > SHOWN_PLACES:
                yield "  " + tr("and {count} more, see the column place_state").format(count=len(places) - SHOWN_PLACES)
        if self.tally.not_given:
            yield tr("Incidents that name no place: {count}").format(count=self.tally.not_given)
        if self.rejected:
            yield tr("Rows rejected: {count}, see {path}").format(count=self.rejected, path=self.rejects_path)
        yield tr("Casefile: {path}").format(path=self.path)


def _place_lines(location: Location, times: int) -> Iterator[str]:
    """The words, and where they were placed, or why not and what they may mean."""
    words = f"'{location.phrase[:80]}'" + (f" ({times}×)" if times > 1 else "")
    if location.is_placed:
        where = f"{location.lat:.3f}, {location.lon:.3f} ± {location.radius_m / 1000:.3g} km"
        yield f"  {words}: {' · '.join(filter(None, (location.name, where, tr(location.rule))))}"
        return
    yield f"  {words}: {reason_of(location)}"
    for candidate in location.candidates[:SHOWN_CANDIDATES]:
        where = listed(filter(None, (told_name(candidate), told_district(candidate.district))))
        yield f"    ? {where}: {told(candidate.reason)}"
