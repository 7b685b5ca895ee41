"""A new casefile with some of the records of another: what goes out with a pack."""

from dataclasses import replace
from pathlib import Path
from typing import List, Sequence

from ..model.records import Incident, Movement, Stamp
from .record_kinds import Record
from .repository import Casefile


def extract(casefile: Casefile, path: Path, records: Sequence[Record]) -> Casefile:
    """Make a casefile at `path` with these records, the sources that they name and the actors of `casefile`.

    Nobody's name is in its stamps, no document, no taught place and no other source; a file that is there is replaced
    by the finished one. Raises a CasefileError, and InvalidRecord for a record that could not be stored.
    """
    made = Casefile.create(path, casefile.title, casefile.actors(), replace_existing=True)
    made.user = ""
    unstamped = [replace(record, stamp=Stamp()) for record in records]
    incidents: List[Incident] = [record for record in unstamped if isinstance(record, Incident)]
    movements: List[Movement] = [record for record in unstamped if isinstance(record, Movement)]
    named = {claim.source_uid for record in records for claim in record.claims}
    made.add_many(incidents, movements, sources=[source for source in casefile.sources() if source.uid in named])
    return made
