"""Movements between the same two places run side by side, so that none hides another."""

import math
from collections import defaultdict
from typing import Dict, Iterable, Iterator, List, Mapping, NamedTuple, Tuple

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRenderContext,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from ..qgis_support.values import plain
from .by_uid import by_uid, is_by_uid
from .categories import is_style_attribute
from .crowding import refitted, within
from .labels import MANY

LANE_MM = 3.6
"""From the middle of one arrow to the next: the barbs of a head are clear of the shaft beside it."""

LANES = 7
"""As many side by side; further ones begin again in the middle, as a broader bundle would be no line any more."""

_SIDES = {"left": "AL,LO", "right": "BL,LO", "": ""}
"""As QGIS writes the sides of a line seen along it."""
_SAME_PLACE_DIGITS = 4
"""Of a degree: ten metres."""

Point = Tuple[float, float]


class Run(NamedTuple):
    """A movement as it is drawn: where its line begins and ends (longitude, latitude), and its first day (ISO)."""

    uid: str
    start: Point
    end: Point
    day: str


class Lane(NamedTuple):
    """offset_mm: to the right of the own direction. side: 'left' or 'right' where it is the outermost, or empty."""

    offset_mm: float
    side: str


def lanes(runs: Iterable[Run]) -> Dict[str, Lane]:
    """Uid → lane of the movements that are not alone between their ends.

    The earliest movement between two places keeps to the line; the next ones stand to its right and left in turn,
    whichever way they go.
    """
    between: Dict[Tuple[Point, ...], List[Run]] = defaultdict(list)
    for run in runs:
        between[tuple(sorted((run.start, run.end)))].append(run)
    found: Dict[str, Lane] = {}
    for bundle in between.values():
        if len(bundle) > 1:
            numbers = [_lane(number % LANES) for number in range(len(bundle))]
            for number, run in zip(numbers, sorted(bundle, key=lambda one: (one.day, one.uid))):
                way = 1 if run.start <= run.end else -1
                is_outer = {max(numbers): 1, min(numbers): -1}.get(number, 0)
                found[run.uid] = Lane(LANE_MM * number * way, {1: "right", -1: "left", 0: ""}[is_outer * way])
    return found


def _lane(number: int) -> int:
    """In turn 0, 1, -1, 2, -2 and so on."""
    return math.ceil(number / 2) * (1 if number % 2 else -1)


def part_lanes(layer: QgsVectorLayer) -> None:
    """Give the arrows of a layer their lanes as an ordinary data-defined offset.

    An offset that a user defined is left alone; a layer of many rows gets none, as every one would be looked at.
    """
    renderer = within(layer.renderer())
    if renderer is None or not is_style_attribute(renderer.classAttribute()):
        return
    found = lanes(_runs(layer)) if layer.featureCount() <= MANY else {}
    wanted = by_uid({uid: lane.offset_mm for uid, lane in found.items()}, "0")
    if not any(list(_to_move(symbol, wanted)) for symbol in renderer.symbols(QgsRenderContext())):
        return
    fresh, offset = renderer.clone(), QgsProperty.fromExpression(wanted) if wanted else QgsProperty()
    for place, category in enumerate(renderer.categories()):
        symbol = category.symbol().clone()
        for part in _to_move(symbol, wanted):
            part.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyOffset, offset)
        fresh.updateCategorySymbol(place, symbol)
    # Handed over itself, its symbols would be known to Python by their addresses when they are long gone.
    layer.setRenderer(refitted(layer.renderer(), fresh))
    _label_outside(layer, found)
    layer.triggerRepaint()


def lanes_of(layer: QgsVectorLayer, features: Iterable[QgsFeature]) -> List[float]:
    """How far to the right of its own line, in mm, the layer's present style draws each of the features."""
    renderer = within(layer.renderer())
    symbols = (category.symbol() for category in (renderer.categories() if renderer is not None else ()))
    offset = next((_offset_of(symbol.symbolLayer(symbol.symbolLayerCount() - 1)) for symbol in symbols), "")
    asked, context = QgsExpression(offset), QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.layerScope(layer))
    found = []
    for feature in features:
        context.setFeature(feature)
        lane = asked.evaluate(context) if offset else 0.0
        found.append(float(lane) if isinstance(lane, (int, float)) else 0.0)
    return found


def _label_outside(layer: QgsVectorLayer, found: Mapping[str, Lane]) -> None:
    """Labels of the outer arrows stand outside the bundle; between arrows there is no room for any."""
    labeling = layer.labeling()
    if not isinstance(labeling, QgsVectorLayerSimpleLabeling):
        return
    settings, names = QgsPalLayerSettings(labeling.settings()), QgsPalLayerSettings.Property
    sides = by_uid({uid: _SIDES[lane.side] for uid, lane in found.items()}, "'AL,BL'")
    offset = by_uid({uid: lane.offset_mm for uid, lane in found.items()}, "0")
    properties = settings.dataDefinedProperties()
    for name, expression in (
        (names.LinePlacementOptions, sides), (names.LabelDistance, f"{settings.dist:g} + abs({offset})"),
        (names.Show, f"{sides} <> ''"),
    ):
        properties.setProperty(name, QgsProperty.fromExpression(expression) if found else QgsProperty())
    settings.setDataDefinedProperties(properties)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))


def _runs(layer: QgsVectorLayer) -> Iterable[Run]:
    request = QgsFeatureRequest()
    request.setSubsetOfAttributes(["uid", "date_start"], layer.fields())
    for feature in layer.getFeatures(request):
        line = feature.geometry().asPolyline() if feature.hasGeometry() else []
        if line:
            start, end = ((round(one.x(), _SAME_PLACE_DIGITS), round(one.y(), _SAME_PLACE_DIGITS))
                          for one in (line[0], line[-1]))
            yield Run(str(plain(feature["uid"])), start, end, str(plain(feature["date_start"])))


def _to_move(symbol: QgsSymbol, offset: str) -> Iterator[QgsSymbolLayer]:
    """The layers of a symbol that have another offset, and none of the user's own."""
    for layer in symbol.symbolLayers():
        worn = _offset_of(layer)
        if (not worn or is_by_uid(worn)) and worn != offset:
            yield layer


def _offset_of(layer: QgsSymbolLayer) -> str:
    return layer.dataDefinedProperties().property(QgsSymbolLayer.Property.PropertyOffset).expressionString()
