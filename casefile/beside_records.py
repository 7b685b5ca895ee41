"""What stands in a casefile beside records: sources, documents, taught places, and what is told apart of records."""

from pathlib import Path
from typing import FrozenSet, Sequence, Tuple

from ..model.records import Document, Source
from ..model.taught import TaughtPlace
from .distinct import read_distinct, set_distinct
from .reader import Reading
from .reading import ReadableCasefile
from .schema import CASEFILE, DOCUMENTS, PLACES, SOURCES
from .sources import add_document, add_source, read_documents, read_sources, set_source_kind
from .stamps import current_user
from .taught import change_taught, read_taught
from .write_session import WriteSession


class BesideRecords(ReadableCasefile):
    """Lists that records refer to, to be read and written. user: who the stamps name; QGIS's user unless set."""

    def __init__(self, path: Path) -> None:
        """As `ReadableCasefile`."""
        super().__init__(path)
        self.user = current_user()

    def sources(self) -> Tuple[Source, ...]:
        """All sources by name."""
        with Reading(self.path) as fetch:
            return read_sources(fetch)

    def add_source(self, source: Source) -> Source:
        """Store a source, or return the one that has the same name already."""
        with WriteSession(self.path, (CASEFILE.name, SOURCES.name)) as session:
            return add_source(session, source)

    def set_source_kind(self, source: Source) -> None:
        """Give the stored source of that uid this kind; one that is gone stays gone."""
        with WriteSession(self.path, (CASEFILE.name, SOURCES.name)) as session:
            set_source_kind(session, source)

    def documents(self) -> Tuple[Document, ...]:
        """All documents in the order they were stored."""
        with Reading(self.path) as fetch:
            return read_documents(fetch)

    def add_document(self, document: Document) -> Document:
        """Store a document, or return the one that has the same text already."""
        with WriteSession(self.path, (CASEFILE.name, DOCUMENTS.name)) as session:
            return add_document(session, document)

    def taught_places(self) -> Tuple[TaughtPlace, ...]:
        """What was taught, by name; raises UnreadableRecord for a row that was edited by hand into nonsense."""
        with Reading(self.path) as fetch:
            return read_taught(fetch)

    def teach(self, *places: TaughtPlace) -> Tuple[TaughtPlace, ...]:
        """Store new lessons, all or none; those without author and time get this user and now. See `change_taught`."""
        return self.change_taught((), places)

    def forget(self, *places: TaughtPlace) -> None:
        """Take lessons back, all or none. See `change_taught`."""
        self.change_taught(places, ())

    def change_taught(
        self, before: Sequence[TaughtPlace], after: Sequence[TaughtPlace]
    ) -> Tuple[TaughtPlace, ...]:
        """Put lessons in the place of others, in one transaction, and return what is stored.

        Raises TaughtChanged where one of `before` is not stored as given, and InvalidRecord with all faults of `after`.
        """
        with WriteSession(self.path, (CASEFILE.name, PLACES.name)) as session:
            return change_taught(session, before, after, self.user)

    def distinct_pairs(self) -> FrozenSet[FrozenSet[str]]:
        """The uids of each two records of which somebody said that they are not the same."""
        with Reading(self.path) as fetch:
            return read_distinct(fetch)

    def set_distinct(self, one: str, other: str, is_distinct: bool) -> None:
        """Say that the records of these uids are not the same, or take that back."""
        with WriteSession(self.path, (CASEFILE.name,)) as session:
            set_distinct(session, one, other, is_distinct, self.user)
