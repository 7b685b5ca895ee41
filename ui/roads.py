"""The roads and pipelines of the project: chosen, read in the background, and known to every search."""

from typing import Optional, Sequence

from qgis.core import Qgis, QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ..geocoding.route_book import NO_ROUTES, RouteBook
from ..layers.group import TABLE_PROPERTY
from ..model.errors import UnreadableValue
from ..qgis_support.job_task import JobTask
from ..qgis_support.place_names import place_names
from ..qgis_support.project_roads import choose_roads, chosen_roads
from ..qgis_support.route_layer import RouteReader
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .roads_dialog import RoadsDialog


class Roads(QObject):
    """Keeps `place_names` and the project's choice together, also when the layer is edited or taken out."""

    def __init__(self, project: QgsProject, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._project, self._dock = project, dock
        # The one whose roads are waited for; what an earlier one brings does not count any more.
        self._task: Optional[JobTask[RouteBook]] = None
        self._watched: Optional[QgsVectorLayer] = None
        self._watched_id = ""
        self.dialog: Optional[RoadsDialog] = None
        project.readProject.connect(self.follow)
        project.layersRemoved.connect(self._follow_removal)

    def close(self) -> None:
        """Forget the roads in this QGIS; the project keeps its choice."""
        self._project.readProject.disconnect(self.follow)
        self._project.layersRemoved.disconnect(self._follow_removal)
        self._watch(None)
        self._stop()
        place_names().use_routes(NO_ROUTES)

    def ask(self) -> None:
        """Open the dialogue, or bring it to the front."""
        if self.dialog is None:
            ours = [one for one in self._project.mapLayers().values() if one.customProperty(TABLE_PROPERTY)]
            self.dialog = dialog = RoadsDialog(self._dock, ours)
            dialog.show_choice(*chosen_roads(self._project))
            dialog.chosen.connect(self.choose)
            dialog.destroyed.connect(self._forget)
        self.dialog.show()
        self.dialog.activateWindow()

    def choose(self, layer: Optional[QgsVectorLayer], name_field: str) -> None:
        """Take a layer for the roads, None for no roads, and say what came of it."""
        choose_roads(self._project, layer, name_field)
        if layer is None:
            self._dock.banner.tell(tr("No roads are known now."), Qgis.MessageLevel.Info)
        self._read(is_told=True)

    def follow(self) -> None:
        """Read what the project has chosen; only trouble is told."""
        self._read(is_told=False)

    def _read(self, is_told: bool) -> None:
        self._stop()
        layer, name_field = chosen_roads(self._project)
        self._watch(layer)
        if layer is None:
            place_names().use_routes(NO_ROUTES)
            return
        try:
            reader = self._reader(layer, name_field)
        except UnreadableValue as error:
            place_names().use_routes(NO_ROUTES)
            self._warn(str(error))
            return
        told = layer.name() if is_told else ""
        task: JobTask[RouteBook] = JobTask(
            tr("Reading the roads"), lambda tell: RouteBook(reader.read(tell)),
            lambda book, sentence: self._take(task, book, sentence, told),
        )
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def _reader(self, layer: QgsVectorLayer, name_field: str) -> RouteReader:
        if not layer.isValid():
            raise UnreadableValue(
                tr("The layer of roads '{layer}' cannot be read; mend its source, or choose another in 'Roads and "
                   "pipelines…'.").format(layer=layer.name())
            )
        return RouteReader(layer, name_field, self._project.transformContext())

    def _take(self, task: JobTask, book: Optional[RouteBook], sentence: str, told: str) -> None:
        """Know the roads read; told: the layer's name where somebody waits for a word about it."""
        if task is not self._task:
            return
        self._task = None
        place_names().use_routes(book or NO_ROUTES)
        if book is None:
            self._warn(sentence or tr("Reading the roads was stopped; none are known now."))
        elif told:
            words = tr("Kilometres are counted on the roads of '{layer}' now; pieces of road: {count}.")
            self._dock.banner.tell(words.format(layer=told, count=len(book.routes)), Qgis.MessageLevel.Success)

    def _stop(self) -> None:
        # Let go first: a task that has not begun ends within `cancel` (QGIS 3.22).
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _watch(self, layer: Optional[QgsVectorLayer]) -> None:
        """Read again whenever this layer's edits are saved."""
        if self._watched is not None:
            self._watched.afterCommitChanges.disconnect(self.follow)
        self._watched, self._watched_id = layer, layer.id() if layer is not None else ""
        if layer is not None:
            layer.afterCommitChanges.connect(self.follow)

    def _follow_removal(self, layer_ids: Sequence[str]) -> None:
        if self._watched_id in layer_ids:
            self._watched = None  # it is gone, and its connections with it
            self.follow()

    def _warn(self, sentence: str) -> None:
        self._dock.banner.tell(sentence, Qgis.MessageLevel.Warning)

    def _forget(self) -> None:
        self.dialog = None
