"""Loaded lists of place names: one file each, named by the content it was made from, the search index itself.

A list is written under another name and renamed when it is whole, so that none is ever half there. What is loaded
again takes the place of what it renews: the list of the same publisher, country and classes of feature.
"""

import hashlib
import os
import sqlite3
import tempfile
import time
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Iterator, List, NamedTuple, Optional, Sequence

from ..model.errors import IncidentMapperError
from ..model.language import tr
from ..model.reason_words import reason_of
from .dumps.reading import read_dump
from .dumps.rows import BadDump, Progress, part_of
from .dumps.uniting import unite
from .gazetteer import Place, load_gazetteer
from .index import NameIndex
from .name_lists import NameFileError, NameList, StoredList, damaged, look, sign

ENDING, PART = ".names", ".part"
_CHUNK, _PLACES_A_STEP = 1 << 20, 500
# Parts of the progress, by the time they take: checksum, reading, index.
_SUMMED, _READ = 0.02, 0.35
_A_DAY_S = 86_400


class Loaded(NamedTuple):
    """What loading came to; was_known: the same content had been loaded before, and nothing was read."""

    stored: StoredList
    was_known: bool


class NameFiles:
    """The lists in one folder; the folder is made when the first list is loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lists(self) -> List[StoredList]:
        """Every list, the one loaded last first; a broken one with its trouble."""
        try:
            paths = [(path.stat().st_mtime, path) for path in self.folder.glob(f"*{ENDING}")]
        except OSError:
            return []
        return [look(path) for _, path in sorted(paths, reverse=True)]

    def open(self, stored: StoredList) -> NameIndex:
        """The index of a list; raises NameFileError with a sentence."""
        if stored.trouble:
            raise NameFileError(stored.trouble)
        try:
            return NameIndex.open(stored.path)
        except (OSError, sqlite3.Error, IncidentMapperError) as error:
            raise NameFileError(damaged(stored.path, error)) from error

    def load(
        self, path: Path, alternate_names: Optional[Path] = None, progress: Progress = lambda _: None
    ) -> Loaded:
        """Make a list of a file of place names, unless the same content is there already.

        Raises BadDump for a file that cannot be used and NameFileError for a folder that cannot be written; in either
        case, and when `progress` raises to stop, nothing is left behind.
        """
        paths = [path, *([alternate_names] if alternate_names else [])]
        sums = [checksum(each, part_of(progress, 0, _SUMMED)) for each in paths]
        target = self.folder / f"{_name(sums)}{ENDING}"
        known = look(target) if target.exists() else None
        if known is not None and not known.trouble:
            os.utime(target)
            return Loaded(known, True)
        dump = read_dump(path, alternate_names, part_of(progress, _SUMMED, _READ))
        places = unite(dump.places, load_gazetteer())
        names = sum(1 for place in dump.places for _ in place.spellings())
        about = NameList(
            path.name, dump.source, dump.country, dump.classes, dump.as_of,
            datetime.now(timezone.utc).date().isoformat(), str(len(dump.places)), str(names),
            str(dump.outside), str(dump.unused), " ".join(sums),
        )
        self._write(target, places, about, part_of(progress, _READ, 1))
        stored = StoredList(target, about)
        self._forget_what_is_renewed(stored)
        return Loaded(stored, False)

    def remove(self, stored: StoredList) -> None:
        """Delete a list; raises NameFileError where the system does not let it go."""
        try:
            stored.path.unlink()
        except FileNotFoundError:
            pass  # another QGIS was faster
        except OSError as error:
            raise NameFileError(
                tr("{path} cannot be deleted ({strerror}); close other QGIS windows and try again.").format(
                    path=stored.path, strerror=reason_of(error)
                )
            ) from error

    def _write(self, target: Path, places: Sequence[Place], about: NameList, progress: Progress) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            handle, name = tempfile.mkstemp(PART, dir=self.folder)
            os.close(handle)
            part = Path(name)
            part.unlink()  # an index is written to a file that is not there yet
        except OSError as error:
            raise NameFileError(_unwritable(self.folder, error)) from error
        try:
            NameIndex.write(_told(places, progress), part)
            sign(part, about)
            os.replace(part, target)
        except (OSError, sqlite3.Error) as error:
            raise NameFileError(_unwritable(self.folder, error)) from error
        finally:
            part.unlink(missing_ok=True)

    def _forget_what_is_renewed(self, stored: StoredList) -> None:
        for other in self.lists():
            if other.path != stored.path and other.about is not None and stored.about.renews(other.about):
                # What cannot be deleted now is searched after the newer list, and removed with the next one.
                with suppress(NameFileError):
                    self.remove(other)

    def _sweep(self) -> None:
        """Parts that a killed process left behind."""
        for path in self.folder.glob(f"*{PART}"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _A_DAY_S:
                    path.unlink()


def checksum(path: Path, progress: Progress = lambda _: None) -> str:
    """The sha256 of a file; raises BadDump where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                progress(0)
    except OSError as error:
        raise BadDump(tr("{path} cannot be read ({strerror}); check the path.").format(
            path=path, strerror=reason_of(error)
        )) from error
    return digest.hexdigest()


def _name(sums: Sequence[str]) -> str:
    """One sum for the sums of several files."""
    return sums[0] if len(sums) == 1 else hashlib.sha256(" ".join(sums).encode("ascii")).hexdigest()


def _told(places: Sequence[Place], progress: Progress) -> Iterator[Place]:
    for number, place in enumerate(places):
        if number % _PLACES_A_STEP == 0:
            progress(number / len(places))
        yield place


def _unwritable(folder: Path, error: Exception) -> str:
    words = tr("The list cannot be stored in {folder} ({reason}); make room there, or see whether it may be written.")
    return words.format(folder=folder, reason=reason_of(error))
