"""Names on the base map in the language of the sheet."""

from typing import Dict, Iterable

from qgis.core import QgsMapLayer

from ..layers.basemap_names import name_expression, with_names
from ..model.language import ARABIC, ENGLISH, has_table, is_right_to_left, spoken


def names_in_language(layers: Iterable[QgsMapLayer]) -> Dict[str, str]:
    """Layer id → its present style as XML with Arabic or French names; an English sheet shows what the window does."""
    if not has_table(spoken()):
        return {}
    way = ARABIC if is_right_to_left() else ENGLISH
    expressions = {layer: name_expression(layer, way) for layer in layers}
    return {layer.id(): with_names(layer, names).toString() for layer, names in expressions.items() if names}
