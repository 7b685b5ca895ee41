"""The tables of a name index, and how they are filled: places, their spellings folded, and the keys to find them by."""

import sqlite3
from typing import Dict, Iterable, List, Sequence, Tuple

from .folding import Folded, fold
from .gazetteer import Place
from .keys import consonant_key, far_keys, near_keys

_ALIAS_MARK = "\n"
"""Parts the aliases of a place in its column; no name has it."""

_TABLES = """
create table place (
    id integer primary key, place_id text, name text, name_ar text, aliases text, kind text, district text,
    lat real, lon real, extent_m real, importance real, source text
);
create table form (
    id integer primary key, place integer, text text, plain text, own text, has_article integer, numbers text,
    concepts text
);
create table sound (id integer primary key, sounds text, key text, is_whole integer);
create table heard (sound integer, form integer, is_unglued integer, primary key (sound, form)) without rowid;
create table near (key integer, sound integer);
create table far (key integer, sound integer);
create table mark (mark text, form integer, primary key (mark, form)) without rowid;
create table fact (name text primary key, value text) without rowid;
create view spelling as
    select form.id as id, plain, own, text, has_article, numbers, concepts, place, place_id, name, name_ar, aliases,
        kind, district, lat, lon, extent_m, importance, source
    from form join place on place.id = form.place;
"""

_INDEXES = """
create index form_plain on form (plain);
create index sound_sounds on sound (sounds, is_whole);
create index sound_key on sound (key, is_whole);
create index near_key on near (key, sound);
create index far_key on far (key, sound);
"""
"""Made when the tables are full, which is faster."""


def fill(connection: sqlite3.Connection, places: Iterable[Place]) -> None:
    """Make the tables and write the places; the caller commits."""
    connection.executescript(_TABLES)
    writer = _Writer(connection)
    for number, place in enumerate(places, 1):
        writer.add(number, place)
    writer.finish()
    connection.executescript(_INDEXES)


def word_mark(word: str) -> str:
    """What the mark of one word among others begins with: its consonants; its sounds follow."""
    return f"w{consonant_key(word)} "


def place_row(number: int, place: Place) -> Tuple[object, ...]:
    """A place as a row of its table."""
    return (
        number, place.place_id, place.name, place.name_ar, _ALIAS_MARK.join(place.aliases), place.kind, place.district,
        place.lat, place.lon, place.extent_m, place.importance, place.source,
    )


def place_from(row: Sequence) -> Place:
    """The place of a row, less its number."""
    place_id, name, name_ar, aliases, *rest = row
    return Place(place_id, name, name_ar, tuple(filter(None, aliases.split(_ALIAS_MARK))), *rest)


class _Writer:
    """Collects rows, so that each distinct sound and its keys are made once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sounds: Dict[Tuple[str, bool], int] = {}
        self._rows: Dict[str, List[Tuple[object, ...]]] = {name: [] for name in ("place", "form", "heard", "mark")}
        self._forms = 0

    def add(self, number: int, place: Place) -> None:
        self._rows["place"].append(place_row(number, place))
        seen = set()
        for text in place.spellings():
            folded = fold(text)
            if folded.plain and folded.plain not in seen:
                seen.add(folded.plain)
                self._add_form(number, text, folded)

    def _add_form(self, place: int, text: str, folded: Folded) -> None:
        self._forms += 1
        form = self._forms
        self._rows["form"].append((
            form, place, text, folded.plain, folded.own, folded.has_article, " ".join(folded.numbers),
            " ".join(folded.concepts),
        ))
        heard: Dict[int, int] = {}
        if folded.own:
            heard[self._sound(folded.own, False)] = 0
        if folded.without_glued_article:
            heard.setdefault(self._sound(folded.without_glued_article, False), 1)
        if folded.whole and folded.whole != folded.own:
            heard.setdefault(self._sound(folded.whole, True), 0)
        self._rows["heard"].extend((sound, form, is_unglued) for sound, is_unglued in heard.items())
        marks = {f"#{number}" for number in folded.numbers}
        if folded.concepts and not folded.own and not folded.numbers:
            marks.add(f"@{' '.join(folded.concepts)}")
        if len(folded.words) > 1:
            marks.update(f"{word_mark(word)}{word}" for word in folded.words)
        self._rows["mark"].extend((mark, form) for mark in marks)

    def _sound(self, sounds: str, is_whole: bool) -> int:
        return self._sounds.setdefault((sounds, is_whole), len(self._sounds) + 1)

    def finish(self) -> None:
        run = self._connection.executemany
        run("insert into place values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._rows["place"])
        run("insert into form values (?, ?, ?, ?, ?, ?, ?, ?)", self._rows["form"])
        run("insert into heard values (?, ?, ?)", self._rows["heard"])
        run("insert into mark values (?, ?)", self._rows["mark"])
        run("insert into sound values (?, ?, ?, ?)", (
            (number, sounds, consonant_key(sounds), is_whole) for (sounds, is_whole), number in self._sounds.items()
        ))
        heard = self._sounds.items()
        near = ((key, n) for (sounds, is_whole), n in heard if not is_whole for key in near_keys(sounds))
        run("insert into near values (?, ?)", near)
        run("insert into far values (?, ?)", ((key, n) for (sounds, _), n in heard for key in far_keys(sounds)))
