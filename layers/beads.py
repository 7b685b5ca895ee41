"""Markers that are counted together, as beads on a ring around their number: by whom, and each of its kind.

QGIS's point displacement does it all, so that time, filters and edits are followed without us. Its ring is the wider
the more markers it has and the larger they are; so a bead has a thousandth of its marker's size, and how large it is
drawn is said by an expression. `@cluster_size` is a variable of QGIS itself, not there for a marker that stands alone.
"""

from typing import List

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsGeometryGeneratorSymbolLayer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRenderContext,
    QgsSymbolLayer,
)

from .leaders import defined

RING_MM, LARGEST_MM, SMALLEST_MM = 4.2, 3.6, 2.0
"""From the middle of a ring to that of a bead; the limits of a bead, which is as large as there is room on the ring."""

MOST = 60
"""About so many beads are drawn of a ring that has more, or they would hide each other: each stands for its like."""

# The same ones whenever a ring is drawn: multiples of the golden ratio scatter any run of row numbers evenly.
_IS_DRAWN = f"($id * 0.618034 - floor($id * 0.618034)) * @cluster_size <= {MOST}"
_SIZE = f"max({SMALLEST_MM}, min({LARGEST_MM}, 2 * pi() * {RING_MM} / @cluster_size))"
_SHRUNK = 1000
_ENABLED, _NEVER = QgsSymbolLayer.Property.PropertyLayerEnabled, "false"
_BEGIN = f"if(@cluster_size > 1, if({_IS_DRAWN}, {_SIZE}, 0), "

LEGIBLE = 250
"""Of more categories a legend shows no beads: their markers twice in the style, QGIS takes over 100 ms to write it."""


def beads(renderer: QgsCategorizedSymbolRenderer) -> QgsCategorizedSymbolRenderer:
    """A copy whose markers become beads where several are counted; those with a size of the user's own stay."""
    strung = renderer.clone()
    symbols = _symbols(strung)
    for symbol in symbols:
        if not symbol.dataDefinedSize().isActive() and not _is_bead(symbol):
            explained = [_explained(symbol.clone())] if len(symbols) <= LEGIBLE else []
            width = symbol.size()
            symbol.setDataDefinedSize(QgsProperty.fromExpression(f"{_BEGIN}{width})"))
            symbol.setSize(width / _SHRUNK)
            for layer in explained:
                symbol.appendSymbolLayer(layer)
    return strung


def markers(renderer: QgsCategorizedSymbolRenderer) -> QgsCategorizedSymbolRenderer:
    """A copy whose markers are by themselves again; the renderer itself where none is a bead."""
    if not any(map(_is_bead, _symbols(renderer))):
        return renderer
    alone = renderer.clone()
    for symbol in _symbols(alone):
        if _is_bead(symbol):
            for number in reversed(range(symbol.symbolLayerCount())):
                if defined(symbol.symbolLayer(number), _ENABLED) == _NEVER:
                    symbol.deleteSymbolLayer(number)
            symbol.setDataDefinedSize(QgsProperty())
            symbol.setSize(round(symbol.size() * _SHRUNK, 6))
    return alone


def are_beads(renderer: QgsCategorizedSymbolRenderer) -> bool:
    """Whether its markers were made beads; also where there are none yet."""
    symbols = _symbols(renderer)
    return not symbols or any(map(_is_bead, symbols))


def _symbols(renderer: QgsCategorizedSymbolRenderer) -> List[QgsMarkerSymbol]:
    """The renderer's own: by way of its categories QGIS hands out copies."""
    return renderer.symbols(QgsRenderContext())


def _explained(marker: QgsMarkerSymbol) -> QgsSymbolLayer:
    """The marker as legends show it, which know nothing of expressions; no map draws the layer, no ring minds it."""
    layer = QgsGeometryGeneratorSymbolLayer.create({"SymbolType": "Marker", "geometryModifier": "$geometry"})
    layer.setSubSymbol(marker)
    layer.setDataDefinedProperty(_ENABLED, QgsProperty.fromExpression(_NEVER))
    return layer


def _is_bead(symbol: QgsMarkerSymbol) -> bool:
    return defined(symbol.symbolLayer(0), QgsSymbolLayer.Property.PropertySize).startswith(_BEGIN)
