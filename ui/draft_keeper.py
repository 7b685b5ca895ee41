"""Keeps what is typed at every pause, and offers it back where QGIS ended before it was saved."""

from dataclasses import replace
from pathlib import Path
from typing import Callable, List, Optional

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject

from ..qgis_support.translation import tr
from ..qgis_support.unsaved import Unsaved, UnsavedFile
from .dock import IncidentDock
from .record_form import RecordForm
from .session import Session


class DraftKeeper(QObject):
    """Knows the file of the casefile in hand, and the two forms."""

    def __init__(
        self, session: Session, dock: IncidentDock, when_free: Callable[[RecordForm, Callable[[], None]], None]
    ) -> None:
        """when_free: does something to a form once nothing in it would be lost by that."""
        super().__init__(dock)
        self._session, self._dock, self._when_free = session, dock, when_free
        self._file: Optional[UnsavedFile] = None
        self._forms = {"incidents": dock.incident, "movements": dock.movement}
        for table, form in self._forms.items():
            form.paused.connect(lambda table=table: self._keep(table))
            form.cleaned.connect(lambda table=table: self._drop(table))
        session.opened.connect(self._open)

    def close(self) -> None:
        """Keep what stands in the forms, and let go of the file."""
        for table in self._forms:
            self._keep(table)
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = UnsavedFile(Path(self._session.casefile.path))
        self._offer(list(self._file.left))

    def _keep(self, table: str) -> None:
        form = self._forms[table]
        if self._file is None:
            return
        if form.is_modified():
            record = form.record
            self._file.keep(Unsaved(
                table, record.uid if record else "", record.stamp.revision if record else 0,
                form.said_back.sentence, form.kept(),
            ))
        else:
            self._file.drop(table)

    def _drop(self, table: str) -> None:
        if self._file is not None:
            self._file.drop(table)

    def _offer(self, left: List[Unsaved]) -> None:
        """One after the other."""
        if not left:
            return
        first, *others = left

        def settled() -> None:
            self._file.settle(first)
            self._offer(others)

        def put_back() -> None:
            form = self._forms.get(first.table, self._dock.incident)
            self._when_free(form, lambda: (self._put_back(form, first), settled()))

        words = tr("This was not saved when QGIS was last closed: {record}")
        self._dock.banner.tell(
            words.format(record=first.words or tr("something typed")), Qgis.MessageLevel.Warning,
            [(tr("&Put it back"), put_back), (tr("&Discard it"), settled)],
        )

    def _put_back(self, form: RecordForm, unsaved: Unsaved) -> None:
        """Upon the record as it is stored now; saving tells where somebody has changed that since."""
        record = self._session.load(unsaved.table, unsaved.uid) if unsaved.uid else None
        if record is None:
            form.clear()
        else:
            form.show_record(record)
            form.record = replace(record, stamp=replace(record.stamp, revision=unsaved.revision))
        form.put_back(unsaved.values)
        self._dock.show_form(form)
