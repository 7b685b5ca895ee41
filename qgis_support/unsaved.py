"""What stood in a form and was not saved, kept in a file of the profile at every pause, for the day after a crash.

Each window of QGIS has a file of its own for a casefile, which a lock holds for it. The file of a window that is gone
is taken over by the next one that opens the casefile, with what it holds.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Dict, List, Optional, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLockFile

from .settings import GROUP

MOST_WINDOWS = 16
LEFT, NOW = "left", "now"


@dataclass(frozen=True)
class Unsaved:
    """What one form held. table: of the form. uid, revision: of the record that was changed; empty and 0 for a new one.

    words: it in a few words. values: by field, as the form has them.
    """

    table: str
    uid: str
    revision: int
    words: str
    values: Dict[str, object]


class UnsavedFile:
    """`left`: what earlier windows left behind, until it is dealt with. A file that cannot be read holds nothing."""

    def __init__(self, casefile: Path) -> None:
        """Take a file that nobody holds, rather one that something was left in."""
        folder = Path(QgsApplication.qgisSettingsDirPath()) / GROUP / "unsaved"
        folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(str(casefile.resolve()).encode("utf-8")).hexdigest()[:24]
        paths = [folder / f"{name}-{number}.json" for number in range(MOST_WINDOWS)]
        self._path: Optional[Path] = None
        self._lock: Optional[QLockFile] = None
        for path in sorted(paths, key=lambda path: not path.exists()):
            lock = QLockFile(f"{path}.lock")
            if lock.tryLock(0):
                self._path, self._lock = path, lock
                break
        held = _read(self._path) if self._path is not None else {}
        self.left: List[Unsaved] = [*held.get(LEFT, []), *held.get(NOW, [])]
        self._now: Dict[str, Unsaved] = {}

    def close(self) -> None:
        """Let go of the file; what is in it stays for the next window."""
        if self._lock is not None:
            self._lock.unlock()

    def keep(self, unsaved: Unsaved) -> None:
        """Keep what a form holds now."""
        if self._now.get(unsaved.table) != unsaved:
            self._now[unsaved.table] = unsaved
            self._write()

    def drop(self, table: str) -> None:
        """The form holds nothing any more that needs keeping."""
        if self._now.pop(table, None) is not None:
            self._write()

    def settle(self, unsaved: Unsaved) -> None:
        """What was left behind is put back or thrown away."""
        self.left.remove(unsaved)
        self._write()

    def _write(self) -> None:
        """All of it, or the file stays as it was; a disk that is full must not keep anybody from typing."""
        if self._path is None:
            return
        held = {LEFT: [asdict(one) for one in self.left], NOW: [asdict(one) for one in self._now.values()]}
        part = self._path.with_suffix(".part")
        try:
            if any(held.values()):
                part.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
                os.replace(part, self._path)
            else:
                self._path.unlink(missing_ok=True)
        except OSError:
            part.unlink(missing_ok=True)


def _read(path: Path) -> Dict[str, List[Unsaved]]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return {key: [_unsaved(one) for one in held[key]] for key in (LEFT, NOW)}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _unsaved(values: Dict[str, object]) -> Unsaved:
    """Raises ValueError for anything but what was written."""
    kinds: Tuple[type, ...] = (str, str, int, str, dict)
    for field, kind in zip(fields(Unsaved), kinds):
        if not isinstance(values[field.name], kind):
            raise ValueError(field.name)
    return Unsaved(**values)
