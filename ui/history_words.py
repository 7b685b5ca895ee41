"""What became of a record, in words: plain text, newest first."""

from datetime import datetime
from typing import Iterator, Sequence, Type

from ..model.codes import label
from ..model.dates import DateRange
from ..model.direction import isolated
from ..model.history import DELETED, Entry
from ..model.language import directed, figures
from ..model.records import Record
from ..qgis_support.translation import tr
from .field_words import FieldWords, captions

LONGEST = 400
"""Most letters of one value; the file keeps all of them."""


def history_in_words(entries: Sequence[Entry], kind: Type[Record], words: FieldWords) -> str:
    """A paragraph for each entry: when, who and what was done, then why, then each field before and after."""
    return "\n\n".join("\n".join(map(directed, _lines(entry, kind, words))) for entry in entries)


def _lines(entry: Entry, kind: Type[Record], words: FieldWords) -> Iterator[str]:
    action = label("change_actions", entry.action)
    if entry.reason.occasion:
        action = f"{action} ({label('occasions', entry.reason.occasion)})"
    yield " · ".join(filter(None, (_moment(entry.at), isolated(entry.by), action)))
    if entry.reason.words:
        yield tr("Why: {why}").format(why=isolated(_on_one_line(entry.reason.words)))
    # Of a deletion all fields are kept, and none of them changed.
    for name in () if entry.action == DELETED else entry.after:
        before, after = map(_on_one_line, words.of_two(kind, name, entry.before[name], entry.after[name]))
        yield tr("{fact}: {before} → {after}").format(
            fact=captions()[name], before=isolated(before), after=isolated(after)
        )


def _moment(at: str) -> str:
    """'24 Jul 2018, 14:05' in local time; as it stands where it is no moment."""
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):
        return at
    return f"{DateRange.day(moment.date()).display()}, {figures(f'{moment:%H:%M}')}"


def _on_one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
