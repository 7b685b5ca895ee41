"""The colour of an actor: its bloc's hue, in a shade of its own; pure arithmetic on sRGB hex strings."""

import colorsys
from functools import lru_cache
from typing import Dict, List

from .actors import Actor, ActorRegistry
from .codes import code_list

SHADES = (0.0, 0.16, -0.14, 0.28, -0.24, 0.08, -0.07, 0.22)
"""Steps of lightness for the units of a bloc, in HLS; the bloc's leading actor keeps the bloc's own colour."""


def actor_colour(actor: Actor, registry: ActorRegistry) -> str:
    """The actor's colour as '#rrggbb': stable for a given registry, the bloc's own for its first actor."""
    return _colours(registry)[actor.actor_id]


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


def shade(colour: str, step: float) -> str:
    """The colour made lighter (step above 0) or darker by `step` of HLS lightness, kept within 0.12 to 0.82."""
    if not step:
        return colour
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lighter = min(0.82, max(0.12, lightness + step))
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lighter, saturation))
