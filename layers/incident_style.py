"""How incidents are drawn: colour says who, glyph says what, ring says who vouches, hollow says place not exact."""

from typing import Iterable, Optional

from qgis.core import QgsCategorizedSymbolRenderer, QgsMarkerSymbol

from ..casefile.style_keys import IncidentKey, parse_incident_key
from .categories import Drawn, categorised, stance_is_drawn
from .event_icon import marker_svg
from .legend_text import incident_text
from .palette import Palette
from .svg_symbol import svg_symbol

SIZE_MM = 5.4
"""Of the whole marker with its ring; the coloured body measures 4 mm."""


def incident_renderer(keys: Iterable[str], palette: Palette) -> QgsCategorizedSymbolRenderer:
    """One category for each key; denied records and keys that cannot be read get none."""

    def draw(key: IncidentKey) -> Optional[Drawn]:
        if not stance_is_drawn(key.stance):
            return None
        return Drawn(incident_symbol(key, palette), incident_text(key, palette))

    return categorised(keys, parse_incident_key, draw)


def incident_symbol(key: IncidentKey, palette: Palette, size_mm: float = SIZE_MM) -> QgsMarkerSymbol:
    """The marker of one kind of incident; the picture is part of the symbol and needs no file of ours."""
    left = palette[key.actor1].colour
    right = palette[key.actor2].colour if key.actor2 else left
    svg = marker_svg(key.shape, (left, right), key.stance, key.certainty == "sharp")
    return svg_symbol(svg, left, size_mm)
