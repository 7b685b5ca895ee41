"""How uncertainty is drawn: areas as a light hatch in the actor's colour; and the stops of movements as small rings."""

from typing import Iterable

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsMarkerSymbol,
    QgsSimpleFillSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
)

from ..casefile.style_keys import AreaKey, WaypointKey, parse_area_key, parse_waypoint_key
from .categories import Drawn, categorised
from .colours import LIGHT
from .legend_text import area_text, waypoint_text
from .movement_style import rgba
from .palette import Palette

WIDE_PRECISIONS = frozenset(("district", "region", "country"))
"""Where the text itself names an area; its hatch is wider, so that a large area stays pale."""

HATCH_MM, WIDE_HATCH_MM = 1.8, 3.0


def area_renderer(keys: Iterable[str], palette: Palette) -> QgsCategorizedSymbolRenderer:
    """One category for each key; keys that cannot be read get none."""

    def draw(key: AreaKey) -> Drawn:
        return Drawn(area_symbol(key, palette), area_text(key, palette))

    return categorised(keys, parse_area_key, draw)


def area_symbol(key: AreaKey, palette: Palette) -> QgsFillSymbol:
    """A hatch and a thin dashed edge: somewhere in here.

    The hatches of many records in one place fall on each other, so that the map below is still seen; a veil of colour,
    however thin, would become a wall.
    """
    colour = palette[key.actor].colour
    edge = QgsSimpleFillSymbolLayer.create({
        "style": "no", "outline_color": rgba(colour, 190), "outline_style": "dash", "outline_width": "0.25",
        "outline_width_unit": "MM",
    })
    gap = WIDE_HATCH_MM if key.precision in WIDE_PRECISIONS else HATCH_MM
    hatch = QgsLinePatternFillSymbolLayer.create({
        "angle": "45", "distance": str(gap), "distance_unit": "MM", "color": rgba(colour, 120),
        "line_width": "0.18", "line_width_unit": "MM",
    })
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, edge)
    symbol.appendSymbolLayer(hatch)
    return symbol


def waypoint_renderer(keys: Iterable[str], palette: Palette) -> QgsCategorizedSymbolRenderer:
    """One category for each key; keys that cannot be read get none."""

    def draw(key: WaypointKey) -> Drawn:
        return Drawn(waypoint_symbol(key, palette), waypoint_text(key, palette))

    return categorised(keys, parse_waypoint_key, draw)


def waypoint_symbol(key: WaypointKey, palette: Palette) -> QgsMarkerSymbol:
    """A small ring; filled where the movement began, with a dot where it ended."""
    colour = rgba(palette[key.actor].colour)
    ring = {
        "name": "circle", "size": "2", "size_unit": "MM", "outline_width": "0.5", "outline_width_unit": "MM",
        "outline_color": colour,
    }
    symbol = QgsMarkerSymbol.createSimple({**ring, "color": colour if key.role == "origin" else rgba(LIGHT)})
    if key.role == "destination":
        dot = {"name": "circle", "size": "0.8", "size_unit": "MM", "color": colour, "outline_style": "no"}
        symbol.appendSymbolLayer(QgsSimpleMarkerSymbolLayer.create(dot))
    return symbol
