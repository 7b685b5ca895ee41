"""A layer's style as a document that can be changed without the layer."""

from qgis.core import QgsMapLayer
from qgis.PyQt.QtXml import QDomDocument


def style_of(layer: QgsMapLayer) -> QDomDocument:
    """The present style; a map item may wear it, changed, while the layer stays as it is.

    As XML, because a clone of the layer would open its file once more.
    """
    document = QDomDocument()
    layer.exportNamedStyle(document)
    return document
