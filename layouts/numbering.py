"""Numbers on the map: labels by QGIS itself, in a style that only the sheet's map item wears."""

import json
from typing import Dict, List, Mapping, Optional, Tuple

from qgis.core import (
    QgsAbstractVectorLayerLabeling,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsReadWriteContext,
    QgsRuleBasedLabeling,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomElement

from ..casefile.style_keys import SHARP
from ..layers.filtering import is_style_attribute, style_attribute
from ..layers.lanes import beside, lane_of, share_along
from ..layers.layer_style import style_of
from ..model.language import is_right_to_left
from ..model.location import Precision
from ..model.record_filter import RecordFilter
from ..qgis_support.labels import show_always
from .content import SheetContent
from .page import INK
from .text import text_format
from .wording import number_ranges

INCIDENT_NUMBERS = "sheet_incident_numbers"
MOVEMENT_NUMBERS = "sheet_movement_numbers"
PLACE_NAMES = "sheet_place_names"
DETAIL_NUMBERS = "sheet_detail_numbers"
"""Layout variables: JSON, uid of a record → what is written beside it."""
NUMBER_SIZE, NAME_SIZE = 8.0, 7.0
STRONG_OBSTACLE = 2.0
"""The greatest factor QGIS knows: numbers keep off markers and arrows before all else."""
WRAPPED_AT = 15
"""Characters of a line of numbers."""
MARKER_MM = 5.0
TOGETHER_MM = MARKER_MM
"""Markers nearer to each other on paper than this share one number, such as '2, 5'; two numbers would not fit."""


def numbers_together(spots: Mapping[str, Tuple[str, QgsPointXY]], metres_per_mm: float) -> Dict[str, str]:
    """The text to write at a record, by its uid; spots are given as number → (uid, point in metres).

    Spots on top of each other share one text, written at the one with the lowest number.
    """
    leaders: List[Tuple[str, QgsPointXY, List[int]]] = []
    for number in sorted(spots, key=int):
        uid, point = spots[number]
        near = next((leader for leader in leaders if leader[1].distance(point) < TOGETHER_MM * metres_per_mm), None)
        if near is None:
            leaders.append((uid, point, [int(number)]))
        else:
            near[2].append(int(number))
    return {uid: number_ranges(numbers) for uid, _, numbers in leaders}


def names_of_places(content: SheetContent, metres_per_mm: float) -> Dict[str, str]:
    """Uid → name of the place at its marker, each name once.

    The gazetteer's name stands only where the marker does: not beside a point that lies some way off the place.
    """
    names: Dict[str, str] = {}
    for incident in content.placed_incidents.values():
        location = incident.location
        is_there = location.precision in SHARP or (
            location.precision is Precision.NEAR and (location.radius_m or 0.0) < MARKER_MM * metres_per_mm
        )
        name = (location.name_ar if is_right_to_left() else "") or location.name
        if is_there and name and name not in names.values():
            names[incident.uid] = name
    return names


def as_variable(numbers: Mapping[str, str]) -> str:
    """The mapping as a layout variable holds it."""
    return json.dumps(numbers, sort_keys=True, ensure_ascii=False)


def incidents_style(layer: QgsVectorLayer, wanted: RecordFilter, variable: str = INCIDENT_NUMBERS) -> str:
    """The layer's present style as XML, labelled with the sheet's numbers, and names of places where there is room.

    wanted: what is drawn, whatever the window shows at present.

    The layer itself is left as it is; a map item keeps such XML among its style overrides.
    """
    numbers = _around_marker(text_format(NUMBER_SIZE, INK, is_bold=True), variable)
    numbers.priority = 10
    show_always(numbers)
    names = _around_marker(text_format(NAME_SIZE, INK), PLACE_NAMES)
    names.priority = 7
    root = QgsRuleBasedLabeling.Rule(None)
    for settings in (numbers, names):
        root.appendChild(QgsRuleBasedLabeling.Rule(settings))
    return _relabelled(layer, QgsRuleBasedLabeling(root), style_attribute("incidents", wanted))


def movements_style(layer: QgsVectorLayer, wanted: RecordFilter) -> str:
    """The layer's present style as XML, with the sheet's numbers beside the middle of each arrow."""
    settings = _around_marker(text_format(NUMBER_SIZE, INK, is_bold=True, is_italic=True), MOVEMENT_NUMBERS)
    settings.offsetType = QgsPalLayerSettings.OffsetType.FromPoint
    settings.dist = 2.2
    lane = lane_of(layer)
    middle = f"line_interpolate_point(@line, length(@line) * {share_along(lane)})"
    settings.geometryGenerator = f"with_variable('line', {beside(lane)}, {middle})"
    settings.geometryGeneratorType = QgsWkbTypes.GeometryType.PointGeometry
    settings.geometryGeneratorEnabled = True
    settings.priority = 9
    show_always(settings)
    return _relabelled(layer, QgsVectorLayerSimpleLabeling(settings), style_attribute("movements", wanted))


def filtered_style(layer: QgsVectorLayer, table: str, wanted: RecordFilter) -> str:
    """The present style as XML of a layer that is not labelled on sheets."""
    return _relabelled(layer, None, style_attribute(table, wanted))


def unlabelled_style(layer: QgsVectorLayer) -> str:
    """The layer's present style as XML without its labels."""
    return _relabelled(layer, None)


def _relabelled(
    layer: QgsVectorLayer, labeling: Optional[QgsAbstractVectorLayerLabeling], attribute: str = ""
) -> str:
    """The style with other labels.

    attribute: what categories by style key go by; left empty they stay as they are.
    """
    document = style_of(layer)
    root = document.documentElement()
    if attribute:
        _go_by(root, attribute)
    root.setAttribute("labelsEnabled", "0" if labeling is None else "1")
    if labeling is not None:
        root.removeChild(root.firstChildElement("labeling"))
        root.appendChild(labeling.save(document, QgsReadWriteContext()))
    return document.toString()


def _go_by(root: QDomElement, attribute: str) -> None:
    """Let categories by style key go by another attribute, and each marker stand at its place, without a fan.

    QGIS puts a label where the marker of a fan would be without it (3.22 to 3.44), so that numbers would lie on markers
    that they do not belong to; a sheet has its detail for places where much happened.
    """
    renderer = root.firstChildElement("renderer-v2")
    within = renderer.firstChildElement("renderer-v2")
    if not within.isNull():
        root.replaceChild(within, renderer)
        renderer = within
    if is_style_attribute(renderer.attribute("attr")):
        renderer.setAttribute("attr", attribute)


def _around_marker(written: QgsTextFormat, variable: str) -> QgsPalLayerSettings:
    """A label from a layout variable at the nearest free place beside the marker, off markers and arrows."""
    settings = QgsPalLayerSettings()
    settings.fieldName = f'map_get(json_to_map(@{variable}), "uid")'
    settings.isExpression = True
    settings.autoWrapLength = WRAPPED_AT
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.7)
    halo.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    halo.setColor(QColor("#ffffff"))
    written.setBuffer(halo)
    settings.setFormat(written)
    settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    settings.offsetType = QgsPalLayerSettings.OffsetType.FromSymbolBounds
    settings.dist = 0.4
    settings.distUnits = QgsUnitTypes.RenderUnit.RenderMillimeters
    obstacle = settings.obstacleSettings()
    obstacle.setIsObstacle(True)
    obstacle.setFactor(STRONG_OBSTACLE)
    settings.setObstacleSettings(obstacle)
    return settings
