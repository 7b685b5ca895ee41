"""Two styles of the layer of incidents, between which map themes switch: fanned out with labels, or counted.

QGIS keeps each style of a layer as XML of its own and changes the worn one alone, so the other is written anew whenever
categories or the filter change; otherwise records would be missing from the map after a switch.
"""

from qgis.core import QgsMapLayerStyle, QgsReadWriteContext, QgsVectorLayer

from .crowding import counted, spread, within
from .labels import MANY
from .layer_style import style_of

COUNTED = "counted"


def keep_in_step(layer: QgsVectorLayer) -> None:
    """Write the style that the layer does not wear from the one that it wears; a user's own renderer has no other."""
    categories, manager = within(layer.renderer()), layer.styleManager()
    if categories is None:
        return
    wears_counted = manager.currentStyle() == COUNTED
    # A cluster covers places of which none is that of its label.
    has_labels = wears_counted and layer.featureCount() <= MANY
    renderer = spread(categories, layer) if wears_counted else counted(categories)
    document = style_of(layer)
    root = document.documentElement()
    element = renderer.save(document, QgsReadWriteContext())
    root.replaceChild(element, root.firstChildElement("renderer-v2"))
    root.setAttribute("labelsEnabled", "1" if has_labels else "0")
    # Or a switch would bring back the properties that the layer had when this was written; without any it has its own.
    root.removeChild(root.firstChildElement("customproperties"))
    other = usual_style(layer) if wears_counted else COUNTED
    manager.removeStyle(other)
    manager.addStyle(other, QgsMapLayerStyle(document.toString()))


def usual_style(layer: QgsVectorLayer) -> str:
    """The style beside the counted one: what the layer had before there were two."""
    manager = layer.styleManager()
    if manager.currentStyle() != COUNTED:
        return manager.currentStyle()
    others = [name for name in manager.styles() if name != COUNTED]
    return next(filter(manager.isDefault, others), others[0])
