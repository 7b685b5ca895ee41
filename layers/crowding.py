"""Several incidents near each other: one mark with their number."""

from typing import Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsFontMarkerSymbolLayer,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsPointDistanceRenderer,
    QgsProperty,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsUnitTypes,
)

from .colours import DARK, LIGHT
from .labels import FAMILIES

TOGETHER_MM, DISC_MM, GROWTH_MM = 9.0, 5.5, 1.2
"""Markers nearer to each other than the first are counted; the disc for one would be as large as the second, and grows
by the third for ten, hundred and so on, so that discs of hundreds still stand beside each other."""

MANY_SIDES = "#6e6e6e"


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
        QgsSymbolLayer.Property.PropertySize,
        QgsProperty.fromExpression(f"{DISC_MM} + {GROWTH_MM} * log10(@cluster_size)"),
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


def within(renderer: QgsFeatureRenderer) -> Optional[QgsCategorizedSymbolRenderer]:
    """The categories of a renderer, within clusters or not; None for any other kind of renderer."""
    if isinstance(renderer, QgsPointDistanceRenderer):
        renderer = renderer.embeddedRenderer()
    return renderer if isinstance(renderer, QgsCategorizedSymbolRenderer) else None


def refitted(worn: QgsFeatureRenderer, categories: QgsCategorizedSymbolRenderer) -> QgsFeatureRenderer:
    """A copy of a renderer with other categories; its clusters, order and symbol levels stay."""
    own = within(worn)
    if own is None:
        return categories.clone()
    own = own.clone()
    own.deleteAllCategories()
    own.setClassAttribute(categories.classAttribute())
    for category in categories.categories():
        own.addCategory(category)
    if not isinstance(worn, QgsPointDistanceRenderer):
        return own
    around = worn.clone()
    around.setEmbeddedRenderer(own)
    return around
