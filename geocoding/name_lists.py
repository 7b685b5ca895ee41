"""What a loaded list of place names says of itself, in the file that is its index too."""

import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Dict, NamedTuple, Optional

from ..model.errors import IncidentMapperError
from ..model.language import tr
from .dumps import geonames, gns
from .index import NameIndex

ATTRIBUTIONS = {
    geonames.SOURCE: "Place names: GeoNames, CC BY 4.0",
    gns.SOURCE: "Place names: NGA GEOnet Names Server, public domain",
}


class NameFileError(IncidentMapperError):
    """A list cannot be stored, opened or removed; the text says why and what to do."""


@dataclass(frozen=True)
class NameList:
    """What is known of one list.

    title: the file it came from. source: who publishes it. country, classes: what it is about. as_of: day of its
    newest row, loaded_on: day it was loaded, ISO. places, names: counts; outside, unused: what was left out,
    as in `Dump`. sha256: of each file it was made from, with a blank between two.
    """

    title: str
    source: str
    country: str
    classes: str
    as_of: str
    loaded_on: str
    places: str
    names: str
    outside: str
    unused: str
    sha256: str

    @property
    def attribution(self) -> str:
        """What must be printed where its names are used."""
        return ATTRIBUTIONS.get(self.source, self.source)

    def renews(self, other: "NameList") -> bool:
        """Whether this list is a newer issue of the other, or an older one, so that one of the two is enough."""
        return (self.source, self.country, self.classes) == (other.source, other.country, other.classes)


class StoredList(NamedTuple):
    """A file of the folder: what it holds, or why it cannot be used."""

    path: Path
    about: Optional[NameList]
    trouble: str = ""


def sign(path: Path, about: NameList) -> None:
    """Write into an index what it is; raises sqlite3.Error."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE about (field TEXT PRIMARY KEY, value TEXT NOT NULL)")
        database.executemany("INSERT INTO about VALUES (?, ?)", asdict(about).items())


def look(path: Path) -> StoredList:
    """What a file says of itself, and whether its index can be used by this version of the plugin."""
    about = None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            written: Dict[str, str] = dict(database.execute("SELECT field, value FROM about"))
        about = NameList(**{field.name: written[field.name] for field in fields(NameList)})
        NameIndex.open(path).close()
    except (OSError, sqlite3.Error, KeyError, IncidentMapperError) as error:
        return StoredList(path, about, damaged(path, error))
    return StoredList(path, about)


def damaged(path: Path, reason: object) -> str:
    """The sentence for a list that cannot be used."""
    if isinstance(reason, IncidentMapperError):
        return str(reason)
    return tr("The list of names {name} is damaged; load its file again, or remove it.").format(name=path.name)
