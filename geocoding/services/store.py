"""What outlives a question: the answers that came, and when each host may be asked again. One SQLite file."""

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any, Iterator, List, NamedTuple, Optional

# Answers older than this are asked for anew; more of them than that are not kept.
KEPT_S = 90 * 24 * 3600.0
MOST_ANSWERS = 5000
# A wait longer than this was written by a clock that was wrong.
LONGEST_HOLD_S = 24 * 3600.0
_PATIENCE_S = 5.0
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
    provider TEXT, server TEXT, query TEXT, language TEXT, country TEXT, asked REAL, places TEXT,
    PRIMARY KEY (provider, server, query, language, country));
CREATE TABLE IF NOT EXISTS hosts (host TEXT PRIMARY KEY, free_at REAL);
"""


class Question(NamedTuple):
    """What makes two questions the same."""

    provider: str
    server: str
    query: str
    language: str
    country: str


class ServiceStore:
    """Answers and pace of all questions of one profile, whichever QGIS window asks them.

    A damaged file is put away and begun anew, for nothing in it was entered by anybody. Times are seconds since 1970.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def remembered(self, question: Question, now: float) -> Optional[List[Any]]:
        """The places answered to that question before, None if it was not asked or is too long ago."""
        with self._open() as database:
            row = database.execute(
                "SELECT places FROM answers WHERE provider = ? AND server = ? AND query = ? AND language = ?"
                " AND country = ? AND asked > ?", (*question, now - KEPT_S),
            ).fetchone()
        return json.loads(row[0]) if row else None

    def remember(self, question: Question, places: List[Any], now: float) -> None:
        """Keep an answer; the oldest ones make room."""
        with self._open() as database:
            database.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*question, now, json.dumps(places, ensure_ascii=False)),
            )
            database.execute(
                "DELETE FROM answers WHERE asked <= ? OR rowid NOT IN"
                " (SELECT rowid FROM answers ORDER BY asked DESC LIMIT ?)", (now - KEPT_S, MOST_ANSWERS),
            )

    def reserve(self, host: str, interval_s: float, longest_s: float, now: float) -> float:
        """Seconds until the host may be asked; that turn is taken unless it is farther off than `longest_s`."""
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")  # no other window may take the same turn
            row = database.execute("SELECT free_at FROM hosts WHERE host = ?", (host,)).fetchone()
            free_at = row[0] if row and row[0] - now <= LONGEST_HOLD_S else now
            wait = max(free_at - now, 0.0)
            if wait <= longest_s:
                self._set_free_at(database, host, now + wait + interval_s)
        return wait

    def hold(self, host: str, seconds: float, now: float) -> None:
        """Ask the host nothing for so long."""
        with self._open() as database:
            self._set_free_at(database, host, now + min(seconds, LONGEST_HOLD_S))

    def forget(self) -> None:
        """Forget all answers."""
        with self._open() as database:
            database.execute("DELETE FROM answers")

    def _set_free_at(self, database: sqlite3.Connection, host: str, free_at: float) -> None:
        database.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?)", (host, free_at))

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection of this thread; what was done is committed at the end."""
        with contextlib.closing(self._connect()) as database, database:
            yield database

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._prepared()
        except sqlite3.OperationalError:
            raise  # busy, or the folder cannot be written: nothing that a new file would change
        except sqlite3.DatabaseError:
            self._path.unlink()
            return self._prepared()

    def _prepared(self) -> sqlite3.Connection:
        database = sqlite3.connect(str(self._path), timeout=_PATIENCE_S)
        try:
            database.executescript(_TABLES)
        except sqlite3.Error:
            database.close()
            raise
        return database
