"""Back to the plugin's own style, for whoever changed symbols or labels by hand and wants them no longer."""

from typing import Callable

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction

from ..layers.group import casefile_layers, refresh_styles, restyle
from ..layers.layer_style import wear, worn_by
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .session import Session


class OwnStyle(QObject):
    """One step to undo, which brings every style back that the layers had; `action` is for their context menu."""

    def __init__(self, session: Session, dock: IncidentDock, filter_again: Callable[[], None]) -> None:
        """filter_again: lets layers that were styled anew show what is shown now."""
        super().__init__(dock)
        self._session, self._dock, self._filter_again = session, dock, filter_again
        icon = QgsApplication.getThemeIcon("/propertyicons/symbology.svg")
        self.action = QAction(icon, tr("Back to the plugin's own style"), self)
        self.action.triggered.connect(lambda _=False: self.restore())
        dock.bar.style_asked.connect(self.restore)

    def restore(self) -> None:
        """Give all layers of the casefile the plugin's own style; what is filtered stays so."""
        casefile, project = self._session.casefile, self._session.project
        layers = casefile_layers(casefile, project) if casefile is not None else {}
        if not layers:
            sentence = tr("No layer of the casefile is in the project; open the casefile again.")
            self._dock.banner.tell(sentence, Qgis.MessageLevel.Warning)
            return
        before = {table: worn_by(layer) for table, layer in layers.items()}

        def turn(is_forth: bool) -> None:
            if is_forth:
                restyle(casefile, project)
            else:
                for table, layer in casefile_layers(casefile, project).items():
                    if table in before:
                        wear(layer, before[table])
                refresh_styles(casefile, project)
            self._filter_again()

        turn(True)
        self._session.push(tr("the plugin's own style"), turn)
        sentence = tr("The layers have the plugin's own style again; Ctrl+Z brings yours back.")
        self._dock.banner.tell(sentence, Qgis.MessageLevel.Info)
