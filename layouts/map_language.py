"""Names on the base map in the language of the sheet."""

from typing import Dict, Iterable

from qgis.core import QgsMapLayer

from ..layers.basemap_names import name_expression, with_names
from ..model.language import is_right_to_left, spoken


def names_in_language(layers: Iterable[QgsMapLayer]) -> Dict[str, str]:
    """Layer id → its present style as XML with Arabic names on an Arabic sheet; others show what the window shows."""
    expressions = {layer: name_expression(layer, spoken()) for layer in layers} if is_right_to_left() else {}
    return {layer.id(): with_names(layer, names).toString() for layer, names in expressions.items() if names}
