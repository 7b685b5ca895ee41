"""A new casefile with some of the records of another: what goes out with a pack."""

import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Dict, Iterable, List, Sequence, Set

from ..model.actors import ActorRegistry
from ..model.records import Source, Stamp
from .bulk import BulkWriter
from .record_kinds import INCIDENT, MOVEMENT, Record
from .repository import Casefile
from .rows import NewRow, source_row
from .schema import SOURCES


def extract(casefile: Casefile, path: Path, records: Sequence[Record], sources: Iterable[Source]) -> Casefile:
    """Make a casefile at `path` with these records, and the actors and, out of the sources given, those that they name.

    Nobody's name is in its stamps, no document, no taught place, no other source and no other actor but the parents of
    those named; a file that is there is replaced by the finished one. Raises a CasefileError, and InvalidRecord for a
    record that could not be stored.
    """
    actors = _named_actors(casefile.actors(), records)
    rows: Dict[str, List[NewRow]] = defaultdict(list)
    rows[SOURCES.name] = [source_row(source) for source in named_sources(sources, records)]
    writer = BulkWriter(lambda table, new: rows[table].extend(new), actors, user="")
    for kind in (INCIDENT, MOVEMENT):
        writer.write(kind, (replace(record, stamp=Stamp()) for record in records if isinstance(record, kind.record)))
    return Casefile.create(path, casefile.title, actors, replace_existing=True, filled=rows)


def duplicate(casefile: Casefile, path: Path) -> Casefile:
    """The same casefile at `path`, byte for byte; only for one that nobody writes to, here or elsewhere.

    Reading the bytes of a file that is being written to would drop SQLite's locks on it (POSIX). Raises OSError.
    """
    return Casefile(Path(shutil.copyfile(casefile.path, path)))


def named_sources(sources: Iterable[Source], records: Sequence[Record]) -> List[Source]:
    """The sources that claims of the records name, in their order."""
    named = {claim.source_uid for record in records for claim in record.claims}
    return [source for source in sources if source.uid in named]


def _named_actors(registry: ActorRegistry, records: Sequence[Record]) -> ActorRegistry:
    """The actors of the records and claims with all above them, in the registry's order."""
    named: Set[str] = set()
    for record in records:
        named.update(record.sides, (claim.claimant for claim in record.claims))
    known = filter(None, map(registry.get, named))
    kept = {above.actor_id for actor in known for above in registry.lineage(actor)}
    return ActorRegistry(actor for actor in registry if actor.actor_id in kept)
