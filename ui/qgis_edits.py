"""Follows what QGIS's own tools write into the layers of the casefile: brings it in step after a commit, and tells."""

from typing import Dict, Iterable, List, Sequence, Set, Tuple

from qgis.core import Qgis, QgsFeature, QgsFeatureRequest, QgsMapLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer

from ..casefile.map_layers import is_on_file
from ..casefile.record_kinds import kind_of
from ..casefile.repository import Casefile
from ..casefile.requests import among
from ..casefile.tidying import Remark, Tidied, looking_for_marks, tidy
from ..layers.form_config import EDITABLE
from ..layers.group import casefile_layers
from ..layers.new_rows import draw_new_rows
from ..layers.styling import TABLE_PROPERTY
from ..model.errors import IncidentMapperError
from ..model.language import counted
from ..model.steps import Steps
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .record_rows import Key
from .record_words import Record
from .session import Session
from .slices import Slices

OWNERS: Dict[str, Tuple[str, Tuple[str, ...]]] = {
    "incidents": ("uid", ("incidents",)), "movements": ("uid", ("movements",)),
    "waypoints": ("movement_uid", ("movements",)), "claims": ("record_uid", ("incidents", "movements")),
    "sources": ("uid", ()),
}
"""Table → the column that names the record, and the tables that it may be of; a source is of none."""

MOST_REMARKS = 3
"""More would hide the form; the others are selected with them."""


class QgisEdits(QObject):
    """Collects at each commit which records it touches, and works when QGIS has nothing else to do.

    Nothing is written in the middle of QGIS's own writing, nor while a layer of the casefile is in edit mode.
    """

    def __init__(self, session: Session, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._session, self._dock = session, dock
        self._touched: Set[Key] = set()
        self._is_due = False
        self._owners: Dict[str, Dict[int, str]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._follow)
        self._looking = Slices(self)
        self._looking.failed.connect(lambda sentence: dock.banner.tell(sentence, Qgis.MessageLevel.Critical))
        session.opened.connect(self._begin)
        session.project.layersAdded.connect(self._listen)
        self._listen(session.project.mapLayers().values())

    def close(self) -> None:
        """Let go of the project."""
        self._looking.stop()
        self._timer.stop()
        self._session.project.layersAdded.disconnect(self._listen)

    def is_busy(self) -> bool:
        """Whether it is still being looked for what QGIS wrote before the casefile was opened."""
        return self._looking.is_busy()

    def _begin(self) -> None:
        """Look for what was written while no dock was there to see it."""
        self._touched.clear()
        self._owners.clear()
        self._looking.start_soon(self._look(self._session.casefile))

    def _look(self, casefile: Casefile) -> Steps[None]:
        if (yield from looking_for_marks(casefile)):
            self._is_due = True
            self._timer.start()

    def _listen(self, layers: Iterable[QgsMapLayer]) -> None:
        for layer in layers:
            if layer.customProperty(TABLE_PROPERTY) in EDITABLE:
                layer.editingStarted.connect(self._remember)
                layer.editingStarted.connect(self._draw_new)
                layer.editingStopped.connect(self._draw_new)
                layer.beforeCommitChanges.connect(self._collect)
                layer.afterCommitChanges.connect(self._timer.start)
                layer.editingStopped.connect(self._timer.start)

    def _remember(self) -> None:
        """In a transaction group rows are gone from the file before the commit, and QGIS does not tell which (3.22)."""
        layer = self.sender()
        if self._is_ours(layer) and layer.dataProvider().transaction() is not None:
            column, _ = OWNERS[layer.customProperty(TABLE_PROPERTY)]
            request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
            request.setSubsetOfAttributes([column], layer.fields())
            self._owners[layer.id()] = {row.id(): row[column] for row in layer.getFeatures(request)}

    def _draw_new(self) -> None:
        layer = self.sender()
        if self._is_ours(layer) and layer.isSpatial():
            draw_new_rows(layer)

    def _collect(self) -> None:
        layer = self.sender()
        if not self._is_ours(layer):
            return
        self._is_due = True
        column, tables = OWNERS[layer.customProperty(TABLE_PROPERTY)]
        known = self._owners.get(layer.id(), {})
        owners = {known[fid] for fid in known.keys() - set(layer.allFeatureIds())}
        owners.update(row[column] for row in _written(layer))
        self._touched.update((table, owner) for owner in owners for table in tables if isinstance(owner, str))

    def _is_ours(self, layer: QgsVectorLayer) -> bool:
        casefile = self._session.casefile
        is_part = layer.customProperty(TABLE_PROPERTY) in OWNERS
        return casefile is not None and is_part and is_on_file(layer, casefile.path)

    def _follow(self) -> None:
        """Bring in step what was written, once no layer of the casefile is in edit mode any more."""
        casefile = self._session.casefile
        if casefile is None or not self._is_due:
            return
        layers = casefile_layers(casefile, self._session.project)
        edited = [layer.name() for layer in layers.values() if layer.isEditable()]
        if edited:
            if self._touched:
                self._dock.banner.tell(tr(
                    "What was edited in QGIS is stored; labels, areas and list follow when the edit mode of the layer "
                    "'{layer}' ends."
                ).format(layer=edited[0]), Qgis.MessageLevel.Info)
            return
        try:
            done = self._session.write(lambda: tidy(casefile, self._touched))
        except IncidentMapperError as error:
            self._dock.banner.tell(str(error), Qgis.MessageLevel.Critical)
            return
        keys = {*self._touched, *map(_key, done.records), *(remark.key for remark in done.remarks), *done.deleted}
        self._touched.clear()
        self._owners.clear()
        self._is_due = False
        if keys:
            self._session.follow(sorted(keys))
            self._tell(done, keys)
        self._take_sources()

    def _take_sources(self) -> None:
        sources = tuple(self._session.casefile.sources())
        for form in (self._dock.incident, self._dock.movement):
            form.claim.set_sources(sources)

    def _tell(self, done: Tidied, keys: Set[Key]) -> None:
        """One sentence on what was done, and one on each record that needs a hand."""
        lines: List[str] = []
        if done.records:
            lines.append(counted(
                "A record edited in QGIS was brought in step.", "{number} records edited in QGIS were brought in step.",
                len(done.records),
            ))
        if done.deleted:
            lines.append(counted(
                "A record deleted in QGIS can be put back: Deleted records… in the casefile's menu.",
                "{number} records deleted in QGIS can be put back: Deleted records… in the casefile's menu.",
                len(done.deleted),
            ))
        lines += [self._line(remark) for remark in done.remarks[:MOST_REMARKS]]
        left = len(done.remarks) - MOST_REMARKS
        if left > 0:
            lines.append(counted("One more has to be looked at.", "{number} more have to be looked at.", left))
        form = self._dock.form()
        if form is not None and form.record is not None and form.is_modified() and _key(form.record) in keys:
            lines.append(tr("The record in the form is among them; saving it shows both states and asks."))
        actions = [(tr("&Select them"), lambda: self._select(done.remarks))] if done.remarks else []
        if lines:
            level = Qgis.MessageLevel.Warning if done.remarks else Qgis.MessageLevel.Info
            self._dock.banner.tell("\n".join(lines), level, actions)

    def _line(self, remark: Remark) -> str:
        """The sentence, after the record in words where it can be read."""
        try:
            record = self._session.load(*remark.key)
        except IncidentMapperError:
            record = None
        return remark.sentence if record is None else f"{self._session.words(record)}: {remark.sentence}"

    def _select(self, remarks: Sequence[Remark]) -> None:
        """Select the records in their layers, from where the selection comes into the list."""
        for table, layer in casefile_layers(self._session.casefile, self._session.project).items():
            uids = [remark.key[1] for remark in remarks if remark.key[0] == table]
            if uids:
                layer.selectByIds([row.id() for row in layer.getFeatures(among("uid", uids))])
        self._dock.tabs.setCurrentWidget(self._dock.records)


def _written(layer: QgsVectorLayer) -> List[QgsFeature]:
    """The rows that a commit is about to write, as they were, as far as they were there, and as they will be."""
    buffer = layer.editBuffer()
    fids = [*buffer.changedAttributeValues(), *buffer.changedGeometries(), *buffer.deletedFeatureIds()]
    request = QgsFeatureRequest().setFilterFids(fids).setFlags(QgsFeatureRequest.Flag.NoGeometry)
    before, after = (list(source.getFeatures(request)) for source in (layer.dataProvider(), layer))
    return [*before, *after, *buffer.addedFeatures().values()]


def _key(record: Record) -> Key:
    return kind_of(record).table, record.uid
