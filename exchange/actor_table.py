"""The registry of actors as a table: one row is one actor; written, and read beside the actors that are known."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Dict, Iterable, List, Mapping

from ..model.actor_faults import faults_of_actors, free_id
from ..model.actors import Actor
from ..model.language import tr
from ..model.validation import Fault
from .cells_reader import CellsReader
from .columns import ACTORS, columns_of
from .csv_file import write_table
from .csv_table import CsvTable, Row
from .records import trouble_of
from .rejects import RejectsFile
from .rows import RowRejected

_FIELDS = {"id": "actor_id"}
"""Column → field of `Actor`, where the two are not called the same."""

_EMPTY = Actor("", "", "", (), "", "")


@dataclass(frozen=True)
class ActorsRead:
    """before: known actors that the rows change; after: what they become, and new ones. known: rows without news."""

    before: List[Actor]
    after: List[Actor]
    known: int


def write_actors(path: Path, actors: Iterable[Actor]) -> int:
    """Write all actors, safe to open in a spreadsheet, and return how many; raises UnusableTable where that fails."""
    columns = tuple(columns_of(ACTORS))
    rows = ([_cell(getattr(actor, _FIELDS.get(name, name))) for name in columns] for actor in actors)
    return write_table(path, columns, rows)


def read_actors(table: CsvTable, known: Iterable[Actor], rejects: RejectsFile) -> ActorsRead:
    """Read all rows; those that are no actors, or do not fit the others, go to the rejects with the reason.

    A row with the identifier of a known actor changes what its columns name, and leaves the rest as it is known.
    Raises UnusableTable for a header without the columns needed.
    """
    reader, stored = CellsReader(ACTORS, table.headers, table.name), {actor.actor_id: actor for actor in known}
    asked: Dict[str, Actor] = {}
    rows: Dict[str, Row] = {}
    same = 0

    def refuse(row: Row, faults: Iterable[Fault]) -> None:
        rejects.add(ACTORS, row.line, list(faults), table.headers, row.cells)

    for row in table.rows():
        try:
            if row.trouble:
                raise RowRejected(row.line, (trouble_of(row),))
            actor = _built(reader.read(row.cells, row.line), reader.names, stored, asked)
        except RowRejected as rejected:
            refuse(row, rejected.faults)
            continue
        if stored.get(actor.actor_id) == actor:
            same += 1
        else:
            asked[actor.actor_id], rows[actor.actor_id] = actor, row
    while True:
        kept = [actor for actor_id, actor in stored.items() if actor_id not in asked]
        faults: Dict[str, List[Fault]] = {}
        for actor, fault in faults_of_actors(asked.values(), kept):
            faults.setdefault(actor.actor_id, []).append(fault)
        if not faults:
            break
        # A unit of an actor that is refused has no parent any more.
        for actor_id, found in faults.items():
            del asked[actor_id]
            refuse(rows[actor_id], found)
    return ActorsRead([stored[key] for key in asked if key in stored], list(asked.values()), same)


def _built(
    values: Mapping[str, object], columns: Iterable[str], stored: Mapping[str, Actor], asked: Mapping[str, Actor]
) -> Actor:
    """The actor of a row; raises RowRejected where its identifier is missing or stands twice."""
    actor_id, name = str(values.get("id", "")), str(values["name"])
    if actor_id in asked:
        words = tr("The identifier '{id}' stands twice; leave one row out.")
        raise RowRejected(0, [Fault("id", words.format(id=actor_id))])
    if not actor_id:
        namesake = next((actor for actor in stored.values() if actor.name.casefold() == name.casefold()), None)
        if namesake is not None:
            words = tr("{name} is known already; write its identifier '{id}' to change it.")
            raise RowRejected(0, [Fault("id", words.format(name=namesake.name, id=namesake.actor_id))])
        actor_id = free_id(name, {*stored, *asked})
    known = stored.get(actor_id, _EMPTY)
    given = {
        _FIELDS.get(column, column): values.get(column, getattr(_EMPTY, _FIELDS.get(column, column)))
        for column in columns
    }
    given["actor_id"] = actor_id
    given["short_name"] = given.get("short_name", known.short_name) or name
    # An actor is never without a colour, so an empty cell says nothing of it.
    given["colour"] = given.get("colour") or known.colour
    return replace(known, **given)


def _cell(value: object) -> str:
    return ";".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
