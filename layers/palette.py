"""The actors of a casefile as the map shows them: short name, full name, colour."""

import re
from dataclasses import dataclass
from typing import Dict, Iterator, Mapping

from qgis.core import QgsVectorLayer

from ..casefile.schema import ACTORS
from ..qgis_support.values import plain
from .colours import UNKNOWN_ACTOR

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class ActorLook:
    """How one actor appears: texts as typed, colour as '#rrggbb'."""

    name: str
    short_name: str
    colour: str


class Palette(Mapping[str, ActorLook]):
    """Actor id → look. An id that the casefile does not list is shown as it is written, in the grey of the unknown."""

    def __init__(self, looks: Mapping[str, ActorLook]) -> None:
        self._looks: Dict[str, ActorLook] = dict(looks)

    @classmethod
    def of_layer(cls, actors: QgsVectorLayer) -> "Palette":
        """From the casefile's table `actors`; a colour that is none becomes the grey of the unknown."""
        columns = [actors.fields().indexOf(name) for name in ("id", "name", "short_name", "colour")]
        looks: Dict[str, ActorLook] = {}
        for row in actors.getFeatures():
            actor_id, name, short_name, colour = (str(plain(row[column]) or "") for column in columns)
            is_colour = _COLOUR.fullmatch(colour) is not None
            looks[actor_id] = ActorLook(name, short_name or name or actor_id, colour if is_colour else UNKNOWN_ACTOR)
        return cls(looks)

    @classmethod
    def of_file(cls, uri: str) -> "Palette":
        """From the layer address of the table, as `Casefile.table_uri('actors')` gives it."""
        return cls.of_layer(QgsVectorLayer(uri, ACTORS.name, "ogr"))

    def __getitem__(self, actor_id: str) -> ActorLook:
        return self._looks.get(actor_id) or ActorLook(actor_id, actor_id, UNKNOWN_ACTOR)

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._looks

    def __iter__(self) -> Iterator[str]:
        return iter(self._looks)

    def __len__(self) -> int:
        return len(self._looks)
