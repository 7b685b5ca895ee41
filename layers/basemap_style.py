"""The look of the basemap on one of its grounds: what is drawn how, from which scale on."""

from typing import Dict

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsRuleBasedLabeling,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from ..qgis_support.translation import tr
from .country_names import latin_country
from .grounds import Ground
from .labels import set_obstacle, text_format

COUNTRY_SCALES = (1_500_000, 60_000_000)
DISTRICT_SCALES = (200_000, 9_000_000)
TOWN_SCALES = (40_000_000, 5_000_000, 2_000_000)
"""Scale denominators: the smallest scale at which towns of rank 1, 2 and 3 are there."""


def style_countries(layer: QgsVectorLayer, ground: Ground) -> None:
    """Libya lighter and with a stronger border; the neighbours named."""
    libya = _fill(ground.libya, ground.libya_border, 0.45)
    others = _fill(ground.land, ground.border, 0.25)
    renderer = QgsCategorizedSymbolRenderer(
        "ISO_A3",
        [QgsRendererCategory("LBY", libya, tr("Libya")), QgsRendererCategory("", others, tr("Other countries"))],
    )
    layer.setRenderer(renderer)
    names = latin_country()
    settings = _label_settings(names, text_format(8, ground.district_name, 0), COUNTRY_SCALES)
    settings.placement = QgsPalLayerSettings.Placement.Horizontal
    settings.priority = 1
    # What is below must not push the labels of records away.
    set_obstacle(settings, False)
    _label(layer, settings)


def style_disputed_borders(layer: QgsVectorLayer, ground: Ground) -> None:
    """Dashed, as the convention is for borders that are not agreed."""
    symbol = QgsLineSymbol.createSimple({
        "line_color": ground.border, "line_width": "0.25", "line_style": "dash",
    })
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def style_districts(layer: QgsVectorLayer, ground: Ground) -> None:
    """Thin outlines and pale names."""
    symbol = QgsFillSymbol.createSimple({
        "style": "no", "outline_color": ground.district_line, "outline_width": "0.2", "outline_style": "solid",
    })
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    form = text_format(7, ground.district_name, 0, is_italic=True)
    settings = _label_settings('"name"', form, DISTRICT_SCALES)
    settings.placement = QgsPalLayerSettings.Placement.Horizontal
    settings.priority = 2
    # What is below must not push the labels of records away.
    set_obstacle(settings, False)
    _label(layer, settings)


def style_towns(layer: QgsVectorLayer, ground: Ground, ranks: int) -> None:
    """Small rings; the more important a town, the smaller the scale at which it is there with its name."""
    symbols = QgsRuleBasedRenderer.Rule(None)
    names = QgsRuleBasedLabeling.Rule(None)
    for rank, scale in zip(range(1, ranks + 1), TOWN_SCALES):
        only = f'"rank" = {rank}'
        ring = QgsMarkerSymbol.createSimple({
            "name": "circle", "size": "1.2", "color": ground.rim, "outline_color": ground.town, "outline_width": "0.3",
        })
        symbols.appendChild(QgsRuleBasedRenderer.Rule(ring, 0, scale, only))
        name = QgsRuleBasedLabeling.Rule(_town_label(ground, rank, scale))
        name.setFilterExpression(only)
        names.appendChild(name)
    layer.setRenderer(QgsRuleBasedRenderer(symbols))
    layer.setLabeling(QgsRuleBasedLabeling(names))
    layer.setLabelsEnabled(True)


def _town_label(ground: Ground, rank: int, scale: int) -> QgsPalLayerSettings:
    """Smaller letters, and a weaker claim to a place, for a lesser town."""
    form = text_format(7.5 - 0.5 * (rank - 1), ground.town, 0.5, rim=ground.rim)
    settings = _label_settings('"name"', form, (0, scale))
    settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    settings.offsetType = QgsPalLayerSettings.OffsetType.FromSymbolBounds
    # So far off that a town keeps its name beside the marker of an incident there.
    settings.dist = 1.6
    settings.priority = 5 - rank
    return settings


def _fill(colour: str, outline: str, width_mm: float) -> QgsFillSymbol:
    properties: Dict[str, str] = {"color": colour, "outline_color": outline, "outline_width": str(width_mm)}
    return QgsFillSymbol.createSimple({**properties, "outline_style": "solid", "joinstyle": "round"})


def _label_settings(expression: str, form: QgsTextFormat, scales: tuple) -> QgsPalLayerSettings:
    largest, smallest = scales
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.setFormat(form)
    settings.distUnits = QgsUnitTypes.RenderUnit.RenderMillimeters
    settings.scaleVisibility = True
    settings.maximumScale = largest
    settings.minimumScale = smallest
    return settings


def _label(layer: QgsVectorLayer, settings: QgsPalLayerSettings) -> None:
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
