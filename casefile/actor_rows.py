"""The registry of actors in a casefile: copied in when the casefile is made, read and changed in it ever after."""

from dataclasses import replace
from typing import Dict, Iterable, List, NamedTuple, Sequence, Tuple

from ..model.actor_faults import faults_of_actors
from ..model.actors import Actor, ActorRegistry
from ..model.colours import actor_colour
from ..model.validation import InvalidRecord
from .cells import Row, date_cell
from .errors import ActorInUse, ActorsChanged
from .reader import Fetch
from .requests import equals, every_row
from .rows import NewRow
from .schema import ACTORS, CLAIMS, FID, INCIDENTS, MOVEMENTS
from .write_session import WriteSession


class ActorUses(NamedTuple):
    """Uids of the records that name an actor, as a side or as who claims."""

    incidents: Tuple[str, ...]
    movements: Tuple[str, ...]


def actor_rows(registry: ActorRegistry) -> List[NewRow]:
    """The rows of table `actors`; aliases parted by semicolons, and the usual colour where an actor has none."""
    return [_row(_coloured(actor, registry)) for actor in registry]


def registry_from(rows: Iterable[Row]) -> ActorRegistry:
    """The registry that `actor_rows` wrote."""
    return ActorRegistry(map(_actor, rows))


def uses_of_actor(fetch: Fetch, actor_id: str) -> ActorUses:
    """Who names the actor; a record that names it twice is there once."""
    used: Dict[str, List[str]] = {
        INCIDENTS.name: [
            row["uid"] for side in ("actor1", "actor2") for row in fetch(INCIDENTS.name, equals(**{side: actor_id}))
        ],
        MOVEMENTS.name: [row["uid"] for row in fetch(MOVEMENTS.name, equals(actor=actor_id))],
    }
    for row in fetch(CLAIMS.name, equals(claimant=actor_id)):
        used[row["record_table"]].append(row["record_uid"])
    return ActorUses(*(tuple(dict.fromkeys(used[table])) for table in (INCIDENTS.name, MOVEMENTS.name)))


def change_actors(
    session: WriteSession, before: Sequence[Actor], after: Sequence[Actor]
) -> Tuple[Tuple[Actor, ...], ActorRegistry]:
    """Put actors in the place of others; those that are written, and the whole registry as it is then.

    Raises ActorsChanged where one of `before` is not stored as given, and InvalidRecord with all faults of `after`.
    """
    rows = {row["id"]: row for row in sorted(session.fetch(ACTORS.name, every_row()), key=lambda row: row[FID])}
    stored = {actor_id: _actor(row) for actor_id, row in rows.items()}
    for actor in before:
        if stored.get(actor.actor_id) != actor:
            raise ActorsChanged(actor.name)
    leaving = {actor.actor_id for actor in before}
    kept = [actor for actor in stored.values() if actor.actor_id not in leaving]
    faults = faults_of_actors(after, kept)
    if faults:
        raise InvalidRecord([fault for _, fault in faults])
    coming = {actor.actor_id: actor for actor in after}
    # Everybody keeps the place of the row, by which the shades of a bloc go round.
    staying = {key: actor for key, actor in stored.items() if key in coming or key not in leaving}
    registry = ActorRegistry({**staying, **coming}.values())
    written = tuple(_coloured(actor, registry) for actor in after)
    for actor in written:
        if actor.actor_id in stored:
            session.replace(ACTORS.name, rows[actor.actor_id][FID], _row(actor))
        else:
            session.add(ACTORS.name, [_row(actor)])
    for actor_id in leaving - coming.keys():
        session.remove(ACTORS.name, id=actor_id)
    return written, registry


def refuse_actors_in_use(fetch: Fetch, gone: Iterable[Actor], registry: ActorRegistry) -> None:
    """Raise ActorInUse where a record names an actor that is gone, or one of the registry has it as its parent."""
    for actor in gone:
        uses = uses_of_actor(fetch, actor.actor_id)
        units = sum(other.parent_id == actor.actor_id for other in registry)
        if units or any(uses):
            raise ActorInUse(actor.name, len(uses.incidents) + len(uses.movements), units)


def _coloured(actor: Actor, registry: ActorRegistry) -> Actor:
    return actor if actor.colour else replace(actor, colour=actor_colour(actor, registry))


def _row(actor: Actor) -> NewRow:
    return NewRow((
        actor.actor_id, actor.name, actor.short_name, ";".join(actor.aliases), actor.type, actor.bloc,
        actor.parent_id or None, date_cell(actor.valid_from), date_cell(actor.valid_to), actor.certainty,
        actor.note or None, actor.colour,
    ))


def _actor(row: Row) -> Actor:
    return Actor(
        row["id"], row["name"] or "", row["short_name"] or "",
        tuple(filter(None, (row["aliases"] or "").split(";"))), row["type"], row["bloc"],
        row["parent_id"] or "", row["valid_from"], row["valid_to"],
        row["certainty"] or "sure", row["note"] or "", row["colour"] or "",
    )
