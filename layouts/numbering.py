"""Numbers on the map: labels by QGIS itself, in a style that only the sheet's map item wears."""

import json
from typing import Dict, Mapping, NamedTuple

from qgis.core import (
    QgsAbstractVectorLayerLabeling,
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsProperty,
    QgsReadWriteContext,
    QgsRendererCategory,
    QgsRuleBasedLabeling,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ..casefile.style_keys import SHARP, parse_incident_key
from ..layers.by_uid import by_uid
from ..layers.categories import is_style_attribute
from ..layers.crowding import by_themselves
from ..layers.filtering import style_attribute
from ..layers.layer_style import put_renderer, style_of
from ..layers.leaders import Stand, with_leaders
from ..layers.palette import Palette
from ..layers.svg_symbol import svg_symbol
from ..layers.tally_icon import tally_svg
from ..model.language import is_right_to_left
from ..model.location import Precision
from ..model.record_filter import RecordFilter
from ..qgis_support.labels import show_always
from .content import SheetContent
from .markers import MARKER_MM, NUMBER_SIZE, Marked
from .page import INK
from .text import text_format


class Variables(NamedTuple):
    """Layout variables of one map: JSON, uid of a record → what is written beside it; stops: of their movement."""

    incidents: str
    movements: str
    stops: str
    names: str


MAIN = Variables("sheet_incident_numbers", "sheet_movement_numbers", "sheet_stop_numbers", "sheet_place_names")
DETAIL = Variables("sheet_detail_numbers", "sheet_detail_movements", "sheet_detail_stops", "sheet_detail_names")
NAME_SIZE = 7.0
CLEAR_MM = 0.6
"""Between a marker and the name of its place."""
STRONG_OBSTACLE = 2.0
"""The greatest factor QGIS knows: numbers keep off markers and arrows before all else."""
TALLY = "tally "
"""What the values of rings begin with, in place of style keys."""
WRAPPED_AT = 15
"""Characters of a line of numbers."""


def names_of_places(content: SheetContent, marked: Marked, metres_per_mm: float) -> Dict[str, str]:
    """Uid → name of the place at its marker, each name once.

    The gazetteer's name stands only where the marker does: not beside a point that lies some way off the place, nor
    where it could be taken for another's.
    """
    names: Dict[str, str] = {}
    for incident in content.placed_incidents.values():
        location = incident.location
        is_there = location.precision in SHARP or (
            location.precision is Precision.NEAR and (location.radius_m or 0.0) < MARKER_MM * metres_per_mm
        )
        name = (location.name_ar if is_right_to_left() else "") or location.name
        if is_there and name and incident.uid in marked.reach and name not in names.values():
            names[incident.uid] = name
    return names


def as_variable(numbers: Mapping[str, str]) -> str:
    """The mapping as a layout variable holds it."""
    return json.dumps(numbers, sort_keys=True, ensure_ascii=False)


def incidents_style(
    layer: QgsVectorLayer, wanted: RecordFilter, marked: Marked, variables: Variables, palette: Palette
) -> str:
    """The layer's present style as XML, labelled with the sheet's numbers, and names of places where there is room.

    wanted: what is drawn, whatever the window shows at present. marked: where markers and numbers stand.

    The layer itself is left as it is; a map item keeps such XML among its style overrides.
    """
    numbers = _around_marker(text_format(NUMBER_SIZE, INK, is_bold=True), variables.incidents)
    numbers.priority = 10
    show_always(numbers)
    names = _around_marker(text_format(NAME_SIZE, INK), variables.names)
    names.priority = 7
    names.offsetType = QgsPalLayerSettings.OffsetType.FromPoint
    _pin(numbers, marked.numbers)
    beyond = {uid: round(reach + CLEAR_MM, 1) for uid, reach in marked.reach.items()}
    _define(names, {"LabelDistance": by_uid(beyond, str(MARKER_MM))})
    root = QgsRuleBasedLabeling.Rule(None)
    for settings in (numbers, names):
        root.appendChild(QgsRuleBasedLabeling.Rule(settings))
    document = _relabelled(layer, QgsRuleBasedLabeling(root))
    renderer = by_themselves(layer.renderer())
    if renderer is not None and is_style_attribute(renderer.classAttribute()):
        stands = {uid: [Stand(place.right, place.down)] for uid, place in marked.places.items()}
        # Where no marker moves it is the layer's own renderer.
        placed = with_leaders(renderer, stands, marked.keys).clone()
        _count(placed, marked, style_attribute("incidents", wanted), palette)
        put_renderer(document, placed)
    return document.toString()


def _count(
    renderer: QgsCategorizedSymbolRenderer, marked: Marked, attribute: str, palette: Palette
) -> None:
    """Rings instead of the markers of what is counted; all else goes by the attribute."""
    values: Dict[str, str] = {}
    for number, tally in enumerate(marked.tallies):
        # Of a value that has no category nothing is drawn.
        values.update(dict.fromkeys(tally.uids, ""))
        values[tally.uids[0]] = f"{TALLY}{number}"
        keys = [parse_incident_key(marked.keys[uid]) for uid in tally.uids]
        colours = {actor: palette[actor].colour for key in keys for actor in (key.actor1, key.actor2)}
        svg = tally_svg([(key.actor1, key.actor2) for key in keys], colours)
        renderer.addCategory(QgsRendererCategory(f"{TALLY}{number}", svg_symbol(svg, INK, tally.width), ""))
    renderer.setClassAttribute(by_uid(values, attribute) or attribute)


def _pin(settings: QgsPalLayerSettings, middles: Mapping[str, QgsPointXY]) -> None:
    """Let the labels of these records have their middle there."""
    _define(settings, {
        "PositionX": by_uid({uid: round(point.x(), 6) for uid, point in middles.items()}, "NULL"),
        "PositionY": by_uid({uid: round(point.y(), 6) for uid, point in middles.items()}, "NULL"),
        "Hali": "'Center'", "Vali": "'Half'",
    })


def _define(settings: QgsPalLayerSettings, expressions: Mapping[str, str]) -> None:
    properties = settings.dataDefinedProperties()
    for name, expression in expressions.items():
        if expression:
            properties.setProperty(getattr(QgsPalLayerSettings.Property, name), QgsProperty.fromExpression(expression))
    settings.setDataDefinedProperties(properties)


def movements_style(layer: QgsVectorLayer, wanted: RecordFilter, marked: Marked, variables: Variables) -> str:
    """The layer's present style as XML, with the sheet's number beside each arrow."""
    settings = _around_marker(text_format(NUMBER_SIZE, INK, is_bold=True, is_italic=True), variables.movements)
    settings.priority = 9
    _pin(settings, marked.arrows)
    show_always(settings)
    return _filtered(_relabelled(layer, QgsVectorLayerSimpleLabeling(settings)), style_attribute("movements", wanted))


def stops_style(layer: QgsVectorLayer, wanted: RecordFilter, variables: Variables) -> str:
    """The layer's present style as XML, with a movement's number beside a stop without arrow, if there is room."""
    settings = _around_marker(
        text_format(NUMBER_SIZE, INK, is_bold=True, is_italic=True), variables.stops, "movement_uid"
    )
    settings.priority = 9
    return _filtered(_relabelled(layer, QgsVectorLayerSimpleLabeling(settings)), style_attribute("waypoints", wanted))


def filtered_style(layer: QgsVectorLayer, table: str, wanted: RecordFilter) -> str:
    """The present style as XML of a layer that is not labelled on sheets."""
    return _filtered(unlabelled(layer), style_attribute(table, wanted))


def unlabelled_style(layer: QgsVectorLayer) -> str:
    """The layer's present style as XML without its labels."""
    return unlabelled(layer).toString()


def unlabelled(layer: QgsVectorLayer) -> QDomDocument:
    """The layer's present style without its labels."""
    document = style_of(layer)
    document.documentElement().setAttribute("labelsEnabled", "0")
    return document


def _relabelled(layer: QgsVectorLayer, labeling: QgsAbstractVectorLayerLabeling) -> QDomDocument:
    """The style with other labels."""
    document = style_of(layer)
    root = document.documentElement()
    root.setAttribute("labelsEnabled", "1")
    root.removeChild(root.firstChildElement("labeling"))
    root.appendChild(labeling.save(document, QgsReadWriteContext()))
    return document


def _filtered(document: QDomDocument, attribute: str) -> str:
    """Let categories by style key go by another attribute."""
    renderer = document.documentElement().firstChildElement("renderer-v2")
    if is_style_attribute(renderer.attribute("attr")):
        renderer.setAttribute("attr", attribute)
    return document.toString()


def _around_marker(written: QgsTextFormat, variable: str, column: str = "uid") -> QgsPalLayerSettings:
    """A label from a layout variable at the nearest free place beside the marker, off markers and arrows.

    column: by which the variable is looked up.
    """
    settings = QgsPalLayerSettings()
    settings.fieldName = f"map_get(json_to_map(@{variable}), {QgsExpression.quotedColumnRef(column)})"
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
