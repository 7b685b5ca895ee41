"""The registry as a tree: blocs, and below them who belongs to whom."""

from typing import Dict, Iterator, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator

from ..model.actors import Actor, ActorRegistry
from ..model.codes import code_list
from ..qgis_support.translation import tr
from .swatch import swatch

ACTOR = Qt.ItemDataRole.UserRole


class ActorTree(QTreeWidget):
    """Tells which actor is turned to, by its id; blocs are mere headings."""

    turned_to = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Actor"), tr("Short name")])
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)
        self.setAccessibleName(tr("Actors"))
        self.setToolTip(tr("By bloc and parent; the actor turned to stands in the form."))
        self.setUniformRowHeights(True)
        self.currentItemChanged.connect(self._tell)

    def show_registry(self, registry: ActorRegistry) -> None:
        """Fill the tree; nobody is turned to, and all blocs are open."""
        self.blockSignals(True)
        self.clear()
        blocs: Dict[str, QTreeWidgetItem] = {}
        for bloc in code_list("blocs").values():
            blocs[bloc.code] = QTreeWidgetItem([tr(bloc.label)])
            blocs[bloc.code].setFlags(Qt.ItemFlag.ItemIsEnabled)
        items: Dict[str, QTreeWidgetItem] = {}
        actors = sorted(registry, key=lambda actor: actor.name.casefold())
        for actor in actors:
            item = items[actor.actor_id] = QTreeWidgetItem([actor.name, actor.short_name])
            item.setIcon(0, swatch(actor.colour))
            item.setData(0, ACTOR, actor.actor_id)
            item.setToolTip(0, "; ".join(actor.aliases))
        for actor in actors:
            above = _above(actor, registry)
            home = items[above.actor_id] if above is not None else blocs.get(actor.bloc, self.invisibleRootItem())
            home.addChild(items[actor.actor_id])
        for item in blocs.values():
            if item.childCount():
                self.addTopLevelItem(item)
                self.setFirstColumnSpanned(self.indexOfTopLevelItem(item), self.rootIndex(), True)
        self.expandAll()
        self.blockSignals(False)

    def current(self) -> str:
        """The id of the actor turned to, empty where there is none."""
        item = self.currentItem()
        return item.data(0, ACTOR) or "" if item is not None else ""

    def turn_to(self, actor_id: str) -> None:
        """Turn to an actor without telling; to nobody for an id that is not there."""
        found = next((item for item in self._items() if item.data(0, ACTOR) == actor_id), None)
        self.blockSignals(True)
        self.setCurrentItem(found if actor_id else None)
        self.blockSignals(False)
        if found is not None and actor_id:
            self.scrollToItem(found)

    def narrow(self, text: str) -> None:
        """Show only who bears the text in a name or alias, with all above them, and turn to the first of them."""
        wanted, first = text.casefold().strip(), None
        for item in self._items():
            item.setHidden(True)
        for item in self._items():
            spellings = f"{item.text(0)} {item.text(1)} {item.toolTip(0)}"
            if item.data(0, ACTOR) and wanted in spellings.casefold():
                first = first or item
                shown: Optional[QTreeWidgetItem] = item
                while shown is not None:
                    shown.setHidden(False)
                    shown = shown.parent()
        if wanted and first is not None:
            self.setCurrentItem(first)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        walk = QTreeWidgetItemIterator(self)
        while walk.value() is not None:
            yield walk.value()
            walk += 1

    def _tell(self) -> None:
        if self.current():
            self.turned_to.emit(self.current())


def _above(actor: Actor, registry: ActorRegistry) -> Optional[Actor]:
    """The parent where it is of the same bloc; none where actors are each other's parents, as a table may hold it."""
    parent = registry.get(actor.parent_id)
    if parent is None or parent.bloc != actor.bloc or actor in registry.lineage(parent):
        return None
    return parent
