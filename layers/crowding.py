"""Several incidents at one place: QGIS's own fan around the place, or one mark with their number."""

from typing import Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsFontMarkerSymbolLayer,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsPointDisplacementRenderer,
    QgsPointDistanceRenderer,
    QgsProperty,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from .colours import DARK, LIGHT
from .labels import FAMILIES, MANY

NEAR_MM = 3.0
"""Markers nearer to each other than this hide each other's glyphs."""

CLEARANCE_MM = -1.2
"""What the ring's radius has beyond the markers' diagonals: less than nothing, as the corners of a marker are empty.

A fan has to stay small: on a sheet of the whole country a millimetre is several kilometres.
"""

TOGETHER_MM, DISC_MM = 8.0, 5.5
"""Markers nearer to each other than the first are counted; the disc for one of them would be as large as the second."""

MANY_SIDES = "#6e6e6e"


def fan_out(renderer: QgsCategorizedSymbolRenderer) -> QgsPointDisplacementRenderer:
    """The renderer within QGIS's point displacement: markers near each other stand on a ring around a dot."""
    fan = QgsPointDisplacementRenderer()
    fan.setEmbeddedRenderer(renderer.clone())
    fan.setPlacement(QgsPointDisplacementRenderer.Placement.Ring)
    fan.setTolerance(NEAR_MM)
    fan.setToleranceUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    fan.setCircleRadiusAddition(CLEARANCE_MM)
    fan.setCircleColor(QColor(DARK))
    fan.setCircleWidth(0.15)
    # An attribute to label the fan with would be drawn in a font of its own, outside the labels of the layer.
    fan.setLabelAttributeName("")
    fan.setCenterSymbol(QgsMarkerSymbol.createSimple({"name": "circle", "size": "0.9", "color": DARK}))
    return fan


def spread(renderer: QgsCategorizedSymbolRenderer, layer: QgsVectorLayer) -> QgsFeatureRenderer:
    """The renderer fanned out where the layer allows it."""
    return fan_out(renderer) if is_crowdable(layer) else renderer


def counted(renderer: QgsCategorizedSymbolRenderer) -> QgsPointClusterRenderer:
    """The renderer within QGIS's clusters: one disc with a number for markers near each other.

    The disc has the colour of the first side where that is one and the same in all of them, and is grey where not. It
    grows a little with the number. QGIS 3.22 takes ten times as long for it as for the markers by themselves (8 s for
    100,000). `@cluster_color` and `@cluster_size` are variables of QGIS itself.
    """
    disc = QgsSimpleMarkerSymbolLayer.create({
        "name": "circle", "color": MANY_SIDES, "outline_color": LIGHT, "outline_width": "0.6",
        "outline_width_unit": "MM", "size": str(DISC_MM), "size_unit": "MM",
    })
    disc.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyFillColor,
        QgsProperty.fromExpression("@cluster_color"),
    )
    disc.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertySize, QgsProperty.fromExpression(f"{DISC_MM} + 1.5 * log10(@cluster_size)")
    )
    number = QgsFontMarkerSymbolLayer.create({
        "chr": "0", "font": FAMILIES[0], "font_style": "Bold", "size": "3.6", "size_unit": "MM", "color": LIGHT,
        "outline_color": DARK, "outline_width": "0.25", "outline_width_unit": "MM", "offset": "0,-0.3",
        "offset_unit": "MM",
    })
    number.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyCharacter, QgsProperty.fromExpression("@cluster_size")
    )
    mark = QgsMarkerSymbol()
    mark.changeSymbolLayer(0, disc)
    mark.appendSymbolLayer(number)
    clusters = QgsPointClusterRenderer()
    clusters.setEmbeddedRenderer(renderer.clone())
    clusters.setTolerance(TOGETHER_MM)
    clusters.setToleranceUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    clusters.setClusterSymbol(mark)
    return clusters


def is_crowdable(layer: QgsVectorLayer) -> bool:
    """Whether the layer has few enough rows to be fanned out: with 100,000, displacement takes 26 times as long."""
    return layer.featureCount() <= MANY


def is_outgrown(renderer: QgsFeatureRenderer, layer: QgsVectorLayer) -> bool:
    """Whether a fan is worn by a layer that has become too large for it."""
    return isinstance(renderer, QgsPointDisplacementRenderer) and not is_crowdable(layer)


def within(renderer: QgsFeatureRenderer) -> Optional[QgsCategorizedSymbolRenderer]:
    """The categories of a renderer, fanned out, counted or neither; None for any other kind of renderer."""
    if isinstance(renderer, QgsPointDistanceRenderer):
        renderer = renderer.embeddedRenderer()
    return renderer if isinstance(renderer, QgsCategorizedSymbolRenderer) else None


def refitted(worn: QgsFeatureRenderer, categories: QgsCategorizedSymbolRenderer) -> QgsFeatureRenderer:
    """A copy of a renderer with other categories, within its fan or its clusters, whose settings stay."""
    if not isinstance(worn, QgsPointDistanceRenderer):
        return categories.clone()
    around = worn.clone()
    around.setEmbeddedRenderer(categories.clone())
    return around
