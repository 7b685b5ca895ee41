"""The search index: every spelling of every place, found by keys instead of by a scan.

It is an SQLite database: in memory for what ships with the plugin and for what was taught, a file for long lists, which
opens at once and is read only where it is asked.
"""

import hashlib
import sqlite3
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Dict, Iterable, Iterator, List, NamedTuple, Tuple

from ..model.errors import IncidentMapperError
from ..model.language import tr
from .folding import Folded, clean, fold
from .gazetteer import Place
from .keys import asked_far_keys, consonant_key, near_keys
from .name_tables import fill, place_from, word_mark
from .spelling_rules import RULES

# Changes with the tables or with how names are folded; the lists that say how are hashed beside it.
_VERSION = "4"
_LISTS = (
    "articles.csv", "country_names.csv", "feature_words.csv", "letters.csv", "name_words.csv", "symbols.csv",
)
_PLACES_KEPT = 20_000
# SQLite's own 2 MB are soon full: fuzzy look-ups among 60,000 names are a tenth faster with this.
_CACHE_KIB = 16_000
# Upper end of what begins with a prefix: the greatest character there is.
_LAST = "\U0010ffff"


class UnusableIndex(IncidentMapperError):
    """An index file cannot be read, or was written by other spelling rules; its list must be loaded again."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(tr("The list of names {path} {reason}; load it again.").format(path=path.name, reason=reason))
        self.path = path


class Form(NamedTuple):
    """One spelling of one place, with what `folding.Folded` says of it.

    own: the sounds of its own words, read without a glued article where `is_unglued`, or empty.
    """

    place: Place
    text: str
    plain: str
    own: str
    has_article: bool
    numbers: Tuple[str, ...]
    concepts: Tuple[str, ...]
    is_unglued: bool
    is_taught: bool

    @property
    def folded(self) -> Folded:
        """All there is to say of the spelling; folded anew, for few forms are looked at so closely."""
        return fold(self.text)


class NameIndex:
    """Forms by exact words, by the sounds of their own words or of all words, by number and by single word.

    is_taught: an analyst taught these places and spellings, so that they win over every list.
    trouble: why a file that could be opened cannot be read any more; from then on it knows no names.
    May be asked from several threads.
    """

    def __init__(self, places: Iterable[Place] = (), is_taught: bool = False) -> None:
        """An index in memory."""
        connection = _connect(":memory:")
        fill(connection, places)
        self._begin(connection, is_taught)

    @classmethod
    def write(cls, places: Iterable[Place], path: Path) -> None:
        """Write an index file; `path` must not exist. What fails leaves an unfinished file, which `open` refuses."""
        connection = _connect(str(path))
        try:
            connection.executescript("pragma journal_mode = off; pragma synchronous = off; pragma page_size = 8192;")
            fill(connection, places)
            connection.execute("insert into fact values ('rules', ?)", (rules_hash(),))
            connection.commit()
        finally:
            connection.close()

    @classmethod
    def open(cls, path: Path) -> "NameIndex":
        """An index file, which nobody changes while it is open; raises UnusableIndex."""
        try:
            connection = _connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1")
            connection.execute(f"pragma cache_size = -{_CACHE_KIB}")
            row = connection.execute("select value from fact where name = 'rules'").fetchone()
            (pages,) = connection.execute("pragma page_count").fetchone()
            (size,) = connection.execute("pragma page_size").fetchone()
        except sqlite3.Error as error:
            raise UnusableIndex(path, tr("is damaged")) from error
        if path.stat().st_size < pages * size:
            raise UnusableIndex(path, tr("is cut off"))
        if row is None or row[0] != rules_hash():
            connection.close()
            raise UnusableIndex(path, tr("was written by another version of the plugin"))
        index = cls.__new__(cls)
        index._begin(connection, False, path)
        return index

    def _begin(self, connection: sqlite3.Connection, is_taught: bool, path: Path = Path()) -> None:
        self.is_taught, self.trouble = is_taught, ""
        self._connection, self._path, self._lock = connection, path, Lock()
        self._places: Dict[int, Place] = {}

    def close(self) -> None:
        """Let go of the file; the index cannot be asked any more."""
        self._connection.close()

    def places(self) -> Iterator[Place]:
        """All places, in the order they were given."""
        rows = self._rows(
            "select place_id, name, name_ar, aliases, kind, district, lat, lon, extent_m, importance, source "
            "from place order by id"
        )
        return map(place_from, rows)

    def bearing(self, text: str) -> List[Place]:
        """The places that bear this very name, in these words."""
        return list(dict.fromkeys(form.place for form in self.same_words(clean(text))))

    def same_words(self, plain: str) -> List[Form]:
        """Forms that clean to the same words."""
        return self._forms("select *, own, 0 from spelling where plain = ?", plain)

    def same_sounds(self, sounds: str, is_whole: bool = False) -> List[Form]:
        """Forms whose own words, or all words together, have exactly these sounds."""
        return self._forms(
            "select spelling.*, sounds, is_unglued from sound join heard on sound = sound.id "
            "join spelling on form = spelling.id where sounds = ? and is_whole = ?", sounds, is_whole,
        )

    def like(self, sounds: str, is_whole: bool = False) -> List[str]:
        """Stored sounds whose consonant key is that of `sounds`."""
        rows = self._rows("select sounds from sound where key = ? and is_whole = ?", consonant_key(sounds), is_whole)
        return [stored for (stored,) in rows]

    def near(self, sounds: str) -> List[str]:
        """Stored sounds that may be `sounds` with one consonant other, too many or too few; some are far from it."""
        return self._with_keys("select sounds from near join sound on sound = id where near.key = ?", near_keys(sounds))

    def far(self, sounds: str, is_whole: bool = False) -> List[str]:
        """As `near`, whatever the vowels are: many more."""
        statement = "select sounds from far join sound on sound = id where far.key = ? and is_whole = ?"
        return self._with_keys(statement, asked_far_keys(sounds), is_whole)

    def _with_keys(self, statement: str, keys: Iterable[int], *values: object) -> List[str]:
        return list(dict.fromkeys(stored for key in keys for (stored,) in self._rows(statement, key, *values)))

    def marked(self, mark: str) -> List[Form]:
        """Forms with the number 103 ("#103"), or of these generic words only ("@district")."""
        return self._forms(
            "select spelling.*, own, 0 from mark join spelling on form = spelling.id where mark = ?", mark
        )

    def with_word(self, word: str, limit: int) -> Dict[str, List[Form]]:
        """Sounds that have the consonants of `word` -> forms of several words of which one sounds so."""
        mark, found = word_mark(word), {}
        rows = self._rows(
            "select mark from mark where mark >= ? and mark < ? limit ?", mark, mark + _LAST, limit
        )
        for (known,) in rows:
            found.setdefault(known[len(mark):], known)
        return {sounds: self.marked(known) for sounds, known in found.items()}

    def words_beginning(self, plain: str, limit: int) -> List[Form]:
        """Forms whose words begin so, by the alphabet."""
        return self._forms(
            "select *, own, 0 from spelling where plain >= ? and plain < ? order by plain limit ?",
            plain, plain + _LAST, limit,
        )

    def sounds_beginning(self, sounds: str, limit: int) -> List[str]:
        """Stored sounds whose consonant key begins with that of `sounds`."""
        key = consonant_key(sounds)
        rows = self._rows(
            "select sounds from sound where key >= ? and key < ? and not is_whole order by key limit ?",
            key, key + _LAST, limit,
        )
        return [stored for (stored,) in rows]

    def _rows(self, statement: str, *values: object) -> List[Tuple]:
        try:
            # One at a time: threads that share a connection share its compiled statements too (seen on Python 3.14).
            with self._lock:
                return [] if self.trouble else self._connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError:
            self.trouble = str(UnusableIndex(self._path, tr("is damaged")))
            return []

    def _forms(self, statement: str, *values: object) -> List[Form]:
        """Spellings by rows of the view of that name, with the sounds to take for their own and whether unglued."""
        return [
            Form(
                self._place(place, row), text, plain, own, bool(has_article), tuple(numbers.split()) if numbers else (),
                tuple(concepts.split()) if concepts else (), bool(is_unglued), self.is_taught,
            )
            for _, plain, _, text, has_article, numbers, concepts, place, *row, own, is_unglued
            in self._rows(statement, *values)
        ]

    def _place(self, number: int, row: List) -> Place:
        place = self._places.get(number)
        if place is None:
            if len(self._places) >= _PLACES_KEPT:
                self._places.clear()
            place = self._places[number] = place_from(row)
        return place


@lru_cache(maxsize=1)
def rules_hash() -> str:
    """What the keys of an index depend on, as one number."""
    digest = hashlib.sha256(_VERSION.encode())
    for name in _LISTS:
        digest.update((RULES / name).read_bytes())
    return digest.hexdigest()


def _connect(name: str) -> sqlite3.Connection:
    return sqlite3.connect(name, uri=True, check_same_thread=False, isolation_level="DEFERRED")
