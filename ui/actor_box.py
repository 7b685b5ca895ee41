"""An actor, typed in any of its spellings or picked from the registry, with its colour."""

from typing import List, Mapping, Optional

from qgis.PyQt.QtWidgets import QLineEdit

from ..model.actors import ActorRegistry
from ..model.dates import DateRange
from ..model.direction import isolated
from ..model.location import PlaceState
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .search_combo import Choice, SearchCombo
from .swatch import swatch


class ActorBox(SearchCombo):
    """Free text that the registry resolves; what is picked from the list stands by its id, homonym or not."""

    def __init__(self, tooltip: str) -> None:
        super().__init__(tooltip + "\n" + tr("Type a name, short name or alias; the list below completes it."))
        self._registry = ActorRegistry(())
        self._colours: Mapping[str, str] = {}
        self._colour = self.line.addAction(swatch(""), QLineEdit.ActionPosition.LeadingPosition)

    def set_registry(self, registry: ActorRegistry, colours: Mapping[str, str]) -> None:
        """Offer the actors of a registry; what stands in the box stays. colours: actor id → '#rrggbb'."""
        self._registry, self._colours = registry, colours
        self.set_choices([
            Choice(
                actor.actor_id, told, swatch(colours.get(actor.actor_id, "")),
                tuple(name for name in actor.spellings[1:] if name != told),
            )
            for told, actor in sorted(
                ((actor.told(), actor) for actor in registry), key=lambda named: named[0].casefold()
            )
        ])
        self._show_colour()

    def actor_id(self, name: str, faults: List[Fault], dates: Optional[DateRange] = None) -> str:
        """The id of the actor; an empty one for an empty text and, with a fault called `name`, for one not resolved."""
        return self.resolve(self.text(), self.picked, name, faults, dates)

    def label_of(self, actor_id: str) -> str:
        """How an actor stands in the box."""
        row = self.findData(actor_id) if actor_id else -1
        return self.itemText(row) if row >= 0 else actor_id

    def resolve(
        self, text: str, picked: str, name: str, faults: List[Fault], dates: Optional[DateRange] = None
    ) -> str:
        """What `actor_id` would say of a text, and of the key of what was picked for it."""
        text = text.strip()
        if not text or picked:
            return picked
        match = self._registry.find(text, dates)
        if match.actor is not None:
            return match.actor.actor_id
        if match.state is PlaceState.AMBIGUOUS:
            names = f" {tr('or')} ".join(isolated(actor.told()) for actor in match.candidates)
            sentence = tr("'{text}' may be {names}; pick one from the list.").format(text=text[:60], names=names)
        else:
            sentence = tr("The registry has no actor '{text}'; pick one from the list.").format(text=text[:60])
        faults.append(Fault(name, sentence))
        return ""

    def refresh(self) -> None:
        self._show_colour()
        self.changed.emit()

    def _show_colour(self) -> None:
        actor = self._registry.get(self.picked) or self._registry.find(self.text()).actor
        self._colour.setIcon(swatch(self._colours.get(actor.actor_id, "") if actor else ""))
        self._colour.setToolTip(actor.told() if actor else "")

    def set_actor(self, actor_id: str) -> None:
        """Show the actor of a stored record, or nothing; an id the registry lost is shown as it is."""
        self.set_key(actor_id)
