"""What an analyst taught as rows of a gazetteer, for `NameIndex(..., is_taught=True)`."""

import re
from dataclasses import dataclass, replace
from typing import Iterable, Iterator, Tuple

from ..model.location import Location
from ..model.taught import TaughtPlace
from .districts import district_of
from .gazetteer import Place, place_kinds

TAUGHT_ID = "taught:"
_LESSON = re.compile(r"(?:^|; )((?:spelling )?taught(?: by .+)?(?: on \d{4}-\d\d-\d\d)(?:: .*)?)$")


@dataclass(frozen=True)
class SpellingOf(Place):
    """A known place under the spellings that were taught, and no other: its own name may be another place's too."""

    def spellings(self) -> Iterator[str]:
        """The taught ones, each once."""
        yield from self.aliases


def taught_rows(taught: Iterable[TaughtPlace]) -> Tuple[Place, ...]:
    """A row for each lesson; a spelling bears the id of the known place, so that both are one candidate."""
    return tuple(map(_row, taught))


def completed(place: TaughtPlace) -> TaughtPlace:
    """Without blanks around texts and empty or double aliases, and in the district that its point lies in.

    A spelling keeps the district as it was known: a region is in none, though its middle lies in one.
    """
    texts = {name: getattr(place, name).strip() for name in ("name", "name_ar", "district", "author", "reason")}
    texts["reason"] = "\n".join(texts["reason"].splitlines())
    aliases = tuple(dict.fromkeys(filter(None, map(str.strip, place.aliases))))
    if not texts["district"] and not place.is_spelling:
        district = district_of(place.lat, place.lon)
        texts["district"] = district.name if district else ""
    return replace(place, aliases=aliases, **texts)


def lesson(place: TaughtPlace) -> str:
    """'taught by A. Analyst on 2018-07-30: shown on a sketch', which stands among the reasons of a candidate."""
    by = f" by {place.author}" if place.author else ""
    on = f" on {place.taught[:10]}" if place.taught else ""
    why = f": {' '.join(place.reason.split())}" if place.reason else ""
    return f"{'spelling ' if place.is_spelling else ''}taught{by}{on}{why}"


def lesson_behind(location: Location) -> str:
    """The lesson that a location stands on, as `lesson` puts it; nothing where no lesson was needed."""
    reasons = (each.reason for each in location.candidates if location.is_placed and each.place_id == location.place_id)
    found = _LESSON.search(next(reasons, ""))
    return found.group(1) if found else ""


def _row(place: TaughtPlace) -> Place:
    kind = SpellingOf if place.is_spelling else Place
    return kind(
        place.place_id or TAUGHT_ID + place.uid, place.name, place.name_ar, place.aliases, place.kind, place.district,
        # By its very name it wins in any case; where it is only similar, it weighs no more than others of its kind.
        place.lat, place.lon, place.radius_m, place_kinds()[place.kind].weight, lesson(place),
    )
