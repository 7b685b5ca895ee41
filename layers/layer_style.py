"""A layer's style as a document that can be changed without the layer; and all its styles, to be worn again."""

from typing import Dict, NamedTuple

from qgis.core import (
    QgsAbstractVectorLayerLabeling,
    QgsFeatureRenderer,
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsReadWriteContext,
)
from qgis.PyQt.QtXml import QDomDocument, QDomElement


def style_of(layer: QgsMapLayer) -> QDomDocument:
    """The present style; a map item may wear it, changed, while the layer stays as it is.

    As XML, because a clone of the layer would open its file once more.
    """
    document = QDomDocument()
    layer.exportNamedStyle(document)
    return document


def put_renderer(document: QDomDocument, renderer: QgsFeatureRenderer) -> None:
    """Let a style, as `style_of` gives it, have another renderer."""
    _replace(document, renderer.save(document, QgsReadWriteContext()))


def put_labels(document: QDomDocument, labeling: QgsAbstractVectorLayerLabeling) -> None:
    """Let a style, as `style_of` gives it, have other labels; whether they are switched on stays."""
    _replace(document, labeling.save(document, QgsReadWriteContext()))


def _replace(document: QDomDocument, part: QDomElement) -> None:
    root = document.documentElement()
    root.replaceChild(part, root.firstChildElement(part.tagName()))


class Worn(NamedTuple):
    """The styles of a layer by their names, and the name of the one that it wears."""

    styles: Dict[str, QgsMapLayerStyle]
    current: str


def worn_by(layer: QgsMapLayer) -> Worn:
    """All that decides how the layer looks, now or after a switch of styles."""
    manager = layer.styleManager()
    return Worn({name: manager.style(name) for name in manager.styles()}, manager.currentStyle())


def wear(layer: QgsMapLayer, worn: Worn) -> None:
    """Let the layer look again as it did; styles that came since stay beside."""
    manager = layer.styleManager()
    for name, style in worn.styles.items():
        if name not in manager.styles():
            manager.addStyle(name, style)
    manager.setCurrentStyle(worn.current)
    worn.styles[worn.current].writeToLayer(layer)
    for name, style in worn.styles.items():
        if name != worn.current:
            # QGIS has no call that replaces one (3.44).
            manager.removeStyle(name)
            manager.addStyle(name, style)
    layer.triggerRepaint()
