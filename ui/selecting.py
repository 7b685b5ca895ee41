"""What is selected: the same records in the list and in the layers of the casefile, whichever of them it is done in."""

from typing import Dict, Iterable, Set

from qgis.core import QgsMapLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer

from ..layers.group import casefile_layers
from ..layers.styling import TABLE_PROPERTY
from .dock import IncidentDock
from .record_rows import COLUMNS
from .session import Session


class Selecting(QObject):
    """Carries the selection over when the window next has nothing to do: once, however many signals told of it.

    The layers have the last word: what they have selected is selected in a list that is read anew.
    """

    def __init__(self, session: Session, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._session, self._records = session, dock.records
        self._to_layers, self._to_list = QTimer(self), QTimer(self)
        for timer, act in ((self._to_layers, self._select_in_layers), (self._to_list, self._select_in_list)):
            timer.setSingleShot(True)
            timer.timeout.connect(act)
        self._is_carrying = False
        dock.records.selection_changed.connect(self._follow_list)
        dock.records.model.records_changed.connect(self._follow_layers)
        session.project.layersAdded.connect(self._listen)
        self._listen(session.project.mapLayers().values())

    def close(self) -> None:
        """Let go of the project."""
        self._session.project.layersAdded.disconnect(self._listen)

    def _listen(self, layers: Iterable[QgsMapLayer]) -> None:
        for layer in layers:
            if layer.customProperty(TABLE_PROPERTY) in COLUMNS:
                layer.selectionChanged.connect(self._follow_layers)

    def _follow_list(self) -> None:
        if not self._is_carrying and not self._to_list.isActive():
            self._to_layers.start()

    def _follow_layers(self) -> None:
        if not self._is_carrying:
            self._to_layers.stop()
            self._to_list.start()

    def _select_in_layers(self) -> None:
        wanted: Dict[str, Set[int]] = {table: set() for table in COLUMNS}
        for row in self._records.selected():
            wanted[row.table].add(row.fid)
        self._is_carrying = True
        for table, layer in self._layers().items():
            if set(layer.selectedFeatureIds()) != wanted[table]:
                layer.selectByIds(list(wanted[table]))
        self._is_carrying = False

    def _select_in_list(self) -> None:
        self._is_carrying = True
        self._records.select({table: set(layer.selectedFeatureIds()) for table, layer in self._layers().items()})
        self._is_carrying = False

    def _layers(self) -> Dict[str, QgsVectorLayer]:
        if self._session.casefile is None:
            return {}
        layers = casefile_layers(self._session.casefile, self._session.project)
        return {table: layer for table, layer in layers.items() if table in COLUMNS}
