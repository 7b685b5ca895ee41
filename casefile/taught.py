"""What was taught, in table `places`: read, and changed in one go."""

from dataclasses import replace
from pathlib import Path
from typing import Sequence, Tuple, Union

from ..geocoding.gazetteer import Place
from ..geocoding.taught import completed, taught_rows
from ..geocoding.taught_faults import TaughtNames, faults_of_values
from ..model.reason_words import reason_of
from ..model.records import Stamp
from ..model.taught import TaughtPlace
from ..model.validation import InvalidRecord
from .errors import TaughtChanged, UnreadableRecord
from .reader import Fetch
from .requests import every_row
from .rows import taught_from, taught_row
from .schema import PLACES
from .stamps import next_stamp
from .write_session import WriteSession


def taught_gazetteer(casefile_path: Union[str, Path]) -> Tuple[Place, ...]:
    """What was taught in a casefile, for `place_names().geocoder_with`; raises a CasefileError as opening it does."""
    from .repository import Casefile

    return taught_rows(Casefile.open(casefile_path).taught_places())


def read_taught(fetch: Fetch) -> Tuple[TaughtPlace, ...]:
    """All lessons, by name."""
    taught = []
    for row in fetch(PLACES.name, every_row()):
        try:
            place = taught_from(row)
        except (ValueError, TypeError) as error:
            raise UnreadableRecord(PLACES.name, row["uid"] or "", reason_of(error)) from error
        faults = faults_of_values(place)
        if faults:
            raise UnreadableRecord(PLACES.name, place.uid, faults[0].sentence.rstrip("."))
        taught.append(place)
    return tuple(sorted(taught, key=lambda place: (place.name.casefold(), place.taught, place.uid)))


def change_taught(
    session: WriteSession, before: Sequence[TaughtPlace], after: Sequence[TaughtPlace], user: str
) -> Tuple[TaughtPlace, ...]:
    """Replace `before` by `after`; see `Casefile.change_taught`."""
    stored = {place.uid: place for place in read_taught(session.fetch)}
    for place in before:
        if stored.pop(place.uid, None) != place:
            raise TaughtChanged(place.name)
    now = next_stamp(Stamp(), user)
    kept = tuple(
        replace(place, author=place.author or now.created_by, taught=place.taught or now.created)
        for place in map(completed, after)
    )
    faults = TaughtNames(stored.values()).faults(kept)
    if faults:
        raise InvalidRecord([fault for _, fault in faults])
    for place in before:
        session.remove(PLACES.name, uid=place.uid)
    session.add(PLACES.name, map(taught_row, kept))
    return kept

