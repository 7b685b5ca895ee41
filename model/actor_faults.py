"""What is wrong with actors that are to stand in a registry: all of it at once, each fault with its field."""

import re
import unicodedata
from typing import Dict, Iterable, Iterator, List, Mapping, Sequence, Set, Tuple

from .actors import Actor
from .codes import code_list
from .language import tr
from .validation import EARLIEST_YEAR, TEXT_LIMIT, Fault

LONGEST_NAME = 200
"""Characters of one name; a longer one is a sentence."""

_ID = re.compile(r"[\w.-]{1,60}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CODED = {"type": "actor_types", "bloc": "blocs", "certainty": "certainties"}


def faults_of_actors(actors: Iterable[Actor], kept: Iterable[Actor]) -> List[Tuple[Actor, Fault]]:
    """Every fault of some actors, with the actor; what has none may stand beside those that are `kept`.

    Fields are those of `Actor`, with 'id' for its identifier.
    """
    wanted, taken = list(actors), {actor.actor_id: actor for actor in kept}
    together = {**{actor.actor_id: actor for actor in wanted}, **taken}
    faults: List[Tuple[Actor, Fault]] = []
    for actor in wanted:
        found = [*_id_faults(actor, taken), *_value_faults(actor), *_date_faults(actor)]
        found += _parent_faults(actor, together)
        faults += ((actor, fault) for fault in found)
        taken.setdefault(actor.actor_id, actor)
    return faults


def free_id(name: str, taken: Iterable[str]) -> str:
    """An identifier made of the name's Latin letters, '166 Battalion' → '166_battalion', that nobody has yet."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    stem = "_".join(re.findall("[a-z0-9]+", plain))[:50].strip("_") or "actor"
    known, free, number = set(taken), stem, 2
    while free in known:
        free, number = f"{stem}_{number}", number + 1
    return free


def _id_faults(actor: Actor, taken: Mapping[str, Actor]) -> Iterator[Fault]:
    other = taken.get(actor.actor_id)
    if not _ID.fullmatch(actor.actor_id):
        yield Fault("id", tr("The identifier has 1 to 60 letters, digits and underscores; type another one."))
    elif other is not None:
        words = tr("The identifier '{id}' is taken by {name}; choose another one.")
        yield Fault("id", words.format(id=actor.actor_id, name=other.name))


def _value_faults(actor: Actor) -> Iterator[Fault]:
    if not actor.name:
        yield Fault("name", tr("No name is given; write the name as reports have it."))
    yield from _name_faults("name", actor.name)
    yield from _name_faults("short_name", actor.short_name)
    yield from _alias_faults(actor.aliases)
    for field, name in _CODED.items():
        code, known = getattr(actor, field), code_list(name)
        if code not in known:
            words = tr("'{code}' is not in the list; use one of {known}.")
            yield Fault(field, words.format(code=code[:60], known=", ".join(known)))
    if len(actor.note) > TEXT_LIMIT or "\0" in actor.note:
        words = tr("The note is longer than {most} characters or holds a NUL; write it shorter.")
        yield Fault("note", words.format(most=TEXT_LIMIT))
    if actor.colour and not _COLOUR.fullmatch(actor.colour):
        words = tr("'{text}' is no colour; write it as #1b74b1, or leave it empty.")
        yield Fault("colour", words.format(text=actor.colour[:30]))


def _alias_faults(aliases: Sequence[str]) -> Iterator[Fault]:
    for alias in aliases:
        yield from _name_faults("aliases", alias)
        if ";" in alias:
            words = tr("'{alias}' contains a semicolon, which parts aliases; leave it out.")
            yield Fault("aliases", words.format(alias=alias[:30]))
    known: Set[str] = set()
    for alias in aliases:
        if alias.casefold() in known:
            words = tr("The alias '{alias}' stands twice; leave one out.")
            yield Fault("aliases", words.format(alias=alias[:60]))
        known.add(alias.casefold())


def _date_faults(actor: Actor) -> Iterator[Fault]:
    for field in ("valid_from", "valid_to"):
        day = getattr(actor, field)
        if day is not None and day.year < EARLIEST_YEAR:
            yield Fault(field, tr("The date {start} is too long ago; check the year.").format(start=day))
    if actor.valid_from is not None and actor.valid_to is not None and actor.valid_to < actor.valid_from:
        words = tr("It ends ({end}) before it begins ({start}); swap the two, or clear one.")
        yield Fault("valid_to", words.format(end=actor.valid_to, start=actor.valid_from))


def _name_faults(field: str, text: str) -> Iterator[Fault]:
    if len(text) > LONGEST_NAME:
        words = tr("'{text}…' is longer than {most} characters; write the name alone.")
        yield Fault(field, words.format(text=text[:30], most=LONGEST_NAME))
    elif any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
        words = tr("'{text}' contains control characters; type it again without.")
        yield Fault(field, words.format(text=text[:30]))


def _parent_faults(actor: Actor, together: Dict[str, Actor]) -> Iterator[Fault]:
    if not actor.parent_id:
        return
    parent = together.get(actor.parent_id)
    if parent is None:
        words = tr("The registry has no actor '{id}'; choose another parent, or none.")
        yield Fault("parent_id", words.format(id=actor.parent_id[:60]))
    elif actor.parent_id == actor.actor_id:
        words = tr("{name} cannot be its own parent; choose another one, or none.")
        yield Fault("parent_id", words.format(name=actor.name))
    elif _leads_to(parent, actor.actor_id, together):
        words = tr("{parent} belongs to {name} itself, so that it cannot be its parent; choose another one, or none.")
        yield Fault("parent_id", words.format(parent=parent.name, name=actor.name))


def _leads_to(actor: Actor, wanted: str, together: Mapping[str, Actor]) -> bool:
    """Whether the actor, or one above it, has the parent `wanted`; ends where a parent is unknown or comes again."""
    seen = set()
    while actor.actor_id not in seen:
        seen.add(actor.actor_id)
        if actor.parent_id == wanted:
            return True
        actor = together.get(actor.parent_id, actor)
    return False
