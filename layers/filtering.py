"""The layers of a casefile show the records that were asked for: by actor, kind, status and grade.

What is not asked for has no category and so neither symbol nor label. A filter of the layer itself (its subset
string) is left to the user: set on a GeoPackage that is open for reading, it makes QGIS 3.22 keep the file in
write-ahead mode and count -1 rows. The period is not among the conditions: time is QGIS's own matter, whose canvas,
Temporal Controller and layout maps each have a period of their own.
"""

from typing import Dict, FrozenSet, List, Mapping, Tuple

from qgis.core import QgsExpression, QgsVectorLayer

from ..model.record_filter import RecordFilter
from .categories import is_style_attribute, style_key_where
from .crowd_styles import COUNTED, filter_in_step
from .crowding import within

ACTOR_COLUMNS: Dict[str, Tuple[str, ...]] = {
    "incidents": ("actor1", "actor2"), "movements": ("actor",), "waypoints": ("actor",),
    "location_areas": ("actor", "actor2"),
}


def apply_filter(layers: Mapping[str, QgsVectorLayer], wanted: RecordFilter) -> None:
    """Let each drawn layer draw what the filter asks for; a renderer of the user's own is left alone."""
    for table in ACTOR_COLUMNS:
        layer = layers.get(table)
        renderer = within(layer.renderer()) if layer is not None else None
        if renderer is None or not is_style_attribute(renderer.classAttribute()):
            continue
        # Asked for now: the renderer is gone when another one is set.
        before, attribute = renderer.classAttribute(), style_attribute(table, wanted)
        if before != attribute:
            changed = layer.renderer().clone()
            within(changed).setClassAttribute(attribute)
            layer.setRenderer(changed)
            if COUNTED in layer.styleManager().styles():
                filter_in_step(layer, before, attribute)
            layer.triggerRepaint()


def style_attribute(table: str, wanted: RecordFilter) -> str:
    """What the categories go by: the style key, of all rows or of those that the filter lets pass."""
    return style_key_where(condition(ACTOR_COLUMNS[table], wanted))


def condition(actor_columns: Tuple[str, ...], wanted: RecordFilter) -> str:
    """The filter as an expression of QGIS, every value quoted by QGIS; empty where every row passes."""
    parts: List[str] = []
    if wanted.actors:
        parts.append(" OR ".join(_among(column, wanted.actors) for column in actor_columns))
    for column, values in (
        ("kind", wanted.kinds), ("status", wanted.statuses), ("reliability", wanted.reliabilities),
    ):
        if values:
            parts.append(_among(column, values))
    return " AND ".join(f"({part})" for part in parts)


def _among(column: str, values: FrozenSet[str]) -> str:
    listed = ", ".join(map(QgsExpression.quotedValue, sorted(values)))
    # A side that nobody is on is NULL, which no list answers with yes or no.
    return f"coalesce({QgsExpression.quotedColumnRef(column)} IN ({listed}), false)"
