"""What a cell holds: each kind of cell read from text, once per distinct text."""

import re
from datetime import datetime
from difflib import get_close_matches
from typing import Callable, Dict, List, NamedTuple, Optional, Tuple

from ..geocoding.gazetteer import place_kinds
from ..geocoding.word_reader import WordReader
from ..geocoding.wording import CompassPoint, wording
from ..model.actors import ActorMatch, ActorRegistry, fold_actor
from ..model.codes import COLUMNS, code_list, find_code
from ..model.counts import CountRange
from ..model.date_words import folded, western_digits
from ..model.dates import DatePrecision, DateRange
from ..model.errors import UnreadableValue
from ..model.language import LANGUAGES, catalogue, has_table, tr
from ..model.location import PlaceState
from ..model.validation import EARLIEST_YEAR, TEXT_LIMIT

MEMORY_LIMIT = 50_000
"""Most distinct texts remembered for each kind of cell; beyond it the memory starts anew."""

UID_LIMIT = 100

YES = ("yes", "y", "true", "t", "1", "observed")
NO = ("no", "n", "false", "f", "0", "not observed")


class Unreadable(str):
    """A sentence that stands where a value could not be read."""


class Memo(Dict[str, object]):
    """Text → what `read` makes of it, or the `Unreadable` sentence with which it refused."""

    def __init__(self, read: Callable[[str], object]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> object:
        if len(self) >= MEMORY_LIMIT:
            self.clear()
        try:
            value = self._read(text)
        except UnreadableValue as error:
            value = Unreadable(error)
        self[text] = value
        return value


def reading(reads: str, actors: ActorRegistry) -> Callable[[str], object]:
    """The function from a cell's text to its value for one word of the column `reads` in columns.csv.

    It raises UnreadableValue with a sentence. A code list's name reads its codes, labels and words.
    """
    if reads == "actor":
        return lambda text: read_actor(text, actors)
    if reads in COLUMNS:
        return lambda text: read_code(reads, text)
    return READINGS[reads]


def read_text(text: str) -> str:
    """Any text of at most TEXT_LIMIT characters."""
    if "\0" in text:
        raise UnreadableValue(tr("The text contains a NUL character; type it again without."))
    if len(text) > TEXT_LIMIT:
        raise UnreadableValue(tr("The text has {length} characters; at most {most} fit, shorten it.").format(
            length=len(text), most=TEXT_LIMIT
        ))
    return text


def read_uid(text: str) -> str:
    """A name for the record: one line of at most UID_LIMIT characters."""
    if len(text) > UID_LIMIT or not text.isprintable():
        raise UnreadableValue(tr("An id is one line of at most {most} characters; shorten '{text}'.").format(
            most=UID_LIMIT, text=text[:30]
        ))
    return text


def read_texts(text: str) -> Tuple[str, ...]:
    """Texts parted by semicolons; empty ones are left out."""
    return tuple(part.strip() for part in read_text(text).split(";") if part.strip())


def read_count(text: str) -> CountRange:
    """A count as `CountRange.parse` reads it; a negative one gets its own sentence."""
    if re.fullmatch(r"[-−]\s*[0-9][0-9.,]*", text):
        raise UnreadableValue(tr("The count '{text}' is negative; a count is 0 or more.").format(text=text[:30]))
    return CountRange.parse(text)


def read_day(text: str) -> object:
    """One day, as `datetime.date`."""
    dates = DateRange.parse(text)
    if dates.precision is not DatePrecision.DAY:
        raise UnreadableValue(tr("'{text}' is no single day; write it as 2018-07-31.").format(text=text[:60]))
    return dates.start


def read_dates(text: str) -> DateRange:
    """A day, month, year or range; one that ends before it begins, or is too long ago, is refused."""
    dates = DateRange.parse(text)
    if dates.is_reversed:
        raise UnreadableValue(tr("The date ends ({end}) before it begins ({start}); swap the two.").format(
            end=dates.end, start=dates.start
        ))
    if dates.start.year < EARLIEST_YEAR:
        raise UnreadableValue(tr("The date {start} is too long ago; check the year.").format(start=dates.start))
    return dates


def read_degrees(text: str) -> str:
    """A decimal number of degrees, kept as written but for a decimal comma: its digits tell how close it is."""
    if not re.fullmatch(r"[-+]?[0-9]{1,4}(?:[.,][0-9]+)?", text):
        raise UnreadableValue(tr(
            "'{text}' is no number of degrees; write it as 30.2602, or use the column 'place'."
        ).format(text=text[:60]))
    return text.replace(",", ".")


def read_metres(text: str) -> float:
    """A number of metres, with decimals or without."""
    if not re.fullmatch(r"[0-9]{1,9}(?:[.,][0-9]+)?", text):
        raise UnreadableValue(tr("'{text}' is no number of metres; write it as 5000.").format(text=text[:60]))
    return float(text.replace(",", "."))


def read_moment(text: str) -> str:
    """A day or a moment in the form of ISO 8601, kept as written."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableValue(tr("'{text}' is no date; write it as 2018-07-30.").format(text=text[:60])) from None
    return text


def read_place_kind(text: str) -> str:
    """The code of a kind of place, from the code or its label in either language."""
    wanted = " ".join(text.casefold().replace("_", " ").split())
    for kind in place_kinds().values():
        if wanted in (kind.code.replace("_", " "), kind.label.casefold(), kind.label_ar):
            return kind.code
    raise UnreadableValue(tr("'{text}' is no kind of place; use one of {names}.").format(
        text=text[:60], names=', '.join(place_kinds())
    ))


def read_heading(text: str) -> float:
    """Degrees clockwise from north, 0 to below 360, from a compass word, its letters or a number."""
    number = western_digits(text)
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]+)?°?", number):
        degrees = float(number.rstrip("°"))
        if degrees <= 360:
            return degrees % 360
        raise UnreadableValue(tr(
            "The heading {text} is more than 360 degrees; degrees run clockwise from north."
        ).format(text=text))
    point = _compass_point(text)
    if point is None:
        raise UnreadableValue(tr("'{text}' is no heading; write a compass word such as south-east, or degrees.").format(
            text=text[:60]
        ))
    return point.bearing_deg


def _compass_point(text: str) -> Optional[CompassPoint]:
    """By its letters, by words as in phrases of places, or by its name in another of our languages."""
    points, reader = wording().points, WordReader(text)
    point, length = reader.compass(0, len(reader.tokens))
    if point is not None and length == len(reader.tokens):
        return point
    told = {
        folded(catalogue(language).get(point.name, "")): point
        for language in filter(has_table, LANGUAGES) for point in points.values()
    }
    joined = wording().compass.get("".join(token.key for token in reader.tokens))
    return points.get(text.upper()) or joined or (told.get(folded(text)) if text else None)


def read_yes_no(text: str) -> bool:
    """Whether the text says yes."""
    if text.casefold() not in YES + NO:
        raise UnreadableValue(tr("'{text}' is neither yes nor no; write one of the two.").format(text=text[:60]))
    return text.casefold() in YES


def read_grade(text: str) -> Tuple[str, str]:
    """An Admiralty grade such as B2: reliability of the source, credibility of the report."""
    letter, number = text[:1].upper(), text[1:].strip()
    if letter not in code_list("reliability") or number not in code_list("credibility"):
        raise UnreadableValue(tr("'{text}' is no grade; write a letter A to F and a number 1 to 6, such as B2.").format(
            text=text[:60]
        ))
    return letter, number


def read_code(list_name: str, text: str) -> str:
    """The code that the text stands for in the list."""
    code = find_code(list_name, text)
    if not code:
        known = code_list(list_name)
        near = get_close_matches(text.casefold().replace(" ", "_")[:60], known, 1)
        hint = f"is '{near[0]}' meant? " if near else ""
        raise UnreadableValue(tr("'{text}' is not in the list; {hint}use one of {names}.").format(
            text=text[:60], hint=hint, names=', '.join(known)
        ))
    return code


class ActorName(NamedTuple):
    """An actor's name as written and its id, empty while several actors bear the name."""

    text: str
    actor_id: str


def read_actor(text: str, actors: ActorRegistry) -> ActorName:
    """The actor; open where several bear the name, among whom the record's date may yet decide."""
    match = actors.find(text)
    if match.state is PlaceState.UNKNOWN:
        near = _like(text, actors)
        hint = tr("is '{near}' meant? Otherwise").format(near=near) if near else tr("correct it, or")
        raise UnreadableValue(
            tr(
                "No actor of the registry is called '{text}'; {hint} write 'unknown_armed' and name it "
                "in 'notes'."
            ).format(text=text[:60], hint=hint)
        )
    return ActorName(text, match.actor.actor_id if match.actor else "")


def name_the_homonyms(text: str, match: ActorMatch) -> str:
    """The sentence that asks which of several actors of one name is meant."""
    names = " or ".join(f"{actor.name} ({actor.actor_id})" for actor in match.candidates)
    return tr("'{text}' may be {names}; write the one that is meant, or the id in brackets.").format(
        text=text[:60], names=names
    )


def _like(text: str, actors: ActorRegistry) -> Optional[str]:
    spellings: Dict[str, str] = {}
    for actor in actors:
        for spelling in (actor.name, *actor.aliases):
            spellings.setdefault(fold_actor(spelling), spelling)
    near: List[str] = get_close_matches(fold_actor(text[:60]), spellings, 1, 0.75)
    return spellings[near[0]] if near else None


READINGS: Dict[str, Callable[[str], object]] = {
    "id": read_uid,
    "text": read_text,
    "texts": read_texts,
    "date": read_dates,
    "day": read_day,
    "first_day": lambda text: read_dates(text).start,
    "last_day": lambda text: read_dates(text).end,
    "count": read_count,
    "degrees": read_degrees,
    "metres": read_metres,
    "moment": read_moment,
    "place_kind": read_place_kind,
    "heading": read_heading,
    "yes_no": read_yes_no,
    "grade": read_grade,
}
"""What the column `reads` of columns.csv may say beside 'actor' and the names of the code lists."""
