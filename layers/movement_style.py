"""How movements are drawn: arrows in the actor's colour, dashed unless the route was seen, open without a destination.

Symbol layers are made from QGIS's own property maps, whose words did not change from 3.22 to 3.44, while the
enumerations for units and places along a line did.
"""

from typing import Dict, Iterable, Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSymbolLayer,
)
from qgis.PyQt.QtGui import QColor

from ..casefile.style_keys import MovementKey, parse_movement_key
from .categories import Drawn, categorised, stance_is_drawn
from .colours import LIGHT
from .legend_text import movement_text
from .palette import Palette
from .svg_symbol import canvas, svg_symbol

WIDTH_MM = 0.8
CASING_MM = 0.45
"""The white rim on each side, which keeps arrows apart from what is below."""

HEAD_MM = 4.6
FADE_MM = 5.4
"""How long the head is, and the fading end."""

_HEAD = (
    '<path d="M12 12L0.6 6.6L3.2 12L0.6 17.4z" fill="{fill}" stroke="{rim}" stroke-width="1" stroke-linejoin="round"/>'
)
_FADE = "".join(
    f'<path d="M{tip - 3.6:.1f} 7.6L{tip:.1f} 12L{tip - 3.6:.1f} 16.4" fill="none" stroke="param(fill) #222222" '
    f'stroke-opacity="{opacity}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>'
    for tip, opacity in ((4.0, 1), (7.6, 0.6), (11.2, 0.25))
)
"""Heads as SVG on a canvas of 24 by 24 whose middle is the last point of the line; they point to the right.

QGIS's own open arrow head points backwards (3.22), and its filled one is twice as wide as it is long.
"""

UNCERTAIN_STANCES = frozenset(("claims", "alleges"))


def movement_renderer(keys: Iterable[str], palette: Palette) -> QgsCategorizedSymbolRenderer:
    """One category for each key; denied records and keys that cannot be read get none."""

    def draw(key: MovementKey) -> Optional[Drawn]:
        if not stance_is_drawn(key.stance):
            return None
        return Drawn(movement_symbol(key, palette), movement_text(key, palette))

    return categorised(keys, parse_movement_key, draw)


def movement_symbol(key: MovementKey, palette: Palette) -> QgsLineSymbol:
    """The arrow: it begins at the origin and its tip is the destination."""
    colour = palette[key.actor].colour
    is_open = key.end == "open"
    layers = [
        _casing(is_open),
        _shaft(colour, key.route == "seen", is_open),
        _fading_end(colour) if is_open else _head(colour, key.stance in UNCERTAIN_STANCES),
    ]
    symbol = QgsLineSymbol()
    symbol.changeSymbolLayer(0, layers[0])
    for layer in layers[1:]:
        symbol.appendSymbolLayer(layer)
    return symbol


def _line(properties: Dict[str, str], is_open: bool) -> QgsSymbolLayer:
    """A stroke that ends where the head begins, so that no blunt end looks out in front of the tip."""
    trim = FADE_MM * 0.75 if is_open else HEAD_MM * 0.7
    return QgsSimpleLineSymbolLayer.create({
        "capstyle": "flat", "joinstyle": "round", "line_width_unit": "MM",
        "trim_distance_end": str(trim), "trim_distance_end_unit": "MM", **properties,
    })


def _casing(is_open: bool) -> QgsSymbolLayer:
    return _line({"line_color": rgba(LIGHT, 190), "line_width": str(WIDTH_MM + 2 * CASING_MM)}, is_open)


def _shaft(colour: str, is_seen: bool, is_open: bool) -> QgsSymbolLayer:
    dashes = {} if is_seen else {"use_custom_dash": "1", "customdash": "2.8;1.5", "customdash_unit": "MM"}
    return _line({"line_color": rgba(colour), "line_width": str(WIDTH_MM), **dashes}, is_open)


def _head(colour: str, is_hollow: bool) -> QgsSymbolLayer:
    """A solid head; a hollow one where the movement is only claimed or alleged."""
    own = f"param(fill) {colour}"
    fill, rim = (LIGHT, own) if is_hollow else (own, LIGHT)
    return _at_end(_HEAD.format(fill=fill, rim=rim), colour, HEAD_MM)


def _fading_end(colour: str) -> QgsSymbolLayer:
    """Chevrons that fade out: it went on that way, nobody says how far."""
    return _at_end(_FADE, colour, FADE_MM)


def _at_end(content: str, colour: str, length_mm: float) -> QgsSymbolLayer:
    """A picture on the last point of the line, turned along the line; half the canvas is `length_mm`."""
    layer = QgsMarkerLineSymbolLayer.create({"placement": "lastvertex", "rotate": "1"})
    layer.setSubSymbol(svg_symbol(canvas(content), colour, 2 * length_mm))
    return layer


def rgba(colour: str, alpha: int = 255) -> str:
    """As QGIS's property maps write a colour."""
    parts = QColor(colour)
    return f"{parts.red()},{parts.green()},{parts.blue()},{alpha}"
