"""How incidents are drawn: colour says who, glyph what, size how many died, ring who vouches, hollow where roughly."""

from typing import Iterable, Optional

from qgis.core import QgsCategorizedSymbolRenderer, QgsMarkerSymbol

from ..casefile.style_keys import IncidentKey, parse_incident_key
from .categories import Drawn, categorised, stance_is_drawn
from .event_icon import marker_svg
from .legend_text import incident_text
from .palette import Palette
from .svg_symbol import svg_symbol

SIZES_MM = {"": 5.4, "0": 4.8, "1": 5.8, "5": 7.2, "20": 9.0}
"""Step of deaths → width of the whole marker with its ring; the coloured body measures three quarters of it.

Each step is about a fourth larger than the one before, so that it is told apart without a second look. A marker whose
number is not known is smaller than that of one dead and larger than that of none, which bears a nought.
"""


def incident_renderer(keys: Iterable[str], palette: Palette) -> QgsCategorizedSymbolRenderer:
    """One category for each key; denied records and keys that cannot be read get none."""

    def draw(key: IncidentKey) -> Optional[Drawn]:
        if not stance_is_drawn(key.stance):
            return None
        return Drawn(incident_symbol(key, palette), incident_text(key, palette))

    return categorised(keys, parse_incident_key, draw)


def incident_symbol(key: IncidentKey, palette: Palette, scale: float = 1.0) -> QgsMarkerSymbol:
    """The marker of one kind of incident; the picture is part of the symbol and needs no file of ours."""
    left = palette[key.actor1]
    right = palette[key.actor2] if key.actor2 else left
    svg = marker_svg(
        key.shape, (left.colour, right.colour), key.stance, key.certainty, key.status, key.deaths,
        (left.has_ring, right.has_ring),
    )
    return svg_symbol(svg, left.colour, scale * SIZES_MM.get(key.deaths, SIZES_MM[""]))
