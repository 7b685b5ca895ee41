"""The columns of the tables of records, taught places and actors, and how headers are matched with them."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Dict, Iterable, List, Optional, Sequence, Tuple

from ..model.errors import DataFileError, IncidentMapperError
from ..model.language import tr
from ..model.table import RESOURCES, read_table

TABLES = ("incidents", "movements")
"""The tables of records."""

PLACES = "places"
"""The table of what was taught."""

ACTORS = "actors"
"""The table of the registry of actors."""

LEAST_LIKENESS = 0.6
"""From here on (0 to 1, difflib's ratio) a header is near enough to a column's name to ask whether it is meant."""


@dataclass(frozen=True)
class Column:
    """One column: its name, whether a table must have it, how its cells are read, and what belongs in it.

    reads: a code list's name, or one of the readings in `values.READINGS`.
    """

    name: str
    is_required: bool
    reads: str
    help: str


class UnusableTable(IncidentMapperError):
    """A table as a whole cannot be read: its header, its encoding or the file itself is at fault."""


@cache
def columns_of(table: str) -> Dict[str, Column]:
    """Name → `Column` of the table 'incidents', 'movements', 'places' or 'actors', in the order of `columns.csv`."""
    path = RESOURCES / "codes" / "columns.csv"
    columns: Dict[str, Column] = {}
    for line, row in read_table(path, ("table", "column", "required", "reads", "help")):
        if row["table"] not in (*TABLES, PLACES, ACTORS) or row["required"] not in ("yes", "no"):
            raise DataFileError(path, line, f"table '{row['table']}' or required '{row['required']}' is not known")
        if row["table"] == table:
            columns[row["column"]] = Column(row["column"], row["required"] == "yes", row["reads"], row["help"])
    return columns


def fold_header(text: str) -> str:
    """Key of a header: no case, blanks, underscores or other marks; 'Actor 1' and 'actor_1' are 'actor1'."""
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def _names(table: str) -> Dict[str, str]:
    return {fold_header(name): name for name in columns_of(table)}


def count_known(table: str, headers: Iterable[str]) -> int:
    """How many of the headers are columns of the table; tells the right separator from a wrong one."""
    return sum(fold_header(header) in _names(table) for header in headers)


def match_headers(table: str, headers: Sequence[str], name: str) -> Dict[str, int]:
    """Column → its index among the headers.

    name: what the table is called in a sentence. Raises UnusableTable, naming every column that
    is missing, with the nearest header present, or that stands twice. Other headers are left alone.
    """
    found: Dict[str, int] = {}
    faults: List[str] = []
    for index, header in enumerate(headers):
        column = _names(table).get(fold_header(header))
        if column is None:
            continue
        if column in found:
            faults.append(tr("column '{column}' stands twice, as number {first} and {second}; remove one").format(
                column=column, first=found[column] + 1, second=index + 1
            ))
        else:
            found[column] = index
    unknown = unused_headers(table, headers)
    for column in columns_of(table).values():
        if column.is_required and column.name not in found:
            near = nearest_header(column.name, unknown)
            advice = tr("is '{near}' meant? Rename it to '{name}'").format(
                near=near, name=column.name
            ) if near else tr("add it: {help}").format(help=column.help[:-1])
            faults.append(tr("column '{name}' is missing; {advice}").format(name=column.name, advice=advice))
    if faults:
        raise UnusableTable(f"{name}: {'; '.join(faults)}.")
    return found


def unused_headers(table: str, headers: Sequence[str]) -> Tuple[str, ...]:
    """The headers that are no column of the table, in order; what stands below them is not read."""
    return tuple(header for header in headers if header.strip() and fold_header(header) not in _names(table))


def nearest_header(column: str, headers: Iterable[str]) -> Optional[str]:
    """The header most like the column's name, or holding it; None where none comes near."""
    wanted = fold_header(column)

    def likeness(header: str) -> float:
        folded = fold_header(header)
        return max(float(wanted in folded), SequenceMatcher(None, wanted, folded).ratio())

    best = max(headers, key=likeness, default=None)
    return best if best is not None and likeness(best) >= LEAST_LIKENESS else None
