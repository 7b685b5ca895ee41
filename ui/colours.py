"""The presenter of the actors' colours."""

from typing import Optional

from qgis.PyQt.QtCore import QObject

from ..model.colours import actor_colour
from ..model.errors import IncidentMapperError
from .colours_dialog import ColoursDialog
from .dock import IncidentDock
from .session import Session


class Colours(QObject):
    """Changes colours through the session, so that undo knows them and everything drawn follows."""

    def __init__(self, session: Session, dock: IncidentDock) -> None:
        super().__init__(dock)
        self._session, self._dock = session, dock
        self.dialog: Optional[ColoursDialog] = None
        session.colours_changed.connect(self._show)
        session.opened.connect(self._close)

    def ask(self) -> None:
        """Open the dialogue, or bring it to the front."""
        if self._session.casefile is None:
            return
        if self.dialog is None:
            self.dialog = ColoursDialog(self._dock, self._session.actors)
            self.dialog.colour_asked.connect(self._change)
            self.dialog.destroyed.connect(self._forget)
            self._show()
        self.dialog.show()
        self.dialog.activateWindow()

    def _change(self, actor_id: str, colour: str) -> None:
        actors = self._session.actors
        try:
            self._session.set_colour(actor_id, colour or actor_colour(actors.get(actor_id), actors))
        except IncidentMapperError as error:
            self._session.problem.emit(str(error))
            self._show()

    def _show(self) -> None:
        if self.dialog is not None:
            self.dialog.show_colours(self._session.casefile.actor_colours())

    def _close(self) -> None:
        """Another casefile has other actors."""
        if self.dialog is not None:
            self.dialog.close()

    def _forget(self) -> None:
        self.dialog = None
