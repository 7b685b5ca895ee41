"""Names on the base map in the language of the sheet."""

from typing import Iterator

from qgis.core import QgsExpression, QgsMapLayer, QgsMapLayerStyle, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from ..model.language import catalogue, is_right_to_left, spoken

NAME, NAME_AR, COUNTRY = '"name"', "name_ar", "NAME"
NEIGHBOURS = ("Egypt", "Tunisia", "Algeria", "Niger", "Chad", "Sudan", "Malta", "Italy", "Greece")
"""As QGIS's world map names them."""


def named_in_language(layer: QgsMapLayer) -> Iterator[str]:
    """The layer's present style as XML with its names in the language asked for; nothing where they are so already.

    Layers that have a column of Arabic names show these; countries are named from our own list of words.
    """
    if not is_right_to_left() or not isinstance(layer, QgsVectorLayer):
        return
    columns = layer.fields().names()
    if NAME_AR in columns:
        yield _with_names(layer, f'coalesce(nullif("{NAME_AR}", \'\'), {NAME})')
    elif COUNTRY in columns and "ISO_A3" in columns:
        yield _with_names(layer, _countries())


def _countries() -> str:
    """The neighbours by their names in our catalogue; Libya, and whoever is not in it, is not named."""
    known = catalogue(spoken())
    cases = " ".join(
        f'WHEN "{COUNTRY}" = {QgsExpression.quotedString(english)} THEN {QgsExpression.quotedString(known[english])}'
        for english in NEIGHBOURS
    )
    return f"CASE {cases} ELSE '' END"


def _with_names(layer: QgsVectorLayer, expression: str) -> str:
    """The style with this expression for every label; changed as XML, because a clone would open its file once more."""
    style = QgsMapLayerStyle()
    style.readFromLayer(layer)
    document = QDomDocument()
    document.setContent(style.xmlData())
    texts = document.elementsByTagName("text-style")
    for place in range(texts.count()):
        label = texts.at(place).toElement()
        label.setAttribute("fieldName", expression)
        label.setAttribute("isExpression", "1")
    return document.toString()
