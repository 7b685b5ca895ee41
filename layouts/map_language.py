"""Names on the base map in the language of the sheet."""

from typing import Dict, Iterable

from qgis.core import QgsExpression, QgsMapLayer, QgsVectorLayer

from ..model.language import catalogue, is_right_to_left, spoken
from .layer_style import style_of

NAME, NAME_AR, COUNTRY = '"name"', "name_ar", "NAME"
NEIGHBOURS = ("Egypt", "Tunisia", "Algeria", "Niger", "Chad", "Sudan", "Malta", "Italy", "Greece")
"""As QGIS's world map names them."""


def names_in_language(layers: Iterable[QgsMapLayer]) -> Dict[str, str]:
    """Layer id → its present style as XML with its names in the language asked for, for those that have such names.

    Layers that have a column of Arabic names show these; countries are named from our own list of words.
    """
    styles: Dict[str, str] = {}
    for layer in layers if is_right_to_left() else ():
        columns = layer.fields().names() if isinstance(layer, QgsVectorLayer) else ()
        if NAME_AR in columns:
            styles[layer.id()] = _with_names(layer, f'coalesce(nullif("{NAME_AR}", \'\'), {NAME})')
        elif COUNTRY in columns and "ISO_A3" in columns:
            styles[layer.id()] = _with_names(layer, _countries())
    return styles


def _countries() -> str:
    """The neighbours by their names in our catalogue; Libya, and whoever is not in it, is not named."""
    known = catalogue(spoken())
    cases = " ".join(
        f'WHEN "{COUNTRY}" = {QgsExpression.quotedString(english)} THEN {QgsExpression.quotedString(known[english])}'
        for english in NEIGHBOURS
    )
    return f"CASE {cases} ELSE '' END"


def _with_names(layer: QgsVectorLayer, expression: str) -> str:
    """The style with this expression for every label."""
    document = style_of(layer)
    texts = document.elementsByTagName("text-style")
    for place in range(texts.count()):
        label = texts.at(place).toElement()
        label.setAttribute("fieldName", expression)
        label.setAttribute("isExpression", "1")
    return document.toString()
