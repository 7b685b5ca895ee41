"""Labels of incidents and movements: plain text, free of each other and of the markers, in Latin and Arabic script."""

from qgis.core import (
    QgsAbstractVectorLayerLabeling,
    QgsExpression,
    QgsPalLayerSettings,
    QgsProperty,
    QgsPropertyCollection,
    QgsRuleBasedLabeling,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from ..casefile.style_keys import BAR
from ..qgis_support.translation import tr
from .colours import DARK, LIGHT
from .incident_style import SIZES_MM
from .label_words import LABEL, incident_label, movement_label

FAMILIES = ["Open Sans", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", "Arial"]
"""The first one at hand is used; Open Sans has no Arabic letters, which Qt then takes from one of the others."""

BLANK = "\u2003\u2002"
BLANK_POINTS = 7.5
"""Spaces of one and a half em, which at this size fill the body of an incident's marker: 4.0 by 3.6 mm."""

MOST_ARROWS, MOST_MARKERS = 50, 150
"""Labels of arrows and of markers at once: QGIS weighs their positions against each other, which for 150 arrows takes
ten times, and for 490 markers twice, as long as all else (3.22)."""
MANY = 500
"""From this many rows on, labels are prepared but switched off until the user wants them: QGIS works out what a label
must not cover for every row in view, even at scales where none is shown, which doubles the time of a draw (3.22)."""


def text_format(
    points: float, colour: str = DARK, buffer_mm: float = 0.7, is_italic: bool = False, rim: str = LIGHT
) -> QgsTextFormat:
    """Letters of that size with a rim, so that they can be read on any ground."""
    font = QFont(FAMILIES[0])
    font.setItalic(is_italic)
    form = QgsTextFormat()
    form.setFont(font)
    form.setFamilies(FAMILIES)
    form.setSize(points)
    form.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    form.setColor(QColor(colour))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(buffer_mm > 0)
    buffer.setSize(buffer_mm)
    buffer.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    buffer.setColor(QColor(rim))
    buffer.setOpacity(0.85)
    form.setBuffer(buffer)
    return form


def label_incidents(layer: QgsVectorLayer) -> None:
    """Beside the markers, where there is room; a label that could only stand on a marker is left out.

    Of very many markers within the window some have labels.
    """
    names = _settings(text_format(7.5), incident_label())
    names.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    # Not from the symbol's bounds, which reach to the place from which a marker was moved.
    names.offsetType = QgsPalLayerSettings.OffsetType.FromPoint
    names.setDataDefinedProperties(_beside_marker())
    names.priority = 6
    _keep_to(MOST_MARKERS, names)
    labeling = markers_kept_free()
    labeling.rootRule().appendChild(_rule(names, tr("Labels")))
    _apply(layer, labeling)


def markers_kept_free() -> QgsRuleBasedLabeling:
    """No words, but an empty label as large as the marker on every marker, or on the number for all of a crowd.

    QGIS keeps labels off each other without fail, but off markers only where another position is free (3.22).
    """
    settings = QgsPalLayerSettings()
    settings.fieldName = QgsExpression.quotedString(BLANK)
    settings.isExpression = True
    settings.setFormat(text_format(BLANK_POINTS, buffer_mm=0))
    settings.placement = QgsPalLayerSettings.Placement.OverPoint
    settings.displayAll = True
    settings.priority = 10
    root = QgsRuleBasedLabeling.Rule(None)
    root.appendChild(_rule(settings, tr("Room for the markers")))
    return QgsRuleBasedLabeling(root)


def _rule(settings: QgsPalLayerSettings, description: str) -> QgsRuleBasedLabeling.Rule:
    # As an obstacle a marker would also keep off labels that only come near it, such as its town's name.
    set_obstacle(settings, False)
    rule = QgsRuleBasedLabeling.Rule(settings)
    rule.setDescription(description)
    return rule


def _keep_to(most: int, settings: QgsPalLayerSettings) -> None:
    thinned = settings.thinningSettings()
    thinned.setLimitNumberLabelsEnabled(True)
    thinned.setMaximumNumberLabels(most)
    settings.setThinningSettings(thinned)


def _beside_marker() -> QgsPropertyCollection:
    """Clear of the marker and the flag at its corner; its size is the last part of the style key."""
    steps = ", ".join(f"'{step}', {0.6 * size + 0.8:.1f}" for step, size in SIZES_MM.items())
    properties = QgsPropertyCollection()
    properties.setProperty(
        QgsPalLayerSettings.Property.LabelDistance,
        QgsProperty.fromExpression(f"map_get(map({steps}), array_last(string_to_array(\"style_key\", '{BAR}')))"),
    )
    return properties


def label_movements(layer: QgsVectorLayer) -> None:
    """Along the arrow, above or below it; of very many arrows within the window, some of them."""
    settings = _settings(text_format(7.5, is_italic=True), movement_label())
    settings.placement = QgsPalLayerSettings.Placement.Line
    settings.dist = 1.2
    settings.priority = 6
    _keep_to(MOST_ARROWS, settings)
    _apply(layer, QgsVectorLayerSimpleLabeling(settings))


def keep_labels_off(layer: QgsVectorLayer) -> None:
    """No labels of its own, and none of other layers on top of its markers."""
    settings = QgsPalLayerSettings()
    settings.drawLabels = False
    set_obstacle(settings, True)
    _apply(layer, QgsVectorLayerSimpleLabeling(settings))


def set_obstacle(settings: QgsPalLayerSettings, is_obstacle: bool) -> None:
    """Whether labels of any layer avoid the features that these settings label."""
    obstacle = settings.obstacleSettings()
    obstacle.setIsObstacle(is_obstacle)
    settings.setObstacleSettings(obstacle)


def _settings(form: QgsTextFormat, words: str) -> QgsPalLayerSettings:
    """A label that says what the expression gives: no HTML, which is off unless asked for."""
    settings = QgsPalLayerSettings()
    # A bare column needs no expression.
    settings.fieldName, settings.isExpression = ("label", False) if words == LABEL else (words, True)
    settings.setFormat(form)
    settings.distUnits = QgsUnitTypes.RenderUnit.RenderMillimeters
    return settings


def _apply(layer: QgsVectorLayer, labeling: QgsAbstractVectorLayerLabeling) -> None:
    layer.setLabeling(labeling)
    layer.setLabelsEnabled(layer.featureCount() <= MANY)
