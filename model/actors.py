"""Who acts: the registry of armed groups, states and others, and which of them a text means."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Dict, Iterable, List, Optional, Set, Tuple

from .actor_names import first_arabic, french_names, told_name
from .codes import code_list
from .dates import DateRange
from .errors import DataFileError, UnreadableValue
from .language import tr
from .location import PlaceState
from .table import RESOURCES, read_table

ACTOR_COLUMNS = (
    "id",
    "name",
    "short_name",
    "aliases",
    "type",
    "bloc",
    "parent_id",
    "valid_from",
    "valid_to",
    "certainty",
    "note",
)


@dataclass(frozen=True)
class Actor:
    """One row of the registry.

    valid_from, valid_to: first and last possible day of its existence, None where not known.
    certainty: code of `certainties.csv`, of the row as a whole.
    colour: '#rrggbb' that a casefile draws it in; empty for the usual one, `colours.actor_colour`.
    """

    actor_id: str
    name: str
    short_name: str
    aliases: Tuple[str, ...]
    type: str
    bloc: str
    parent_id: str = ""
    valid_from: Optional[date] = None
    valid_to: Optional[date] = None
    certainty: str = "sure"
    note: str = ""
    colour: str = ""

    @property
    def spellings(self) -> Tuple[str, ...]:
        """All that a text may call it, its id first, as written; a description in French, too."""
        french = (french_names().get(name, "") for name in (self.name, self.short_name))
        return tuple(filter(None, (self.actor_id, self.name, self.short_name, *self.aliases, *french)))

    @property
    def name_ar(self) -> str:
        """The first alias in Arabic letters, empty where there is none."""
        return first_arabic(self.aliases)

    def told(self, *, is_short: bool = False) -> str:
        """The name in the language spoken, as `told_name`."""
        return told_name(self.name, self.short_name, self.aliases, is_short=is_short)

    def exists_in(self, dates: DateRange) -> bool:
        """Whether the actor may have existed on any day of the range."""
        began = self.valid_from is None or self.valid_from <= dates.end
        ended = self.valid_to is not None and self.valid_to < dates.start
        return began and not ended


@dataclass(frozen=True)
class ActorMatch:
    """What a text was taken for: one actor when FOUND, several when AMBIGUOUS, none when UNKNOWN."""

    state: PlaceState
    candidates: Tuple[Actor, ...] = ()
    reason: str = ""

    @property
    def actor(self) -> Optional[Actor]:
        """The actor, if there is exactly one."""
        return self.candidates[0] if self.state is PlaceState.FOUND else None


@lru_cache(maxsize=4096)
def fold_actor(text: str) -> str:
    """Spelling key of an actor's name: no case, marks, possessive, articles, hyphens; unified alef and ya.

    Kept, because a casefile's registry of some hundred names is read anew at every opening and change.
    """
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(mark))
    plain = re.sub(r"['’‘`]s\b", "", plain)
    plain = re.sub(r"['’‘ʻʼ`.]", "", plain)
    words = re.findall(r"\w+", plain.replace("ى", "ي").replace("ة", "ه"))
    return " ".join(word for word in words if word not in ("the", "al", "el"))


class ActorRegistry:
    """All actors, found by any of their spellings in either script."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors: Dict[str, Actor] = {actor.actor_id: actor for actor in actors}
        self._by_spelling: Dict[str, Set[str]] = {}
        self._qualifiers: Dict[str, Set[str]] = {}
        for actor in self._actors.values():
            for spelling in actor.spellings:
                key = fold_actor(spelling)
                if key:
                    self._by_spelling.setdefault(key, set()).add(actor.actor_id)
                    self._qualifiers.setdefault(key, set()).add(actor.actor_id)
        for bloc in code_list("blocs").values():
            self._qualifiers.setdefault(fold_actor(bloc.code), set()).add(bloc.code)

    def __iter__(self) -> Iterable[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, actor_id: str) -> Optional[Actor]:
        """The actor of that id, or None."""
        return self._actors.get(actor_id)

    def lineage(self, actor: Actor) -> List[Actor]:
        """The actor itself, its parent, and so on upwards; ends where a parent is unknown or comes again."""
        line: List[Actor] = []
        here: Optional[Actor] = actor
        while here is not None and here not in line:
            line.append(here)
            here = self._actors.get(here.parent_id)
        return line

    def homonyms(self, actor: Actor) -> Dict[str, str]:
        """Id of every other actor that a text may call the same → the first spelling of `actor` that both share."""
        shared: Dict[str, str] = {}
        for spelling in actor.spellings:
            for other in sorted(self._by_spelling.get(fold_actor(spelling), ())):
                if other != actor.actor_id:
                    shared.setdefault(other, spelling)
        return shared

    def find(self, text: str, dates: Optional[DateRange] = None) -> ActorMatch:
        """The actor a whole text names, such as 'IS', "LNA's 166 Battalion" or '166 Battalion (Misrata)'.

        A word for a parent or bloc before or behind the name decides among homonyms; dates drop
        candidates that did not exist then. What is still open stays ambiguous; nothing is guessed.
        """
        key = fold_actor(text)
        found = self._by_spelling.get(key, set())
        how = ""
        if len(found) != 1:
            qualified = self._qualified(key.split())
            if qualified:
                found, how = qualified, tr("its parent is named")
        candidates = [self._actors[actor_id] for actor_id in sorted(found)]
        if dates is not None and len(candidates) > 1:
            alive = [actor for actor in candidates if actor.exists_in(dates)]
            if 0 < len(alive) < len(candidates):
                candidates, how = alive, tr("the others did not exist at that time")
        if not candidates:
            return ActorMatch(PlaceState.UNKNOWN, reason=tr("no actor of the registry is called '{text}'").format(
                text=text[:60]
            ))
        if len(candidates) > 1:
            names = f" {tr('or')} ".join(actor.name for actor in candidates)
            return ActorMatch(PlaceState.AMBIGUOUS, tuple(candidates), tr("'{text}' may be {names}").format(
                text=text[:60], names=names
            ))
        return ActorMatch(PlaceState.FOUND, tuple(candidates), how)

    def _qualified(self, words: List[str]) -> Set[str]:
        """Actors whose name is one part of the words and whose parent or bloc is the other."""
        found: Set[str] = set()
        for cut in range(1, len(words)):
            front, back = " ".join(words[:cut]), " ".join(words[cut:])
            for name, qualifier in ((back, front), (front, back)):
                wanted = self._qualifiers.get(qualifier, set())
                for actor_id in self._by_spelling.get(name, ()):
                    actor = self._actors[actor_id]
                    above = {above.actor_id for above in self.lineage(actor)[1:]} | {actor.bloc}
                    if above & wanted:
                        found.add(actor_id)
        return found


def _bound(text: str, is_end: bool) -> Optional[date]:
    if not text:
        return None
    dates = DateRange.parse(text)
    return dates.end if is_end else dates.start


def load_actors(path: Path = RESOURCES / "actors.csv") -> ActorRegistry:
    """The registry in a CSV file of `ACTOR_COLUMNS`; aliases are parted by semicolons.

    Raises DataFileError, naming the line, for unknown codes, double ids, missing parents or bad dates.
    """
    actors: Dict[str, Actor] = {}
    lines: Dict[str, int] = {}
    for line, row in read_table(path, ACTOR_COLUMNS):
        if not row["id"] or row["id"] in actors:
            raise DataFileError(path, line, f"id '{row['id']}' is empty or stands twice")
        if row["type"] not in code_list("actor_types") or row["bloc"] not in code_list("blocs"):
            raise DataFileError(path, line, f"type '{row['type']}' or bloc '{row['bloc']}' is in no code list")
        if row["certainty"] not in code_list("certainties"):
            raise DataFileError(path, line, f"certainty '{row['certainty']}' is in no code list")
        try:
            begins, ends = _bound(row["valid_from"], is_end=False), _bound(row["valid_to"], is_end=True)
        except UnreadableValue as error:
            raise DataFileError(path, line, str(error).rstrip(".")) from error
        lines[row["id"]] = line
        actors[row["id"]] = Actor(
            row["id"],
            row["name"],
            row["short_name"],
            tuple(filter(None, row["aliases"].split(";"))),
            row["type"],
            row["bloc"],
            row["parent_id"],
            begins,
            ends,
            row["certainty"],
            row["note"],
        )
    for actor in actors.values():
        if actor.parent_id and actor.parent_id not in actors:
            raise DataFileError(path, lines[actor.actor_id], f"parent '{actor.parent_id}' is not in the list")
    return ActorRegistry(actors.values())


@lru_cache(maxsize=1)
def default_actors() -> ActorRegistry:
    """The registry that ships with the plugin."""
    return load_actors()
