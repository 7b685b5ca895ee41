"""The presenter of the records list: reads it when it is looked at, and follows what is written."""

from typing import Sequence

from qgis.PyQt.QtCore import QObject

from .dock import IncidentDock
from .record_rows import Key, read_rows
from .session import Session

NEVER = -1.0


class ListKeeper(QObject):
    """Knows the state of the file that the list shows; a list nobody sees costs nothing."""

    def __init__(self, session: Session, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._session, self._dock = session, dock
        self._time = NEVER
        session.actors_changed.connect(self.reload)
        dock.records.model.problem.connect(session.problem)

    def close(self) -> None:
        """Read no further."""
        self._dock.records.model.stop()

    def look(self) -> None:
        """The list may have come to the front: read it, unless the file is still the one that was read."""
        if self._is_seen() and self._time != self._session.file_time():
            self.reload()

    def reload(self, soon: bool = False) -> None:
        """Read the list again, now if it is seen, else when it is; soon: not before the event loop comes round."""
        self._time = NEVER
        if self._is_seen():
            self._time = self._session.file_time()
            self._dock.records.model.replace_all(read_rows(self._session.casefile, self._session.actors), soon)

    def follow(self, keys: Sequence[Key]) -> None:
        """Records were written or deleted through us: their lines alone are read."""
        if self._session.is_behind:
            self.reload()
        elif self._time != NEVER:
            rows = read_rows(self._session.casefile, self._session.actors, keys)
            self._dock.records.model.update({**dict.fromkeys(keys), **{(row.table, row.uid): row for row in rows}})
            self._time = self._session.file_time()

    def _is_seen(self) -> bool:
        return self._dock.form() is None and self._session.casefile is not None
