"""What became of a record, in words: plain text, newest first."""

from datetime import datetime
from typing import Iterator, Sequence, Type

from ..model.codes import label
from ..model.dates import DateRange
from ..model.direction import isolated
from ..model.history import BY_HAND, DELETED, Entry
from ..model.language import directed, figures, listed
from ..model.records import Record
from ..qgis_support.translation import tr
from .field_words import FieldWords, captions, on_one_line

LONGEST = 400
"""Most letters of one value; the file keeps all of them."""


def history_in_words(entries: Sequence[Entry], kind: Type[Record], words: FieldWords) -> str:
    """A paragraph for each entry: when, who and what was done, then why, then each field before and after."""
    return "\n\n".join("\n".join(map(directed, _lines(entry, kind, words))) for entry in entries)


def _lines(entry: Entry, kind: Type[Record], words: FieldWords) -> Iterator[str]:
    action = label("change_actions", entry.action)
    if entry.reason.occasion:
        action = f"{action} ({label('occasions', entry.reason.occasion)})"
    # Rows that others wrote do not always say who it was.
    by = isolated(entry.by) or (tr("by whom is not known") if entry.reason.occasion == BY_HAND else "")
    yield " · ".join(filter(None, (_moment(entry.at), by, action)))
    if entry.reason.words:
        yield tr("Why: {why}").format(why=on_one_line(isolated(entry.reason.words), LONGEST))
    # Of a deletion all fields are kept, and none of them changed.
    for name in () if entry.action == DELETED else entry.after:
        both = words.of_two(kind, name, entry.before[name], entry.after[name])
        before, after = (on_one_line(side, LONGEST) for side in both)
        yield tr("{fact}: {before} → {after}").format(fact=captions()[name], before=before, after=after)


def _moment(at: str) -> str:
    """'24 Jul 2018, 14:05' in local time; as it stands where it is no moment."""
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):
        return at
    return listed((DateRange.day(moment.date()).display(), figures(f"{moment:%H:%M}")))
