"""Numbers on the map: labels by QGIS itself, in a style that only the sheet's map item wears."""

import json
from typing import Dict, List, Mapping, Optional, Tuple

from qgis.core import (
    QgsMapLayerStyle,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsReadWriteContext,
    QgsTextBufferSettings,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ..qgis_support.labels import show_always
from .page import INK
from .text import text_format
from .wording import number_ranges

INCIDENT_NUMBERS = "sheet_incident_numbers"
MOVEMENT_NUMBERS = "sheet_movement_numbers"
"""Layout variables: JSON, uid of a record → what is written beside it."""
NUMBER_SIZE = 8.0
STRONG_OBSTACLE = 2.0
"""The greatest factor QGIS knows: numbers keep off markers and arrows before all else."""
TOGETHER_MM = 3.2
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


def as_variable(numbers: Mapping[str, str]) -> str:
    """The mapping as a layout variable holds it."""
    return json.dumps(numbers, sort_keys=True, ensure_ascii=False)


def numbered_style(layer: QgsVectorLayer, variable: str, *, is_line: bool = False) -> str:
    """The layer's present style as XML, with the numbers of a layout variable as its only labels.

    The layer itself is left as it is; a map item keeps such XML among its style overrides.
    """
    settings = _settings(is_line)
    settings.fieldName = f'map_get(json_to_map(@{variable}), "uid")'
    settings.isExpression = True
    return _relabelled(layer, settings)


def unlabelled_style(layer: QgsVectorLayer) -> str:
    """The layer's present style as XML without its labels."""
    return _relabelled(layer, None)


def _relabelled(layer: QgsVectorLayer, settings: Optional[QgsPalLayerSettings]) -> str:
    """The style with other labels, changed as XML: a clone of the layer would open its file once more."""
    style = QgsMapLayerStyle()
    style.readFromLayer(layer)
    document = QDomDocument()
    document.setContent(style.xmlData())
    root = document.documentElement()
    root.setAttribute("labelsEnabled", "0" if settings is None else "1")
    if settings is not None:
        root.removeChild(root.firstChildElement("labeling"))
        root.appendChild(QgsVectorLayerSimpleLabeling(settings).save(document, QgsReadWriteContext()))
    return document.toString()


def _settings(is_line: bool) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    written = text_format(NUMBER_SIZE, INK, is_bold=True, is_italic=is_line)
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.7)
    halo.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    halo.setColor(QColor("#ffffff"))
    written.setBuffer(halo)
    settings.setFormat(written)
    settings.priority = 10
    if is_line:
        settings.placement = QgsPalLayerSettings.Placement.Line
        settings.dist = 1.0
        settings.distUnits = QgsUnitTypes.RenderUnit.RenderMillimeters
    else:
        settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
        settings.offsetType = QgsPalLayerSettings.OffsetType.FromSymbolBounds
        settings.dist = 0.4
        settings.distUnits = QgsUnitTypes.RenderUnit.RenderMillimeters
    obstacle = settings.obstacleSettings()
    obstacle.setIsObstacle(True)
    obstacle.setFactor(STRONG_OBSTACLE)
    settings.setObstacleSettings(obstacle)
    show_always(settings)
    return settings
