"""Names on the base map: as the gazetteer spells them, in Arabic, or both."""

from typing import Callable

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from ..model.language import ARABIC, ENGLISH, is_right_to_left
from ..model.steps import Steps, at_once
from .basemap import basemap_group, preparing_basemap
from .country_names import latin_country, named_country
from .layer_style import style_of

BOTH = "both"
WAYS = (ENGLISH, ARABIC, BOTH)
NAMES_PROPERTY = "libya_incident_mapper/names"
"""The custom property of the basemap's group that says which names are shown."""

_COLUMN, _COLUMN_AR = '"name"', "nullif(\"name_ar\", '')"


def name_expression(layer: QgsMapLayer, way: str) -> str:
    """The expression for names of that way (of `WAYS`); empty for a layer that has no names in two languages.

    Layers with a column of Arabic names show these; other countries are named from our own list, those of the way
    "English" in French where that is spoken, and Libya is not named.
    """
    columns = layer.fields().names() if isinstance(layer, QgsVectorLayer) else ()
    if "name_ar" in columns:
        return {
            ENGLISH: _COLUMN, ARABIC: f"coalesce({_COLUMN_AR}, {_COLUMN})",
            BOTH: f"{_COLUMN} || coalesce('\\n' || {_COLUMN_AR}, '')",
        }[way]
    if "NAME" in columns and "ISO_A3" in columns:
        latin, arabic = latin_country(), named_country(ARABIC)
        return {ENGLISH: latin, ARABIC: arabic, BOTH: f"concat({latin}, '\\n' || nullif({arabic}, ''))"}[way]
    return ""


def with_names(layer: QgsVectorLayer, expression: str) -> QDomDocument:
    """The layer's present style with this expression for every label."""
    document = style_of(layer)
    texts = document.elementsByTagName("text-style")
    for place in range(texts.count()):
        label = texts.at(place).toElement()
        label.setAttribute("fieldName", expression)
        label.setAttribute("isExpression", "1")
    return document


def load_named_basemap(project: QgsProject) -> None:
    """The basemap, if the project has none yet; with Arabic names where Arabic is spoken."""
    at_once(preparing_named_basemap(project))()


def preparing_named_basemap(project: QgsProject) -> Steps[Callable[[], None]]:
    """All of `load_named_basemap` that leaves the project as it is, in steps; gives what does the rest."""
    put = yield from preparing_basemap(project)

    def put_named() -> None:
        is_new = basemap_group(project) is None
        put()
        if is_new and is_right_to_left():
            show_names(project, ARABIC)

    return put_named


def show_names(project: QgsProject, way: str) -> None:
    """Let the basemap of the project show names of that way from now on."""
    group = basemap_group(project)
    if group is None:
        return
    group.setCustomProperty(NAMES_PROPERTY, way)
    for node in group.findLayers():
        expression = name_expression(node.layer(), way)
        if expression:
            node.layer().importNamedStyle(with_names(node.layer(), expression))
            node.layer().triggerRepaint()


def names_shown(project: QgsProject) -> str:
    """Which way the basemap shows names now; English unless another was chosen."""
    group = basemap_group(project)
    way = group.customProperty(NAMES_PROPERTY) if group is not None else None
    return way if way in WAYS else ENGLISH
