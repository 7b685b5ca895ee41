"""Brings an older casefile up to date when it is opened."""

from pathlib import Path
from typing import Sequence

from ..qgis_support.translation import tr
from .errors import CasefileDamaged, CasefileTooNew, MigrationFailed, WriteFailed
from .migrations import MIGRATIONS, Migration
from .reader import Reading
from .requests import equals
from .rows import NewRow
from .schema import CASEFILE, FID, SCHEMA_VERSION
from .write_session import WriteSession


def schema_version(path: Path) -> int:
    """The version that the file says it has; CasefileDamaged where it says none."""
    with Reading(path) as fetch:
        rows = fetch(CASEFILE.name, equals(key="schema_version"))
    if len(rows) != 1 or not str(rows[0]["value"]).isdecimal():
        raise CasefileDamaged(path, tr("it does not say its schema version"))
    return int(rows[0]["value"])


def bring_up_to_date(
    path: Path, migrations: Sequence[Migration] = MIGRATIONS, current: int = SCHEMA_VERSION
) -> None:
    """Run the migrations that lead from the file's version to the current one, each in its own transaction.

    Raises CasefileTooNew, or MigrationFailed, upon which the file has the version and the content that the
    last whole step left.
    """
    version = schema_version(path)
    if version > current:
        raise CasefileTooNew(path, version, current)
    steps = {step.to_version: step for step in migrations}
    while version < current:
        version += 1
        step = steps.get(version)
        if step is None:
            raise MigrationFailed(path, str(version), tr("this program no longer knows that step"))
        _apply(path, step)


def _apply(path: Path, step: Migration) -> None:
    try:
        with WriteSession(path, (CASEFILE.name,)) as session:
            for statement in step.statements:
                session.run(statement)
            row = session.fetch(CASEFILE.name, equals(key="schema_version"))[0]
            session.replace(CASEFILE.name, row[FID], NewRow(("schema_version", str(step.to_version))))
    except WriteFailed as error:
        raise MigrationFailed(path, step.name, error.reason) from error
