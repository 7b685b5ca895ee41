"""An area in which several records lie is drawn once on a sheet: ten hatches on top of each other would be a wall."""

from collections import defaultdict
from typing import Dict, Iterable, List, Tuple

from qgis.core import QgsCategorizedSymbolRenderer, QgsFeature, QgsRendererCategory, QgsVectorLayer

from ..casefile.style_keys import AreaKey, parse_area_key
from ..layers.area_style import area_symbol
from ..layers.by_uid import by_row
from ..layers.categories import is_style_attribute
from ..layers.filtering import style_attribute
from ..layers.layer_style import put_renderer
from ..model.record_filter import RecordFilter
from .legend_entries import NOBODY, SAMPLES
from .numbering import filtered_style, unlabelled

_SHARED = "shared "


def areas_style(layer: QgsVectorLayer, wanted: RecordFilter, areas: Iterable[QgsFeature]) -> str:
    """The layer's present style as XML: each shape once, in the actor's colour, or in grey where actors share it.

    areas: what is drawn of the layer.
    """
    values, symbols = _shared(areas)
    renderer = layer.renderer()
    is_ours = isinstance(renderer, QgsCategorizedSymbolRenderer) and is_style_attribute(renderer.classAttribute())
    if not values or not is_ours:
        return filtered_style(layer, "location_areas", wanted)
    renderer = renderer.clone()
    for value, key in symbols.items():
        renderer.addCategory(QgsRendererCategory(value, area_symbol(key, SAMPLES), ""))
    renderer.setClassAttribute(by_row(values, style_attribute("location_areas", wanted)))
    document = unlabelled(layer)
    put_renderer(document, renderer)
    return document.toString()


def _shared(areas: Iterable[QgsFeature]) -> Tuple[Dict[str, str], Dict[str, AreaKey]]:
    """The values of rows that are not drawn by their own style keys, by feature id; and what those values look like."""
    alike: Dict[Tuple[bytes, str], List[Tuple[int, AreaKey]]] = defaultdict(list)
    for area in areas:
        key = parse_area_key(str(area["style_key"]))
        alike[bytes(area.geometry().asWkb()), key.precision].append((area.id(), key))
    values: Dict[str, str] = {}
    symbols: Dict[str, AreaKey] = {}
    for (_, precision), rows in alike.items():
        first, *others = sorted(rows)
        # Of a value that has no category nothing is drawn.
        values.update({str(fid): "" for fid, _ in others})
        if len({key.actor for _, key in rows}) > 1:
            value = f"{_SHARED}{precision}"
            values[str(first[0])] = value
            symbols[value] = AreaKey(NOBODY, precision)
    return values, symbols
