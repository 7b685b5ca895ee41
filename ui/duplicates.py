"""The presenter of likely duplicates: finds them among the records of the list, merges them, or tells them apart."""

from dataclasses import replace
from typing import Callable, FrozenSet, List, Optional

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject

from ..casefile.record_kinds import kind_of
from ..casefile.requests import CHUNK
from ..model.duplicates import Pair, likely_pairs
from ..model.errors import IncidentMapperError
from ..model.history import MERGED, Reason
from ..model.merging import merged
from ..model.records import Record
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .duplicates_dialog import DuplicatesDialog
from .progress import progress
from .session import Session


class _StoppedError(Exception):
    """Somebody pressed Cancel."""


class Duplicates(QObject):
    """A pair leaves the list when it is merged or told apart, and comes back when that is undone."""

    def __init__(self, session: Session, dock: IncidentDock, zoom: Callable[[object], None]) -> None:
        """zoom: shows the records of these rows on the map."""
        super().__init__(dock)
        self._session, self._dock, self._zoom = session, dock, zoom
        self._pairs: List[Pair] = []
        self.dialog: Optional[DuplicatesDialog] = None
        dock.records.duplicates_asked.connect(self.ask)
        session.records_changed.connect(self._show)
        session.opened.connect(self._close)

    def ask(self) -> None:
        """Look for pairs, and open the dialogue."""
        if self._dock.records.model.is_busy():
            words = tr("The records are still being read; ask again when the list shows them.")
            self._dock.banner.tell(words, Qgis.MessageLevel.Info)
            return
        try:
            with progress(self._dock, tr("Looking for likely duplicates…")) as feedback:
                def tell(share: float) -> None:
                    feedback.setProgress(100 * share)
                    if feedback.isCanceled():
                        raise _StoppedError

                self._pairs = self._find(tell)
        except _StoppedError:
            return
        except IncidentMapperError as error:
            self._dock.banner.tell(str(error), Qgis.MessageLevel.Critical)
            return
        if self.dialog is None:
            self.dialog = DuplicatesDialog(self._dock, self._session.actors, self._session.field_words())
            self.dialog.merge_asked.connect(self._merge)
            self.dialog.distinct_asked.connect(self._tell_apart)
            self.dialog.zoom_asked.connect(self._show_on_map)
            self.dialog.undo_asked.connect(self._session.stack.undo)
            self.dialog.redo_asked.connect(self._session.stack.redo)
            self.dialog.destroyed.connect(self._forget)
        self._show()
        self.dialog.show()
        self.dialog.activateWindow()

    def _find(self, tell: Callable[[float], None]) -> List[Pair]:
        # What measures is loaded when it is first needed: it must not lengthen the start of QGIS.
        from ..geocoding.geodesy import GeoPoint, bearing_and_distance

        return likely_pairs(
            self._read(lambda share: tell(share / 2)), self._session.actors,
            lambda lat1, lon1, lat2, lon2: bearing_and_distance(GeoPoint(lat1, lon1), GeoPoint(lat2, lon2))[1],
            lambda share: tell((1 + share) / 2),
        )

    def _read(self, tell: Callable[[float], None]) -> List[Record]:
        """The records that the list shows, some at a time."""
        shown = self._dock.records.model.shown()
        records: List[Record] = []
        for start in range(0, len(shown), CHUNK):
            tell(start / len(shown))
            rows = shown[start : start + CHUNK]
            uids = ([row.uid for row in rows if row.table == table] for table in _TABLES)
            records += self._session.casefile.chosen(*uids)
        return records

    def _merge(self, pair: Pair, from_other: FrozenSet[str], why: str) -> None:
        """One step: the first record with all that both know, and no second one."""
        record = merged(pair.one, pair.other, from_other)
        if self._try(lambda: self._session.turn(
            [(pair.one, record), (pair.other, None)], tr("merging of {record}"), reason=Reason(why, MERGED),
        )):
            self.dialog.say(tr("Merged: {record}").format(record=self._session.words(record)))

    def _tell_apart(self, pair: Pair) -> None:
        uids = pair.one.uid, pair.other.uid

        def turn(is_forth: bool) -> None:
            self._session.write(lambda: self._session.casefile.set_distinct(*uids, is_forth))
            self._show()

        if self._try(lambda: turn(True)):
            self._session.push(tr("telling two records apart"), turn)
            self.dialog.say(tr("The casefile remembers that these two are not the same; Ctrl+Z takes it back."))

    def _try(self, act: Callable[[], object]) -> bool:
        """Do it, or say in the dialogue why that is not possible."""
        try:
            act()
        except IncidentMapperError as error:
            self.dialog.say(str(error))
            return False
        return True

    def _show(self) -> None:
        """The pairs that are still two records, as they are now, and not told apart."""
        if self.dialog is None:
            return
        self.dialog.say("")
        try:
            apart = self._session.casefile.distinct_pairs()
            records = [record for pair in self._pairs for record in (pair.one, pair.other)]
            uids = ([record.uid for record in records if kind_of(record).table == table] for table in _TABLES)
            there = {record.uid: record for record in self._session.casefile.chosen(*map(_once, uids))}
        except IncidentMapperError as error:
            self.dialog.say(str(error))
            return
        self.dialog.show_pairs([
            replace(pair, one=there[pair.one.uid], other=there[pair.other.uid]) for pair in self._pairs
            if {pair.one.uid, pair.other.uid} <= there.keys() and {pair.one.uid, pair.other.uid} not in apart
        ])

    def _show_on_map(self, pair: Pair) -> None:
        uids = {pair.one.uid, pair.other.uid}
        self._zoom([row for row in self._dock.records.model.rows() if row.uid in uids])

    def _close(self) -> None:
        """Another casefile has other records."""
        if self.dialog is not None:
            self.dialog.close()

    def _forget(self) -> None:
        self.dialog = None


_TABLES = ("incidents", "movements")


def _once(uids: List[str]) -> List[str]:
    return list(dict.fromkeys(uids))
