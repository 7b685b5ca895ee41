"""Several incidents at one place: QGIS's own fan around the place, so that none hides another."""

from typing import Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsMarkerSymbol,
    QgsPointDisplacementRenderer,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from .colours import DARK
from .labels import MANY

NEAR_MM = 3.0
"""Markers nearer to each other than this hide each other's glyphs."""

CLEARANCE_MM = -1.2
"""What the ring's radius has beyond the markers' diagonals: less than nothing, as the corners of a marker are empty.

A fan has to stay small: on a sheet of the whole country a millimetre is several kilometres.
"""


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


def is_crowdable(layer: QgsVectorLayer) -> bool:
    """Whether the layer has few enough rows to be fanned out: with 100,000, displacement takes 26 times as long."""
    return layer.featureCount() <= MANY


def within(renderer: QgsFeatureRenderer) -> Optional[QgsCategorizedSymbolRenderer]:
    """The categories of a renderer, fanned out or not; None for any other kind of renderer."""
    if isinstance(renderer, QgsPointDisplacementRenderer):
        renderer = renderer.embeddedRenderer()
    return renderer if isinstance(renderer, QgsCategorizedSymbolRenderer) else None


def refitted(worn: QgsFeatureRenderer, categories: QgsCategorizedSymbolRenderer) -> QgsFeatureRenderer:
    """A copy of a renderer with other categories, within the fan that it may have, which keeps its settings."""
    if not isinstance(worn, QgsPointDisplacementRenderer):
        return categories.clone()
    fan = worn.clone()
    fan.setEmbeddedRenderer(categories.clone())
    return fan
