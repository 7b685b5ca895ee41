"""The sources that a form knows by title: those of the casefile, and those that were typed and are not stored yet."""

from dataclasses import replace
from typing import Dict, Iterable, List, Optional, Tuple

from ..model.records import Source
from ..model.source_titles import source_key, source_titles


class KnownSources:
    """A title that was shown goes on meaning the same source, whatever came beside it since."""

    def __init__(self) -> None:
        self._sources: Dict[str, Source] = {}
        self._titles: Dict[str, str] = {}
        self._meant: Dict[str, str] = {}
        self._read: Dict[str, str] = {}

    def take(self, sources: Iterable[Source]) -> None:
        """These are the sources of the casefile now."""
        self._sources = {source.uid: source for source in sources}
        self._titles = source_titles(self._sources.values())
        self._meant.update({source_key(title): uid for uid, title in self._titles.items()})

    def titles(self) -> Tuple[str, ...]:
        """In their order."""
        return tuple(sorted(self._titles.values()))

    def named(self, title: str) -> Optional[Source]:
        """The source of that title."""
        return self._sources.get(self._meant.get(source_key(title), ""))

    def asked_about(self, name: str) -> List[str]:
        """The titles of those that have this name, where it does not say which of them is meant."""
        alike = [uid for uid, source in self._sources.items() if source_key(source.name) == source_key(name)]
        return [] if self.named(name) else sorted(self._titles[uid] for uid in alike)

    def title_of(self, uid: str) -> str:
        """The title of the source of that uid, stored or read; empty where there is none."""
        return self._titles.get(uid) or self._read.get(uid, "")

    def read(self, title: str, reliability: str, kind: str, to_store: Dict[str, Source]) -> str:
        """The uid of the source of that title; kind: empty where nobody chose one.

        One that is new, or of another kind than it was, goes to `to_store`.
        """
        key, known = source_key(title), self.named(title)
        if not title:
            return ""
        source = to_store.get(key) or known or Source(name=title, reliability=reliability)
        source = replace(source, kind=kind or source.kind)
        if source != known:
            to_store[key] = source
        self._read[source.uid] = source.name
        return source.uid
