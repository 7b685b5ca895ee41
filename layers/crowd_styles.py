"""Two styles of the layer of incidents, between which map themes switch: every marker with its label, or counted.

QGIS keeps each style of a layer as XML of its own and changes the worn one alone, so the other gets the same categories
whenever they or the filter change; otherwise records would be missing from the map after a switch.
"""

import re
from html import escape, unescape
from typing import Match

from qgis.core import QgsFeatureRenderer, QgsMapLayerStyle, QgsReadWriteContext, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from ..model.steps import Steps, at_once
from .crowding import by_themselves, counted, refitted, within
from .fans import fanned_out
from .labels import markers_kept_free
from .layer_style import put_labels, put_renderer, style_of
from .leaders import giving_leaders

COUNTED = "counted"
_RENDERER = "renderer-v2"
_RENDERER_TAG, _ATTRIBUTE = re.compile(r"<renderer-v2\b[^>]*>"), re.compile(r'\sattr="([^"]*)"')
_CATEGORISED = 'type="categorizedSymbol"'


def begin_anew(layer: QgsVectorLayer) -> None:
    """Wear the usual style and drop the counted one, so that both can be made again."""
    manager = layer.styleManager()
    manager.setCurrentStyle(usual_style(layer))
    manager.removeStyle(COUNTED)


def keep_in_step(layer: QgsVectorLayer) -> None:
    """As `keeping_in_step`, at once."""
    at_once(keeping_in_step(layer))


def keeping_in_step(layer: QgsVectorLayer) -> Steps[None]:
    """Give the style that the layer does not wear the categories of the one that it wears.

    Whatever else the user changed in it stays. A style that is not there yet is made from the worn one; a renderer of
    the user's own has no other, and gets no categories.
    """
    categories, manager = by_themselves(layer.renderer()), layer.styleManager()
    if categories is None:
        return
    other = _style_not_worn(layer)
    # Of what is counted nothing stands beside its place; and with leader lines QGIS reads and draws it far slower.
    if other == COUNTED:
        categories = yield from giving_leaders(categories, {}, {})
    else:
        categories, _ = yield from fanned_out(categories, layer)
    yield
    if other in manager.styles():
        document = QDomDocument()
        document.setContent(manager.style(other).xmlData())
        root = document.documentElement()
        stored = QgsFeatureRenderer.load(root.firstChildElement(_RENDERER), QgsReadWriteContext())
        if within(stored) is None:
            return
        renderer = refitted(stored, categories)
    else:
        document = style_of(layer)
        yield
        renderer, root = counted(categories), document.documentElement()
        # A number stands for places of which none is that of its label; but no name of a town may cross it.
        if not root.firstChildElement("labeling").isNull():
            put_labels(document, markers_kept_free())
    yield
    put_renderer(document, renderer)
    # Or a switch would bring back the properties that the layer had when this was written; without any it has its own.
    root.removeChild(root.firstChildElement("customproperties"))
    yield
    # Without indentation: a fifth less to write and to keep, 40 ms instead of 50 to 70 with 360 categories.
    text = document.toString(-1)
    yield
    manager.removeStyle(other)
    manager.addStyle(other, QgsMapLayerStyle(text))


def filter_in_step(layer: QgsVectorLayer, before: str, now: str) -> None:
    """Let categories that went by `before` go by `now` in the style that the layer does not wear, too.

    In the text of the style: to read it, and to write it anew, takes QGIS longer than all else of a filter (3.22).
    """
    manager = layer.styleManager()
    other = _style_not_worn(layer)
    if other not in manager.styles():
        return

    def filtered(tag: Match) -> str:
        worn = _ATTRIBUTE.search(tag[0])
        if _CATEGORISED not in tag[0] or worn is None or unescape(worn[1]) != before:
            return str(tag[0])
        return tag[0].replace(worn[0], f' attr="{escape(now)}"')

    style = manager.style(other).xmlData()
    manager.removeStyle(other)
    manager.addStyle(other, QgsMapLayerStyle(_RENDERER_TAG.sub(filtered, style)))


def is_counting(layer: QgsVectorLayer) -> bool:
    """Whether the layer wears the style of numbers; then markers may have to move apart in the other one."""
    return layer.styleManager().currentStyle() == COUNTED


def _style_not_worn(layer: QgsVectorLayer) -> str:
    return usual_style(layer) if is_counting(layer) else COUNTED


def usual_style(layer: QgsVectorLayer) -> str:
    """The style beside the counted one: what the layer had before there were two."""
    manager = layer.styleManager()
    if manager.currentStyle() != COUNTED:
        return manager.currentStyle()
    others = [name for name in manager.styles() if name != COUNTED]
    return next(filter(manager.isDefault, others), others[0])
