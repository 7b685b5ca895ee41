"""The sources that a form knows by name: those of the casefile, and those that were typed and are not stored yet."""

from dataclasses import replace
from typing import Dict, Iterable, Optional, Tuple

from ..model.records import Source


class KnownSources:
    """Names are alike whatever their case and blanks."""

    def __init__(self) -> None:
        self._sources: Dict[str, Source] = {}
        self._read: Dict[str, str] = {}

    def take(self, sources: Iterable[Source]) -> None:
        """These are the sources of the casefile now."""
        self._sources = {source.name.casefold(): source for source in sources}

    def names(self) -> Tuple[str, ...]:
        """In their order."""
        return tuple(sorted(source.name for source in self._sources.values()))

    def named(self, name: str) -> Optional[Source]:
        """The source of that name."""
        return self._sources.get(" ".join(name.split()).casefold())

    def name_of(self, uid: str) -> str:
        """The name of the source of that uid, stored or read; empty where there is none."""
        return next((source.name for source in self._sources.values() if source.uid == uid), self._read.get(uid, ""))

    def read(self, name: str, reliability: str, kind: str, to_store: Dict[str, Source]) -> str:
        """The uid of the source of that name; kind: empty where nobody chose one.

        One that is new, or of another kind than it was, goes to `to_store`.
        """
        key, known = name.casefold(), self.named(name)
        if not name:
            return ""
        source = to_store.get(key) or known or Source(name=name, reliability=reliability)
        source = replace(source, kind=kind or source.kind)
        if source != known:
            to_store[key] = source
        self._read[source.uid] = source.name
        return source.uid
