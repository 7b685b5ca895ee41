"""How movements are drawn: arrows in the actor's colour, dashed unless the route was seen, open without a destination.

Symbol layers are made from QGIS's own property maps, whose words did not change from 3.22 to 3.44, while the
enumerations for units and places along a line did.
"""

from typing import Iterable, Optional

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
from .colours import DARK, LIGHT
from .legend_text import movement_text
from .palette import Palette
from .svg_symbol import canvas, svg_symbol

WIDTHS_MM = {"": 1.2, "0": 0.8, "1": 0.8, "5": 1.4, "20": 2.2}
"""Step of vehicles → width of the shaft; where no number is known it is hollow, and so of no width in particular."""

HOLLOW_MM = 0.5
"""The white core of a hollow shaft."""

CASING_MM = 0.45
"""The white rim on each side, which keeps arrows apart from what is below.

Opaque: of a translucent line that its head leaves nothing of, Qt writes a path into a PDF that is none (5.15).
"""

RIM_MM = 0.25
"""The dark rim within the white one where grey print cannot tell a bloc by its shade; markers have a ring for that."""

HEAD_MM = 4.6
FADE_MM = 5.4
"""How long the head is on the thinnest shaft, and the fading end; both grow by half of what the shaft does."""

_FADE = "".join(
    f'<path d="M{tip - 3.6:.1f} 7.6L{tip:.1f} 12L{tip - 3.6:.1f} 16.4" fill="none" stroke="param(fill) #222222" '
    f'stroke-opacity="{opacity}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>'
    for tip, opacity in ((4.0, 1), (7.6, 0.6), (11.2, 0.25))
)
"""As SVG on a canvas of 24 by 24 whose middle is the last point of the line, pointing to the right."""

DASHES = {"use_custom_dash": "1", "customdash": "2.8;1.5", "customdash_unit": "MM"}
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
    colour, has_rim = palette[key.actor].colour, palette[key.actor].has_ring
    width, growth = WIDTHS_MM.get(key.vehicles, WIDTHS_MM[""]), _growth(key.vehicles)
    if key.end == "open":
        end, length = _fading_end(colour, growth * FADE_MM), growth * FADE_MM * 0.75
    else:
        end = _head(colour, key.stance in UNCERTAIN_STANCES, has_rim, growth * HEAD_MM)
        length = growth * HEAD_MM * 0.7
    dashes = {} if key.route == "seen" else DASHES
    layers = [
        _line(rgba(LIGHT), width + 2 * CASING_MM, length),
        *([_line(rgba(DARK), width + 2 * RIM_MM, length, **dashes)] if has_rim else []),
        _line(rgba(colour), width, length, **dashes),
    ]
    if not key.vehicles:
        layers.append(_line(rgba(LIGHT), HOLLOW_MM, length))
    layers.append(end)
    symbol = QgsLineSymbol()
    symbol.changeSymbolLayer(0, layers[0])
    for layer in layers[1:]:
        symbol.appendSymbolLayer(layer)
    return symbol


def head_length(vehicles: str) -> float:
    """Millimetres from the tip of the arrow for that step of vehicles to the end of its head."""
    return _growth(vehicles) * HEAD_MM


def _growth(vehicles: str) -> float:
    return 0.5 * (1 + WIDTHS_MM.get(vehicles, WIDTHS_MM[""]) / WIDTHS_MM["1"])


def _line(colour: str, width_mm: float, trim_mm: float, **dashes: str) -> QgsSymbolLayer:
    """A stroke that ends where the head begins, so that no blunt end looks out in front of the tip.

    Round joins, which nobody sees where a geodesic bends, make arrows take a seventh longer (3.22).
    """
    return QgsSimpleLineSymbolLayer.create({
        "line_color": colour, "line_width": str(width_mm), "line_width_unit": "MM", "capstyle": "flat",
        "joinstyle": "miter", "trim_distance_end": str(trim_mm), "trim_distance_end_unit": "MM", **dashes,
    })


def _head(colour: str, is_hollow: bool, has_rim: bool, length_mm: float) -> QgsSymbolLayer:
    """A solid head; a hollow one where the movement is only claimed or alleged.

    QGIS's triangle: a picture that is turned is drawn anew for every arrow, which takes ten times as long (3.22). Its
    own open arrow head points backwards (3.22), and the filled one is twice as wide as it is long.
    """
    fill, rim = (LIGHT, colour) if is_hollow else (colour, DARK if has_rim else LIGHT)
    marker = QgsMarkerSymbol.createSimple({
        "name": "triangle", "angle": "90", "size": str(length_mm), "size_unit": "MM", "color": rgba(fill),
        "outline_color": rgba(rim), "outline_width": str(RIM_MM), "outline_width_unit": "MM", "joinstyle": "round",
        # The tip on the last point of the line.
        "offset": f"0,{length_mm / 2}", "offset_unit": "MM",
    })
    return _at_last_point(marker)


def _fading_end(colour: str, length_mm: float) -> QgsSymbolLayer:
    """Chevrons that fade out: it went on that way, nobody says how far."""
    return _at_end(_FADE, colour, length_mm)


def _at_end(content: str, colour: str, length_mm: float) -> QgsSymbolLayer:
    """A picture on the last point of the line, turned along the line; half the canvas is `length_mm`."""
    return _at_last_point(svg_symbol(canvas(content), colour, 2 * length_mm))


def _at_last_point(marker: QgsMarkerSymbol) -> QgsSymbolLayer:
    layer = QgsMarkerLineSymbolLayer.create({"placement": "lastvertex", "rotate": "1"})
    layer.setSubSymbol(marker)
    return layer


def rgba(colour: str, alpha: int = 255) -> str:
    """As QGIS's property maps write a colour."""
    parts = QColor(colour)
    return f"{parts.red()},{parts.green()},{parts.blue()},{alpha}"
