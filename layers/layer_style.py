"""A layer's style as a document that can be changed without the layer."""

from qgis.core import QgsMapLayer, QgsMapLayerStyle
from qgis.PyQt.QtXml import QDomDocument


def style_of(layer: QgsMapLayer) -> QDomDocument:
    """The present style; a map item may wear it, changed, while the layer stays as it is.

    As XML, because a clone of the layer would open its file once more.
    """
    style = QgsMapLayerStyle()
    style.readFromLayer(layer)
    document = QDomDocument()
    document.setContent(style.xmlData())
    return document
