"""Names on the base map in the language of the sheet."""

from typing import Dict, Iterable

from qgis.core import QgsMapLayer, QgsProject

from ..layers.basemap_names import name_expression, names_shown, with_names
from ..model.language import ARABIC, ENGLISH, has_table, is_right_to_left, spoken


def names_in_language(layers: Iterable[QgsMapLayer], project: QgsProject) -> Dict[str, str]:
    """Layer id → its present style as XML with the names of the sheet's language, where the window shows others."""
    shown = names_shown(project)
    way = ARABIC if is_right_to_left() else ENGLISH if shown == ARABIC else shown
    if way == shown and not has_table(spoken()):
        return {}
    expressions = {layer: name_expression(layer, way) for layer in layers}
    return {layer.id(): with_names(layer, names).toString() for layer, names in expressions.items() if names}
