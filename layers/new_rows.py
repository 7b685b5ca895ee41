"""Rows that QGIS's own tools added: drawn modestly from the first moment on, until they are brought in step."""

from qgis.core import (
    QgsExpression,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRendererCategory,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..model.codes import code_list
from ..qgis_support.translation import tr
from .categories import has_rows, is_style_attribute, stance_is_drawn
from .colours import DARK, LIGHT
from .crowding import refitted, within

NEW_ROW = "new"
"""The style key that QGIS's form puts in. It cannot be parsed, so that such a row counts nowhere else."""


def draw_new_rows(layer: QgsVectorLayer) -> None:
    """Give an edited layer a category for its new rows, and take it away when the edit mode ends and there are none.

    A renderer that does not go by the style key is the user's own and is left alone.
    """
    worn = layer.renderer()
    renderer = within(worn)
    if renderer is None or not is_style_attribute(renderer.classAttribute()):
        return
    place = renderer.categoryIndexForValue(NEW_ROW)
    if (place >= 0) == (layer.isEditable() or has_rows(layer, NEW_ROW)):
        return
    fresh = renderer.clone()
    if place < 0:
        fresh.addCategory(QgsRendererCategory(NEW_ROW, _symbol(layer), tr("Not yet brought in step")))
    else:
        fresh.deleteCategory(place)
    layer.setRenderer(refitted(worn, fresh))
    layer.triggerRepaint()


def _symbol(layer: QgsVectorLayer) -> QgsSymbol:
    """A grey circle or line; none on sheets, nor of what is denied."""
    if layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry:
        symbol = QgsMarkerSymbol.createSimple({
            "name": "circle", "color": LIGHT, "outline_color": DARK, "outline_style": "dot", "outline_width": "0.4",
            "size": "3.2",
        })
    else:
        symbol = QgsLineSymbol.createSimple({"line_color": DARK, "line_style": "dot", "line_width": "0.6"})
    drawn = ", ".join(QgsExpression.quotedString(stance) for stance in code_list("stances") if stance_is_drawn(stance))
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyLayerEnabled,
        QgsProperty.fromExpression(f"@layout_name IS NULL AND \"stance\" IN ({drawn})"),
    )
    return symbol
