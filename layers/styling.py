"""Everything that makes one table of a casefile a readable layer: symbols, labels, time, map tip, form."""

from typing import AbstractSet, Callable, Dict, Iterable, Mapping, NamedTuple, Optional

from qgis.core import QgsCategorizedSymbolRenderer, QgsVectorLayer

from ..casefile.style_keys import (
    BAR,
    parse_area_key,
    parse_incident_key,
    parse_movement_key,
    parse_waypoint_key,
)
from ..model.steps import Steps, at_once
from . import map_tips
from .area_style import area_renderer, waypoint_renderer
from .categories import copied, drawn_keys, has_rows, in_order, is_style_attribute, keys_in
from .crowding import refitted, within
from .fans import fanning_out
from .form_config import configure_form
from .incident_style import incident_renderer
from .label_words import incident_label, movement_label
from .labels import keep_labels_off, label_incidents, label_movements
from .lanes import part_lanes
from .movement_style import movement_renderer
from .palette import Palette
from .temporal import set_time

TABLE_PROPERTY = "libya_incident_mapper/table"
"""The custom property of a layer that says which table of a casefile it shows."""


PART = 60
"""Style keys whose symbols are made in one step, of about 30 ms."""


def _place_text() -> str:
    return '"place_text"'


def _in_one_step(arrange: Callable[[QgsVectorLayer], None]) -> Callable[[QgsVectorLayer], Steps[None]]:
    def arranging(layer: QgsVectorLayer) -> Steps[None]:
        arrange(layer)
        yield

    return arranging


class Look(NamedTuple):
    """How a drawn table is shown; label is None for a layer that is neither labelled nor kept free of labels.

    is_counted: has a second style, in which markers near each other are counted. arranging: moves apart what would hide
    each other.
    """

    parse: Callable[[str], NamedTuple]
    renderer: Callable[[Iterable[str], Palette], QgsCategorizedSymbolRenderer]
    label: Optional[Callable[[QgsVectorLayer], None]]
    tip_title: Callable[[], str]
    tip_rows: Callable[[], Iterable[map_tips.Row]]
    is_counted: bool = False
    arranging: Callable[[QgsVectorLayer], Steps[None]] = _in_one_step(lambda layer: None)


LOOKS: Dict[str, Look] = {
    "incidents": Look(
        parse_incident_key, incident_renderer, label_incidents, incident_label, map_tips.incident_rows, is_counted=True,
        arranging=fanning_out,
    ),
    "movements": Look(
        parse_movement_key, movement_renderer, label_movements, movement_label, map_tips.movement_rows,
        arranging=_in_one_step(part_lanes),
    ),
    "waypoints": Look(parse_waypoint_key, waypoint_renderer, keep_labels_off, _place_text, map_tips.waypoint_rows),
    "location_areas": Look(parse_area_key, area_renderer, None, _place_text, map_tips.area_rows),
}
"""The tables that are drawn, the topmost first."""


def apply_style(layer: QgsVectorLayer, table: str, palette: Palette) -> None:
    """Give the layer of a table its whole appearance, in place of any that it has."""
    at_once(applying_style(layer, table, palette))


def applying_style(layer: QgsVectorLayer, table: str, palette: Palette) -> Steps[None]:
    """As `apply_style`, in steps."""
    configure_form(layer, table, palette)
    look = LOOKS.get(table)
    if look is None:
        return
    yield
    # The parts live on until all are made: Python would take a new symbol for one that is gone from its address.
    keys, parts, categories = sorted(keys_in(layer)), [], []
    for first in range(0, len(keys), PART):
        yield
        parts.append(look.renderer(keys[first : first + PART], palette))
        categories += copied(parts[-1])
    yield
    layer.setRenderer(in_order(categories))
    yield
    if look.label is not None:
        look.label(layer)
    yield
    yield from look.arranging(layer)
    yield
    map_tips.set_map_tip(layer, look.tip_title(), tuple(look.tip_rows()))
    set_time(layer)


def refresh_style(
    layer: QgsVectorLayer, table: str, palette: Callable[[], Palette], repainted: AbstractSet[str] = frozenset(),
    growth: Optional[Mapping[str, int]] = None,
) -> bool:
    """Follow the rows that came and went, and the colours of the actors `repainted`; whether the categories changed.

    growth: style key → how many more rows have it than when this was last called; None where nobody knows.
    """
    is_other = _refresh_categories(layer, table, palette, repainted, growth)
    at_once(LOOKS[table].arranging(layer))
    return is_other


def _refresh_categories(
    layer: QgsVectorLayer, table: str, palette: Callable[[], Palette], repainted: AbstractSet[str],
    growth: Optional[Mapping[str, int]],
) -> bool:
    """Add categories for style keys that came in and drop those that are gone; whether anything changed.

    To find these all rows are looked at, unless it is known that there are none. Symbols of keys that stay are left as
    they are, so that what a user changed is kept, but for those of the actors `repainted`, whose colours changed. A
    renderer that does not go by the style key is the user's own and is left alone.
    """
    worn = layer.renderer()
    renderer = within(worn)
    if renderer is None or not is_style_attribute(renderer.classAttribute()):
        return False
    if growth is not None and not repainted and not _have_keys_changed(layer, table, renderer, growth):
        return False
    keys = drawn_keys(keys_in(layer), LOOKS[table].parse)
    known = {category.value(): category for category in renderer.categories()}
    stale = {key for key in known if repainted and not repainted.isdisjoint(str(key).split(BAR))}
    if keys == known.keys() and not stale:
        return False
    fresh = LOOKS[table].renderer(keys, palette())
    for position, category in enumerate(fresh.categories()):
        old = known.get(category.value())
        if old is not None and category.value() not in stale:
            fresh.updateCategorySymbol(position, old.symbol().clone())
            fresh.updateCategoryLabel(position, old.label())
            fresh.updateCategoryRenderState(position, old.renderState())
    fresh.setClassAttribute(renderer.classAttribute())
    layer.setRenderer(refitted(worn, fresh))
    layer.triggerRepaint()
    return True


def _have_keys_changed(
    layer: QgsVectorLayer, table: str, renderer: QgsCategorizedSymbolRenderer, growth: Mapping[str, int]
) -> bool:
    """Whether a key came to the first rows that have it, or left the last ones."""
    return any(
        (growth[key] > 0 or has_rows(layer, key)) != (renderer.categoryIndexForValue(key) >= 0)
        for key in drawn_keys(growth, LOOKS[table].parse) if growth[key]
    )
