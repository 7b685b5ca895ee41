"""The registry of actors in a casefile: copied in when the casefile is made, and read from it ever after."""

from typing import Iterable, List, Mapping

from ..model.actors import Actor, ActorRegistry
from ..model.colours import actor_colour
from .cells import Row, date_cell
from .rows import NewRow


def actor_rows(registry: ActorRegistry, colours: Mapping[str, str]) -> List[NewRow]:
    """The rows of table `actors`; aliases parted by semicolons.

    colours: actor id → '#rrggbb' that it is drawn in; who is not there gets the usual one of the registry.
    """
    return [
        NewRow((
            actor.actor_id, actor.name, actor.short_name, ";".join(actor.aliases), actor.type, actor.bloc,
            actor.parent_id or None, date_cell(actor.valid_from), date_cell(actor.valid_to), actor.certainty,
            actor.note or None, colours.get(actor.actor_id) or actor_colour(actor, registry),
        ))
        for actor in registry
    ]


def registry_from(rows: Iterable[Row]) -> ActorRegistry:
    """The registry that `actor_rows` wrote."""
    return ActorRegistry(
        Actor(
            row["id"], row["name"] or "", row["short_name"] or "",
            tuple(filter(None, (row["aliases"] or "").split(";"))), row["type"], row["bloc"],
            row["parent_id"] or "", row["valid_from"], row["valid_to"],
            row["certainty"] or "sure", row["note"] or "",
        )
        for row in rows
    )
