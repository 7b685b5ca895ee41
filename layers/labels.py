"""Labels of incidents and movements: plain text, free of each other and of the markers, in Latin and Arabic script."""

from qgis.core import (
    QgsPalLayerSettings,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from .colours import DARK, LIGHT

FAMILIES = ["Open Sans", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", "Arial"]
"""The first one at hand is used; Open Sans has no Arabic letters, which Qt then takes from one of the others."""

LABEL = "label"
MANY = 500
"""From this many rows on, labels wait until the map is large enough to hold some of them."""

MANY_LABELS_SCALE = 1_000_000


def text_format(points: float, colour: str = DARK, buffer_mm: float = 0.7, is_italic: bool = False) -> QgsTextFormat:
    """Letters of that size with a white rim, so that they can be read on any ground."""
    font = QFont(FAMILIES[0])
    font.setItalic(is_italic)
    form = QgsTextFormat()
    form.setFont(font)
    form.setFamilies(FAMILIES)
    form.setSize(points)
    form.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    form.setColor(QColor(colour))
    rim = QgsTextBufferSettings()
    rim.setEnabled(buffer_mm > 0)
    rim.setSize(buffer_mm)
    rim.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    rim.setColor(QColor(LIGHT))
    rim.setOpacity(0.85)
    form.setBuffer(rim)
    return form


def label_incidents(layer: QgsVectorLayer) -> None:
    """Beside the markers, where there is room; none covers a marker."""
    settings = _settings(layer, text_format(7.5))
    settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    settings.offsetType = QgsPalLayerSettings.OffsetType.FromSymbolBounds
    settings.dist = 0.4
    settings.priority = 8
    _apply(layer, settings)


def label_movements(layer: QgsVectorLayer) -> None:
    """Along the arrow, above or below it."""
    settings = _settings(layer, text_format(7.5, is_italic=True))
    settings.placement = QgsPalLayerSettings.Placement.Line
    settings.dist = 1.2
    settings.priority = 6
    _apply(layer, settings)


def keep_labels_off(layer: QgsVectorLayer) -> None:
    """No labels of its own, and none of other layers on top of its markers."""
    settings = QgsPalLayerSettings()
    settings.drawLabels = False
    obstacle = settings.obstacleSettings()
    obstacle.setIsObstacle(True)
    settings.setObstacleSettings(obstacle)
    _apply(layer, settings)


def _settings(layer: QgsVectorLayer, form: QgsTextFormat) -> QgsPalLayerSettings:
    """The column `label` as it stands: no expression, and no HTML, which is off unless asked for."""
    settings = QgsPalLayerSettings()
    settings.fieldName = LABEL
    settings.isExpression = False
    settings.setFormat(form)
    settings.distUnits = QgsUnitTypes.RenderUnit.RenderMillimeters
    if layer.featureCount() > MANY:
        settings.scaleVisibility = True
        settings.minimumScale = MANY_LABELS_SCALE
        settings.maximumScale = 0
    return settings


def _apply(layer: QgsVectorLayer, settings: QgsPalLayerSettings) -> None:
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
