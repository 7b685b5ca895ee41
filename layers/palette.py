"""The actors of a casefile as the map shows them: short name, full name, colour."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, Mapping

from qgis.core import QgsVectorLayer

from ..casefile.geopackage import open_table
from ..casefile.schema import ACTORS
from ..model.actor_names import told_name
from ..model.codes import code_list
from ..model.colours import stable_colour
from ..qgis_support.values import plain
from .colours import UNKNOWN_ACTOR

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class ActorLook:
    """How one actor appears: texts as typed, colour as '#rrggbb', and whether a ring tells its bloc in grey print."""

    name: str
    short_name: str
    colour: str
    has_ring: bool = False


class Palette(Mapping[str, ActorLook]):
    """Actor id → look. An id that the casefile does not list is shown as it is written, in a colour of its own."""

    def __init__(self, looks: Mapping[str, ActorLook]) -> None:
        self._looks: Dict[str, ActorLook] = dict(looks)

    @classmethod
    def of_layer(cls, actors: QgsVectorLayer) -> "Palette":
        """From the casefile's table `actors`, the names in the language asked for.

        A colour that is none becomes the grey of the unknown.
        """
        columns = [actors.fields().indexOf(name) for name in ("id", "name", "short_name", "colour", "bloc", "aliases")]
        ringed = {bloc.code for bloc in code_list("blocs").values() if bloc.more["has_ring"] == "yes"}
        looks: Dict[str, ActorLook] = {}
        for row in actors.getFeatures():
            actor_id, name, short_name, colour, bloc, aliases = (str(plain(row[column]) or "") for column in columns)
            is_colour = _COLOUR.fullmatch(colour) is not None
            full, short = (
                told_name(name, short_name, aliases.split(";"), is_short=is_short) for is_short in (False, True)
            )
            look = ActorLook(full, short or actor_id, colour if is_colour else UNKNOWN_ACTOR, bloc in ringed)
            looks[actor_id] = look
        return cls(looks)

    @classmethod
    def of_file(cls, path: Path) -> "Palette":
        """From the table `actors` of a casefile; CasefileDamaged where it cannot be read."""
        return cls.of_layer(open_table(path, ACTORS.name))

    def __getitem__(self, actor_id: str) -> ActorLook:
        known = self._looks.get(actor_id)
        return known or ActorLook(actor_id, actor_id, stable_colour(actor_id) if actor_id else UNKNOWN_ACTOR)

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._looks

    def __iter__(self) -> Iterator[str]:
        return iter(self._looks)

    def __len__(self) -> int:
        return len(self._looks)
