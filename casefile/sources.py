"""Sources and documents: read, and stored once each."""

from typing import Tuple

from ..model.records import Document, Source
from .reader import Fetch
from .requests import equals, ordered
from .rows import document_from, document_row, source_from, source_row
from .schema import DOCUMENTS, FID, SOURCES
from .write_session import WriteSession


def read_sources(fetch: Fetch) -> Tuple[Source, ...]:
    """All sources by name."""
    return tuple(map(source_from, fetch(SOURCES.name, ordered("name"))))


def add_source(session: WriteSession, source: Source) -> Source:
    """Store a source, or return the one that has the same name already."""
    known = session.fetch(SOURCES.name, equals(name=source.name))
    if known:
        return source_from(known[0])
    session.add(SOURCES.name, [source_row(source)])
    return source


def set_source_kind(session: WriteSession, source: Source) -> None:
    """Put the kind into the row of that uid, if there is one; all else of it may be somebody else's work by now."""
    for row in session.fetch(SOURCES.name, equals(uid=source.uid)):
        session.change(SOURCES.name, row[FID], kind=source.kind)


def read_documents(fetch: Fetch) -> Tuple[Document, ...]:
    """All documents in the order they were stored."""
    return tuple(map(document_from, fetch(DOCUMENTS.name, ordered(FID))))


def add_document(session: WriteSession, document: Document) -> Document:
    """Store a document, or return the one that has the same text already."""
    known = session.fetch(DOCUMENTS.name, equals(sha256=document.sha256))
    if known:
        return document_from(known[0])
    session.add(DOCUMENTS.name, [document_row(document)])
    return document
