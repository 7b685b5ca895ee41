"""How movements are drawn: arrows in the actor's colour, dashed unless the route was seen, open without a destination.

Symbol layers are made from QGIS's own property maps, whose words did not change from 3.22 to 3.44, while the
enumerations for units and places along a line did.
"""

from typing import Dict, Iterable, List, Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsSimpleLineSymbolLayer,
    QgsSymbolLayer,
)
from qgis.PyQt.QtGui import QColor

from ..casefile.style_keys import MovementKey, parse_movement_key
from .categories import Drawn, categorised, stance_is_drawn
from .colours import LIGHT
from .legend_text import movement_text
from .palette import Palette

WIDTH_MM = 0.8
HEAD_MM = 4.2
CASING_MM = 0.45
"""The white rim on each side, which keeps arrows apart from what is below."""

FADING_CHEVRONS = ((0.0, 70), (1.7, 150), (3.4, 255))
"""Distance from the end in mm and opacity 0 to 255 of the chevrons of an open end: the last one is nearly gone."""

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
    layers = [_casing(is_open), _shaft(colour, key.route == "seen", is_open)]
    layers += _open_end(colour) if is_open else [_head(colour, key.stance in UNCERTAIN_STANCES)]
    symbol = QgsLineSymbol()
    symbol.changeSymbolLayer(0, layers[0])
    for layer in layers[1:]:
        symbol.appendSymbolLayer(layer)
    return symbol


def _line(properties: Dict[str, str], is_open: bool) -> QgsSymbolLayer:
    """A stroke that ends where the head begins, so that no blunt end looks out in front of the tip."""
    trim = FADING_CHEVRONS[-1][0] if is_open else HEAD_MM * 0.55
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
    rim, fill = (colour, LIGHT) if is_hollow else (LIGHT, colour)
    return _at_end({
        "name": "filled_arrowhead", "color": rgba(fill), "outline_color": rgba(rim), "outline_width": "0.35",
        "outline_width_unit": "MM", "size": str(HEAD_MM), "size_unit": "MM", "joinstyle": "miter",
    }, 0.0)


def _open_end(colour: str) -> List[QgsSymbolLayer]:
    """Chevrons that fade out: it went on that way, nobody says how far."""
    return [
        _at_end({
            "name": "arrowhead", "outline_color": rgba(colour, opacity), "outline_width": str(WIDTH_MM * 0.9),
            "outline_width_unit": "MM", "size": str(HEAD_MM * 0.9), "size_unit": "MM", "cap_style": "round",
        }, back)
        for back, opacity in FADING_CHEVRONS
    ]


def _at_end(marker: Dict[str, str], back_mm: float) -> QgsSymbolLayer:
    """A marker on the last point of the line, or that far before it, turned along the line."""
    layer = QgsMarkerLineSymbolLayer.create({
        "placement": "lastvertex", "rotate": "1", "offset_along_line": str(back_mm), "offset_along_line_unit": "MM",
    })
    layer.setSubSymbol(QgsMarkerSymbol.createSimple(marker))
    return layer


def rgba(colour: str, alpha: int = 255) -> str:
    """As QGIS's property maps write a colour."""
    parts = QColor(colour)
    return f"{parts.red()},{parts.green()},{parts.blue()},{alpha}"
