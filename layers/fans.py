"""On the canvas: markers that would hide each other at a scale stand on a ring around the middle of their places.

The ring is as large on the screen at every scale, and with the scale the places move apart below it, until each has its
marker by itself or a ring of its own. Which places share a ring is settled for bands of scales, so that QGIS alone, by
the scale of its map, draws it right, and a marker does not jump when another one is filtered out or its day is over.
"""

import math
from collections import defaultdict
from functools import lru_cache
from typing import Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsPalLayerSettings,
    QgsRuleBasedLabeling,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..model.steps import Steps
from ..qgis_support.values import plain
from .categories import STYLE_KEY, is_style_attribute
from .displacement import directions, groups
from .labels import MANY
from .leaders import (
    AT_PLACE,
    BAND_SCALES,
    DEGREE_AS_SCALED,
    METRES_A_DEGREE,
    Stand,
    from_stand,
    giving_leaders,
    is_from_stand,
    is_moved,
)
from .map_board import Spot
from .ring import ring

SAME_PLACE_DIGITS = 5
"""Of a degree: a metre."""
_LABEL = (
    "coalesce(transform(translate(transform($geometry, 'EPSG:4326', @map_crs), {{right}} * {mm}, -{{down}} * {mm}), "
    "@map_crs, 'EPSG:4326'), $geometry)"
).format(
    mm="(@map_scale / 1000 / if(@map_crs_definition LIKE '%longlat%', "
    f"{DEGREE_AS_SCALED.format(latitude='y(@map_extent_center)')}, 1))"
)
"""Where the marker is; a map whose reference system has no name for QGIS has its labels at the places."""


class Row(NamedTuple):
    """An incident as it is drawn: its category, where, and its first day (ISO)."""

    uid: str
    key: str
    point: Tuple[float, float]
    day: str


Crowd = Tuple[Tuple[Row, float], ...]
"""Rows, each with the width of its marker in mm."""
Stands = Tuple[Stand, ...]
"""Where a marker stands, for each band of scales."""


def fanning_out(layer: QgsVectorLayer) -> Steps[None]:
    """Move markers that share a place apart, and their labels with them, in steps.

    A layer of many rows is not fanned out, as it would be all fans, nor is one whose renderer is the user's own, or
    one that counts what is near each other.
    """
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return
    fanned, stands = yield from fanned_out(renderer, layer)
    if fanned is renderer:
        return
    yield
    layer.setRenderer(fanned.clone())
    _label_beside(layer, stands)
    layer.triggerRepaint()


def fanned_out(
    renderer: QgsCategorizedSymbolRenderer, layer: QgsVectorLayer
) -> Steps[Tuple[QgsCategorizedSymbolRenderer, Dict[str, Stands]]]:
    """The renderer with the markers of the layer's rows moved apart, itself if they are, and who stands where."""
    is_many = layer.featureCount() > MANY
    if not is_style_attribute(renderer.classAttribute()) or (is_many and not is_moved(renderer)):
        return renderer, {}
    widths = {category.value(): category.symbol().size() for category in renderer.categories()}
    rows = [] if is_many else [row for row in _rows(layer) if row.key in widths]
    stands = stands_of(rows, widths)
    yield
    return (yield from giving_leaders(renderer, stands, {row.uid: row.key for row in rows})), stands


def moves_apart(layer: QgsVectorLayer, growth: Optional[Mapping[str, int]]) -> bool:
    """Whether markers of the layer stand apart, or did before it grew by so many rows of each key; None: unknown."""
    now = layer.featureCount()
    return growth is None or min(now, now - sum(growth.values())) <= MANY


def stands_of(rows: Sequence[Row], widths: Mapping[str, float]) -> Dict[str, Stands]:
    """Uid → where the marker stands in each band of scales, for the rows that share a ring in any of them.

    widths: of the markers by category, in mm. Those for which a ring has no room stay at their place.
    """
    found: Dict[str, Stands] = {}
    ordered = [(row, widths[row.key]) for row in sorted(rows, key=lambda row: (row.day, row.uid))]
    for crowd in _crowds(ordered, BAND_SCALES[0]):
        found.update(_stands_in(crowd))
    return found


@lru_cache(maxsize=4096)
def _stands_in(crowd: Crowd) -> Mapping[str, Stands]:
    """The stands of those that share a ring at the smallest scale; at others a ring has some of these, and no others.

    Kept, because a save changes but one of the crowds.
    """
    found: Dict[str, List[Stand]] = defaultdict(lambda: [AT_PLACE] * (1 + len(BAND_SCALES)))
    # Nearer than the last band nothing but one and the same place is crowded.
    for band, scale in enumerate((BAND_SCALES[0], *BAND_SCALES[:-1], 0)):
        for ring_of in _crowds(crowd, scale):
            for uid, stand in _on_ring(ring_of).items():
                found[uid][band] = stand
    return {uid: tuple(stands) for uid, stands in found.items()}


def _crowds(rows: Sequence[Tuple[Row, float]], scale: float) -> Iterator[Crowd]:
    """The rows, with the widths of their markers, that hide each other at a scale; at 0 only those of one place."""
    at_place: Dict[Tuple[float, float], List[Tuple[Row, float]]] = defaultdict(list)
    for row, width in rows:
        at_place[row.point].append((row, width))
    alone = dict.fromkeys(at_place)
    if scale:
        for together in groups({
            point: Spot(*(one / scale for one in _in_nature(point)), max(width for _, width in crowd))
            for point, crowd in at_place.items()
        }):
            for point in together:
                del alone[point]
            yield tuple(one for point in together for one in at_place[point])
    yield from (tuple(at_place[point]) for point in alone if len(at_place[point]) > 1)


def _on_ring(crowd: Crowd) -> Dict[str, Stand]:
    """The rows of some places on a ring around the middle, in the order in which the places lie around it."""
    width = max(width for _, width in crowd)
    points = {row.uid: Spot(*_in_nature(row.point), width) for row, _ in crowd}
    middle = [sum(point[axis] for point in points.values()) / len(points) for axis in (0, 1)]
    around = directions(list(points), points)
    slots: Sequence[Tuple[float, float]] = ring(len(points), width)
    if len({row.point for row, _ in crowd}) > 1:
        slots = _turned(slots, list(around.values()))
    return {
        uid: Stand(*slot, *(middle[axis] - points[uid][axis] for axis in (0, 1))) for uid, slot in zip(around, slots)
    }


def _turned(slots: Sequence[Tuple[float, float]], ways: Sequence[float]) -> Sequence[Tuple[float, float]]:
    """The slots begun where the markers look most into the directions in which their places lie."""
    def agreement(first: int) -> float:
        turned = [*slots[first:], *slots[:first]]
        return sum(
            (right * math.sin(way) - down * math.cos(way)) / math.hypot(right, down)
            for (right, down), way in zip(turned, ways)
        )

    best = max(range(len(slots)), key=agreement)
    return [*slots[best:], *slots[:best]]


def _in_nature(point: Tuple[float, float]) -> Tuple[float, float]:
    """Millimetres to the right and down, in proportion as far as a crowd reaches."""
    longitude, latitude = point
    return longitude * math.cos(math.radians(latitude)) * 1000 * METRES_A_DEGREE, -latitude * 1000 * METRES_A_DEGREE


def _rows(layer: QgsVectorLayer) -> List[Row]:
    request = QgsFeatureRequest()
    request.setSubsetOfAttributes(["uid", STYLE_KEY, "date_start"], layer.fields())
    found = []
    for feature in layer.getFeatures(request):
        if feature.hasGeometry() and not feature.geometry().isEmpty():
            point = feature.geometry().asPoint()
            where = round(point.x(), SAME_PLACE_DIGITS), round(point.y(), SAME_PLACE_DIGITS)
            uid, key, day = (str(plain(feature[name])) for name in ("uid", STYLE_KEY, "date_start"))
            found.append(Row(uid, key, where, day))
    return found


def _label_beside(layer: QgsVectorLayer, stands: Mapping[str, Sequence[Stand]]) -> None:
    """Labels, and the room kept for markers, go where the markers are."""
    labeling = layer.labeling()
    if not isinstance(labeling, QgsRuleBasedLabeling):
        return
    root = labeling.rootRule().clone()
    for rule in root.children():
        settings = QgsPalLayerSettings(rule.settings())
        if settings.geometryGeneratorEnabled and not is_from_stand(settings.geometryGenerator):
            continue
        settings.geometryGenerator = from_stand(stands, _LABEL) if stands else ""
        settings.geometryGeneratorType = QgsWkbTypes.GeometryType.PointGeometry
        settings.geometryGeneratorEnabled = bool(stands)
        rule.setSettings(settings)
    layer.setLabeling(QgsRuleBasedLabeling(root))
