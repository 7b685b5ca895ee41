"""The migrations, oldest first; a file of version n is brought to n + 1 by the step numbered n + 1."""

from dataclasses import dataclass
from typing import Tuple


@dataclass(frozen=True)
class Migration:
    """One step: the version it leads to, its name, and constant SQL statements that hold no data.

    The step runs in one transaction together with the new version number; where any statement fails,
    the file stays as it was. GeoPackage's own tables must be kept right by the statements.
    """

    to_version: int
    name: str
    statements: Tuple[str, ...]


MIGRATIONS: Tuple[Migration, ...] = (
    Migration(2, "remember taught spellings", ("ALTER TABLE places ADD COLUMN place_id TEXT",)),
)
