"""Markers that stand beside their places, with a leader line from each to a dot: ordinary data-defined symbology.

Where a marker stands may depend on the scale: each has one stand for each band of scales, all in one text by which the
expressions go, such as '3.5,0,0,0|0,0,0,0'.
"""

from functools import lru_cache
from typing import Dict, List, Mapping, NamedTuple, Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsEllipseSymbolLayer,
    QgsProperty,
    QgsRenderContext,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbol,
    QgsSymbolLayer,
)

from ..model.steps import Steps, at_once
from .by_uid import by_uid
from .colours import DARK, LIGHT
from .map_board import DOT_MM

LINE_MM, HALO_MM = 0.25, 0.75
BAND_SCALES = (16_000_000, 8_000_000, 4_000_000, 2_000_000, 1_000_000, 500_000, 250_000)
"""Denominators at which bands of scales begin, each of which is half of the one before; smaller ones are the last."""
_BAND = f"max(0, min({len(BAND_SCALES)}, 1 + floor(ln({BAND_SCALES[0]} / @map_scale) / ln(2))))"
_ENABLED, _OFFSET = QgsSymbolLayer.Property.PropertyLayerEnabled, QgsSymbolLayer.Property.PropertyOffset
_BEGIN = "with_variable('stand', string_to_array("
METRES_A_DEGREE = 111_320
DEGREE_AS_SCALED = "(35294 * (pi() - 2 * radians({latitude})))"
"""Metres that QGIS takes a degree for when it works out the scale of a map in degrees: at 31° only three quarters of
what the parallel has (QgsScaleCalculator, 3.22 to 3.44)."""
_MERCATOR = "WHEN @map_crs = 'EPSG:3857' THEN 1 / cos(radians($y))"
_DEGREES = f"WHEN @map_crs = 'EPSG:4326' THEN {DEGREE_AS_SCALED.format(latitude='$y')} / {METRES_A_DEGREE}"
_RIGHT, _DOWN = (
    f"coalesce(to_real(array_get(@stand, {place})) + to_real(array_get(@stand, {place + 2})) * CASE {cases} ELSE 1 END "
    "/ @map_scale, 0)"
    for place, cases in enumerate((f"{_MERCATOR} {_DEGREES} / cos(radians($y))", f"{_MERCATOR} {_DEGREES}"))
)


class Stand(NamedTuple):
    """Where a marker stands from its place: mm to the right and down, and mm in nature that are added, scaled down."""

    right: float = 0.0
    down: float = 0.0
    right_by_scale: float = 0.0
    down_by_scale: float = 0.0

    def __str__(self) -> str:
        return f"{self.right:.2f},{self.down:.2f},{self.right_by_scale:.0f},{self.down_by_scale:.0f}"


AT_PLACE = Stand()
AT_ONCE = 8
"""Categories that get their leader lines in one step, of some 25 ms: QGIS reads five expressions for each."""


def with_leaders(
    renderer: QgsCategorizedSymbolRenderer, stands: Mapping[str, Sequence[Stand]], keys: Mapping[str, str]
) -> QgsCategorizedSymbolRenderer:
    """As `giving_leaders`, at once."""
    return at_once(giving_leaders(renderer, stands, keys))


def giving_leaders(
    renderer: QgsCategorizedSymbolRenderer, stands: Mapping[str, Sequence[Stand]], keys: Mapping[str, str]
) -> Steps[QgsCategorizedSymbolRenderer]:
    """A copy of the renderer whose markers stand where they are told to, and all others at their places.

    stands: by uid, for each band of scales, or one for all. keys: uid → the value of its category. An offset that a
    user defined stays. Leader lines of an earlier time are taken away. Where all stand so already it is the renderer
    itself: to make the symbols of 500 rows anew takes as long as to draw them.
    """
    moved: Dict[str, Dict[str, Sequence[Stand]]] = {}
    for uid, bands in stands.items():
        if any(stand != AT_PLACE for stand in bands):
            moved.setdefault(keys[uid], {})[uid] = bands
    fresh, given = None, 0
    for position, category in enumerate(renderer.categories()):
        bands = moved.get(category.value(), {})
        offset = from_stand(bands, "concat({right}, ',', {down})") if bands else ""
        if not {offset}.issuperset(_offsets(category.symbol())):
            fresh = fresh or renderer.clone()
            symbol = category.symbol().clone()
            _move(symbol, bands, offset)
            fresh.updateCategorySymbol(position, symbol)
            given += 1
            if given % AT_ONCE == 0:
                yield
    return fresh or renderer


def is_moved(renderer: QgsCategorizedSymbolRenderer) -> bool:
    """Whether any markers stand beside their places."""
    # Not by way of the categories, of which QGIS hands out copies.
    return any(offset for symbol in renderer.symbols(QgsRenderContext()) for offset in _offsets(symbol))


def from_stand(stands: Mapping[str, Sequence[Stand]], value: str) -> str:
    """An expression that has `{right}` and `{down}`, the millimetres of a row, put into it.

    stands: of one length. A row that is not among them is at its place.
    """
    texts = {uid: "|".join(map(str, bands)) for uid, bands in stands.items()}
    bands = by_uid(texts, f"'{AT_PLACE}'")
    has_bands = any("|" in text for text in texts.values())
    stand = f"array_get(string_to_array({bands}, '|'), {_BAND})" if has_bands else bands
    stand = f"coalesce({stand}, '{AT_PLACE}')"
    return f"{_BEGIN}{stand}), {value.format(right=_RIGHT, down=_DOWN)})"


def is_from_stand(expression: str) -> bool:
    """Whether `from_stand` made it."""
    return expression.startswith(_BEGIN)


def _offsets(symbol: QgsSymbol) -> List[str]:
    """The expressions of ours, or none, by which the parts of a marker stand where they do."""
    return [
        offset for layer in symbol.symbolLayers() if not _is_leader(layer)
        for offset in (defined(layer, _OFFSET),) if not offset or is_from_stand(offset)
    ]


def _is_leader(layer: QgsSymbolLayer) -> bool:
    return is_from_stand(defined(layer, _ENABLED))


def _move(symbol: QgsSymbol, stands: Mapping[str, Sequence[Stand]], offset: str) -> None:
    for number in reversed(range(symbol.symbolLayerCount())):
        if _is_leader(symbol.symbolLayer(number)):
            symbol.deleteSymbolLayer(number)
    for layer in symbol.symbolLayers():
        worn = defined(layer, _OFFSET)
        if not worn or is_from_stand(worn):
            layer.setDataDefinedProperty(_OFFSET, _property(offset))
    if stands:
        for number, layer in enumerate((_line(stands), _dot(stands))):
            symbol.insertSymbolLayer(number, layer)


def _line(stands: Mapping[str, Sequence[Stand]]) -> QgsSymbolLayer:
    """A thin rectangle with a rim, as long as the way to the marker, turned, and moved by half of its length.

    One layer, not a light line below a dark one: QGIS prepares each of its expressions for every category at each draw.
    """
    layer = QgsEllipseSymbolLayer.create({
        "symbol_name": "rectangle", "symbol_width": str((LINE_MM + HALO_MM) / 2), "symbol_width_unit": "MM",
        "symbol_height_unit": "MM", "color": DARK, "outline_color": LIGHT,
        "outline_width": str((HALO_MM - LINE_MM) / 2), "outline_width_unit": "MM", "offset_unit": "MM",
    })
    length = "sqrt({right} ^ 2 + {down} ^ 2)"
    for name, value in (
        (QgsSymbolLayer.Property.PropertyHeight, length),
        (QgsSymbolLayer.Property.PropertyAngle, "degrees(atan2({right}, -{down}))"),
        # A marker's offset turns with it.
        (_OFFSET, f"concat('0,', -{length} / 2)"),
    ):
        layer.setDataDefinedProperty(name, _property(from_stand(stands, value)))
    return _where_moved(layer, stands)


def _dot(stands: Mapping[str, Sequence[Stand]]) -> QgsSymbolLayer:
    """Where it happened."""
    layer = QgsSimpleMarkerSymbolLayer.create({
        "name": "circle", "size": str(DOT_MM), "size_unit": "MM", "color": DARK, "outline_color": LIGHT,
        "outline_width": "0.2", "outline_width_unit": "MM",
    })
    return _where_moved(layer, stands)


def _where_moved(layer: QgsSymbolLayer, stands: Mapping[str, Sequence[Stand]]) -> QgsSymbolLayer:
    layer.setDataDefinedProperty(_ENABLED, _property(from_stand(stands, "abs({right}) + abs({down}) > 0.01")))
    return layer


@lru_cache(maxsize=128)
def _property(expression: str) -> QgsProperty:
    """Read once: several layers of a symbol go by one expression, which is as long as there are markers."""
    return QgsProperty.fromExpression(expression) if expression else QgsProperty()


def defined(layer: QgsSymbolLayer, name: QgsSymbolLayer.Property) -> str:
    """The expression by which a property of a symbol layer goes, or nothing."""
    return layer.dataDefinedProperties().property(name).expressionString()
