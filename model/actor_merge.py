"""One actor taken up by another: what becomes of the registry and of records that name it."""

from dataclasses import replace
from typing import Tuple

from .actors import Actor, ActorRegistry
from .records import Incident, Record


def merged(gone: Actor, into: Actor, registry: ActorRegistry) -> Tuple[Tuple[Actor, ...], Tuple[Actor, ...]]:
    """The actors that a merger changes, and what they become: `gone` is not among these.

    The names of `gone` become aliases of `into`, so that texts that use them are understood; its units become units of
    `into`, and an actor that was below it takes its place.
    """
    known = {name.casefold() for name in into.spellings}
    aliases = list(into.aliases)
    for name in (gone.name, gone.short_name, *gone.aliases):
        if name and name.casefold() not in known:
            known.add(name.casefold())
            aliases.append(name)
    parent_id = gone.parent_id if gone in registry.lineage(into) else into.parent_id
    taken_up = replace(into, aliases=tuple(aliases), parent_id=parent_id)
    units = [actor for actor in registry if actor.parent_id == gone.actor_id and actor.actor_id != into.actor_id]
    return (gone, into, *units), (taken_up, *(replace(unit, parent_id=into.actor_id) for unit in units))


def renamed(record: Record, gone: str, into: str) -> Record:
    """The record with one actor's id in the place of another's, as a side and as who claims."""

    def now(actor_id: str) -> str:
        return into if actor_id == gone else actor_id

    claims = tuple(replace(claim, claimant=now(claim.claimant)) for claim in record.claims)
    if isinstance(record, Incident):
        return replace(record, actor1=now(record.actor1), actor2=now(record.actor2), claims=claims)
    return replace(record, actor=now(record.actor), claims=claims)
