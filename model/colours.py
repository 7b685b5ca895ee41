"""The colour of an actor: its bloc's hue, in a shade of its own; pure arithmetic on sRGB hex strings."""

import colorsys
import hashlib
from functools import lru_cache
from typing import Dict, List, Tuple

from .actors import Actor, ActorRegistry
from .codes import code_list
from .table import RESOURCES, read_table

SHADES: Tuple[Tuple[float, float], ...] = (
    (0.0, 0.0), (0.11, 0.0), (-0.09, 0.0), (0.05, 0.03), (-0.05, -0.03), (0.15, -0.03), (-0.13, 0.03), (0.02, -0.035),
    (0.18, 0.03), (-0.03, 0.04), (0.09, -0.04), (-0.11, -0.04), (0.14, 0.04), (0.07, 0.015), (-0.07, 0.02),
    (0.03, 0.045),
)
"""Steps of lightness and of hue (a full turn is 1), in HLS, for the units of a bloc; the first keeps the bloc's own."""


def actor_colour(actor: Actor, registry: ActorRegistry) -> str:
    """The actor's colour as '#rrggbb': stable for a given registry, the bloc's own for its first actor."""
    return _colours(registry)[actor.actor_id]


def stable_colour(actor_id: str) -> str:
    """The colour of an actor that no registry knows: one of the spare ones, the same on every computer."""
    spare, digest = _spare_colours(), hashlib.sha256(actor_id.encode("utf-8", "surrogatepass")).digest()
    return spare[int.from_bytes(digest[:4], "big") % len(spare)]


@lru_cache(maxsize=1)
def _spare_colours() -> Tuple[str, ...]:
    """Made by `tools/bloc_colours.py`, far from every bloc and from each other."""
    return tuple(row["colour"] for _, row in read_table(RESOURCES / "codes" / "spare_colours.csv", ("colour",)))


@lru_cache(maxsize=8)
def _colours(registry: ActorRegistry) -> Dict[str, str]:
    """Actor id → colour; actors of one bloc take the shades in turn, in the registry's order."""
    members: Dict[str, List[str]] = {}
    for actor in registry:
        members.setdefault(actor.bloc, []).append(actor.actor_id)
    blocs = code_list("blocs")
    return {
        actor_id: shade(blocs[bloc].more["colour"], SHADES[place % len(SHADES)])
        for bloc, ids in members.items()
        for place, actor_id in enumerate(ids)
    }


def shade(colour: str, step: Tuple[float, float]) -> str:
    """The colour moved by a step of `SHADES`; lightness stays within 0.12 to 0.82."""
    if not any(step):
        return colour
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lighter = min(0.82, max(0.12, lightness + step[0]))
    moved = colorsys.hls_to_rgb((hue + step[1]) % 1.0, lighter, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in moved)
