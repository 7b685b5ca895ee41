"""Map themes of QGIS, chosen in the Layers panel's own menu: how much of the uncertainty is drawn, or numbers only."""

from typing import List, Set

from qgis.core import QgsMapLayer, QgsMapThemeCollection, QgsProject, QgsVectorLayer

from ..casefile.style_keys import parse_incident_key
from ..qgis_support.legend_keys import legend_key
from ..qgis_support.translation import tr
from .categories import is_style_attribute
from .crowd_styles import COUNTED, usual_style
from .crowding import within
from .styling import LOOKS, TABLE_PROPERTY

POINTS, BOTH, AREAS, NUMBERS = "points", "both", "areas", "numbers"
VARIANTS = (POINTS, BOTH, AREAS, NUMBERS)


def theme_name(variant: str) -> str:
    """The name of a variant in QGIS's menu."""
    names = {
        POINTS: tr("Exact points only"), BOTH: tr("Points with areas"), AREAS: tr("Areas only"),
        NUMBERS: tr("Numbers where markers crowd"),
    }
    return names[variant]


def make_themes(project: QgsProject) -> None:
    """Write the themes anew: they name categories one by one, so they must follow when categories change.

    What the project shows besides casefiles, such as a basemap, is part of each, as a theme hides all it does not name.
    """
    themes = project.mapThemeCollection()
    for variant in VARIANTS:
        record = _theme(project, variant)
        # Writing a theme marks the project as changed.
        if themes.mapThemeState(theme_name(variant)) != record:
            themes.insert(theme_name(variant), record)


def are_current(project: QgsProject) -> bool:
    """Whether the themes have the layers that the project shows now; of the categories nothing is said."""
    theme = project.mapThemeCollection().mapThemeState(theme_name(BOTH))
    return [entry.layer() for entry in theme.layerRecords()] == _parts(project, BOTH)


def _parts(project: QgsProject, variant: str) -> List[QgsMapLayer]:
    """The layers of a theme: of a casefile those that it draws, of all others what is visible."""
    found = []
    for node in project.layerTreeRoot().findLayers():
        layer = node.layer()
        table = layer.customProperty(TABLE_PROPERTY) if layer is not None else None
        if layer is not None and (_is_part(table, variant) if table in LOOKS else node.isVisible()):
            found.append(layer)
    return found


def _theme(project: QgsProject, variant: str) -> QgsMapThemeCollection.MapThemeRecord:
    theme = QgsMapThemeCollection.MapThemeRecord()
    for layer in _parts(project, variant):
        table = layer.customProperty(TABLE_PROPERTY)
        entry = QgsMapThemeCollection.MapThemeLayerRecord(layer)
        entry.isVisible = True
        if table in LOOKS and LOOKS[table].is_counted and COUNTED in layer.styleManager().styles():
            entry.usingCurrentStyle = True
            entry.currentStyle = COUNTED if variant == NUMBERS else usual_style(layer)
        if variant == POINTS and table == "incidents":
            entry.usingLegendItems = True
            entry.checkedLegendItems = _sharp_entries(layer)
        theme.addLayerRecord(entry)
    return theme


def _is_part(table: str, variant: str) -> bool:
    return variant == BOTH or (table == "location_areas") == (variant == AREAS)


def _sharp_entries(layer: QgsVectorLayer) -> Set[str]:
    """The legend entries of the incidents whose place is known to the spot, the site or the named place."""
    renderer = layer.renderer()
    categories = within(renderer)
    if categories is None or not is_style_attribute(categories.classAttribute()):
        return {item.ruleKey() for item in renderer.legendSymbolItems()}
    return {
        legend_key(category, place) for place, category in enumerate(categories.categories())
        if _is_sharp(category.value())
    }


def _is_sharp(value: object) -> bool:
    """Whether a category is of places known sharply; one for all other values, which a user may add, is not."""
    try:
        return parse_incident_key(str(value)).certainty == "sharp"
    except ValueError:
        return False
